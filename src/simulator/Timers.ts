/**
 * Waits that can all be called off.
 *
 * @module
 */

/** The delays of a server. */
export class Timers {
  readonly #pending = new Set<ReturnType<typeof setTimeout>>();
  #stopped = false;

  /** Waits; once stopped for ever, with nothing that is still open. */
  wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      if (this.#stopped) return;
      const timer = setTimeout(() => {
        this.#pending.delete(timer);
        resolve();
      }, milliseconds);
      this.#pending.add(timer);
    });
  }

  /** Calls all waits off, and those to come. */
  stop(): void {
    this.#stopped = true;
    for (const timer of this.#pending) clearTimeout(timer);
    this.#pending.clear();
  }
}
