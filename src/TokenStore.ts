/**
 * Where tokens are kept between logins.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import type * as Redacted from "effect/Redacted";
import type * as Scope from "effect/Scope";
import type { StoreFailed } from "./AuthError.ts";

/** How a record is saved. */
export interface SaveOptions {
  /** The lock under which it is saved; a store refuses it (`superseded`) once somebody else has taken the lock. */
  readonly lock?: StoreLock | undefined;
  /** When the record loses its worth, in milliseconds since 1970 (UTC); a store may drop it after that. */
  readonly expiresAt?: number | undefined;
}

/** A lock that is held. */
export interface StoreLock {
  /** Fencing number: each holder of a lock has a greater one than those before. */
  readonly fence: number;
  /**
   * Ends when somebody else has taken the lock (this process slept too long, say), else never. A store that cannot be
   * reached is no such sign.
   */
  readonly lost: Effect.Effect<void>;
}

/**
 * Keeps records under keys. A record is text that holds a token, so it is `Redacted`; a key consists of at most 100
 * characters of `a-z 0-9 . -` and is no secret. Stores need no limits of their own: whoever calls them keeps the time.
 *
 * `load` changes nothing. Of a record that a store cannot read it fails with `StoreFailed` each time: `damaged` (cut short,
 * say) or `foreign` (somebody else's), which a `save` to that key moves aside before it writes, where that is possible, and
 * a `remove` removes together with what was moved aside; or `key` (encrypted, and not with the key that is set), to which
 * `save` fails too: such a record is left as it is.
 *
 * @example
 * ```ts
 * import { StoreFailed, type TokenStore } from "@autoshares/auth";
 * import * as Effect from "effect/Effect";
 *
 * const unavailable = (operation: "load" | "save" | "remove" | "lock") =>
 *   Effect.fail(new StoreFailed({ store: "none", operation, kind: "unavailable", problem: "it never works" }));
 * const none: TokenStore = {
 *   name: "none",
 *   load: () => unavailable("load"),
 *   save: () => unavailable("save"),
 *   remove: () => unavailable("remove"),
 *   lock: () => unavailable("lock"),
 * };
 * ```
 */
export interface TokenStore {
  /** Its name, for messages. */
  readonly name: string;
  /** Gives the record of a key, or `undefined` where there is none. */
  readonly load: (key: string) => Effect.Effect<Redacted.Redacted<string> | undefined, StoreFailed>;
  /** Saves a record as a whole: whoever reads it gets the old one or the new one. */
  readonly save: (
    key: string,
    record: Redacted.Redacted<string>,
    options?: SaveOptions,
  ) => Effect.Effect<void, StoreFailed>;
  /** Removes a record; one that is not there is none to mourn. */
  readonly remove: (key: string) => Effect.Effect<void, StoreFailed>;
  /**
   * Tries once to take the lock of a key, among all who share the store, without waiting. It is held until the scope
   * closes; that of a process that died becomes free by itself, within 15 seconds.
   *
   * @returns The lock, or `undefined` where somebody else holds it.
   */
  readonly lock: (key: string) => Effect.Effect<StoreLock | undefined, StoreFailed, Scope.Scope>;
}

/**
 * A store in this process's memory: shared by all sessions that are given it, gone with the process.
 *
 * @returns The store, empty. It never fails.
 *
 * @example
 * ```ts
 * import { memoryStore } from "@autoshares/auth";
 *
 * const store = memoryStore();
 * ```
 */
export function memoryStore(): TokenStore {
  const records = new Map<string, Redacted.Redacted<string>>();
  return {
    name: "memory",
    load: (key) => Effect.sync(() => records.get(key)),
    save: (key, record) => Effect.sync(() => void records.set(key, record)),
    remove: (key) => Effect.sync(() => void records.delete(key)),
    lock: processLock(),
  };
}

/**
 * Locks among those who share this one value, in this process: for stores that others do not reach.
 *
 * @returns What {@linkcode TokenStore} calls `lock`.
 *
 * @example
 * ```ts
 * import { memoryStore, processLock, type TokenStore } from "@autoshares/auth";
 *
 * const mine: TokenStore = { ...memoryStore(), name: "mine", lock: processLock() };
 * ```
 */
export function processLock(): TokenStore["lock"] {
  const held = new Set<string>();
  let fence = 0;
  return (key) =>
    Effect.acquireRelease(
      Effect.sync((): StoreLock | undefined => {
        if (held.has(key)) return undefined;
        held.add(key);
        return { fence: ++fence, lost: Effect.never };
      }),
      (lock) => Effect.sync(() => void (lock !== undefined && held.delete(key))),
    );
}
