/**
 * The provider's failures, told apart.
 *
 * @module
 */
import { isAuthError, type ProviderFailed } from "../../../mod.ts";
import type { MailboxFailureTag } from "./failureReasons.ts";

/**
 * What `reason._tag` of a failure of the provider `imap` may be.
 *
 * Not worth trying again: `AppPasswordRequired` (the account's own password was given where only an app password is
 * taken), `BasicAuthenticationDisabled` (the server takes no passwords: OAuth 2), `ImapDisabled` (IMAP is off for the
 * account), `BrowserSignInRequired`, `SignInRefused` (wrong user or password), `SignInUnavailable`, `TokenRefused` (the
 * access token was refused), `ScopeTooSmall`, `MailboxNotFound`, `CertificateUntrusted`, `CertificateExpired`,
 * `CertificateNameMismatch`, `TlsFailed`, `StarttlsUnavailable`, `NotPermitted` (Deno), `SettingUnusable`.
 *
 * Time may cure: `MailboxBusy` (another user's login waits there), `TooManyConnections`, `ServerUnavailable`,
 * `HostNotFound`, `ConnectionRefused`, `ConnectionLost`, `NoAnswer`, `GreetingUnreadable`, `AccessTokenUnavailable`,
 * `Unexpected`.
 *
 * Of the access tokens of `imap-oauth`: `RefreshTokenRefused`, `ClientRefused`, `TokenRequestRefused` (not worth trying
 * again), `NoConnection`, `AnswerUnusable`.
 */
export type ImapFailureTag =
  | MailboxFailureTag
  | "MailboxBusy"
  | "AccessTokenUnavailable"
  | "RefreshTokenRefused"
  | "ClientRefused"
  | "TokenRequestRefused"
  | "NoConnection"
  | "AnswerUnusable";

/** A failure of the provider `imap` that tells its kind. */
export type ImapFailure = ProviderFailed & { readonly reason: { readonly _tag: ImapFailureTag } };

/**
 * Whether a value is a failure of the provider `imap`, so that a `switch` over `reason._tag` is checked.
 *
 * @param error Anything, for example what a login rejected with.
 * @returns Whether it is one.
 *
 * @example
 * ```ts
 * import { isImapFailure } from "@autoshares/auth/imap";
 *
 * function needsAppPassword(error: unknown): boolean {
 *   return isImapFailure(error) && error.reason._tag === "AppPasswordRequired";
 * }
 * ```
 */
export function isImapFailure(error: unknown): error is ImapFailure {
  return isAuthError(error) && error._tag === "ProviderFailed" && error.provider === "imap" &&
    error.reason !== undefined;
}
