/**
 * What the IMAP provider can be told.
 *
 * @module
 */
import type * as Duration from "effect/Duration";
import type * as Redacted from "effect/Redacted";
import type { ExtractCodeOptions, LoginContext } from "../../../mod.ts";
import type { SenderAuthentication } from "../filter/senderAuthentication.ts";

/** How the connection is protected. */
export type ImapTls = "implicit" | "starttls" | "none";

/**
 * Gives an OAuth 2 access token for the mailbox. Called anew for each connection; `refused` is `true` when the server has
 * just refused the token given before, so that a cached one is not given again.
 */
export type AccessTokenSource = (
  options?: { readonly refused?: boolean },
) => PromiseLike<string | Redacted.Redacted<string>>;

/** How actively the mailbox is looked at while a code is awaited. */
export interface LookoutOptions {
  /** Time between two looks at first, at least 100 milliseconds; default 100 milliseconds. */
  readonly interval?: Duration.Input | undefined;
  /** How long a wait looks actively before it falls back to IDLE; default 30 seconds. 0 uses IDLE at once. */
  readonly duration?: Duration.Input | undefined;
  /** Commands that the active looks of one wait may send; default 150. */
  readonly commands?: number | undefined;
  /** Time between two looks under IDLE, for servers that go silent; default 10 seconds. */
  readonly poll?: Duration.Input | undefined;
}

/** Settings of {@linkcode imap}. */
export interface ImapOptions {
  /** The server, for example `imap.gmail.com`. */
  readonly host: string;
  /** Its port; default 993 for `implicit`, else 143. */
  readonly port?: number | undefined;
  /**
   * `implicit` (the default): TLS from the first byte (RFC 8314). `starttls`: TLS before the password is sent, or no
   * login. `none`: only for a server on the loopback interface. Certificates are always verified.
   */
  readonly tls?: ImapTls | undefined;
  /** Certificates (PEM) that the server's must be issued by, in place of the system's. */
  readonly ca?: string | undefined;
  /** User name of the mailbox, usually its address. */
  readonly user: string;
  /** Password or app password; this or `accessToken`. */
  readonly password?: string | Redacted.Redacted<string> | undefined;
  /** Source of OAuth 2 access tokens (`OAUTHBEARER`, `XOAUTH2`); this or `password`. */
  readonly accessToken?: AccessTokenSource | undefined;
  /**
   * Folders to watch, by name or by special use (`\\Junk`, RFC 6154); default `["INBOX"]`. Folders beyond the first cost
   * one command each at every look.
   */
  readonly mailboxes?: ReadonlyArray<string> | undefined;
  /** Senders whose mail is read: addresses (`noreply@broker.example`) or domains (`broker.example`, its subdomains too). */
  readonly from?: string | ReadonlyArray<string> | undefined;
  /**
   * Recipients whose mail is read, exact addresses (`bot+alice@broker.example`), or a function that gives them for the
   * user who logs in. Logins of different users run at one mailbox side by side where this tells their mail apart, else
   * one after the other.
   */
  readonly to?:
    | string
    | ReadonlyArray<string>
    | ((context: LoginContext) => string | ReadonlyArray<string>)
    | undefined;
  /** Subjects that are read: a text that they contain (case does not matter), or a pattern. */
  readonly subject?: string | RegExp | undefined;
  /** How a message must prove its sender; default not at all. */
  readonly authentication?: SenderAuthentication | undefined;
  /** How the code is found in a message; default as {@linkcode ExtractCodeOptions} says. */
  readonly code?: ExtractCodeOptions | undefined;
  /**
   * What becomes of a message when its code was handed to the login; default `leave`. `delete` removes it for good where
   * the server can expunge one message alone (UIDPLUS, RFC 4315), else it marks it as deleted.
   */
  readonly afterUse?: "leave" | "seen" | "delete" | undefined;
  /** How much of a message is downloaded, in bytes; default 262,144. Attachments never are. */
  readonly maxMessageBytes?: number | undefined;
  /**
   * Keep the connection open between logins, until the provider's `close`, and with it the process alive; default `false`.
   */
  readonly warm?: boolean | undefined;
  /** How actively to look for mail. */
  readonly lookout?: LookoutOptions | undefined;
  /** Time limit of connecting and signing in, default 15 seconds. */
  readonly connectTimeout?: Duration.Input | undefined;
  /** Time limit of each command after that, default 10 seconds. */
  readonly commandTimeout?: Duration.Input | undefined;
}
