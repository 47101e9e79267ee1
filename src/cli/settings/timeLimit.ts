/**
 * Time limits as they are typed.
 *
 * @module
 */
import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import { InvalidConfiguration } from "../../AuthError.ts";
import { parseDuration } from "../../internal/parseDuration.ts";

const unitMillis: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };

/**
 * Reads `90s`, `5m` or `1h`; a bare number is seconds.
 *
 * @param setting The setting, for the error.
 * @param text What was typed.
 * @returns Milliseconds, above 0 and up to 24 days, or `InvalidConfiguration`.
 */
export function timeLimit(setting: string, text: string): Effect.Effect<number, InvalidConfiguration> {
  const [, amount, unit = "s"] = /^(\d+(?:\.\d+)?)\s*([smh])?$/.exec(text.trim()) ?? [];
  return Effect.mapBoth(parseDuration("", Number(amount) * unitMillis[unit]!, 0), {
    onSuccess: Duration.toMillis,
    onFailure: () =>
      new InvalidConfiguration({
        setting,
        problem: "is not a time such as 90s, 5m or 1h, above 0 and up to 24 days",
      }),
  });
}
