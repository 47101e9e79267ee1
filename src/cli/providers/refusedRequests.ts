/**
 * Webhooks' words for requests that they refuse.
 *
 * @module
 */
import { refusals } from "../../../plugins/webhook/refusals.ts";

/** Reasons in `Sightings` that stand for a refused request, and for no message. Webhooks tell of each on stderr. */
export const refusedRequests: ReadonlySet<string> = new Set(
  Object.values(refusals).map(({ mishap }) => mishap),
);
