/**
 * What an answer of the API means.
 *
 * @module
 */
import * as Exit from "effect/Exit";
import * as Schema from "effect/Schema";
import type { ApiCall } from "../../ApiCall.ts";
import {
  ApiRefused,
  AppKeyRefused,
  RateLimited,
  ServerFault,
  TokenRefused,
  UnexpectedResponse,
} from "../../AuthError.ts";
import { isReading } from "./apiSend.ts";
import { bodyExcerpt } from "../http/bodyExcerpt.ts";
import { boundedText } from "../http/boundedText.ts";
import { retryAfterMillis } from "../http/retryAfter.ts";
import { scrub } from "../secrets/scrub.ts";

const step = "ApiRequest";
const limitBytes = 16 * 1024 * 1024;

/**
 * Reads an answer's body.
 *
 * @param response The answer.
 * @returns Its text. Rejects with `ResponseTooLarge` over 16 MiB, or with what the runtime says of a broken connection.
 */
export async function apiText(response: Response): Promise<string> {
  const { body, status } = response;
  return body === null ? "" : await boundedText(body, limitBytes, step, status);
}

/** What ASP.NET says of single fields: `{ "field": ["what is wrong with it"] }`. */
function fieldWords(state: unknown): ReadonlyArray<string> {
  if (typeof state !== "object" || state === null) return [];
  return Object.entries(state).map(([field, words]) =>
    `${field}: ${
      (Array.isArray(words) ? words : [words]).filter((word) => typeof word === "string").join(" ")
    }`
  );
}

/** The server's own words; the case of their key varies from page to page. */
function wordsOf(body: unknown): string | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const fields = new Map(Object.entries(body).map(([key, value]) => [key.toLowerCase(), value]));
  const error = fields.get("error");
  const inner = typeof error === "object" && error !== null && "Message" in error ? error.Message : undefined;
  const errors = fields.get("errors");
  const words = [
    inner,
    error,
    ...(Array.isArray(errors) ? errors : []),
    fields.get("message"),
    ...fieldWords(fields.get("modelstate")),
  ];
  const texts = words.filter((word): word is string => typeof word === "string" && word !== "");
  return texts.length === 0 ? undefined : texts.join("; ");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}

const appKeyWords = /application key/i;

/** One body that names a fault of the request comes with a status of the server's. */
const isDocumentedRefusal = (body: unknown): boolean =>
  typeof body === "object" && body !== null && "IsSucceed" in body && body.IsSucceed === false;

/**
 * Reads an answer.
 *
 * @param call What was asked.
 * @param response The answer's status and headers.
 * @param text Its body.
 * @param secrets Values that no error may show.
 * @param now The present, in milliseconds since 1970.
 * @returns What the call's schema makes of the body, or the error that the answer means.
 */
export function apiAnswer<A>(
  call: ApiCall<A>,
  { status, headers, ok }: Response,
  text: string,
  secrets: ReadonlyArray<string>,
  now: number,
):
  | { readonly value: A }
  | ApiRefused
  | AppKeyRefused
  | RateLimited
  | ServerFault
  | TokenRefused
  | UnexpectedResponse {
  const body = parsed(text);
  if (ok) {
    if (text.trim() !== "" && body === undefined) {
      return unexpected(status, "it is no JSON", text, secrets);
    }
    if (call.schema === undefined) return { value: body as A };
    const decoded = Schema.decodeUnknownExit(call.schema)(body);
    if (Exit.isSuccess(decoded)) return { value: decoded.value };
    const error = Exit.findErrorOption(decoded);
    const problem = error._tag === "Some" ? scrub(error.value.message, secrets, 300) : "it cannot be decoded";
    return unexpected(status, problem, text, secrets);
  }
  const words = wordsOf(body);
  const reason = words === undefined ? undefined : scrub(words, secrets);
  if (status === 401) return new TokenRefused({ reason });
  if (status === 403 && appKeyWords.test(words ?? "")) return new AppKeyRefused({ reason });
  if (status === 429 || (status >= 500 && !(status === 500 && isDocumentedRefusal(body)))) {
    const fields = {
      step,
      status,
      retryAfterMillis: retryAfterMillis(headers.get("Retry-After"), now),
    } as const;
    return status === 429
      ? new RateLimited(fields)
      : new ServerFault({ ...fields, ...(isReading(call.method) ? {} : { retryable: false }) });
  }
  if (status >= 400) return new ApiRefused({ status, reason });
  return unexpected(status, "its status is none of the API's", text, secrets);
}

function unexpected(status: number, problem: string, text: string, secrets: ReadonlyArray<string>) {
  return new UnexpectedResponse({
    step,
    status,
    problem,
    excerpt: bodyExcerpt(text.slice(0, 64 * 1024), secrets),
  });
}
