/**
 * A time limit that costs little.
 *
 * @module
 */
import type * as Context from "effect/Context";
import type * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Fiber from "effect/Fiber";

/**
 * `Effect.timeoutOrElse` with fewer fibers: the effect runs in one, the clock in another, and an effect that ends at
 * once needs no clock. A login spends a good part of its own time on its limits.
 *
 * @param effect What is limited; it is interrupted at the limit, and its end is waited for.
 * @param limit The limit: a duration, or what ends when the time is over.
 * @param orElse What happens then.
 * @returns The effect, limited.
 */
export function within<A, E, R, E2>(
  effect: Effect.Effect<A, E, R>,
  limit: Duration.Duration | Effect.Effect<unknown>,
  orElse: () => Effect.Effect<A, E2>,
): Effect.Effect<A, E | E2, R> {
  return Effect.contextWith((context: Context.Context<R>) =>
    Effect.callback<A, E | E2>((resume) => {
      const fork = Effect.runForkWith(context);
      const running = fork(effect);
      const ended = running.pollUnsafe();
      if (ended !== undefined) return resume(ended);
      const clock = fork(Effect.isEffect(limit) ? limit : Effect.sleep(limit));
      running.addObserver((exit) => {
        clock.interruptUnsafe();
        resume(exit);
      });
      clock.addObserver((exit) => {
        if (Exit.isSuccess(exit)) resume(Effect.andThen(Fiber.interrupt(running), Effect.suspend(orElse)));
      });
      return Effect.andThen(Fiber.interrupt(clock), Fiber.interrupt(running));
    })
  );
}
