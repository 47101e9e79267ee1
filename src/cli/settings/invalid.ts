/**
 * The errors of settings: what cannot be used, what is missing, and what a provider needs.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { InvalidConfiguration } from "../../AuthError.ts";

/**
 * The error of a setting that cannot be used.
 *
 * @param setting The variable, the flag, or what else it is called.
 * @param problem What is wrong with it, without its value: the end of a sentence that begins with its name.
 * @returns A failure with `InvalidConfiguration`.
 */
export function invalid(setting: string, problem: string): Effect.Effect<never, InvalidConfiguration> {
  return Effect.fail(new InvalidConfiguration({ setting, problem }));
}

/**
 * The error of a setting that is not there.
 *
 * @param setting The variable.
 * @param others What else could have said it.
 * @returns A failure with `InvalidConfiguration`.
 */
export function missing(setting: string, others?: string): Effect.Effect<never, InvalidConfiguration> {
  return invalid(setting, `is not set${others === undefined ? "" : ` (nor is ${others})`}`);
}

/**
 * The error of a setting that a provider cannot do without.
 *
 * @param setting The variable, and what could stand in its place.
 * @param provider The provider.
 * @returns A failure with `InvalidConfiguration`.
 */
export function needed(setting: string, provider: string): Effect.Effect<never, InvalidConfiguration> {
  return invalid(setting, `is not set, and the provider ${provider} needs it`);
}
