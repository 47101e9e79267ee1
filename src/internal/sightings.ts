/**
 * Adds up what code providers have seen.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import type { Sightings } from "../AuthError.ts";
import type { ArmedCodeProvider } from "../CodeProvider.ts";

/**
 * What several armed providers have seen; one that does not tell counts as having seen nothing.
 *
 * @param armed The providers.
 * @returns Counts added, reason by reason.
 */
export function sumOfSightings(armed: ReadonlyArray<ArmedCodeProvider>): Effect.Effect<Sightings> {
  const known = armed.flatMap((each) => each.sightings === undefined ? [] : [each.sightings]);
  return Effect.map(Effect.all(known), (all) => {
    const refused: Record<string, number> = {};
    for (const [reason, count] of all.flatMap((each) => Object.entries(each.refused))) {
      refused[reason] = (refused[reason] ?? 0) + count;
    }
    return { seen: all.reduce((sum, each) => sum + each.seen, 0), refused };
  });
}
