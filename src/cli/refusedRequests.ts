/**
 * Webhooks' words for requests that they refuse.
 *
 * @module
 */

/** Reasons in `Sightings` that stand for a refused request, and for no message. Webhooks tell of each on stderr. */
export const refusedRequests: ReadonlySet<string> = new Set([
  "wrong path",
  "wrong method",
  "wrong type of body",
  "unreadable",
  "not genuine",
  "too slow",
  "too large",
  "failed here",
]);
