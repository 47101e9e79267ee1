/**
 * Where Twilio's API is.
 *
 * It is `api.twilio.com` or `api.{edge}.{region}.twilio.com`; `api.{region}.twilio.com` was switched off on 28 April 2026
 * ({@link https://www.twilio.com/docs/global-infrastructure/api-domain-migration-guide}).
 *
 * @module
 */
import { isPrivate } from "../internal/isPrivate.ts";

/** The region that an edge without one leads to. */
const defaultRegion = "us1";

/**
 * The regions that keep messages, and the edge of each
 * ({@link https://www.twilio.com/docs/global-infrastructure/edge-locations/legacy-regions}). What looks like others, such as
 * `de1`, is an old name of an edge.
 */
const usualEdges: ReadonlyMap<string, string> = new Map([
  [defaultRegion, "ashburn"],
  ["ie1", "dublin"],
  ["au1", "sydney"],
]);

/**
 * The API's origin.
 *
 * @param region A region, such as `ie1`.
 * @param edge An edge, such as `dublin`.
 * @returns The origin, such as `https://api.dublin.ie1.twilio.com`; `undefined` where the region needs an edge beside it.
 */
export function apiOrigin(region: string | undefined, edge: string | undefined): string | undefined {
  if (region === undefined && edge === undefined) return "https://api.twilio.com";
  const inRegion = region?.toLowerCase() ?? defaultRegion;
  const byEdge = edge?.toLowerCase() ?? usualEdges.get(inRegion);
  return byEdge === undefined ? undefined : `https://api.${byEdge}.${inRegion}.twilio.com`;
}

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
  return isPrivate(url) ? url.origin : undefined;
}
