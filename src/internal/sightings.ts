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
  return Effect.gen(function* () {
    let seen = 0;
    const refused: Record<string, number> = {};
    for (const { sightings } of armed) {
      if (sightings === undefined) continue;
      const one = yield* sightings;
      seen += one.seen;
      for (const [reason, count] of Object.entries(one.refused)) {
        refused[reason] = (refused[reason] ?? 0) + count;
      }
    }
    return { seen, refused };
  });
}
