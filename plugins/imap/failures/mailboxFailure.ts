/**
 * From what the IMAP library threw to why, and what to do about it.
 *
 * @module
 */
import { busyFailure } from "./busyFailure.ts";
import { connectionFailure, goodbyeFailure } from "./connectionFailure.ts";
import { failure, type MailboxFailure, type MailboxFailureContext, shown } from "./failureReasons.ts";
import { type ServerWords, serverWords, textOf } from "./serverWords.ts";
import { saidFailure, signInFailure } from "./signInFailure.ts";

/** A goodbye with such words refuses the sign-in: a new connection would only be refused too. */
const signInWords = /password|credential|(?:login|authentication) (?:failed|failure|incorrect|invalid)/;

export type { MailboxFailure, MailboxFailureContext, MailboxFailureTag } from "./failureReasons.ts";

/**
 * Says why a mailbox cannot be used, and what mends it. Nothing that the server wrote is repeated.
 *
 * @param error What `connect`, `mailboxOpen` or another call of `imapflow` threw, or what its `error` event told.
 * @param context What was tried. With `mailbox`, a refusal is about that mailbox; without, about the sign-in.
 * @returns The failure; its tag is `Unexpected` for whatever is not known.
 */
export function mailboxFailure(error: unknown, context: MailboxFailureContext): MailboxFailure {
  const words = serverWords(error);
  if (textOf(error, "code") === "ETHROTTLE") {
    return busyFailure({ ...words, code: "LIMIT" }, context) ?? unexpected(error);
  }
  if (words.tagged) return refusal(error, words, context);
  // A server that says goodbye may say why.
  if (textOf(error, "reason") !== "" && /^(?:ClosedAfterConnect|NoConnection)/.test(textOf(error, "code"))) {
    const goodbye = { ...words, signIn: true };
    return saidFailure(goodbye, context) ??
      (signInWords.test(words.text) ? signInFailure(goodbye, context) : goodbyeFailure(context));
  }
  return connectionFailure(error, context) ?? mechanismMissing(error, context) ?? unexpected(error);
}

function refusal(error: unknown, words: ServerWords, context: MailboxFailureContext): MailboxFailure {
  if (words.signIn) {
    return textOf(error, "responseStatus") === "" && textOf(error, "response") === ""
      ? mechanismMissing(error, context) ?? unexpected(error)
      : signInFailure(words, context);
  }
  const said = saidFailure(words, context);
  if (said !== undefined) return said;
  if (context.mailbox === undefined) {
    return failure("ServerUnavailable", "the mail server refused a usual command: try again later");
  }
  return failure(
    "MailboxNotFound",
    `the mailbox ${shown(context.mailbox)} does not exist or may not be read: check its name as the server ` +
      "spells it (INBOX is always there)",
  );
}

/** The library's own verdict, before anything was sent: no way to sign in that both sides have. */
function mechanismMissing(error: unknown, context: MailboxFailureContext): MailboxFailure | undefined {
  const message = textOf(error, "message");
  if (
    !/^(?:Login is disabled|Unsupported authentication mechanism|No matching authentication method)$/.test(
      message,
    )
  ) return undefined;
  if (context.auth === "oauth") {
    return failure(
      "SignInUnavailable",
      "the mail server offers no OAuth (neither XOAUTH2 nor OAUTHBEARER): set a password or an app password in " +
        "place of accessToken",
    );
  }
  const withoutTls = "the mail server takes no password without TLS: set tls to starttls or implicit";
  return context.tls === "none" ? failure("SignInUnavailable", withoutTls) : signInFailure(
    { code: "", text: "basic authentication", tagged: true, signIn: true, oauthStatus: undefined },
    context,
  );
}

function unexpected(error: unknown): MailboxFailure {
  const code = textOf(error, "code");
  // A code is a name that a library or a runtime gave, never a server's text.
  const named = /^[A-Za-z][A-Za-z0-9_]{1,40}$/.test(code) ? ` (${code})` : "";
  return failure("Unexpected", `the mail server gave an answer that cannot be used${named}: try again`);
}
