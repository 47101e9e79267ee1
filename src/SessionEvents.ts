/**
 * What a session tells its owner.
 *
 * @module
 */
import type { AuthError, StepName, StoreFailed } from "./AuthError.ts";
import type { AuthToken } from "./AuthToken.ts";

/** A verification code is awaited: where codes come from a person, this person is needed now. */
export interface CodeNeeded {
  /** Who logs in. */
  readonly username: string;
  /** At which broker. */
  readonly baseUrl: string;
  /** The step that waits: `AwaitCode`. */
  readonly step: StepName;
  /** 1 for the login's first code, 2 after one that was refused, and so on. */
  readonly attempt: number;
  /** How long the code is waited for, in milliseconds. */
  readonly timeoutMillis: number;
}

/** Another process logs this user in, or another client with the same store: its token is waited for. */
export interface LoginAwaited {
  /** Whose login. */
  readonly username: string;
  /** At which broker. */
  readonly baseUrl: string;
  /** How long it is waited for, in milliseconds, before the call fails with `LoginInProgress`. */
  readonly timeoutMillis: number;
}

/**
 * Functions that a session calls. None of them is waited for, and none runs under a lock; what one throws is written to
 * stderr and costs nothing else.
 */
export interface SessionEvents {
  /** A new token is in use: from a login of this session, or another process's that was found in the store. */
  readonly onRenewed?: ((auth: AuthToken) => unknown) | undefined;
  /**
   * A login failed, with an `AuthError` or what a plugin adds. The token before it, where there is one, is used until it
   * expires.
   */
  readonly onFailed?: ((error: AuthError | Error) => unknown) | undefined;
  /** A code is awaited, so that somebody can be asked for it. */
  readonly onCodeNeeded?: ((needed: CodeNeeded) => unknown) | undefined;
  /** Another's login has been waited for since a second: said once for each login that waits. */
  readonly onLoginAwaited?: ((awaited: LoginAwaited) => unknown) | undefined;
  /** The store failed; the session goes on without it. Default: its message goes to stderr by `console.warn`. */
  readonly onStoreFailed?: ((error: StoreFailed) => unknown) | undefined;
}
