/**
 * Settings that may come wrapped.
 *
 * @module
 */
import * as Redacted from "effect/Redacted";

/**
 * What a `Redacted` holds.
 *
 * @param given What the user gave, wrapped or not; plain JavaScript may give anything.
 * @returns The content; what is not wrapped, as it is.
 */
export function revealed(given: unknown): unknown {
  return Redacted.isRedacted(given) ? Redacted.value(given) : given;
}
