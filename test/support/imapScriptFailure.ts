/** What a real connect to a scripted IMAP server fails with, and what the provider makes of it. */
import { ImapFlow } from "imapflow";
import {
  type MailboxFailure,
  mailboxFailure,
  type MailboxFailureContext,
} from "../../plugins/imap/failures/mailboxFailure.ts";
import { imapScript, type ImapScriptOptions } from "./imapScript.ts";

/** How {@linkcode failureOf} connects. */
export interface AttemptOptions {
  /** The host that the failure is about; the connection itself goes to the scripted server. */
  readonly host?: string | undefined;
  /** Default: as the script speaks. */
  readonly tls?: MailboxFailureContext["tls"] | undefined;
  readonly ca?: string | undefined;
  /** Signs in with this token instead of a password. */
  readonly accessToken?: string | undefined;
  readonly password?: string | undefined;
  /** Opened after the sign-in. */
  readonly mailbox?: string | undefined;
  /** Connects there, without a scripted server. */
  readonly to?: { readonly host: string; readonly port: number } | undefined;
}

/** What nobody may find in a failure's text. */
export const secrets: ReadonlyArray<string> = [
  "correct-horse-battery",
  "ya29.access-token",
  "bob@example.com",
];

/**
 * Connects, signs in and opens a mailbox.
 *
 * @param script What the server says.
 * @param attempt How it is spoken to.
 * @returns The failure; it rejects where everything went well.
 */
export async function failureOf(
  script: ImapScriptOptions,
  attempt: AttemptOptions = {},
): Promise<MailboxFailure & { readonly commands: ReadonlyArray<string> }> {
  await using server = await imapScript(script);
  const { mailbox, accessToken, ca, to = { host: "127.0.0.1", port: server.port } } = attempt;
  const plainTls = script.certificate === undefined ? "none" : script.starttls ? "starttls" : "implicit";
  const tls = attempt.tls ?? plainTls;
  const client = new ImapFlow({
    ...to,
    secure: tls === "implicit",
    ...(tls === "implicit" ? {} : { doSTARTTLS: tls === "starttls" }),
    tls: ca === undefined ? {} : { ca },
    auth: accessToken === undefined
      ? { user: "bob@example.com", pass: attempt.password ?? "correct-horse-battery" }
      : { user: "bob@example.com", accessToken },
    logger: false,
    disableCompression: true,
    connectionTimeout: 600,
    greetingTimeout: 300,
    socketTimeout: 300,
  });
  client.on("error", () => {});
  let error: unknown;
  try {
    await client.connect();
    if (mailbox !== undefined) await client.mailboxOpen(mailbox, { readOnly: true });
    throw new Error("Nothing failed");
  } catch (thrown) {
    error = thrown;
  }
  const { received } = client.stats();
  client.close();
  if (error instanceof Error && error.message === "Nothing failed") throw error;
  const failure = mailboxFailure(error, {
    host: attempt.host ?? to.host,
    port: 993,
    tls,
    auth: accessToken === undefined ? "password" : "oauth",
    mailbox,
    received,
    greeted: client.greeting !== undefined,
  });
  for (const secret of secrets) {
    if (JSON.stringify(failure).includes(secret)) throw new Error("A secret stands in the failure");
  }
  if (failure.problem.length >= 300 || /[.\s]$/.test(failure.problem)) {
    throw new Error(`Not a fitting sentence: ${failure.problem}`);
  }
  return { ...failure, commands: server.commands };
}
