/**
 * Checks the broker's base URL.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { InvalidConfiguration } from "../../AuthError.ts";
import { plainBaseUrl } from "./plainBaseUrl.ts";

/**
 * A base URL that credentials may be sent to.
 *
 * @param input What the user gave.
 * @returns The URL without a trailing slash, or `InvalidConfiguration` (which does not repeat it).
 */
export function parseBaseUrl(input: string | URL): Effect.Effect<string, InvalidConfiguration> {
  const checked = plainBaseUrl(input);
  return "url" in checked
    ? Effect.succeed(checked.url)
    : Effect.fail(new InvalidConfiguration({ setting: "baseUrl", problem: checked.problem }));
}
