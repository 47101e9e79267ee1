/**
 * Why no access token could be had, and what mends it.
 *
 * @module
 */
import * as oauth from "oauth4webapi";
import { ProviderFailed } from "../../mod.ts";
import { EndpointTimedOut } from "./boundedFetch.ts";
import type { RefreshSettings } from "./refreshedToken.ts";

const failed = (tag: string, problem: string, retryable: boolean): ProviderFailed =>
  new ProviderFailed({ provider: "imap", problem, retryable, reason: { _tag: tag } });

/**
 * A setting that cannot be used.
 *
 * @param problem Which, and why.
 * @returns The error.
 */
export function unusable(problem: string): ProviderFailed {
  return failed("SettingUnusable", problem, false);
}

/** By the error code of RFC 6749, section 5.2, and those that Google and Microsoft add. */
const causes: ReadonlyArray<
  readonly [codes: RegExp, tag: string, problem: (settings: RefreshSettings) => string]
> = [
  [
    /^(?:invalid_grant|interaction_required|consent_required|login_required)$/,
    "RefreshTokenRefused",
    ({ vendor }) =>
      `${vendor} no longer takes the refresh token, which was revoked, has expired or belongs to another app: ` +
      "consent again and set the new one" +
      (vendor === "Google" ? " (while the app is in testing, one lasts seven days)" : ""),
  ],
  [
    /^(?:invalid_client|unauthorized_client|deleted_client|disabled_client)$/,
    "ClientRefused",
    ({ vendor }) =>
      `${vendor} does not take the app's client id or client secret: check both, and whether the secret has expired` +
      (vendor === "Microsoft" ? "; an app registered as a public client must have none" : ""),
  ],
  [
    /^(?:invalid_scope|invalid_resource|invalid_target)$/,
    "ScopeTooSmall",
    ({ vendor, neededScope }) =>
      `${vendor} gives this app no access to the mailbox: consent again with the scope ${neededScope}`,
  ],
];

/**
 * Says why a token endpoint gave no token. Nothing that it wrote is repeated but the status.
 *
 * @param error What the request or the reading of its answer rejected with.
 * @param settings Who was asked.
 * @returns The error for the caller.
 */
export function tokenFailure(error: unknown, settings: RefreshSettings): ProviderFailed {
  const { vendor } = settings;
  const host = new URL(settings.endpoint).host;
  if (error instanceof EndpointTimedOut) {
    return failed("NoAnswer", `no access token: ${host} does not answer in time`, true);
  }
  const status = statusOf(error);
  if (error instanceof oauth.ResponseBodyError) {
    const cause = causes.find(([codes]) => codes.test(error.error));
    if (cause !== undefined) return failed(cause[1], cause[2](settings), false);
  }
  if (status !== undefined && (status >= 500 || status === 429 || status === 408)) {
    return failed(
      "ServerUnavailable",
      `${vendor} gives no access token now (${status}): try again later`,
      true,
    );
  }
  if (error instanceof oauth.ResponseBodyError) {
    const transient = /^(?:temporarily_unavailable|server_error|rate_limit_exceeded|slow_down)$/.test(
      error.error,
    );
    return failed(
      transient ? "ServerUnavailable" : "TokenRequestRefused",
      `${vendor} refused to give an access token (${error.status}): ` +
        (transient ? "try again later" : "check client id, client secret, tenant and scope"),
      transient,
    );
  }
  if (error instanceof Error && (error.name === "NotCapable" || error.name === "PermissionDenied")) {
    return failed("NotPermitted", `Deno may not connect to ${host}: run it with --allow-net=${host}`, false);
  }
  // The library wraps nothing that `fetch` throws: a TypeError of either runtime.
  if (error instanceof TypeError && !("code" in error)) {
    return failed("NoConnection", `no access token: no connection to ${host}; check the network`, true);
  }
  return failed(
    "AnswerUnusable",
    `no access token: the answer of ${host} is not that of a token endpoint`,
    true,
  );
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof oauth.ResponseBodyError) return error.status;
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Response ? cause.status : undefined;
}
