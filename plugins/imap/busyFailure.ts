/**
 * Refusals that pass by themselves: too many connections, a server that cannot do it now.
 *
 * @module
 */
import { address, failure, type MailboxFailure, type MailboxFailureContext } from "./failureReasons.ts";
import type { ServerWords } from "./serverWords.ts";

/** RFC 5530, and what Yahoo (`THROTTLED`) and Google (`OVERQUOTA`, for commands and bandwidth) add. */
const tooManyCodes = /^(?:LIMIT|INUSE|THROTTLED|OVERQUOTA)$/;
const unavailableCodes = /^(?:UNAVAILABLE|SERVERBUG)$/;
/**
 * `Too many simultaneous connections` (Google), `Maximum number of connections from user+IP exceeded` (Dovecot),
 * `Account exceeded command or bandwidth limits` (Google), `Request is throttled` (Microsoft).
 */
const tooManyWords =
  /too many|simultaneous|concurrent|number of connections|connection limit|rate.?limit|throttl|bandwidth limit|limit exceeded/;
/** `Temporary System Error` (Google), `Server Unavailable. 15` (Microsoft), `Internal error occurred` (Dovecot). */
const unavailableWords =
  /temporar|try(?:ing)? again|later|unavailable|not available now|internal (?:server )?error|system error|server error|maintenance|shutting down/;

/**
 * Tells a refusal that passes by itself: by its code, and where there is no code that says otherwise, by its words.
 *
 * @param words What the server said.
 * @param context What was tried.
 * @returns The failure, or `undefined` where the server means something else.
 */
export function busyFailure(
  { code, text }: ServerWords,
  context: MailboxFailureContext,
): MailboxFailure | undefined {
  const byCode = tooManyCodes.test(code) || unavailableCodes.test(code);
  const byWords = code === "" || code === "ALERT";
  if (!byCode && !byWords) return undefined;
  if (tooManyCodes.test(code) || tooManyWords.test(text)) {
    return failure(
      "TooManyConnections",
      `${address(context)} says that the account has too many connections or sign-ins: close other mail ` +
        "programs, let logins share one provider, and wait some minutes",
    );
  }
  return byCode || unavailableWords.test(text)
    ? failure("ServerUnavailable", `${address(context)} says that it cannot do this now: try again later`)
    : undefined;
}
