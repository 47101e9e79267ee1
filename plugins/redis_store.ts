/**
 * A token store in Redis: for processes on many machines, which then log in once among them.
 *
 * It needs the package `@redis/client`, and Redis 5 or newer, or what speaks its protocol and runs its Lua scripts
 * (Valkey, say). It holds tokens as plain text: give it a Redis that only the bot's own machines reach, with a password,
 * and `rediss://` (TLS) wherever others may listen on the way; `redis://` sends the password and the tokens in the clear.
 * Certificates are checked against those that the runtime trusts (`NODE_EXTRA_CA_CERTS`, `DENO_CERT`).
 *
 * @example
 * ```ts
 * import { createClient } from "@autoshares/auth";
 * import { redisStore } from "@autoshares/auth/redis-store";
 * import { stdin } from "@autoshares/auth/stdin";
 *
 * await using store = redisStore({ url: "rediss://bot:secret@redis.example:6380" });
 * await using client = createClient({
 *   baseUrl: "https://broker.example/api",
 *   appKey: "key",
 *   username: "bob",
 *   password: "secret",
 *   provider: stdin(),
 *   store,
 * });
 * const auth = await client.token();
 * ```
 *
 * @module
 */
import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import { InvalidConfiguration, StoreFailed, type StoreOperation, type TokenStore } from "../mod.ts";
import { checkNames } from "./internal/checkNames.ts";
import { redisAddress } from "./redis_store/redisAddress.ts";
import { redisConnection } from "./redis_store/RedisConnection.ts";
import { redisFailure } from "./redis_store/redisFailure.ts";
import { redisLock } from "./redis_store/redisLock.ts";
import { evaluate, saveScript } from "./redis_store/scripts.ts";

/** Which Redis, and where in it. */
export interface RedisStoreOptions {
  /**
   * `redis://[[user]:password@]host[:port][/database]`, with TLS `rediss://…`; the port is 6379 and the database 0 where
   * it names none.
   */
  readonly url: string | URL | Redacted.Redacted<string>;
  /** What all its keys begin with; default `autoshares-auth:`. */
  readonly prefix?: string | undefined;
}

/** A token store in Redis; disposing of it closes it. */
export interface RedisStore extends TokenStore, AsyncDisposable {
  /** Ends the connection, within a second; whatever is asked for later fails. */
  readonly close: () => Promise<void>;
}

const optionNames: Readonly<Record<keyof RedisStoreOptions, true>> = { url: true, prefix: true };

/**
 * Keeps records in Redis, under `<prefix>{<key>}`, and beside them a lock (`…:lock`, 10 seconds, prolonged while it is
 * held) and the lock's fence (`…:fence`, 30 days). Redis itself drops records that have expired.
 *
 * It connects when it is first used, and again when it is used after a fault. A call fails within 4 seconds where Redis
 * does not answer. An open store does not keep the process alive, a call that waits for its answer does.
 *
 * A holder that was killed blocks others for at most 10 seconds. After a failover to a replica that lacks the newest
 * writes, two processes can hold a lock at once for a moment: the later one's fence then keeps the earlier from saving.
 *
 * @param options Which Redis, and where in it.
 * @returns The store; nothing is connected yet. It fails with `StoreFailed` of the kinds `unavailable`, `timeout`, `full`
 * (`OOM`, or a disk that is full) and `superseded`; records are never `damaged` or `exposed` to it.
 * @throws {InvalidConfiguration} Where an option cannot be used.
 *
 * @example
 * ```ts
 * import { redisStore } from "@autoshares/auth/redis-store";
 *
 * await using store = redisStore({ url: "redis://:secret@10.0.0.5:6379/2", prefix: "my-bot:" });
 * ```
 */
export function redisStore(options: RedisStoreOptions): RedisStore {
  checkNames("redisStore", options, optionNames);
  const { prefix = "autoshares-auth:" } = options;
  if (typeof prefix !== "string" || !/^[!-z|~]{0,100}$/.test(prefix)) {
    throw new InvalidConfiguration({
      setting: "redisStore prefix",
      problem: "is not at most 100 characters of ASCII without spaces and braces",
    });
  }
  const address = redisAddress(options.url);
  const connection = redisConnection(address);
  const server = `${address.host.includes(":") ? `[${address.host}]` : address.host}:${address.port}`;
  // Braces: a proxy before a cluster keeps together what stands in them.
  const nameOf = (key: string) => `${prefix}{${key}}`;
  const failed = (operation: StoreOperation) => (error: unknown) => redisFailure(operation, server, error);
  const send = (operation: StoreOperation, command: ReadonlyArray<string>) =>
    Effect.tryPromise({ try: () => connection.send(command), catch: failed(operation) });

  return {
    name: "redis",
    load: (key) =>
      Effect.map(
        send("load", ["GET", nameOf(key)]),
        (text) => text === null ? undefined : Redacted.make(String(text)),
      ),
    save: (key, record, { lock, expiresAt } = {}) =>
      Effect.gen(function* () {
        const text = Redacted.value(record);
        // A time from now: Redis's clock need not be ours.
        const life = expiresAt === undefined
          ? ""
          : String(Math.max(1, Math.round(expiresAt - (yield* Clock.currentTimeMillis))));
        if (lock === undefined) {
          yield* send("save", ["SET", nameOf(key), text, ...(life === "" ? [] : ["PX", life])]);
          return;
        }
        const names = [nameOf(key), `${nameOf(key)}:fence`];
        const saved = yield* send("save", evaluate(saveScript, names, String(lock.fence), text, life));
        if (saved === 0) {
          yield* new StoreFailed({
            store: "redis",
            operation: "save",
            kind: "superseded",
            problem: "somebody else has taken the lock since",
          });
        }
      }),
    remove: (key) => Effect.asVoid(send("remove", ["DEL", nameOf(key)])),
    lock: (key) => redisLock(connection, `${nameOf(key)}:lock`, `${nameOf(key)}:fence`, failed("lock")),
    close: connection.close,
    [Symbol.asyncDispose]: connection.close,
  };
}
