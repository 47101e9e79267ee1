/**
 * A timer that keeps no process alive.
 *
 * @module
 */
import * as Clock from "effect/Clock";
import * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";

/** The one that is used where nobody provides another. */
const realClock = Context.get(Context.empty(), Clock.Clock);

/** Timers stand still while a machine sleeps: the clock is looked at this often, in milliseconds. */
const longest = 10 * 60_000;

/**
 * Runs something later. By the real clock the wait does not keep the process alive; by any other (a test's) it is that
 * clock's own.
 *
 * @param context The services, among them the clock.
 * @param at When, in milliseconds since 1970 by that clock.
 * @param run What; it must not throw.
 * @returns Ends the wait.
 */
export function alarm(context: Context.Context<never>, at: number, run: () => void): () => void {
  const clock = Context.get(context, Clock.Clock);
  if (clock !== realClock) {
    const fiber = Effect.runForkWith(context)(
      Effect.sleep(Math.max(0, at - clock.currentTimeMillisUnsafe())),
    );
    fiber.addObserver((exit) => Exit.isSuccess(exit) && run());
    return () => fiber.interruptUnsafe();
  }
  // A clock that is set back must not put it off.
  const latest = performance.now() + (at - Date.now());
  const left = () => Math.min(at - Date.now(), latest - performance.now());
  let timer: ReturnType<typeof setTimeout>;
  const wait = (): void => {
    timer = setTimeout(() => left() > 0 ? wait() : run(), Math.min(longest, Math.max(0, left())));
    unref(timer);
  };
  wait();
  return () => clearTimeout(timer);
}

/** Node's timers are objects; Deno's too where `setTimeout` is Node's, else they are numbers. */
function unref(timer: unknown): void {
  if (typeof timer === "object" && timer !== null && "unref" in timer) (timer as { unref(): void }).unref();
  else (globalThis as { Deno?: { unrefTimer(id: unknown): void } }).Deno?.unrefTimer(timer);
}
