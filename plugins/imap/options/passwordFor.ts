/**
 * Passwords as people paste them.
 *
 * @module
 */
import { mailVendor } from "./mailVendors.ts";

/** Google shows an app password as four groups of four letters; a browser copies its blanks as no-break ones. */
const grouped = /^\s*[a-z]{4}\s+[a-z]{4}\s+[a-z]{4}\s+[a-z]{4}\s*$/i;

/**
 * The password to send: that of a Google app, pasted with the blanks that Google shows, without them. Any other stays
 * as it is, for blanks may well belong to it.
 *
 * @param host The IMAP server.
 * @param password As it was set.
 * @returns As it is sent.
 */
export function passwordFor(host: string, password: string): string {
  return mailVendor(host)?.name === "Google" && grouped.test(password)
    ? password.replace(/\s+/g, "")
    : password;
}
