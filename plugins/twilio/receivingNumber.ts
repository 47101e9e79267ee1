/**
 * The one number whose messages the API is asked for.
 *
 * @module
 */

/** Shorter ones may be short codes, which have no `+` before them: for these, the answer alone is filtered. */
const fullNumber = /^\d{10,15}$/;

/**
 * The number to ask for.
 *
 * @param to The recipients that count, as `plainAddress` spells them.
 * @returns The number as the API spells it (E.164), where there is exactly one.
 */
export function receivingNumber(to: ReadonlySet<string> | undefined): string | undefined {
  const [only, ...more] = to ?? [];
  return only !== undefined && more.length === 0 && fullNumber.test(only) ? `+${only}` : undefined;
}
