/** Sessions against a scripted token endpoint, by the test clock. */
import type * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import type * as Scope from "effect/Scope";
import * as TestClock from "effect/testing/TestClock";
import {
  AuthToken,
  type Credentials,
  type InvalidConfiguration,
  Session,
  type SessionOptions,
  type SessionShape,
  type StoredLogin,
  storedLogin,
  StoreFailed,
  type StoreFailureKind,
  type TokenStore,
} from "../../mod.ts";
import { against, type ScriptedTokenApi, someCredentials } from "./scriptedTokenApi.ts";

/** A session; what its store says against it fails the test unless the test listens itself. */
export const sessionOf = <Added = never>(
  server: ScriptedTokenApi,
  options: SessionOptions<Added> = {},
  credentials: Credentials = someCredentials(),
): Effect.Effect<SessionShape<Added>, InvalidConfiguration, Scope.Scope> =>
  against(server)(Session.make(credentials, {
    onStoreFailed: (error) => {
      throw error;
    },
    ...options,
  }));

/** What a store holds of a user. */
export const recordsOf = (
  store: TokenStore,
  { appKey, username }: Credentials,
  baseUrl = "https://broker.example/api",
): Effect.Effect<StoredLogin, InvalidConfiguration> => storedLogin(store, { baseUrl, appKey, username });

/** A token that somebody obtained. */
export const tokenAt = ({ username }: Credentials, token: string, obtainedAt: number): AuthToken =>
  new AuthToken({ token: Redacted.make(token, { label: "token" }), username, obtainedAt, codesTried: 0 });

/** Lets real work (hashes, sockets) come to its end. */
export const settled: Effect.Effect<void> = Effect.promise(() =>
  new Promise((resolve) => setTimeout(resolve, 30))
);

/** Lets time pass by the test clock, and what begins then come to its end. */
export const pass = (duration: Duration.Input): Effect.Effect<void> =>
  Effect.andThen(TestClock.adjust(duration), settled);

/** A store of which some calls fail. */
export function faultyStore(
  store: TokenStore,
  faults: Partial<Record<"load" | "save" | "remove" | "lock", StoreFailureKind | "hang" | "stick" | "throw">>,
): TokenStore {
  const faulty = <A, E, R>(operation: "load" | "save" | "remove" | "lock", usual: Effect.Effect<A, E, R>) => {
    const kind = faults[operation];
    if (kind === undefined) return usual;
    if (kind === "hang") return Effect.never;
    if (kind === "stick") return Effect.uninterruptible(Effect.never);
    if (kind === "throw") throw new TypeError("secret-of-the-driver");
    return Effect.fail(new StoreFailed({ store: "faulty", operation, kind, problem: "it is out of order" }));
  };
  return {
    name: "faulty",
    load: (key) => faulty("load", store.load(key)) as ReturnType<TokenStore["load"]>,
    save: (...args) => faulty("save", store.save(...args)) as ReturnType<TokenStore["save"]>,
    remove: (key) => faulty("remove", store.remove(key)) as ReturnType<TokenStore["remove"]>,
    lock: (key) => faulty("lock", store.lock(key)) as ReturnType<TokenStore["lock"]>,
  };
}
