/**
 * Counts the timers that run: those that the library and its packages start by the global functions.
 *
 * @module
 */

/** A count that goes on until it is ended. */
export interface TimerCount extends Disposable {
  /** How many run now. */
  readonly running: () => number;
}

type Start = (
  run: (...args: ReadonlyArray<unknown>) => void,
  millis?: number,
  ...args: ReadonlyArray<unknown>
) => unknown;
type End = (timer: unknown) => void;

interface Timers {
  setTimeout: Start;
  setInterval: Start;
  clearTimeout: End;
  clearInterval: End;
}

/**
 * Puts itself in the place of the global functions; the count's disposal puts them back.
 *
 * @returns The count.
 */
export function countTimers(): TimerCount {
  const all = globalThis as unknown as Timers;
  const { setTimeout, setInterval, clearTimeout, clearInterval } = all;
  const running = new Set<unknown>();
  all.setTimeout = (run, millis, ...args) => {
    const timer = setTimeout(
      (...given) => {
        running.delete(timer);
        run(...given);
      },
      millis,
      ...args,
    );
    running.add(timer);
    return timer;
  };
  all.setInterval = (run, millis, ...args) => {
    const timer = setInterval(run, millis, ...args);
    running.add(timer);
    return timer;
  };
  const ended = (end: End): End => (timer) => {
    running.delete(timer);
    end(timer);
  };
  all.clearTimeout = ended(clearTimeout);
  all.clearInterval = ended(clearInterval);
  return {
    running: () => running.size,
    [Symbol.dispose]: () => void Object.assign(all, { setTimeout, setInterval, clearTimeout, clearInterval }),
  };
}
