/**
 * What a program is told of a failure.
 *
 * @module
 */
import { LoginRateExceeded } from "../../../../plugins/rate_limit.ts";
import { isAuthError } from "../../../AuthError.ts";
import { isReading } from "../../../internal/session/apiSend.ts";
import { isUndecided } from "../../../internal/undecided.ts";
import { internalErrorLine } from "../../internalError.ts";
import { optionsAsVariables } from "../../settings/optionsAsVariables.ts";
import { NoProviderNamed } from "../../providers/NoProviderNamed.ts";
import { type Answer, refusal, undecidedAnswer } from "./Answer.ts";

const internal = refusal(500, "InternalError", "The proxy failed; please report it.");

/** Whether an error is one that tells no secret. */
function isTold(error: unknown): error is Error & { readonly _tag: string } {
  return isAuthError(error) || error instanceof NoProviderNamed || error instanceof LoginRateExceeded;
}

/**
 * Whether the same, tried again later, may succeed.
 *
 * @param error What failed.
 * @returns `true` for a typed error that is retryable, and for `LoginRateExceeded`, which only asks for patience.
 */
export function isRetryable(error: unknown): boolean {
  return error instanceof LoginRateExceeded || isAuthError(error) && error.retryable;
}

/**
 * How long whoever tries again is asked to wait.
 *
 * @param error What failed.
 * @returns Milliseconds from the failure on; nothing where it does not say.
 */
export function retryAfterMillisOf(error: unknown): number | undefined {
  const millis: unknown = isTold(error) ? Reflect.get(error, "retryAfterMillis") : undefined;
  return typeof millis === "number" ? millis : undefined;
}

/**
 * Words a failure as an answer.
 *
 * @param error What a call of the API failed with.
 * @param method The call's method.
 * @returns 400 for `InvalidConfiguration`, 504 for `RequestTimedOut`, 503 for what may succeed later, with `Retry-After`
 * in seconds where it is known, 502 for the rest; 500 for what is no typed error, of which nothing is told. A call that
 * changes something and may have been done gets `mayHaveArrived`.
 */
export function failureAnswer(error: unknown, method: string = "GET"): Answer {
  const mayHaveArrived = !isReading(method) && (!isTold(error) || isUndecided(error));
  const answer = worded(error);
  return mayHaveArrived ? undecidedAnswer(answer) : answer;
}

function worded(error: unknown): Answer {
  if (!isTold(error)) return internal;
  const { _tag } = error;
  const message = optionsAsVariables(error.message);
  if (_tag === "InvalidConfiguration") return refusal(400, _tag, message);
  if (_tag === "RequestTimedOut") return refusal(504, _tag, message);
  if (!isRetryable(error)) return refusal(502, _tag, message);
  const millis = retryAfterMillisOf(error);
  const headers = millis === undefined ? {} : { "Retry-After": String(Math.ceil(millis / 1000)) };
  return refusal(503, _tag, message, headers);
}

/**
 * Whether a call of the API failed because there was no token for it.
 *
 * @param error What it failed with.
 * @returns `false` for what happened to the call itself.
 */
export function isLoginFailure(error: unknown): boolean {
  if (!isTold(error)) return false;
  if (error._tag === "InvalidConfiguration") return Reflect.get(error, "setting") !== "path";
  return Reflect.get(error, "step") !== "ApiRequest";
}

/**
 * Words a failure for the log.
 *
 * @param error What a login failed with.
 * @returns A line that is free of secrets.
 */
export function failureLine(error: unknown): string {
  return isTold(error) ? `autoshares-auth: ${optionsAsVariables(error.message)}` : internalErrorLine(error);
}

/**
 * The one word for a failure.
 *
 * @param error What a login failed with.
 * @returns Its tag.
 */
export function failureTag(error: unknown): string {
  return isTold(error) ? error._tag : "InternalError";
}
