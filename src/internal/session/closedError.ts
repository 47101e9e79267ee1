/**
 * What the promises of a closed client reject with.
 *
 * @module
 */

/**
 * Makes the error.
 *
 * @returns A `DOMException` of the name `AbortError`.
 */
export function closedError(): DOMException {
  return new DOMException("The client is closed.", "AbortError");
}
