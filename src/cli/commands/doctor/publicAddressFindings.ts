/**
 * Whether a sender can reach a webhook by its public address, as far as the address itself tells.
 *
 * @module
 */
import { BlockList, isIP } from "node:net";
import type { PublicAddress } from "../../settings/webhookSettings.ts";
import type { Finding } from "./Finding.ts";

const check = "public address";

/** Addresses that no one outside can reach: RFC 1122, 1918, 3927, 6598, 4193, 4291. */
const inside = new BlockList();
for (
  const [network, bits, family] of [
    ["0.0.0.0", 8, "ipv4"],
    ["10.0.0.0", 8, "ipv4"],
    ["100.64.0.0", 10, "ipv4"],
    ["127.0.0.0", 8, "ipv4"],
    ["169.254.0.0", 16, "ipv4"],
    ["172.16.0.0", 12, "ipv4"],
    ["192.168.0.0", 16, "ipv4"],
    ["::1", 128, "ipv6"],
    ["fc00::", 7, "ipv6"],
    ["fe80::", 10, "ipv6"],
  ] as const
) inside.addSubnet(network, bits, family);

function isInside(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  const version = isIP(host);
  return version === 0
    ? !host.includes(".") || /\.(?:local|localhost|internal|home\.arpa)$/i.test(host)
    : inside.check(host, version === 4 ? "ipv4" : "ipv6");
}

/**
 * Judges the address.
 *
 * @param address The address.
 * @param path The path that is answered.
 * @param sender Who posts to it, for people.
 * @returns The address and the path that is answered; a warning each for plain http, and for one that only this network
 * knows.
 */
export function publicAddressFindings(
  { given, shown }: PublicAddress,
  path: string,
  sender: string,
): ReadonlyArray<Finding> {
  const { protocol, hostname } = new URL(given);
  const warnings: Array<Finding> = [];
  if (protocol === "http:") {
    warnings.push({
      level: "warn",
      check,
      found: `${shown} is plain http, so whoever is on the way reads the codes`,
      advice: "put it behind a proxy or a tunnel with https",
    });
  }
  if (isInside(hostname)) {
    warnings.push({
      level: "warn",
      check,
      found: `${shown} is known on this machine or in its network only`,
      advice: `${sender} has to be there too, or needs an address that the internet knows`,
    });
  }
  return warnings.length > 0
    ? warnings
    : [{ level: "ok", check, found: `${shown}; requests to ${path} are answered` }];
}
