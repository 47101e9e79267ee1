/**
 * Secrets that a header or an address carries.
 *
 * @module
 */
import { revealed } from "./revealed.ts";

/**
 * Reads such a secret, without the blanks and the line end that a file or a paste has brought along.
 *
 * @param given What the user gave, wrapped or not; plain JavaScript may give anything.
 * @returns The text: visible ASCII, of one character at least. `undefined` where it is none.
 */
export function visibleSecret(given: unknown): string | undefined {
  const value = revealed(given);
  const text = typeof value === "string" ? value.trim() : "";
  return /^[\x21-\x7e]+$/.test(text) ? text : undefined;
}
