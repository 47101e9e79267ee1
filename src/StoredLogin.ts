/**
 * What a store holds of one user: the token and the attempt ledger.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import { type InvalidConfiguration, StoreFailed } from "./AuthError.ts";
import { AuthToken } from "./AuthToken.ts";
import { type Attempts, noAttempts } from "./Attempts.ts";
import { decodeAttempts, encodeAttempts } from "./internal/session/attemptLedger.ts";
import { parseBaseUrl } from "./internal/http/baseUrl.ts";
import { foreign, isUnusable } from "./internal/session/record.ts";
import { decodeTokenRecord, encodeTokenRecord, recordKey } from "./internal/session/tokenRecord.ts";
import type { StoreLock, TokenStore } from "./TokenStore.ts";

/** Whose records they are. */
export interface LoginIdentity {
  /** The broker's base URL. */
  readonly baseUrl: string;
  /** The app key, as plain text or already `Redacted`. */
  readonly appKey: string | Redacted.Redacted<string>;
  /** The user. */
  readonly username: string;
}

/**
 * The records of one user. One that cannot be used fails with `StoreFailed`: `damaged`, or `foreign` where it is somebody
 * else's.
 */
export interface StoredLogin {
  /** The key that they are kept under: a hash of base URL, app key and user. */
  readonly key: string;
  /** The token, expired or not; `undefined` where there is none. */
  readonly token: Effect.Effect<AuthToken | undefined, StoreFailed>;
  /** Keeps a token, under a lock where one is given. */
  readonly saveToken: (token: AuthToken, lock?: StoreLock) => Effect.Effect<void, StoreFailed>;
  /** Forgets the token, and what was moved aside. The server knows no logout: a token stays valid until it expires. */
  readonly removeToken: Effect.Effect<void, StoreFailed>;
  /**
   * Copies a token that cannot be used to `<key>.aside`, before another is saved, for whoever looks for the cause. What the
   * store itself cannot read, it moves aside by itself. Only under a lock.
   */
  readonly moveTokenAside: Effect.Effect<void, StoreFailed>;
  /** The attempt ledger. */
  readonly attempts: Effect.Effect<Attempts, StoreFailed>;
  /** Writes the attempt ledger, under a lock where one is given. */
  readonly saveAttempts: (attempts: Attempts, lock?: StoreLock) => Effect.Effect<void, StoreFailed>;
  /** Does the same for a ledger. Only under a lock. */
  readonly moveAttemptsAside: Effect.Effect<void, StoreFailed>;
  /** Clears the attempt ledger: what was refused may be sent again. */
  readonly resetAttempts: Effect.Effect<void, StoreFailed>;
}

function loadRecord<A extends object>(
  store: TokenStore,
  key: string,
  decode: (text: string, key: string) => A | string,
): Effect.Effect<A | undefined, StoreFailed> {
  return Effect.flatMap(store.load(key), (record) => {
    const decoded = record === undefined ? undefined : decode(Redacted.value(record), key);
    if (typeof decoded !== "string") return Effect.succeed(decoded);
    const problem = `${decoded}: the record ${key} (the next save moves it to ${asideOf(key)})`;
    const kind = decoded === foreign ? "foreign" : "damaged";
    return Effect.fail(new StoreFailed({ store: store.name, operation: "load", kind, problem }));
  });
}

const asideOf = (key: string): string => `${key}.aside`;

function moveAside(
  store: TokenStore,
  key: string,
  decode: (text: string, key: string) => object | string,
): Effect.Effect<void, StoreFailed> {
  return Effect.gen(function* () {
    const record = yield* Effect.catch(
      store.load(key),
      (error) => isUnusable(error) ? Effect.undefined : Effect.fail(error),
    );
    if (record !== undefined && typeof decode(Redacted.value(record), key) === "string") {
      yield* store.save(asideOf(key), record);
    }
  });
}

/**
 * The records of one user in a store.
 *
 * @param store The store.
 * @param identity Base URL, app key and user.
 * @returns Their reading and writing; `InvalidConfiguration` where the base URL cannot be used.
 *
 * @example
 * ```ts
 * import { memoryStore, storedLogin } from "@autoshares/auth";
 * import * as Effect from "effect/Effect";
 *
 * const program = Effect.gen(function* () {
 *   const mine = yield* storedLogin(memoryStore(), {
 *     baseUrl: "https://broker.example/api",
 *     appKey: "key",
 *     username: "bob",
 *   });
 *   return (yield* mine.token)?.expiresAt;
 * });
 * ```
 */
export function storedLogin(
  store: TokenStore,
  { baseUrl, appKey, username }: LoginIdentity,
): Effect.Effect<StoredLogin, InvalidConfiguration> {
  return Effect.gen(function* () {
    const base = yield* parseBaseUrl(baseUrl);
    const plainKey = Redacted.isRedacted(appKey) ? Redacted.value(appKey) : appKey;
    const key = yield* Effect.promise(() => recordKey(base, plainKey, username));
    const ledger = `${key}.attempts`;
    return {
      key,
      token: Effect.map(
        loadRecord(store, key, decodeTokenRecord),
        (record) =>
          record && new AuthToken({ ...record, token: Redacted.make(record.token, { label: "token" }) }),
      ),
      saveToken: (auth, lock) => {
        const { provider, codesTried } = auth;
        const obtainedAt = auth.obtainedAt.getTime();
        const text = encodeTokenRecord({
          key,
          token: auth.reveal(),
          username: auth.username,
          obtainedAt,
          provider,
          codesTried,
        });
        return store.save(key, Redacted.make(text), { lock, expiresAt: auth.expiresAt.getTime() });
      },
      removeToken: Effect.andThen(store.remove(key), store.remove(asideOf(key))),
      moveTokenAside: moveAside(store, key, decodeTokenRecord),
      attempts: Effect.map(loadRecord(store, ledger, decodeAttempts), (attempts) => attempts ?? noAttempts),
      saveAttempts: (attempts, lock) =>
        store.save(ledger, Redacted.make(encodeAttempts(ledger, attempts)), { lock }),
      moveAttemptsAside: moveAside(store, ledger, decodeAttempts),
      resetAttempts: store.remove(ledger),
    };
  });
}
