/**
 * Adds up what code providers have seen.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import type { Sightings } from "../../AuthError.ts";
import type { ArmedCodeProvider } from "../../CodeProvider.ts";

/**
 * What several armed providers have seen; one that does not tell counts as having seen nothing.
 *
 * @param armed The providers.
 * @returns Counts added, reason by reason.
 */
export function sumOfSightings(armed: ReadonlyArray<ArmedCodeProvider>): Effect.Effect<Sightings> {
  return Effect.suspend(() => {
    const known = armed.flatMap(({ sightings }) => sightings ?? []);
    return Effect.map(Effect.all(known, { concurrency: "unbounded" }), (all) => {
      const refused: Record<string, number> = {};
      for (const [reason, count] of all.flatMap((one) => Object.entries(one.refused))) {
        refused[reason] = (refused[reason] ?? 0) + count;
      }
      return { seen: all.reduce((sum, one) => sum + one.seen, 0), refused };
    });
  });
}
