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
 * What passes by itself in a refused sign-in: known sentences only, for a refused password that is tried again and again
 * locks the account. `Too many simultaneous connections` (Google), `Maximum number of connections from user+IP exceeded`
 * (Dovecot), `Account exceeded command or bandwidth limits` (Google), `Request is throttled` (Microsoft).
 */
const tooManySentences =
  /too many (?:\w+ ){0,2}(?:connections|sessions)|(?:simultaneous|concurrent) (?:\w+ )?(?:connections|sessions|logins)|maximum[\w ]{0,20} (?:connections|sessions)|(?:connection|session) limit|bandwidth limit|request is throttled/;
/** `Temporary System Error` (Google), `Server Unavailable. 15` (Microsoft), `Internal error occurred` (Dovecot). */
const unavailableSentences =
  /temporar(?:y|ily) (?:\w+ ){0,2}(?:error|failure|problem|unavailable|not available)|internal (?:server )?error|(?:system|server) error|(?:server|service|system) (?:is )?(?:\w+ )?(?:unavailable|not available|busy|overloaded)|maintenance|shutting down/;
/** Of a refused sign-in that has such a word, none of the sentences counts. */
const refusalWords =
  /pass(?:word|phrase|code)|credential|invalid|incorrect|wrong|\bbad\b|\block(?:ed|out)|attempt|block|suspend|disabled|banned|denied|rejected|expired|suspicious|unusual|abuse|not (?:valid|allowed|permitted|authori[sz]ed)/;
const accountWords = /\b(?:account|user|username|login name)\b/;

/** Any other command costs nothing when it is sent again. */
const tooManyWords =
  /too many|simultaneous|concurrent|number of connections|connection limit|rate.?limit|throttl|bandwidth limit|limit exceeded/;
const unavailableWords =
  /temporar|try(?:ing)? again|later|unavailable|not available now|internal (?:server )?error|system error|server error|maintenance|shutting down/;

/**
 * Tells a refusal that passes by itself: by its code, and where there is no code that says otherwise, by its words. A
 * refused sign-in has to say so plainly.
 *
 * @param words What the server said.
 * @param context What was tried.
 * @returns The failure, or `undefined` where the server means something else.
 */
export function busyFailure(
  { code, text, signIn }: ServerWords,
  context: MailboxFailureContext,
): MailboxFailure | undefined {
  const byCode = tooManyCodes.test(code) || unavailableCodes.test(code);
  if (!byCode && code !== "" && code !== "ALERT") return undefined;
  if (!byCode && signIn && refusalWords.test(text)) return undefined;
  const tooMany = signIn ? tooManySentences : tooManyWords;
  if (tooManyCodes.test(code) || tooMany.test(text)) {
    return failure(
      "TooManyConnections",
      `${address(context)} says that the account has too many connections or sign-ins: close other mail ` +
        "programs, let logins share one provider, and wait some minutes",
    );
  }
  const unavailable = signIn
    ? unavailableSentences.test(text) && !accountWords.test(text)
    : unavailableWords.test(text);
  return byCode || unavailable
    ? failure("ServerUnavailable", `${address(context)} says that it cannot do this now: try again later`)
    : undefined;
}
