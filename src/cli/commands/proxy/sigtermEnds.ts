/**
 * SIGTERM as the orderly end of what runs until it is ended.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { takeOverSignal } from "../../process/takeOverSignal.ts";

/**
 * Lets SIGTERM, by which service managers and containers end a service, end an effect with success. A further one
 * changes nothing; SIGINT and SIGHUP interrupt as ever.
 *
 * @param effect What runs; it is interrupted, and closes what it has opened.
 * @returns The effect's own result; nothing where SIGTERM ended it.
 */
export function sigtermEnds<A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A | void, E, R> {
  return Effect.acquireUseRelease(
    Effect.sync(() => {
      const sent = Promise.withResolvers<void>();
      return { sent: sent.promise, restore: takeOverSignal("SIGTERM", sent.resolve) };
    }),
    ({ sent }) => Effect.raceFirst(effect, Effect.promise(() => sent)),
    ({ restore }) => Effect.sync(restore),
  );
}
