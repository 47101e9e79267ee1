/**
 * What `reason._tag` of a provider's failure means, for the page of errors. The types make each table whole: a reason that a
 * plugin gains must be explained here.
 *
 * @module
 */
import type { StoreFailureKind } from "../../src/AuthError.ts";
import type { ImapFailureTag } from "../../plugins/imap.ts";
import type { TwilioFailureTag } from "../../plugins/twilio.ts";
import type { WebhookFailureTag } from "../../plugins/webhook.ts";
import type { WebPromptFailureTag } from "../../plugins/web_prompt.ts";

/** A reason's meaning, and whether trying again may help. */
export type Reason = readonly [meaning: string, retryable: boolean];

type Reasons<Tag extends string> = { readonly [Each in Tag]: Reason };

/** Of the provider `imap`; the last six concern the access tokens of `imap-oauth`. */
export const imapReasons: Reasons<ImapFailureTag> = {
  AppPasswordRequired: ["the account's own password was given where only an app password is taken", false],
  BasicAuthenticationDisabled: ["the server takes no passwords any more: OAuth 2 is needed", false],
  ImapDisabled: ["IMAP is switched off for the account", false],
  BrowserSignInRequired: ["the service waits until the user has signed in with a browser", false],
  SignInRefused: ["user or password is wrong", false],
  SignInUnavailable: ["the server offers no way to sign in with what is set", false],
  SettingUnusable: ["a setting has a character that cannot be sent", false],
  TokenRefused: ["the mail server refused the access token", false],
  ScopeTooSmall: ["the access token does not allow IMAP", false],
  MailboxNotFound: ["the mailbox does not exist, or may not be read", false],
  MailboxBusy: [
    "another user's login waits at the mailbox, and nothing tells their mail apart: set `to`",
    true,
  ],
  TooManyConnections: ["the account, or this address, has too many connections or sign-ins", true],
  ServerUnavailable: ["the server says that it cannot do it now", true],
  HostNotFound: ["the host's name cannot be resolved", true],
  ConnectionRefused: ["nothing listens there, or no way leads there", true],
  ConnectionLost: ["the connection broke, or the server ended it", true],
  NoAnswer: ["nothing came within the time limit", true],
  GreetingUnreadable: ["something came that is no greeting, or a greeting that says goodbye", true],
  CertificateUntrusted: ["the certificate is signed by nobody that this machine knows", false],
  CertificateExpired: ["the certificate has expired, or does not hold yet", false],
  CertificateNameMismatch: ["the certificate is for another host", false],
  TlsFailed: ["no secure connection came about", false],
  StarttlsUnavailable: ["STARTTLS is wanted and not offered; nothing is sent without it", false],
  NotPermitted: ["Deno was not given the permission", false],
  Unexpected: ["anything else", true],
  AccessTokenUnavailable: ["a function of your own that gives the access token failed or gave none", true],
  RefreshTokenRefused: ["the refresh token was revoked, has expired or belongs to another app", false],
  ClientRefused: ["the app's client id or client secret is wrong, or the secret has expired", false],
  TokenRequestRefused: ["the token endpoint refused for another cause, the scope for example", false],
  NoConnection: ["the token endpoint cannot be reached", true],
  AnswerUnusable: ["the answer is not that of a token endpoint", true],
};

/** Of `listen` and of every webhook. */
const webhookReasons = {
  PackageMissing: ["a package that it needs is not installed", false],
  PortTaken: ["another program, or another webhook of this one, listens there", true],
  NotPermitted: ["Deno was not given the permission, or the port is below 1024", false],
  AddressUnavailable: ["the address is not one of this machine", false],
  Unexpected: ["it could not be made ready for a cause that it does not know", false],
  InboxBusy: ["another user's login waits here, and nothing tells their messages apart: set `to`", true],
  SettingUnusable: ["`to` gives no usable number for this user", false],
  CodeRedacted: ["the message came with its code made unreadable", false],
} as const;

/** Of the provider `webhook`. */
export const webhookReasonTable: Reasons<WebhookFailureTag> = webhookReasons;

/** Of the providers `twilio-webhook` and `twilio-messages`; the last seven are of `twilio-messages` alone. */
export const twilioReasons: Reasons<TwilioFailureTag> = {
  ...webhookReasons,
  SignInRefused: ["the account's SID, its auth token, the API key or its secret is wrong", false],
  NotAllowed: ["the API key may not read messages", false],
  AccountNotFound: ["there is no such account at this host", false],
  TooManyRequests: ["the account asks too often, or too much at once", true],
  ServerUnavailable: ["the API says that it cannot do it now", true],
  NoConnection: ["host unknown, refused, no TLS, broken, or no answer in time", true],
  AnswerUnusable: ["the answer is not that of the API", true],
};

/** Of the provider `web-prompt`. */
export const webPromptReasons: Reasons<WebPromptFailureTag> = {
  NotServed: ["no page can be reached: neither `listen` was called nor `publicUrl` set", false],
  PackageMissing: ["the package `srvx` is not installed", false],
  PortTaken: ["another program, or another web prompt of this one, listens there", true],
  NotPermitted: ["Deno was not given the permission, or the port is below 1024", false],
  AddressUnavailable: ["the address is not one of this machine", false],
  NoticeRefused: ["the service does not take the notice: a wrong token or address", false],
  NoticeUnavailable: ["the service that takes the notice is busy or broken", true],
  NoConnection: ["the service that takes the notice cannot be reached", true],
  NoticeFailed: ["a function of your own failed, or took more than 20 seconds", true],
};

/** Kinds of `StoreFailed`, and what becomes of the record. */
export const storeKinds: { readonly [Kind in StoreFailureKind]: string } = {
  unavailable: "the store cannot be reached, read or written",
  timeout: "it gave no answer in time",
  full: "no room is left",
  exposed: "others can read or change the record, so that it is not used",
  damaged: "the record cannot be read; it is moved aside when it is saved next",
  key: "it was encrypted with another key, or is encrypted and no key is set; it is left as it is",
  foreign: "it belongs to another user, app key or base URL",
  superseded: "another process has taken the lock since, so that this one does not save",
};
