/**
 * Secrets of which several may count, while one is replaced by another.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import type { InvalidConfiguration } from "../../AuthError.ts";
import { itemsIn } from "./listOf.ts";
import type { Settings } from "./Settings.ts";

/**
 * Reads secrets, separated by commas.
 *
 * @param name The variable; its `…_FILE` twin counts too.
 * @param settings The settings.
 * @returns The secrets, none where it is not set; `InvalidConfiguration` where a file cannot be read.
 */
export function secretsOf(
  name: string,
  settings: Settings,
): Effect.Effect<ReadonlyArray<Redacted.Redacted<string>>, InvalidConfiguration> {
  return Effect.map(
    settings.secret(name),
    (secret) =>
      secret === undefined ? [] : itemsIn(Redacted.value(secret)).map((each) => Redacted.make(each)),
  );
}
