/**
 * Refused sign-ins, each with its cure: by response code first, then by words, then by whose server it is.
 *
 * @module
 */
import { busyFailure } from "./busyFailure.ts";
import { address, failure, type MailboxFailure, type MailboxFailureContext } from "./failureReasons.ts";
import { mailVendor } from "../options/mailVendors.ts";
import type { ServerWords } from "./serverWords.ts";

/** `Application-specific password required` (Google), `Application password is REQUIRED` (Mail.ru), authorization codes. */
const appPasswordWords = /\bapp(?:lication)?s?(?:[- ]specific)? ?-?password|authori[sz]ation code|授权码/;
/** `Please log in via your web browser`, `Web login required` (Google). */
const browserWords = /web ?browser|web login|via (?:the|your) (?:web|browser)/;
/** `Basic authentication is disabled` (outlook.com), `LogonDenied-BasicAuthBlocked` (Exchange Online). */
const basicWords = /basic ?auth/;
/**
 * `Your account is not enabled for IMAP use`, `IMAP access is disabled for your domain` (Google), `You are yet to enable
 * IMAP for your account` (Zoho). Yandex's `Invalid credentials or IMAP is disabled` tells nothing.
 */
const imapOffWords =
  /(?<!\bor )\bimap\d?\b[^.;]{0,40}\b(?:disabled|blocked|(?:turned|switched) off|deactivated|not (?:been )?(?:enabled|activated|allowed|permitted))|(?:not enabled|not allowed|not permitted|yet to enable|please enable|disabled)[^.;]{0,30}\bimap/;
/** Exchange: the sign-in was taken, and no mailbox stands behind it. */
const notConnectedWords = /authenticated but not connected/;
/** `Too many failed login attempts`, `Account is temporarily locked`, `Your IP address has been blocked`. */
const lockedWords =
  /\battempts\b|too many (?:failed|bad|invalid|incorrect|wrong|unsuccessful) (?!\w* ?commands?\b)|too many (?:\w+ ){0,2}failures|\b(?:account|login|ip|address)\b[^.;]{0,40}\b(?:locked|blocked|suspended|banned)\b|\blocked out\b/;
/** Codes that tell more than such words. */
const ownCodes = /^(?:CONTACTADMIN|EXPIRED|AUTHORIZATIONFAILED|NOPERM)$/;
/** Dovecot and others on a connection without TLS. */
const plaintextWords = /plaintext|cleartext|secure connection|ssl\/tls/;

/**
 * Says why a server refused to let the account in.
 *
 * @param words What the server said.
 * @param context What was tried.
 * @returns The failure; {@linkcode MailboxFailure} with the tag `SignInRefused` or `TokenRefused` where nothing tells more.
 */
export function signInFailure(words: ServerWords, context: MailboxFailureContext): MailboxFailure {
  return saidFailure(words, context) ??
    (context.auth === "oauth" ? tokenFailure(words, context) : passwordFailure(words, context));
}

/**
 * Says what a refusal says in its own words, whatever command or goodbye carried them.
 *
 * @param words What the server said.
 * @param context What was tried.
 * @returns The failure, or `undefined` where the words are none of the known ones.
 */
export function saidFailure(words: ServerWords, context: MailboxFailureContext): MailboxFailure | undefined {
  const { text } = words;
  const vendor = mailVendor(context.host);
  if (notConnectedWords.test(text)) return notConnected(context);
  if (imapOffWords.test(text)) {
    return failure(
      "ImapDisabled",
      "IMAP is switched off for this mail account: switch it on in the account's mail settings (forwarding and " +
        "IMAP); in an organisation its administrator may have to",
    );
  }
  if (basicWords.test(text)) return basicDisabled(vendor?.name);
  if (appPasswordWords.test(text)) return appPassword(context);
  if (browserWords.test(text)) {
    return failure(
      "BrowserSignInRequired",
      `${
        vendor?.name ?? "the mail service"
      } holds this sign-in back: sign in to the account once with a web ` +
        "browser, confirm that it was you, then use an app password or OAuth (accessToken)",
    );
  }
  if (lockedWords.test(text) && !ownCodes.test(words.code)) {
    return failure(
      "SignInRefused",
      `${address(context)} says that the account is locked, or has had too many failed sign-ins: wait some ` +
        "minutes, and check user and password before another try",
    );
  }
  return busyFailure(words, context);
}

function notConnected(context: MailboxFailureContext): MailboxFailure {
  const scope = mailVendor(context.host)?.scope;
  if (context.auth === "password" || scope === undefined) {
    return failure(
      "ImapDisabled",
      "the server took the sign-in but opens no mailbox: IMAP may be off for the account, or the user has no " +
        "mailbox there; its administrator can tell",
    );
  }
  return failure(
    "ScopeTooSmall",
    `the server took the token but opens no mailbox: it must carry the scope ${scope}, be made by this very ` +
      "user, and IMAP must be on for the mailbox",
  );
}

function basicDisabled(vendor: string | undefined): MailboxFailure {
  return failure(
    "BasicAuthenticationDisabled",
    `${
      vendor ?? "the server"
    } takes no passwords over IMAP any more, not even right ones: sign in with OAuth ` +
      "(accessToken, for example microsoftAccessToken of imap-oauth)",
  );
}

function appPassword(context: MailboxFailureContext): MailboxFailure {
  const vendor = mailVendor(context.host);
  return failure(
    "AppPasswordRequired",
    vendor?.wants === "app password"
      ? `${vendor.name} takes an app password here, not the account's own: make one ${vendor.where}; if this ` +
        "is one, it was mistyped or revoked"
      : "the server wants an app password, not the account's own: make one in the account's security settings " +
        "and set it as the password",
  );
}

function passwordFailure({ code, text }: ServerWords, context: MailboxFailureContext): MailboxFailure {
  const vendor = mailVendor(context.host);
  if (vendor?.wants === "oauth") return basicDisabled(vendor.name);
  if (code === "PRIVACYREQUIRED" || (context.tls === "none" && plaintextWords.test(text))) {
    return failure(
      "SignInUnavailable",
      `${address(context)} takes a password only on a secure connection: set tls to starttls or implicit`,
    );
  }
  if (code === "EXPIRED") {
    return failure(
      "SignInRefused",
      "the mail account's password has expired: change it, then set the new one",
    );
  }
  if (code === "CONTACTADMIN" || code === "AUTHORIZATIONFAILED" || code === "NOPERM") {
    return failure("SignInRefused", "the mail account may not sign in here: its administrator can tell why");
  }
  if (vendor !== undefined) return appPassword(context);
  return failure(
    "SignInRefused",
    `${
      address(context)
    } refused the user or the password: check both; with two-step sign-in most services want ` +
      "an app password, and some want IMAP switched on in their settings",
  );
}

function tokenFailure({ code, oauthStatus }: ServerWords, context: MailboxFailureContext): MailboxFailure {
  const scope = mailVendor(context.host)?.scope;
  if (oauthStatus === "insufficient_scope" || oauthStatus === "403") {
    return failure(
      "ScopeTooSmall",
      `the access token does not allow IMAP: consent again with the scope ${
        scope ?? "that the mail service names"
      }`,
    );
  }
  if (code === "CONTACTADMIN" || code === "NOPERM") {
    return failure("TokenRefused", "the mail account may not sign in here: its administrator can tell why");
  }
  return failure(
    "TokenRefused",
    `${address(context)} refused the access token: it has expired or was revoked, is another user's` +
      (scope === undefined ? ", or does not allow IMAP" : `, or lacks the scope ${scope}`),
  );
}
