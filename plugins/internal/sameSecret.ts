/**
 * Compares secrets.
 *
 * @module
 */
import { createHash, timingSafeEqual } from "node:crypto";

/** Of one length, whatever the texts have: their lengths tell nothing either. */
const digest = (text: string): Uint8Array => createHash("sha256").update(text, "utf8").digest();

/**
 * Whether two texts are the same, in a time that does not tell where they differ.
 *
 * @param one The secret.
 * @param other What somebody has sent.
 * @returns Whether they are equal.
 */
export function sameSecret(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}
