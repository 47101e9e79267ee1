/**
 * Access tokens for mailboxes at Google and Microsoft, from a refresh token that the user once consented to.
 *
 * @example
 * ```ts
 * import { imap } from "@autoshares/auth/imap";
 * import { microsoftAccessToken } from "@autoshares/auth/imap-oauth";
 *
 * const provider = imap({
 *   host: "outlook.office365.com",
 *   user: "bob@outlook.com",
 *   accessToken: microsoftAccessToken({ clientId: "client", refreshToken: "refresh token" }),
 * });
 * ```
 *
 * @module
 */
import * as Redacted from "effect/Redacted";
import { refreshedToken } from "./imap_oauth/refreshedToken.ts";
import { revealed } from "./internal/revealed.ts";

/**
 * Gives an access token: the same one until a minute before it expires, then a new one. With `refused`, which says that
 * the server has refused the last one, a new one at once.
 *
 * It rejects with `ProviderFailed`, which repeats no secret and nothing that a server wrote.
 */
export type RefreshedAccessToken = (options?: { readonly refused?: boolean }) => Promise<string>;

/** What every vendor's settings have. */
export interface RefreshOptions {
  /** The app's id, as registered with the vendor. */
  readonly clientId: string;
  /** The refresh token that the user's consent gave. */
  readonly refreshToken: string | Redacted.Redacted<string>;
  /**
   * Told when the vendor has replaced the refresh token, which Microsoft does each time: keep the new one for the next
   * start. The access token is given when its promise has settled, or after two seconds. What it throws or rejects with is
   * ignored, for the login can go on.
   */
  readonly onRefreshToken?: ((refreshToken: string) => unknown) | undefined;
  /** Another token endpoint: `https:`, or `http:` on the loopback interface. Default: the vendor's documented one. */
  readonly endpoint?: string | undefined;
}

/** Settings of {@linkcode googleAccessToken}. */
export interface GoogleAccessTokenOptions extends RefreshOptions {
  /** The app's secret. */
  readonly clientSecret: string | Redacted.Redacted<string>;
}

/** Settings of {@linkcode microsoftAccessToken}. */
export interface MicrosoftAccessTokenOptions extends RefreshOptions {
  /** The app's secret; an app registered as a public client has none. */
  readonly clientSecret?: string | Redacted.Redacted<string> | undefined;
  /** The organisation's id or domain, `consumers`, `organizations`, or `common`, the default. */
  readonly tenant?: string | undefined;
  /** Scopes, separated by blanks; default: IMAP for the signed-in user, and further refresh tokens. */
  readonly scope?: string | undefined;
}

/** Without the line end that a file or a paste has brought along. */
const redacted = (secret: string | Redacted.Redacted<string>): Redacted.Redacted<string> => {
  const text = revealed(secret);
  return Redacted.make(typeof text === "string" ? text.trim() : "");
};

/**
 * Access tokens for Gmail, whose scope is `https://mail.google.com/`. The refresh token's consent must have included it.
 *
 * Endpoint: https://developers.google.com/identity/protocols/oauth2/native-app#offline. An app whose consent screen is
 * in testing gets refresh tokens that last seven days.
 *
 * @param options The app and the refresh token.
 * @returns The source of access tokens, for the IMAP provider's `accessToken`. It rejects with `ProviderFailed`.
 *
 * @example
 * ```ts
 * import { googleAccessToken } from "@autoshares/auth/imap-oauth";
 *
 * const accessToken = googleAccessToken({
 *   clientId: "client.apps.googleusercontent.com",
 *   clientSecret: "secret",
 *   refreshToken: "refresh token",
 * });
 * ```
 */
export function googleAccessToken(options: GoogleAccessTokenOptions): RefreshedAccessToken {
  return refreshedToken({
    vendor: "Google",
    issuer: "https://accounts.google.com",
    endpoint: options.endpoint ?? "https://oauth2.googleapis.com/token",
    clientId: options.clientId,
    clientSecret: redacted(options.clientSecret),
    refreshToken: redacted(options.refreshToken),
    scope: undefined,
    neededScope: "https://mail.google.com/",
    onRefreshToken: options.onRefreshToken,
  });
}

/**
 * Access tokens for Outlook.com and Exchange Online, with the scope `https://outlook.office.com/IMAP.AccessAsUser.All`.
 *
 * Endpoint and scope: https://learn.microsoft.com/en-us/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth.
 *
 * @param options The app and the refresh token.
 * @returns The source of access tokens, for the IMAP provider's `accessToken`. It rejects with `ProviderFailed`.
 *
 * @example
 * ```ts
 * import { microsoftAccessToken } from "@autoshares/auth/imap-oauth";
 * import { readFile, writeFile } from "node:fs/promises";
 *
 * const accessToken = microsoftAccessToken({
 *   clientId: "client",
 *   refreshToken: await readFile("refresh-token", "utf8"),
 *   onRefreshToken: (token) => writeFile("refresh-token", token, { mode: 0o600 }),
 * });
 * ```
 */
export function microsoftAccessToken(options: MicrosoftAccessTokenOptions): RefreshedAccessToken {
  const authority = `https://login.microsoftonline.com/${encodeURIComponent(options.tenant ?? "common")}`;
  const neededScope = "https://outlook.office.com/IMAP.AccessAsUser.All";
  return refreshedToken({
    vendor: "Microsoft",
    issuer: `${authority}/v2.0`,
    endpoint: options.endpoint ?? `${authority}/oauth2/v2.0/token`,
    clientId: options.clientId,
    clientSecret: options.clientSecret === undefined ? undefined : redacted(options.clientSecret),
    refreshToken: redacted(options.refreshToken),
    scope: options.scope ?? `${neededScope} offline_access`,
    neededScope: options.scope ?? neededScope,
    onRefreshToken: options.onRefreshToken,
  });
}
