/**
 * Locks in Redis: a lease with a heartbeat and a fence.
 *
 * @module
 */
import * as Deferred from "effect/Deferred";
import * as Effect from "effect/Effect";
import type * as Scope from "effect/Scope";
import { randomUUID } from "node:crypto";
import type { StoreFailed, StoreLock } from "../../mod.ts";
import type { RedisConnection } from "./RedisConnection.ts";
import { evaluate, fenceMillis, leaseMillis, prolongScript, releaseScript, takeScript } from "./scripts.ts";

/** How often the lease is prolonged, and how long a scope's end may wait for the lock to be given back, in milliseconds. */
const heartbeatMillis = 2500, releaseMillis = 1000;

/**
 * Tries once to take a lock.
 *
 * @param connection Reaches the Redis.
 * @param lockKey Names the lock.
 * @param fenceKey Names its fence.
 * @param failed Makes the error from what the connection gives.
 * @returns The lock, or `undefined` where somebody else holds it. The scope's end gives it back, or leaves it to its end
 * (10 seconds) where Redis does not answer within a second.
 */
export function redisLock(
  connection: RedisConnection,
  lockKey: string,
  fenceKey: string,
  failed: (error: unknown) => StoreFailed,
): Effect.Effect<StoreLock | undefined, StoreFailed, Scope.Scope> {
  return Effect.gen(function* () {
    const id = randomUUID(), keys = [lockKey, fenceKey];
    const lease = [id, String(leaseMillis), String(fenceMillis)];
    const lost = yield* Deferred.make<void>();
    let asked: "unanswered" | "taken" | "refused" | undefined;
    let heartbeat: ReturnType<typeof setInterval> | undefined = undefined;
    const release = () =>
      connection.send(evaluate(releaseScript, [lockKey], id), releaseMillis).then(() => {}, () => {});

    // First the way back: between Redis's yes and its arrival here the fiber may be interrupted.
    yield* Effect.addFinalizer(() =>
      Effect.suspend(() => {
        clearInterval(heartbeat);
        if (asked === "taken") return Effect.promise(release);
        if (asked === "unanswered") void release();
        return Effect.void;
      })
    );
    const fence = yield* Effect.tryPromise({
      try: () => {
        asked = "unanswered";
        return connection.send(evaluate(takeScript, keys, ...lease));
      },
      catch: failed,
    });
    asked = fence === null ? "refused" : "taken";
    if (fence === null) return undefined;

    let beating = false;
    const beat = async () => {
      if (beating) return;
      beating = true;
      try {
        const held = await connection.send(evaluate(prolongScript, keys, ...lease, String(fence)));
        if (held === 0) {
          clearInterval(heartbeat);
          Deferred.doneUnsafe(lost, Effect.void);
        }
      } catch {
        // A Redis that cannot be reached takes no lock away.
      }
      beating = false;
    };
    const timer = setInterval(() => void beat(), heartbeatMillis);
    timer.unref();
    heartbeat = timer;
    return { fence: Number(fence), lost: Deferred.await(lost) };
  });
}
