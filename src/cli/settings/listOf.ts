/**
 * Settings that name several things.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import type { InvalidConfiguration } from "../../AuthError.ts";
import { invalid } from "./invalid.ts";
import type { Settings } from "./Settings.ts";

/**
 * Splits at commas.
 *
 * @param text The text.
 * @returns The items without the blanks around them; empty ones left out.
 */
export function itemsIn(text: string): ReadonlyArray<string> {
  return text.split(",").map((item) => item.trim()).filter((item) => item !== "");
}

/**
 * Reads a list, its items separated by commas.
 *
 * @param name The variable.
 * @param settings The settings.
 * @returns The items, nothing where it is not set, or `InvalidConfiguration` for a list of nothing.
 */
export function listOf(
  name: string,
  settings: Settings,
): Effect.Effect<ReadonlyArray<string> | undefined, InvalidConfiguration> {
  const text = settings.text(name);
  if (text === undefined) return Effect.succeed(undefined);
  const items = itemsIn(text);
  return items.length === 0 ? invalid(name, "names nothing") : Effect.succeed(items);
}
