/**
 * The host on which the pages are served.
 *
 * @module
 */
import { isIP, isIPv6 } from "node:net";
import { InvalidConfiguration } from "../../mod.ts";
import { isLoopbackHost } from "../internal/isLoopbackHost.ts";
import { provider } from "./promptFailed.ts";

/** What a name may be made of; whether there is such a host is for the system to say. */
const name = /^[a-z\d_](?:[\w.-]{0,252})$/i;

/**
 * Reads the host.
 *
 * @param given A name or an address; one of IPv6 perhaps in brackets.
 * @param needsLoopback Whether links lead to where it listens, for want of a public address.
 * @returns The host, without brackets.
 * @throws {InvalidConfiguration} Where it is none (setting `web-prompt hostname`), or where links would lead over a network
 * in the clear (setting `web-prompt publicUrl`).
 */
export function listenHost(given: unknown, needsLoopback: boolean): string {
  const text = typeof given === "string" ? given.replace(/^\[(.*:.*)\]$/, "$1") : "";
  if (isIP(text) === 0 && !name.test(text)) {
    throw new InvalidConfiguration({
      setting: `${provider} hostname`,
      problem: "is no host: it must be a name or an address without a port, such as 127.0.0.1",
    });
  }
  const url = `http://${isIPv6(text) ? `[${text}]` : text}`;
  if (needsLoopback && !(URL.canParse(url) && isLoopbackHost(new URL(url).hostname))) {
    throw new InvalidConfiguration({
      setting: `${provider} publicUrl`,
      problem:
        "is missing, and needed to listen where others reach it: set it to the https address of the proxy before it",
    });
  }
  return text;
}
