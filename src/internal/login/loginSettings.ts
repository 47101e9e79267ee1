/**
 * Reads the options of a login.
 *
 * @module
 */
import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import { InvalidConfiguration } from "../../AuthError.ts";
import type { CodeProvider } from "../../CodeProvider.ts";
import { firstOf } from "../../firstOf.ts";
import type { LoginOptions } from "../../Login.ts";
import type { Middleware } from "../../Middleware.ts";
import { parseDuration } from "../parseDuration.ts";

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
  if (!use.every((each) => typeof each === "function" || (typeof each === "object" && each !== null))) {
    return Effect.fail(
      new InvalidConfiguration({ setting: "use", problem: "holds something that is no plugin" }),
    );
  }
  const plugins = use.map((each) => typeof each === "function" ? { middleware: each } : each);
  const providers = [options, ...plugins].flatMap((each) => "provider" in each ? each.provider ?? [] : []);
  if (!providers.every(isProvider)) {
    const problem = "is no code provider: a function becomes one by fromFunction";
    return Effect.fail(new InvalidConfiguration({ setting: "provider", problem }));
  }
  const middleware = plugins.flatMap((plugin) => plugin.middleware ?? []);
  if (!middleware.every((each) => typeof each === "function")) {
    return Effect.fail(
      new InvalidConfiguration({ setting: "use", problem: "holds a middleware that is no function" }),
    );
  }
  const [first, ...more] = providers;
  return Effect.map(parseDuration("codeTimeout", options.codeTimeout, "120 seconds"), (codeTimeout) => ({
    provider: first === undefined || more.length === 0 ? first : firstOf(first, ...more),
    middleware,
    codeTimeoutMillis: Duration.toMillis(codeTimeout),
    maxCodes,
  }));
}

/** Programs in plain JavaScript are told of a mistake here, and not once a code is on its way. */
function isProvider(provider: CodeProvider): boolean {
  return typeof provider === "object" && typeof provider.name === "string" &&
    typeof provider.arm === "function";
}
