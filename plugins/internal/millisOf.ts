/**
 * Durations in milliseconds.
 *
 * @module
 */
import * as Duration from "effect/Duration";

/** The longest time of a timer, some 24 days. */
export const longestTimerMillis = 2_147_483_647;

/**
 * Reads a duration.
 *
 * @param input What the user gave; a bare number is milliseconds. Plain JavaScript may give anything.
 * @returns Milliseconds, perhaps `Infinity`; `NaN` where it is no duration.
 */
export function millisOf(input: Duration.Input): number {
  const read = Duration.fromInput(input);
  return read._tag === "Some" ? Duration.toMillis(read.value) : Number.NaN;
}
