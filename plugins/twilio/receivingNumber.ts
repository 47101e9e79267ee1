/**
 * The one number whose messages the API is asked for.
 *
 * @module
 */
import { plainAddress } from "../inbox/messageFilter.ts";

/** A number in full (E.164): national ones and short codes have no `+`, and for these the answer alone is filtered. */
const fullNumber = /^\s*\+/;
const digits = /^\d{10,15}$/;

/**
 * The number to ask for.
 *
 * @param to The recipients that count, as the user wrote them.
 * @returns The number as the API spells it (E.164), where there is exactly one.
 */
export function receivingNumber(to: string | ReadonlyArray<string> | undefined): string | undefined {
  const given = to === undefined ? [] : [to].flat();
  const [only, ...more] = new Set(given.map(plainAddress));
  return only !== undefined && more.length === 0 && digits.test(only) &&
      given.every((number) => fullNumber.test(number))
    ? `+${only}`
    : undefined;
}
