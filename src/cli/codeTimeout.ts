/**
 * How long a login waits for each code.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import type { InvalidConfiguration } from "../AuthError.ts";
import type { Settings } from "./Settings.ts";
import { timeLimit } from "./timeLimit.ts";

const name = "AUTOSHARES_CODE_TIMEOUT";

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
  if (flag) return timeLimit("--code-timeout", flag);
  const text = settings.text(name);
  return text === undefined ? Effect.succeed(120_000) : timeLimit(name, text);
}
