/**
 * The attempt ledger's content: what the server has refused, so that it is not sent again.
 *
 * @module
 */

/** A refused password or pin, as a salted hash of which it can be told again. */
export interface RefusedCredential {
  /** What was refused. */
  readonly what: "password" | "pin";
  /** When the server did so last, in milliseconds since 1970 (UTC). */
  readonly at: number;
  /** How often it did. */
  readonly times: number;
  /** Salt of the hash, base64. */
  readonly salt: string;
  /** PBKDF2-HMAC-SHA-256 of the credential (RFC 8018), base64. */
  readonly hash: string;
}

/** What is known of failed attempts of one user. A login that succeeds clears it. */
export interface Attempts {
  /** At most the newest five refused passwords and five refused pins, newest last. */
  readonly refused: ReadonlyArray<RefusedCredential>;
  /** When codes were refused lately, in milliseconds since 1970 (UTC), oldest first. */
  readonly codes: ReadonlyArray<number>;
}

/** The ledger of somebody who never failed. */
export const noAttempts: Attempts = { refused: [], codes: [] };
