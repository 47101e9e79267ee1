/**
 * What a login needs to know of the broker and the user, from flags and settings.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import type * as Redacted from "effect/Redacted";
import { InvalidConfiguration } from "../../AuthError.ts";
import { missing } from "./invalid.ts";
import { readSecretFile, type Settings } from "./Settings.ts";

/** The flags that say it. */
export interface BrokerFlags {
  readonly baseUrl: Option.Option<string>;
  readonly appKeyFile: Option.Option<string>;
  readonly username: Option.Option<string>;
}

function required(setting: string, flag: string, given: Option.Option<string>, settings: Settings) {
  const value = Option.getOrUndefined(given) || settings.text(setting);
  return value === undefined ? missing(setting, flag) : Effect.succeed(value);
}

/** The base URL, not yet checked; `InvalidConfiguration` where it is not set. */
export function baseUrlOf(
  flags: BrokerFlags,
  settings: Settings,
): Effect.Effect<string, InvalidConfiguration> {
  return required("AUTOSHARES_BASE_URL", "--base-url", flags.baseUrl, settings);
}

/** The user's name; `InvalidConfiguration` where it is not set. */
export function usernameOf(
  flags: BrokerFlags,
  settings: Settings,
): Effect.Effect<string, InvalidConfiguration> {
  return required("AUTOSHARES_USERNAME", "--username", flags.username, settings);
}

/** The app key; `InvalidConfiguration` where it is not set, or its file cannot be read. */
export function appKeyOf(
  flags: BrokerFlags,
  settings: Settings,
): Effect.Effect<Redacted.Redacted<string>, InvalidConfiguration> {
  const found = Option.isSome(flags.appKeyFile)
    ? readSecretFile("--app-key-file", flags.appKeyFile.value)
    : settings.secret("AUTOSHARES_APP_KEY");
  return Effect.flatMap(
    found,
    (appKey) =>
      appKey === undefined
        ? missing("AUTOSHARES_APP_KEY", "AUTOSHARES_APP_KEY_FILE or --app-key-file")
        : Effect.succeed(appKey),
  );
}

/**
 * The variable of an option of the library.
 *
 * @param option Its name, `codeTimeout` for example.
 * @returns The variable's, `AUTOSHARES_CODE_TIMEOUT`.
 */
export function variableOf(option: string): string {
  return `AUTOSHARES_${option.replace(/[A-Z]/g, "_$&").toUpperCase()}`;
}

/**
 * Names a setting as the command line's user knows it.
 *
 * @param error What the library says of `appKey` or another of its settings.
 * @returns The same of `AUTOSHARES_APP_KEY`.
 */
export function inVariables({ setting, problem }: InvalidConfiguration): InvalidConfiguration {
  return new InvalidConfiguration({ setting: variableOf(setting), problem });
}
