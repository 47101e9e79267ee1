/**
 * The authentication token: what a login gives.
 *
 * @module
 */
import * as Redacted from "effect/Redacted";
import { lifetimeMillis } from "./internal/session/tokenTimes.ts";

/**
 * How long a token lives, in milliseconds: 24 hours, by the
 * {@link https://github.com/etnatrader/gitbookHelp | ETNA Trader documentation} on requesting tokens.
 */
export const tokenLifetimeMillis: number = lifetimeMillis;

/** The parts of an {@linkcode AuthToken}. */
export interface AuthTokenFields {
  /** The token itself. */
  readonly token: Redacted.Redacted<string>;
  /** The user on whose behalf it acts. */
  readonly username: string;
  /** When it was obtained, in milliseconds since 1970 (UTC). */
  readonly obtainedAt: number;
  /** Name of the provider whose code was accepted; absent where the account needed no code. */
  readonly provider?: string | undefined;
  /** Codes sent to the server in this login, the accepted one included. */
  readonly codesTried: number;
}

/**
 * A token that every later request carries as `Authorization: Bearer …`, beside `Et-App-Key`. It lives 24 hours; there
 * is no refresh and no logout, and older tokens stay valid until they expire.
 *
 * @example
 * ```ts
 * import type { AuthToken } from "@autoshares/auth";
 *
 * const headers = (auth: AuthToken, appKey: string): Record<string, string> => ({
 *   "Authorization": `Bearer ${auth.reveal()}`,
 *   "Et-App-Key": appKey,
 * });
 * ```
 */
export class AuthToken {
  /** Tells it from a challenge. */
  readonly _tag = "AuthToken" as const;
  /** The token itself; {@linkcode AuthToken.reveal} takes it out. */
  readonly token: Redacted.Redacted<string>;
  /** The user on whose behalf it acts. */
  readonly username: string;
  /** When the token was obtained. */
  readonly obtainedAt: Date;
  /** When it stops being valid: 24 hours after `obtainedAt`. */
  readonly expiresAt: Date;
  /** Name of the provider whose code was accepted; absent where the account needed no code. */
  readonly provider: string | undefined;
  /** Codes sent to the server in this login, the accepted one included. */
  readonly codesTried: number;

  /**
   * Makes a token of its parts.
   *
   * @param fields The parts; `expiresAt` is computed.
   */
  constructor(fields: AuthTokenFields) {
    this.token = fields.token;
    this.username = fields.username;
    this.obtainedAt = new Date(fields.obtainedAt);
    this.expiresAt = new Date(fields.obtainedAt + tokenLifetimeMillis);
    this.provider = fields.provider;
    this.codesTried = fields.codesTried;
  }

  /**
   * The token as plain text, exactly as the server sent it. The one way out of `Redacted`: use it where the header is
   * made, and nowhere else.
   *
   * @returns The token.
   */
  reveal(): string {
    return Redacted.value(this.token);
  }
}
