/**
 * Logins at scripted mailboxes that wait for no answer longer than some tenths of a second.
 */
import { imap, type ImapOptions } from "../../plugins/imap.ts";
import { type ArmedMailbox, armMailbox } from "./armedMailbox.ts";
import type { ImapMailbox, ImapMailboxOptions } from "./imapMailbox.ts";
import type { ImapAnswer } from "./imapScript.ts";
import { optionsAt } from "./servedMailboxes.ts";

/** A provider's options at such a server. */
export const impatientAt = (server: ImapMailbox, options: Partial<ImapOptions> = {}): ImapOptions =>
  optionsAt(server, { connectTimeout: 400, commandTimeout: 300, ...options });

/** Arms a login there. */
export const armImpatient = (
  server: ImapMailbox,
  options: Partial<ImapOptions> = {},
  username = "bob",
): Promise<ArmedMailbox> => armMailbox(imap(impatientAt(server, options)), username);

/** Answers the first so many commands of a name otherwise. */
export const first = (name: string, answer: ImapAnswer, times = 1): ImapMailboxOptions => ({
  answer: (command) => command.name === name && command.before < times ? answer : undefined,
});

/** Waits by NOOP. */
export const active: Partial<ImapOptions> = { lookout: { poll: 150 } };

/** Waits by IDLE. */
export const idle: Partial<ImapOptions> = { lookout: { duration: 0, poll: 150 } };

export const sleep = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis));
