/**
 * Reads a time limit from an option.
 *
 * @module
 */
import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import { InvalidConfiguration } from "../AuthError.ts";

/** The longest delay that a timer of either runtime can hold, in milliseconds (2^31 - 1). */
const longestMillis = 2_147_483_647;

/**
 * A positive, finite duration that timers can hold.
 *
 * @param setting Name of the option, for the error.
 * @param input What the user gave; `undefined` means the default.
 * @param byDefault The default.
 * @returns The duration, or `InvalidConfiguration`.
 */
export function parseDuration(
  setting: string,
  input: Duration.Input | undefined,
  byDefault: Duration.Input,
): Effect.Effect<Duration.Duration, InvalidConfiguration> {
  const duration = Duration.fromInput(input ?? byDefault);
  const millis = Option.isSome(duration) ? Duration.toMillis(duration.value) : Number.NaN;
  return Option.isSome(duration) && millis > 0 && millis <= longestMillis
    ? Effect.succeed(duration.value)
    : Effect.fail(
      new InvalidConfiguration({ setting, problem: "is not a duration between 1 ms and 24 days" }),
    );
}
