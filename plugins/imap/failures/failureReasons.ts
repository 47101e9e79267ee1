/**
 * Why a mailbox cannot be used: a closed union of reasons, each with its cure.
 *
 * @module
 */

/** What was tried when it failed. */
export interface MailboxFailureContext {
  /** The IMAP server. */
  readonly host: string;
  /** Its port. */
  readonly port: number;
  /** How the connection is protected. */
  readonly tls: "implicit" | "starttls" | "none";
  /** What it signs in with. */
  readonly auth: "password" | "oauth";
  /** The mailbox that was being opened; absent before that. */
  readonly mailbox?: string | undefined;
  /** Bytes that the server had sent (`client.stats().received`): half a greeting is no silence. */
  readonly received?: number | undefined;
  /** Whether a greeting had been read (`client.greeting !== undefined`). */
  readonly greeted?: boolean | undefined;
}

/**
 * Whether time may cure a failure, by reason. Only what the server or the network may change by itself is tried again: a
 * refused password tried again locks accounts.
 */
const retryableByTag: { readonly [Tag in MailboxFailureTag]: boolean } = {
  /** The account's own password was given where only a password for one app is taken. */
  AppPasswordRequired: false,
  /** The server no longer takes passwords: OAuth 2 is needed. */
  BasicAuthenticationDisabled: false,
  /** IMAP is switched off for the account. */
  ImapDisabled: false,
  /** The service holds the sign-in back until the user has signed in with a browser. */
  BrowserSignInRequired: false,
  /** User or password is wrong. */
  SignInRefused: false,
  /** The server offers no way to sign in with what is set. */
  SignInUnavailable: false,
  /** A setting has a character that cannot be sent. */
  SettingUnusable: false,
  /** The access token was refused. */
  TokenRefused: false,
  /** The access token does not allow IMAP. */
  ScopeTooSmall: false,
  /** The account, or this address, has too many connections or sign-ins. */
  TooManyConnections: true,
  /** The server says that it cannot do it now. */
  ServerUnavailable: true,
  /** The mailbox does not exist, or may not be read. */
  MailboxNotFound: false,
  /** The host's name cannot be resolved. */
  HostNotFound: true,
  /** Nothing listens there, or no way leads there. */
  ConnectionRefused: true,
  /** Deno was not given the permission. */
  NotPermitted: false,
  /** The connection broke, or the server ended it. */
  ConnectionLost: true,
  /** Nothing came within the time limit. */
  NoAnswer: true,
  /** Something came that is no greeting, or a greeting that says goodbye. */
  GreetingUnreadable: true,
  /** The certificate is signed by nobody that this machine knows. */
  CertificateUntrusted: false,
  /** The certificate has expired, or does not hold yet. */
  CertificateExpired: false,
  /** The certificate is for another host. */
  CertificateNameMismatch: false,
  /** No secure connection came about. */
  TlsFailed: false,
  /** STARTTLS is wanted and not offered; nothing is sent without it. */
  StarttlsUnavailable: false,
  /** Anything else. */
  Unexpected: true,
};

/** The reasons. */
export type MailboxFailureTag =
  | "AppPasswordRequired"
  | "BasicAuthenticationDisabled"
  | "ImapDisabled"
  | "BrowserSignInRequired"
  | "SignInRefused"
  | "SignInUnavailable"
  | "SettingUnusable"
  | "TokenRefused"
  | "ScopeTooSmall"
  | "TooManyConnections"
  | "ServerUnavailable"
  | "MailboxNotFound"
  | "HostNotFound"
  | "ConnectionRefused"
  | "NotPermitted"
  | "ConnectionLost"
  | "NoAnswer"
  | "GreetingUnreadable"
  | "CertificateUntrusted"
  | "CertificateExpired"
  | "CertificateNameMismatch"
  | "TlsFailed"
  | "StarttlsUnavailable"
  | "Unexpected";

/** Why a mailbox cannot be used. */
export interface MailboxFailure {
  /** The reason. */
  readonly _tag: MailboxFailureTag;
  /**
   * What is wrong and what mends it, without a final full stop, at most 300 characters; it holds names from the settings
   * (host, port, mailbox), never a secret and nothing that a server wrote.
   */
  readonly problem: string;
  /** Whether trying again may help. */
  readonly retryable: boolean;
}

const longest = 300;

/**
 * Makes a failure.
 *
 * @param tag The reason.
 * @param problem What is wrong and what mends it.
 * @returns The failure, retryable as its reason is.
 */
export function failure(tag: MailboxFailureTag, problem: string): MailboxFailure {
  return { _tag: tag, problem: problem.slice(0, longest), retryable: retryableByTag[tag] };
}

/**
 * A setting as it may stand in a message.
 *
 * @param text A host's or a mailbox's name.
 * @returns It without control characters, at most 60 characters.
 */
export function shown(text: string): string {
  const safe = text.replace(/[\s\p{C}]+/gu, " ");
  return safe.length <= 60 ? safe : `${safe.slice(0, 59).replace(/[\ud800-\udbff]$/, "")}…`;
}

/**
 * Where a connection goes, for messages.
 *
 * @param context What was tried.
 * @returns Host and port.
 */
export function address(context: MailboxFailureContext): string {
  return `${shown(context.host)}:${context.port}`;
}
