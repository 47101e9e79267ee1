/**
 * What has been seen: each message counts once, however often its sender tries again.
 *
 * @module
 */

/** Ids kept; with more, the oldest are forgotten. */
const most = 4096;

/** Ids, in the order of their first sight, in bounded memory. */
export class SeenIds {
  readonly #until = new Map<string, number>();

  /**
   * Notes an id.
   *
   * @param id The id.
   * @param now The time, in milliseconds.
   * @param lastsMillis How long it is kept, at most.
   * @returns Whether it was new.
   */
  add(id: string, now: number, lastsMillis: number): boolean {
    const until = this.#until.get(id);
    if (until !== undefined && now < until) return false;
    this.#until.delete(id);
    this.#until.set(id, now + lastsMillis);
    if (this.#until.size > most) this.#until.delete(this.#until.keys().next().value!);
    return true;
  }
}
