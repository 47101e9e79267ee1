/**
 * Answers that have no messages: what they mean, and what mends it. By status and by Twilio's number for the error
 * ({@link https://www.twilio.com/docs/api/errors}); its words are not repeated.
 *
 * @module
 */
import type { ApiFailure, TwilioApiFailureTag } from "./apiFailure.ts";

/** In order: the first row that fits a status tells. */
const byStatus: ReadonlyArray<readonly [from: number, to: number, tag: TwilioApiFailureTag, says: string]> = [
  [
    401,
    401,
    "SignInRefused",
    "refuses the sign-in: check accountSid and authToken, or apiKey and apiSecret (each region has its own)",
  ],
  [
    403,
    403,
    "NotAllowed",
    "does not let this key read messages: give the API key the permission to, or use the auth token; test " +
    "credentials cannot",
  ],
  [404, 404, "AccountNotFound", "knows no such account: check accountSid, and region where one is set"],
  [
    429,
    429,
    "TooManyRequests",
    "says that the account asks too often: let fewer programs ask at once, and try again later",
  ],
  [408, 408, "ServerUnavailable", "cannot answer now: try again later"],
  [500, 599, "ServerUnavailable", "cannot answer now: try again later"],
  [300, 399, "AnswerUnusable", "redirects, where the credentials must not go: check baseUrl"],
];

const tooManyRequests = 20429;

/**
 * Says what an answer means that has no messages.
 *
 * @param host Who answered.
 * @param status The answer's status.
 * @param code Twilio's number of the error, where the answer has one.
 * @param retryAfterMillis How long the API wants to be let be.
 * @returns The failure.
 */
export function statusFailure(
  host: string,
  status: number,
  code: number | undefined,
  retryAfterMillis: number | undefined,
): ApiFailure {
  const effective = code === tooManyRequests ? 429 : status;
  const [, , _tag, says] = byStatus.find(([from, to]) => from <= effective && effective <= to) ??
    [0, 0, "AnswerUnusable", "does not take the request: check to, accountSid and baseUrl"] as const;
  const numbers = code === undefined ? `${status}` : `${status}, Twilio's error ${code}`;
  return { _tag, problem: `${host} ${says} (${numbers})`, retryAfterMillis };
}

/**
 * An answer that is no list of messages.
 *
 * @param host Who answered.
 * @param found What is wrong with it.
 * @returns The failure.
 */
export function unusableAnswer(host: string, found: string): ApiFailure {
  return {
    _tag: "AnswerUnusable",
    problem: `the answer of ${host} ${found}: check baseUrl, and what stands between`,
  };
}
