/**
 * Why the API gives no messages: the kinds of failure.
 *
 * @module
 */
import { ProviderFailed } from "../../mod.ts";
import { messagesProvider } from "./apiAccess.ts";

/** Whether time may cure a failure, by kind. What it may cure does not end a wait. */
const retryableByTag: { readonly [Tag in TwilioApiFailureTag]: boolean } = {
  /** The account's SID, its auth token, the API key or its secret is wrong (20003). */
  SignInRefused: false,
  /** The API key may not read messages. */
  NotAllowed: false,
  /** There is no such account at this host (20404). */
  AccountNotFound: false,
  /** Deno was not given the permission. */
  NotPermitted: false,
  /** The account asks too often, or too much at once (20429). */
  TooManyRequests: true,
  /** The API says that it cannot do it now. */
  ServerUnavailable: true,
  /** Host unknown, refused, no TLS, broken, or no answer in time. */
  NoConnection: true,
  /** The answer is not that of the API. */
  AnswerUnusable: true,
};

/** What `reason._tag` may be where Twilio's API gives no messages. */
export type TwilioApiFailureTag =
  | "SignInRefused"
  | "NotAllowed"
  | "AccountNotFound"
  | "NotPermitted"
  | "TooManyRequests"
  | "ServerUnavailable"
  | "NoConnection"
  | "AnswerUnusable";

/** Why a page of messages could not be had. */
export interface ApiFailure {
  /** The kind. */
  readonly _tag: TwilioApiFailureTag;
  /** What is wrong and what mends it; nothing in it was written by a server. */
  readonly problem: string;
  /** How long the API wants to be let be, in milliseconds. */
  readonly retryAfterMillis?: number | undefined;
}

/**
 * Whether time may cure a failure.
 *
 * @param failure The failure.
 * @returns Whether asking again may help.
 */
export function isPassing({ _tag }: ApiFailure): boolean {
  return retryableByTag[_tag];
}

/**
 * A failure as the provider's error.
 *
 * @param failure The failure.
 * @returns The error; its `reason` names the kind.
 */
export function apiFailed({ _tag, problem }: ApiFailure): ProviderFailed {
  return new ProviderFailed({
    provider: messagesProvider,
    problem,
    retryable: retryableByTag[_tag],
    reason: { _tag },
  });
}
