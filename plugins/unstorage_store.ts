/**
 * A token store over any driver of the package `unstorage` (Cloudflare KV, MongoDB, Deno KV, HTTP and many more).
 *
 * @example
 * ```ts
 * import { unstorageStore } from "@autoshares/auth/unstorage-store";
 * import { createStorage } from "unstorage";
 *
 * const store = unstorageStore(createStorage()); // for createClient
 * ```
 *
 * @module
 */
import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import type { Storage } from "unstorage";
import {
  InvalidConfiguration,
  processLock,
  StoreFailed,
  type StoreOperation,
  type TokenStore,
} from "../mod.ts";
import { checkNames } from "./internal/checkNames.ts";

/** Where in the storage, and whose locks. */
export interface UnstorageStoreOptions {
  /** What all its keys begin with; `:` parts what drivers may make folders of. Default `autoshares-auth:`. */
  readonly prefix?: string | undefined;
  /**
   * Whose locks are used: of `redisStore(…)` or `fileStore(…)`, say. Default `processLock()`: within this process only,
   * since unstorage knows no locks, so that several processes may log in at once.
   */
  readonly locks?: Pick<TokenStore, "lock"> | undefined;
}

/** What is used of a storage. */
export type UnstorageItems = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const optionNames: Readonly<Record<keyof UnstorageStoreOptions, true>> = { prefix: true, locks: true };

/** Unstorage reads as JSON whatever looks like it, and changes it so; with this before it no text does. */
const mark = "text:";

/** The shortest life that Cloudflare's KV takes, in seconds. */
const shortestLife = 60;

/**
 * Keeps records in a storage of unstorage. Its driver gets each record's life as `ttl`, in seconds and at least 60, and
 * may drop it after that; what a driver promises about writes that were cut short, or about who may read, is all there
 * is (for files, `fileStore` promises more). Fences are not looked at when it saves.
 *
 * @param storage What `createStorage` or `prefixStorage` gave. Closing it is the caller's.
 * @param options Where in it, and whose locks.
 * @returns The store. It fails with `StoreFailed` of the kind `unavailable`, whatever the driver threw; of that it names
 * the error's code or name only.
 * @throws {InvalidConfiguration} Where an option cannot be used.
 *
 * @example
 * ```ts
 * import { redisStore } from "@autoshares/auth/redis-store";
 * import { unstorageStore } from "@autoshares/auth/unstorage-store";
 * import { createStorage } from "unstorage";
 *
 * const locks = redisStore({ url: "redis://:secret@10.0.0.5" });
 * const store = unstorageStore(createStorage(), { prefix: "my-bot:", locks });
 * ```
 */
export function unstorageStore(storage: UnstorageItems, options: UnstorageStoreOptions = {}): TokenStore {
  checkNames("unstorageStore", options, optionNames);
  const { prefix = "autoshares-auth:", locks = { lock: processLock() } } = options;
  const bad = (setting: string, problem: string) =>
    new InvalidConfiguration({ setting: `unstorageStore ${setting}`, problem });
  if (typeof storage?.getItem !== "function") throw bad("storage", "is no storage of unstorage");
  if (typeof prefix !== "string" || !/^[\w.:-]{0,100}$/.test(prefix)) {
    throw bad("prefix", "is not at most 100 letters, digits and _ . : -");
  }
  if (typeof locks?.lock !== "function") throw bad("locks", "are of no token store");

  const run = <A>(operation: StoreOperation, work: () => Promise<A>): Effect.Effect<A, StoreFailed> =>
    Effect.tryPromise({
      try: async () => await work(),
      catch: (error) =>
        new StoreFailed({
          store: "unstorage",
          operation,
          kind: "unavailable",
          problem: `the storage's driver failed (${wordOf(error)})`,
        }),
    });

  return {
    name: "unstorage",
    load: (key) =>
      Effect.map(run("load", () => storage.getItem(prefix + key)), (value) => {
        if (value === null || value === undefined) return undefined;
        // Somebody else's value is for the caller to judge.
        const text = typeof value === "string" ? value : JSON.stringify(value);
        return Redacted.make(text.startsWith(mark) ? text.slice(mark.length) : text);
      }),
    save: (key, record, { expiresAt } = {}) =>
      Effect.gen(function* () {
        const now = yield* Clock.currentTimeMillis;
        const life = expiresAt === undefined
          ? {}
          : { ttl: Math.max(shortestLife, Math.ceil((expiresAt - now) / 1000)) };
        yield* run("save", () => storage.setItem(prefix + key, mark + Redacted.value(record), life));
      }),
    remove: (key) => run("remove", () => storage.removeItem(prefix + key)),
    lock: (key) => locks.lock(key),
  };
}

/** One harmless word about an error. */
function wordOf(error: unknown): string {
  if (!(error instanceof Error)) return "it threw no Error";
  const code: unknown = Reflect.get(error, "code");
  return [code, error.name].find((word) => typeof word === "string" && /^\w{1,40}$/.test(word)) as string ??
    "Error";
}
