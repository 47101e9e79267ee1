/**
 * What the person who types the code is told.
 *
 * @module
 */

/** A code is needed: who logs in, and where the code is typed. */
export interface PromptNotice {
  /** The user whose login waits. */
  readonly username: string;
  /** The broker's base URL. */
  readonly baseUrl: string;
  /** Which code of this login it is: 1, then 2 after a refused one, and so on. */
  readonly attempt: number;
  /** When the login began to wait for this code, in milliseconds since 1970 (UTC). */
  readonly requestedAt: number;
  /** When the login no longer waits, in milliseconds since 1970 (UTC). */
  readonly deadline: number;
  /** The page for this login alone. Whoever has it can type a code: treat it as a secret. */
  readonly link: string;
}

/**
 * Brings the link to a person. It is called when the broker asks for a code, once for each code.
 *
 * @param needed Who logs in, and the link.
 * @param signal Aborts when nobody waits any longer.
 * @returns Nothing, when the person has been told. What it throws or rejects with ends the wait with `ProviderFailed`.
 */
export type OnCodeNeeded = (needed: PromptNotice, signal: AbortSignal) => PromiseLike<void> | void;
