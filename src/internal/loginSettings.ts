/**
 * Reads the options of a login.
 *
 * @module
 */
import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import { InvalidConfiguration } from "../AuthError.ts";
import type { CodeProvider } from "../CodeProvider.ts";
import { firstOf } from "../firstOf.ts";
import type { LoginOptions } from "../Login.ts";
import type { Middleware } from "../Middleware.ts";
import { parseDuration } from "./parseDuration.ts";

/** The options of a login, checked and with their defaults. */
export interface LoginSettings<Added> {
  readonly provider: CodeProvider | undefined;
  readonly middleware: ReadonlyArray<Middleware<Added>>;
  readonly codeTimeoutMillis: number;
  readonly maxCodes: number;
}

/**
 * Checks the options of a login.
 *
 * @param options What the user gave.
 * @returns The settings, or `InvalidConfiguration`.
 */
export function loginSettings<Added>(
  options: LoginOptions<Added>,
): Effect.Effect<LoginSettings<Added>, InvalidConfiguration> {
  const { maxCodes = 3, use = [] } = options;
  if (!Number.isInteger(maxCodes) || maxCodes < 1) {
    return Effect.fail(
      new InvalidConfiguration({ setting: "maxCodes", problem: "is not a whole number from 1" }),
    );
  }
  const [first, ...more] = [options, ...use].flatMap((each) => each.provider ?? []);
  return Effect.map(parseDuration("codeTimeout", options.codeTimeout, "120 seconds"), (codeTimeout) => ({
    provider: first === undefined || more.length === 0 ? first : firstOf(first, ...more),
    middleware: use.flatMap((plugin) => plugin.middleware ?? []),
    codeTimeoutMillis: Duration.toMillis(codeTimeout),
    maxCodes,
  }));
}
