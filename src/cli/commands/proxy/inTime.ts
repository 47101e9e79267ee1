/**
 * Waits that have a limit.
 *
 * @module
 */

/** What was waited for did not come. */
export class Silence extends Error {
  override readonly name = "Silence";
}

/**
 * Waits.
 *
 * @param wait What is waited for.
 * @param limitMillis How long, in milliseconds.
 * @returns What came; rejects with `Silence` where nothing did.
 */
export function inTime<A>(wait: Promise<A>, limitMillis: number): Promise<A> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Silence()), limitMillis);
    wait.then(resolve, reject).finally(() => clearTimeout(limit));
  });
}
