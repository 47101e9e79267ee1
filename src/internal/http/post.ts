/**
 * A bounded HTTP POST without a body, by `ofetch`.
 *
 * @module
 */
import { ofetch } from "ofetch";
import {
  isAuthError,
  NetworkFailed,
  RedirectRefused,
  type RequestStep,
  type WireError,
} from "../../AuthError.ts";
import { asItIs } from "./asItIs.ts";
import { boundedText } from "./boundedText.ts";
import { networkFailure } from "./networkFailure.ts";
import { noResend } from "./noResend.ts";

/** What came back: status, `Retry-After` and the body as text. */
export interface HttpAnswer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly text: string;
}

const bodyLimitBytes = 64 * 1024;
const redirectLimit = 3;

/**
 * What a rejection of {@linkcode post} means.
 *
 * @param error What it rejected with.
 * @param step The step that asked.
 * @returns A typed error that keeps nothing of a foreign error but its kind and code.
 */
export function wireErrorOf(error: unknown, step: RequestStep): WireError {
  return isAuthError(error) ? error as WireError : new NetworkFailed({ step, ...networkFailure(error) });
}

/**
 * Sends the request and reads the answer, following redirects within the origin.
 *
 * @param url Where to.
 * @param step The step that asks, for errors.
 * @param headers The request's headers.
 * @param signal Aborts the request and the reading of its answer.
 * @returns The answer; rejects with what {@linkcode wireErrorOf} understands.
 */
export async function post(
  url: string,
  step: RequestStep,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  let target = url;
  for (let redirects = 0;; redirects++) {
    const response = await ofetch.raw<unknown, "stream">(target, {
      method: "POST",
      headers,
      signal,
      ...asItIs,
      ...noResend,
    });
    const body = response._data;
    const { status } = response;
    if (status < 300 || status > 399 || status === 304) {
      const text = body === undefined || body === null
        ? ""
        : isShort(response)
        ? await response.text()
        : await boundedText(body, bodyLimitBytes, step, status);
      return { status, retryAfter: response.headers.get("Retry-After"), text };
    }
    await body?.cancel();
    target = redirectTarget(target, response.headers.get("Location"), step, status);
    if (redirects === redirectLimit) throw refusedRedirect(step, status, `follows ${redirectLimit} others`);
  }
}

function refusedRedirect(step: RequestStep, status: number, problem: string): RedirectRefused {
  return new RedirectRefused({ step, status, problem });
}

/** Credentials go to the configured origin only, and only a redirect that keeps the method makes sense for a POST. */
function redirectTarget(from: string, location: string | null, step: RequestStep, status: number): string {
  if (location === null || !URL.canParse(location, from)) {
    throw refusedRedirect(step, status, "names no usable address");
  }
  const target = new URL(location, from);
  if (target.origin !== new URL(from).origin) {
    throw refusedRedirect(step, status, "leads to another origin, where the credentials must not go");
  }
  if (target.username !== "" || target.password !== "") {
    throw refusedRedirect(step, status, "names a user or a password in its address");
  }
  if (status !== 307 && status !== 308) {
    throw refusedRedirect(step, status, "would turn the request into another one");
  }
  return target.href;
}

/** Whether the length that the server names is within the limit, and is the one that HTTP holds it to. */
function isShort({ headers }: Response): boolean {
  const length = headers.get("Content-Length") ?? "";
  return /^\d{1,5}$/.test(length) && Number(length) <= bodyLimitBytes &&
    !headers.has("Content-Encoding") && !headers.has("Transfer-Encoding");
}
