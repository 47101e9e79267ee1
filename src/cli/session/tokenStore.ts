/**
 * The token store that the settings describe.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import type * as Scope from "effect/Scope";
import { dirname, resolve } from "node:path";
import { fileStore, stateFolder } from "../../../plugins/file_store.ts";
import { recordPath } from "../../../plugins/file_store/recordPath.ts";
import { InvalidConfiguration } from "../../AuthError.ts";
import { memoryStore, type TokenStore } from "../../TokenStore.ts";
import { loadWith } from "../optionalPackages.ts";
import { mayConnect, mayKeepRecords, missingPermission } from "../process/permissions.ts";
import { invalid } from "../settings/invalid.ts";
import type { Settings } from "../settings/Settings.ts";

/** A store, and where it is. */
export interface ChosenStore {
  readonly store: TokenStore;
  /**
   * Where it keeps the records of a key, for people.
   *
   * @param key The key of a user's token.
   * @returns Paths or names, without a password.
   */
  readonly places: (key: string) => ReadonlyArray<string>;
  /**
   * Where it keeps one record, for people.
   *
   * @param key The record's key.
   * @returns A path or name, without a password.
   */
  readonly placeOf: (key: string) => string;
}

const all = (placeOf: ChosenStore["placeOf"]): Pick<ChosenStore, "places" | "placeOf"> => ({
  placeOf,
  places: (key) => [key, `${key}.attempts`].map(placeOf),
});

type FromSettings = Effect.Effect<ChosenStore, InvalidConfiguration, Scope.Scope>;

const variable = "AUTOSHARES_STORE";
/** The store's options by the command line's names for them. */
const variables: Readonly<Record<string, string>> = {
  file: "AUTOSHARES_TOKEN_FILE",
  folder: "AUTOSHARES_TOKEN_FILE",
  encryptionKey: "AUTOSHARES_STORE_KEY",
};

const inStoreVariables = (error: unknown): InvalidConfiguration => {
  const denied = missingPermission(error);
  if (denied !== undefined) return denied;
  if (!(error instanceof InvalidConfiguration)) throw error;
  const { setting, problem } = error;
  return new InvalidConfiguration({ setting: variables[setting] ?? variable, problem });
};

const attempt = <A>(make: () => A) => Effect.try({ try: make, catch: inStoreVariables });

function inFiles(settings: Settings): FromSettings {
  return Effect.gen(function* () {
    const file = settings.text("AUTOSHARES_TOKEN_FILE");
    const encryptionKey = yield* settings.secret("AUTOSHARES_STORE_KEY");
    const folder = yield* attempt(() => file === undefined ? stateFolder() : dirname(resolve(file)));
    yield* mayKeepRecords(folder);
    const store = yield* attempt(() => fileStore({ file, encryptionKey }));
    return { store, ...all((key) => recordPath({ file }, key)) };
  });
}

function inRedis(address: Redacted.Redacted<string>): FromSettings {
  return Effect.gen(function* () {
    const { redisStore } = yield* loadWith(
      variable,
      ["@redis/client"],
      () => import("../../../plugins/redis_store.ts"),
    );
    const store = yield* Effect.acquireRelease(
      attempt(() => redisStore({ url: address })),
      (opened) => Effect.promise(() => opened.close()),
    );
    const url = Redacted.value(address);
    const { protocol, host, hostname, port } = new URL(url);
    yield* mayConnect(url, 6379);
    const place = `${protocol}//${port === "" ? `${hostname}:6379` : host}`;
    return { store, ...all((key) => `${place} autoshares-auth:{${key}}`) };
  });
}

/**
 * Opens the store of `AUTOSHARES_STORE`: `file` (default; in the user's state folder, or at `AUTOSHARES_TOKEN_FILE`,
 * encrypted with `AUTOSHARES_STORE_KEY` where that is set), `memory` (nothing is kept), or a Redis's address, which
 * may hold a password, so that `AUTOSHARES_STORE_FILE` may name a file with it.
 *
 * @param settings The settings.
 * @returns The store, until the scope closes; or `InvalidConfiguration`, for settings that another kind of store would
 * pass over too.
 */
export function tokenStore(settings: Settings): FromSettings {
  return Effect.gen(function* () {
    const given = (yield* settings.secret(variable)) ?? Redacted.make("file");
    const kind = Redacted.value(given);
    if (kind === "file") return yield* inFiles(settings);
    if (settings.text("AUTOSHARES_TOKEN_FILE") !== undefined) {
      return yield* invalid("AUTOSHARES_TOKEN_FILE", `is set, but ${variable} is not file`);
    }
    if ((yield* settings.secret("AUTOSHARES_STORE_KEY")) !== undefined) {
      return yield* invalid("AUTOSHARES_STORE_KEY", `is set, but only ${variable}=file encrypts`);
    }
    if (kind === "memory") return { store: memoryStore(), places: () => [], placeOf: (key) => key };
    return /^rediss?:/.test(kind)
      ? yield* inRedis(given)
      : yield* invalid(variable, "is none of file, memory and redis://… (rediss://… for TLS)");
  });
}
