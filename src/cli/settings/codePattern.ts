/**
 * The caller's own pattern for codes.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import type { InvalidConfiguration } from "../../AuthError.ts";
import { invalid } from "./invalid.ts";
import type { Settings } from "./Settings.ts";

/**
 * The pattern in `AUTOSHARES_CODE_PATTERN`.
 *
 * @param settings The settings.
 * @returns The pattern, nothing where it is not set, or `InvalidConfiguration`.
 */
export function codePattern(settings: Settings): Effect.Effect<RegExp | undefined, InvalidConfiguration> {
  return parsePattern("AUTOSHARES_CODE_PATTERN", settings.text("AUTOSHARES_CODE_PATTERN"));
}

/**
 * A regular expression from a setting.
 *
 * @param setting The setting, for the error.
 * @param source The expression's source.
 * @returns The expression, nothing where there is none, or `InvalidConfiguration`.
 */
export function parsePattern(
  setting: string,
  source: string | undefined,
): Effect.Effect<RegExp | undefined, InvalidConfiguration> {
  if (source === undefined) return Effect.succeed(undefined);
  try {
    return Effect.succeed(new RegExp(source, "u"));
  } catch {
    return invalid(setting, "is not a regular expression");
  }
}
