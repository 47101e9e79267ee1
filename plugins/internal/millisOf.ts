/**
 * Durations in milliseconds.
 *
 * @module
 */
import * as Duration from "effect/Duration";
import { InvalidConfiguration } from "../../mod.ts";

/** The longest time of a timer, some 24 days. */
const longestTimerMillis = 2_147_483_647;

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

/**
 * Reads a time limit.
 *
 * @param setting The option, for the error.
 * @param input What the user gave.
 * @returns Milliseconds that a timer can count.
 * @throws {InvalidConfiguration} Where it is none.
 */
export function timerMillisOf(setting: string, input: Duration.Input): number {
  const read = millisOf(input);
  if (read >= 1 && read <= longestTimerMillis) return read;
  throw new InvalidConfiguration({ setting, problem: "is not a duration between 1 ms and 24 days" });
}
