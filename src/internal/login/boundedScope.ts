/**
 * A scope whose closing cannot hang.
 *
 * @module
 */
import type * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import type * as Exit from "effect/Exit";
import * as Fiber from "effect/Fiber";
import * as Scope from "effect/Scope";

function closeWithin(
  scope: Scope.Closeable,
  exit: Exit.Exit<unknown, unknown>,
  limit: Duration.Input,
): Effect.Effect<unknown> {
  // Most providers open nothing; the scope is closed all the same, for one that opens something late.
  if (scope.state._tag === "Empty") return Scope.close(scope, exit);
  // A finalizer cannot be interrupted and one that dies would replace the login's own error: it runs on its own, its
  // failure is dropped, and it is waited for only so long.
  return Effect.flatMap(
    Effect.forkDetach(Effect.ignoreCause(Scope.close(scope, exit)), { startImmediately: true }),
    (closing) => Effect.timeoutOption(Fiber.await(closing), limit),
  );
}

/**
 * Runs an effect in a scope of its own, and closes it when the effect ends, however it ends.
 *
 * @param effect What needs the scope.
 * @param limit How long the closing is waited for; it goes on by itself after that.
 * @returns The effect without the need for a scope.
 */
export function boundedScope<A, E, R>(
  effect: Effect.Effect<A, E, R>,
  limit: Duration.Input,
): Effect.Effect<A, E, Exclude<R, Scope.Scope>> {
  return Effect.acquireUseRelease(
    Scope.make(),
    (scope) => Scope.provide(effect, scope),
    (scope, exit) => closeWithin(scope, exit, limit),
  );
}
