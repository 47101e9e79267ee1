/**
 * What is said of an error that is none of those that tell no secret.
 *
 * @module
 */

/**
 * Words an error that may hold anything: only its kind is shown.
 *
 * @param error What was thrown.
 * @returns A line for stderr.
 */
export function internalErrorLine(error: unknown): string {
  const kind = error instanceof Error ? error.name : typeof error;
  return `autoshares-auth: internal error (${kind}); please report it.`;
}
