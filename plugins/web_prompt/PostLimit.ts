/**
 * How many forms one link takes.
 *
 * @module
 */

/** Forms in one window, for one link. */
export const mostPosts: number = 30;

/** The window, in milliseconds. */
export const windowMillis: number = 60_000;

/** Counts the forms sent to one link. */
export class PostLimit {
  #began = Number.NEGATIVE_INFINITY;
  #count = 0;

  /**
   * Counts a form.
   *
   * @param now The time, in milliseconds.
   * @returns Nothing, or after how many seconds the next one is looked at.
   */
  count(now: number): number | undefined {
    const elapsed = now - this.#began;
    if (elapsed < 0 || elapsed >= windowMillis) {
      this.#began = now;
      this.#count = 0;
    }
    this.#count++;
    return this.#count <= mostPosts ? undefined : Math.ceil((this.#began + windowMillis - now) / 1000);
  }
}
