/**
 * Where Twilio's API is.
 *
 * Names as Twilio's own library makes them (package `twilio`, `base/BaseTwilio.ts`, `getHostname`); regions and edges:
 * {@link https://www.twilio.com/docs/global-infrastructure}.
 *
 * @module
 */

/** The region that an edge without one leads to. */
const defaultRegion = "us1";

/**
 * The API's origin.
 *
 * @param region A region, such as `ie1`.
 * @param edge An edge, such as `dublin`.
 * @returns The origin, such as `https://api.dublin.ie1.twilio.com`.
 */
export function apiOrigin(region: string | undefined, edge: string | undefined): string {
  const labels = ["api", edge, region ?? (edge === undefined ? undefined : defaultRegion), "twilio", "com"];
  return `https://${labels.filter((label) => label !== undefined).join(".").toLowerCase()}`;
}

/** Loopback names and addresses: RFC 6761 (localhost), RFC 1122 (127/8), RFC 4291 (::1). */
const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * Reads the address of another host with the same API.
 *
 * @param given What the user gave.
 * @returns Its origin, or `undefined` where credentials may not be sent there.
 */
export function otherOrigin(given: string | URL): string | undefined {
  const url = URL.parse(String(given));
  if (url === null || url.username !== "" || url.password !== "") return undefined;
  if (url.href !== `${url.origin}/`) return undefined;
  return url.protocol === "https:" || (url.protocol === "http:" && loopback.test(url.hostname))
    ? url.origin
    : undefined;
}
