/**
 * Secrets as plain text, for those who have to look for them.
 *
 * @module
 */
import * as Redacted from "effect/Redacted";

/**
 * Takes secrets out of `Redacted`.
 *
 * @param secrets The secrets; an absent one is left out.
 * @returns Their texts.
 */
export function revealed(
  ...secrets: ReadonlyArray<Redacted.Redacted<string> | undefined>
): ReadonlyArray<string> {
  return secrets.flatMap((secret) => secret === undefined ? [] : [Redacted.value(secret)]);
}
