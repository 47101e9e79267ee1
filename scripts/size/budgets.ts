/**
 * How large the library may become. A test compares, and whoever has a reason raises a number here.
 *
 * @module
 */

/**
 * The most gzipped bytes for each row of `npm run size`: an entry point by itself, effect and other packages left out. Each has
 * some 8 % more than was measured when the number was last set.
 */
export const budgets: Readonly<Record<string, number>> = {
  ".": 118_000,
  ". { createClient }": 21_500,
  ". { login }": 12_900,
  ". with effect and ofetch": 193_200,
  "./api": 6_500,
  "./simulator": 14_300,
  "./retry": 3_900,
  "./log": 3_700,
  "./audit": 3_600,
  "./circuit-breaker": 4_100,
  "./rate-limit": 4_500,
  "./timeout": 3_700,
  "./trace": 3_800,
  "./stdin": 5_200,
  "./command": 5_000,
  "./imap": 121_900,
  "./imap-oauth": 5_600,
  "./twilio": 111_900,
  "./webhook": 107_100,
  "./web-prompt": 17_500,
  "./file-store": 8_400,
  "./redis-store": 6_900,
  "./unstorage-store": 4_100,
  "the whole package": 213_900,
};
