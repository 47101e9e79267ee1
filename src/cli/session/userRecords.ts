/**
 * Whose records a command is about, and the store that they are in.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import type * as Redacted from "effect/Redacted";
import type * as Scope from "effect/Scope";
import type { InvalidConfiguration } from "../../AuthError.ts";
import { type LoginIdentity, type StoredLogin, storedLogin } from "../../StoredLogin.ts";
import {
  appKeyOf,
  baseUrlOf,
  type BrokerFlags,
  inVariables,
  usernameOf,
} from "../settings/brokerSettings.ts";
import {
  appKeyFile,
  baseUrl,
  envFile,
  type OptionalText,
  profile,
  type SourceFlags,
  sourceOf,
  username,
} from "../flags.ts";
import { readSettings, type Settings } from "../settings/Settings.ts";
import { type ChosenStore, tokenStore } from "./tokenStore.ts";
import { warnOfUnknown } from "../settings/unknownVariables.ts";

/** The flags that say whose. */
export const userFlags: { readonly [Name in keyof UserFlags]: OptionalText } = {
  baseUrl,
  appKeyFile,
  username,
  envFile,
  profile,
};

/** What they say. */
export interface UserFlags extends BrokerFlags, SourceFlags {}

/** A user, and what is kept of that user. */
export interface UserRecords extends LoginIdentity, ChosenStore {
  readonly appKey: Redacted.Redacted<string>;
  readonly settings: Settings;
  readonly stored: StoredLogin;
}

/**
 * Opens the store.
 *
 * @param flags The flags.
 * @param settings The settings.
 * @returns The user's records, nothing of them read yet; the store closes with the scope. `InvalidConfiguration` where a
 * setting is missing or cannot be used.
 */
export function openRecords(
  flags: BrokerFlags,
  settings: Settings,
): Effect.Effect<UserRecords, InvalidConfiguration, Scope.Scope> {
  return Effect.gen(function* () {
    const identity = {
      baseUrl: yield* baseUrlOf(flags, settings),
      appKey: yield* appKeyOf(flags, settings),
      username: yield* usernameOf(flags, settings),
    };
    const chosen = yield* tokenStore(settings);
    const stored = yield* Effect.mapError(storedLogin(chosen.store, identity), inVariables);
    return { ...identity, ...chosen, settings, stored };
  });
}

/**
 * Reads the settings, warns of misspelt ones, and opens the store: {@linkcode openRecords}.
 *
 * @param flags The flags.
 * @returns The user's records; `InvalidConfiguration` likewise.
 */
export function userRecords(
  flags: UserFlags,
): Effect.Effect<UserRecords, InvalidConfiguration, Scope.Scope> {
  return Effect.flatMap(readSettings(sourceOf(flags)), (settings) => {
    warnOfUnknown(settings);
    return openRecords(flags, settings);
  });
}
