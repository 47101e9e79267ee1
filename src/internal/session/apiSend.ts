/**
 * One request to the API: where it may go, and what it carries.
 *
 * @module
 */
import { ofetch } from "ofetch";
import { InvalidConfiguration, RedirectRefused } from "../../AuthError.ts";
import { asItIs } from "../http/asItIs.ts";
import { noResend } from "../http/noResend.ts";

const redirectLimit = 3;

/**
 * The address of a request.
 *
 * @param baseUrl The base URL, without a trailing slash.
 * @param path A path below it, or a whole address below it.
 * @returns The address. Throws `InvalidConfiguration` for one that is not below the base URL: the token goes nowhere
 * else.
 */
export function apiUrl(baseUrl: string, path: string | URL): string {
  const text = String(path);
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(text)
    ? text
    : `${baseUrl}${text.startsWith("/") ? "" : "/"}${text}`;
  const url = URL.parse(whole);
  if (url === null) throw new InvalidConfiguration({ setting: "path", problem: "is no usable path" });
  if (!isBelow(baseUrl, url)) {
    throw new InvalidConfiguration({
      setting: "path",
      problem: "leads outside of the base URL, where the token must not go",
    });
  }
  return url.href;
}

function isBelow(baseUrl: string, url: URL): boolean {
  return url.href.startsWith(`${baseUrl}/`) && url.username === "" && url.password === "";
}

/** What a request carries. */
export interface ApiHeaders {
  readonly token: string;
  readonly appKey: string;
}

/**
 * Whether a request changes nothing, so that a second one does no harm.
 *
 * @param method Its method; default `GET`.
 * @returns `true` for GET and HEAD.
 */
export function isReading(method = "GET"): boolean {
  return /^(?:GET|HEAD)$/i.test(method);
}

/** `Headers` are slow to make under Deno, and most calls have none of their own. */
function withHeaders(own: RequestInit["headers"], ours: Readonly<Record<string, string>>) {
  if (own === undefined) return ours;
  let headers: Headers;
  try {
    headers = new Headers(own);
  } catch {
    throw new InvalidConfiguration({
      setting: "headers",
      problem: "cannot be sent: a name or a value is none",
    });
  }
  for (const [name, value] of Object.entries(ours)) headers.set(name, value);
  return headers;
}

/**
 * Sends a request; a GET or HEAD follows redirects below the base URL.
 *
 * @param baseUrl The base URL, without a trailing slash.
 * @param url Where to, from {@linkcode apiUrl}.
 * @param init The request; its own `Authorization` and `Et-App-Key` are replaced.
 * @param secrets Token and app key.
 * @param signal Aborts the request and the reading of its answer.
 * @returns The answer, its body not read, whatever its status. Rejects with `RedirectRefused`, or with what the runtime
 * says of a failed connection.
 */
export async function apiSend(
  baseUrl: string,
  url: string,
  init: RequestInit,
  { token, appKey }: ApiHeaders,
  signal: AbortSignal,
): Promise<Response> {
  const headers = withHeaders(init.headers, { "Authorization": `Bearer ${token}`, "Et-App-Key": appKey });
  const method = (init.method ?? "GET").toUpperCase();
  const isRead = isReading(method);
  let target = url;
  for (let redirects = 0;; redirects++) {
    const response = await ofetch.raw<unknown, "stream">(target, {
      ...init as object,
      method,
      headers,
      signal,
      ...asItIs,
      ...(isRead ? {} : noResend),
    });
    const { status } = response;
    if (status < 300 || status > 399 || status === 304) return response;
    await response.body?.cancel();
    const refused = (problem: string) => new RedirectRefused({ step: "ApiRequest", status, problem });
    if (!isRead) throw refused("would send the request twice");
    const location = response.headers.get("Location");
    if (location === null || !URL.canParse(location, target)) throw refused("names no usable address");
    const next = new URL(location, target);
    if (!isBelow(baseUrl, next)) throw refused("leads outside of the base URL, where the token must not go");
    if (redirects === redirectLimit) throw refused(`follows ${redirectLimit} others`);
    target = next.href;
  }
}
