/**
 * One question to the API: a page of the account's messages.
 *
 * Facts: {@link https://www.twilio.com/docs/messaging/api/message-resource#read-multiple-message-resources},
 * {@link https://www.twilio.com/docs/usage/twilios-response#pagination}.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import * as Redacted from "effect/Redacted";
import * as Schema from "effect/Schema";
import { ofetch } from "ofetch";
import { bodyStart } from "../internal/bodyStart.ts";
import type { ApiAccess } from "./apiAccess.ts";
import { statusFailure, unusableAnswer } from "./answerFailure.ts";
import type { ApiFailure } from "./apiFailure.ts";
import { connectionFailure, noAnswerInTime } from "./connectionFailure.ts";
import { type MessagesPage, messagesPage } from "./messagesPage.ts";
import { retryAfterMillis } from "./retryAfter.ts";

/** How long a request and the reading of its answer may take. */
const limit = "10 seconds";
/** Fifty messages of 1,600 characters, all escaped, have about half of it. */
const largestBytes = 1024 * 1024;
const pageSize = 50;

interface Answer {
  readonly status: number;
  readonly retryAfterMillis: number | undefined;
  /** `undefined` where it is too large, or not wanted. */
  readonly text: string | undefined;
}

async function get(url: URL, authorization: string, signal: AbortSignal): Promise<Answer> {
  const response = await ofetch.raw<unknown, "stream">(url.href, {
    headers: { Accept: "application/json", Authorization: authorization },
    signal,
    retry: 0,
    redirect: "manual",
    ignoreResponseError: true,
    responseType: "stream",
  });
  const { status, headers } = response;
  const { text, isWhole } = await bodyStart(response._data, largestBytes);
  return { status, retryAfterMillis: retryAfterMillis(headers), text: isWhole ? text : undefined };
}

const ErrorBody = Schema.fromJsonString(
  Schema.Struct({ code: Schema.Int.check(Schema.isBetween({ minimum: 10_000, maximum: 99_999 })) }),
);
const decodeError = Schema.decodeUnknownOption(ErrorBody);

/** Twilio's number for an error. */
function errorCode(text: string | undefined): number | undefined {
  return Option.getOrUndefined(Option.map(decodeError(text), ({ code }) => code));
}

function pageOf(host: string, { status, retryAfterMillis, text }: Answer): MessagesPage | ApiFailure {
  if (status !== 200) return statusFailure(host, status, errorCode(text), retryAfterMillis);
  if (text === undefined) return unusableAnswer(host, "is larger than a page of messages can be");
  return messagesPage(text) ?? unusableAnswer(host, "is no list of messages");
}

/**
 * The address of the newest messages.
 *
 * @param accountSid The account.
 * @param to The number that received them, in full (`+12015550123`); without it, any.
 * @returns The address, relative to the host.
 */
export function newestMessages(accountSid: string, to: string | undefined): string {
  const query = new URLSearchParams({ PageSize: String(pageSize), ...(to === undefined ? {} : { To: to }) });
  return `/2010-04-01/Accounts/${accountSid}/Messages.json?${query}`;
}

/**
 * Reads a page.
 *
 * @param access Where, and with what.
 * @param address The page's address, relative to the host; credentials go to no other one.
 * @returns The page. An interruption ends the request.
 */
export function readPage(
  { origin, authorization }: ApiAccess,
  address: string,
): Effect.Effect<MessagesPage, ApiFailure> {
  const { host } = new URL(origin);
  const target = URL.parse(address, origin);
  if (target === null || target.origin !== origin || target.username !== "" || target.password !== "") {
    return Effect.fail(unusableAnswer(host, "names a next page at another host"));
  }
  return Effect.tryPromise({
    try: (signal) => get(target, Redacted.value(authorization), signal),
    catch: (error) => connectionFailure(host, error),
  }).pipe(
    Effect.flatMap((answer) => {
      const page = pageOf(host, answer);
      return "messages" in page ? Effect.succeed(page) : Effect.fail(page);
    }),
    Effect.timeoutOrElse({ duration: limit, orElse: () => Effect.fail(noAnswerInTime(host)) }),
  );
}
