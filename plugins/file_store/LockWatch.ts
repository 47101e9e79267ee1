/**
 * Watches locks that others hold: one that does not change any more was left by a process that died.
 *
 * @module
 */

/** How long a lock's file has been seen without a change, until it is free, in milliseconds. */
const staleMillis = 10_000;
/** What one look counts at most: time in which nobody looked (this process was stopped too) proves little. */
const longestLook = 2000;

/** What one store has seen of the locks of others, by this process's monotonic clock. */
export class LockWatch {
  readonly #seen = new Map<string, { what: string; at: number; watched: number }>();

  /**
   * Looks at a lock.
   *
   * @param path The record's file.
   * @param generation The holder's number.
   * @param content What stands in the holder's file.
   * @returns Whether it has stood there for 10 seconds.
   */
  isStale(path: string, generation: number, content: string): boolean {
    const what = `${generation} ${content}`;
    const at = performance.now();
    const before = this.#seen.get(path);
    if (before?.what !== what) {
      this.#seen.set(path, { what, at, watched: 0 });
      return false;
    }
    before.watched += Math.min(at - before.at, longestLook);
    before.at = at;
    return before.watched >= staleMillis;
  }

  /**
   * Forgets a lock: it is free, or this store's.
   *
   * @param path The record's file.
   */
  forget(path: string): void {
    this.#seen.delete(path);
  }
}
