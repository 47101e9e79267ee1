/**
 * How long a token is good. Plain code without Effect: the command line's short way uses it too.
 *
 * @module
 */

/** A token's life, in milliseconds. */
export const lifetimeMillis: number = 24 * 60 * 60 * 1000;

/** How long before its expiry it is renewed, where nobody says otherwise, in milliseconds. */
export const renewAheadMillis: number = 10 * 60 * 1000;

/** A token that expires on its way is of no use, in milliseconds. */
const lastMomentsMillis: number = 10 * 1000;

/**
 * Whether a token can still be sent.
 *
 * @param expiresAt When it expires, in milliseconds since 1970.
 * @param now The present, likewise.
 * @returns Whether more than its last moments are left.
 */
export function isUsable(expiresAt: number, now: number): boolean {
  return expiresAt - now > lastMomentsMillis;
}
