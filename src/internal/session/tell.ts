/**
 * Calls a user's function that must not cost anything.
 *
 * @module
 */

/**
 * Calls a function later, and does not wait for it.
 *
 * @param event Its name, for the message where it throws.
 * @param listener The function, if there is one.
 * @param told What it is told.
 */
export function tell<A>(event: string, listener: ((told: A) => unknown) | undefined, told: A): void {
  if (listener === undefined) return;
  // As a promise, so that a failure of an async function is seen too.
  Promise.resolve(told).then(listener).catch((error: unknown) =>
    console.warn(`autoshares-auth: ${event} failed (${error instanceof Error ? error.name : typeof error})`)
  );
}
