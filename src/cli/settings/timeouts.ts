/**
 * How long a login waits for each code, and a request for its answer.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import type { InvalidConfiguration } from "../../AuthError.ts";
import type { Settings } from "./Settings.ts";
import { timeLimit } from "./timeLimit.ts";

function limitOf(name: string, usualMillis: number, settings: Settings) {
  const text = settings.text(name);
  return text === undefined ? Effect.succeed(usualMillis) : timeLimit(name, text);
}

/**
 * Reads `--code-timeout` or `AUTOSHARES_CODE_TIMEOUT`.
 *
 * @param flag What `--code-timeout` says.
 * @param settings The settings.
 * @returns Milliseconds, by default two minutes, or `InvalidConfiguration`.
 */
export function codeTimeoutOf(
  flag: string | undefined,
  settings: Settings,
): Effect.Effect<number, InvalidConfiguration> {
  return flag ? timeLimit("--code-timeout", flag) : limitOf("AUTOSHARES_CODE_TIMEOUT", 120_000, settings);
}

/**
 * Reads `AUTOSHARES_REQUEST_TIMEOUT`.
 *
 * @param settings The settings.
 * @returns Milliseconds, by default 30 seconds, or `InvalidConfiguration`.
 */
export function requestTimeoutOf(settings: Settings): Effect.Effect<number, InvalidConfiguration> {
  return limitOf("AUTOSHARES_REQUEST_TIMEOUT", 30_000, settings);
}
