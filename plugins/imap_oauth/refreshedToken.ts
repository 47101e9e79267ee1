/**
 * An access token that is fetched with a refresh token, kept while it lasts, and fetched once for all who wait.
 *
 * @module
 */
import * as Redacted from "effect/Redacted";
import * as oauth from "oauth4webapi";
import { isPrivate } from "../internal/isPrivate.ts";
import { boundedFetch } from "./boundedFetch.ts";
import { tokenFailure, unusable } from "./tokenFailure.ts";

/** Whom to ask, and with what. */
export interface RefreshSettings {
  /** The vendor's name, for messages. */
  readonly vendor: string;
  /** The authorization server's issuer. */
  readonly issuer: string;
  /** The token endpoint. */
  readonly endpoint: string;
  /** The app's id. */
  readonly clientId: string;
  /** The app's secret, where it has one. */
  readonly clientSecret: Redacted.Redacted<string> | undefined;
  /** The first refresh token. */
  readonly refreshToken: Redacted.Redacted<string>;
  /** What is asked for; absent, and it is what the consent gave. */
  readonly scope: string | undefined;
  /** The scope that a consent must include, for messages. */
  readonly neededScope: string;
  /** Told the refresh token that replaces the one before. */
  readonly onRefreshToken: ((refreshToken: string) => unknown) | undefined;
}

/** A token is renewed this long before its end: it must still be good when the server sees it. */
const marginMillis = 60_000;

/** How long a replaced refresh token may take to be kept, before the access token is given. */
const keepingMillis = 2000;

/**
 * Makes a source of access tokens.
 *
 * @param settings Whom to ask, and with what.
 * @returns The source. It rejects with `ProviderFailed`; a failure is not kept, the next call tries again.
 */
export function refreshedToken(
  settings: RefreshSettings,
): (options?: { readonly refused?: boolean }) => Promise<string> {
  const { onRefreshToken } = settings;
  let refreshToken = settings.refreshToken;
  let held: { readonly token: Redacted.Redacted<string>; readonly until: number } | undefined;
  let fetching: Promise<string> | undefined;

  const fetchToken = async (): Promise<string> => {
    const reply = await request(settings, Redacted.value(refreshToken));
    const lifeMillis = 1000 * (reply.expires_in ?? 0);
    const fresh = {
      token: Redacted.make(reply.access_token, { label: "access token" }),
      until: Date.now() + lifeMillis - marginMillis,
    };
    const next = reply.refresh_token;
    if (next !== undefined && next !== Redacted.value(refreshToken)) {
      refreshToken = Redacted.make(next, { label: "refresh token" });
      await told(next);
    }
    held = fresh;
    return reply.access_token;
  };

  /** Whoever keeps it gets the time to, for the program may end right after the login; nobody holds the login up. */
  const told = async (next: string): Promise<void> => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise((resolve) => {
      timer = setTimeout(resolve, keepingMillis);
    });
    const kept = Promise.resolve().then(() => onRefreshToken?.(next)).catch(() => {});
    await Promise.race([kept, late]);
    clearTimeout(timer);
  };

  return async ({ refused = false } = {}) => {
    if (refused) held = undefined;
    if (held !== undefined && Date.now() < held.until) return Redacted.value(held.token);
    fetching ??= fetchToken().finally(() => {
      fetching = undefined;
    });
    return await fetching;
  };
}

async function request(
  settings: RefreshSettings,
  refreshToken: string,
): Promise<oauth.TokenEndpointResponse> {
  const { vendor, clientId, clientSecret, scope } = settings;
  const endpoint = URL.parse(settings.endpoint);
  if (endpoint === null) throw unusable("the token endpoint is no URL");
  if (!isPrivate(endpoint)) throw unusable("the token endpoint must begin with https:");
  const secret = clientSecret === undefined ? undefined : Redacted.value(clientSecret);
  if (clientId.trim() === "") throw unusable(`the client id for ${vendor} is empty`);
  if (secret !== undefined && secret === "") throw unusable(`the client secret for ${vendor} is empty`);
  if (refreshToken === "") throw unusable(`the refresh token for ${vendor} is empty`);

  const server: oauth.AuthorizationServer = { issuer: settings.issuer, token_endpoint: endpoint.href };
  const client: oauth.Client = { client_id: clientId };
  const authentication = secret === undefined ? oauth.None() : oauth.ClientSecretPost(secret);
  try {
    const response = await oauth.refreshTokenGrantRequest(server, client, authentication, refreshToken, {
      [oauth.customFetch]: boundedFetch,
      [oauth.allowInsecureRequests]: endpoint.protocol === "http:",
      additionalParameters: scope === undefined ? {} : { scope },
    });
    return await oauth.processRefreshTokenResponse(server, client, response);
  } catch (error) {
    throw tokenFailure(error, settings);
  }
}
