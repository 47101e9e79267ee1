/**
 * An effect that can be left behind.
 *
 * @module
 */
import type * as Context from "effect/Context";
import type * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Fiber from "effect/Fiber";

/**
 * Runs an effect in a fiber of its own, so that an interruption (a time limit, a lost race, Ctrl-C) need not wait for
 * work that cannot be interrupted or for a finalizer that hangs.
 *
 * @param effect Somebody else's effect.
 * @param limit How long an interruption waits for its end; it ends by itself after that.
 * @returns The same effect, whose interruption is bounded. One that interrupts itself dies.
 */
export function abandonable<A, E, R>(
  effect: Effect.Effect<A, E, R>,
  limit: Duration.Input,
): Effect.Effect<A, E, R> {
  return Effect.contextWith((context: Context.Context<R>) =>
    Effect.callback<A, E>((resume) => {
      const running = Effect.runForkWith(context)(effect);
      running.addObserver((exit) =>
        // Taken over as it is, an interruption would look like the caller's own.
        resume(Exit.hasInterrupts(exit) ? Effect.die(new Error("it interrupted itself")) : exit)
      );
      return Effect.timeoutOption(Fiber.interrupt(running), limit);
    })
  );
}
