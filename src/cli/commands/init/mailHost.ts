/**
 * The IMAP server of an address.
 *
 * @module
 */
import { mailVendor } from "../../../../plugins/imap/options/mailVendors.ts";

/** By the names of the vendors, from the services' own help pages. */
const hosts: Readonly<Record<string, string>> = {
  Google: "imap.gmail.com",
  Microsoft: "outlook.office365.com",
  Apple: "imap.mail.me.com",
  Yahoo: "imap.mail.yahoo.com",
  AOL: "imap.aol.com",
  Fastmail: "imap.fastmail.com",
  Zoho: "imap.zoho.com",
  Yandex: "imap.yandex.com",
  "Mail.ru": "imap.mail.ru",
  "QQ Mail": "imap.qq.com",
};

/**
 * Guesses the server of a mailbox.
 *
 * @param address Its user: an address, or a name alone.
 * @returns The host; for a domain that is no large service's, `imap.` before it; nothing without a domain.
 */
export function mailHost(address: string): string | undefined {
  const [, domain] = /@([\w.-]+\.[a-z]{2,})$/i.exec(address) ?? [];
  if (domain === undefined) return undefined;
  const vendor = mailVendor(domain);
  return (vendor && hosts[vendor.name]) ?? `imap.${domain.toLowerCase()}`;
}
