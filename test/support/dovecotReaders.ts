/**
 * Mailboxes at one Dovecot, each with a login that reads it, for a file's tests.
 */
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { imap, type ImapOptions } from "../../plugins/imap.ts";
import { type ArmedMailbox, armMailbox, mailboxAt } from "./armedMailbox.ts";
import type { MailToDeliver } from "./deliverMail.ts";
import { type Dovecot, startDovecot } from "./dovecot.ts";

/** The subject of what is delivered, unless a test says otherwise. */
export const subject = "Disposable password";

/** A login at a mailbox of its own. */
export interface Reader extends ArmedMailbox {
  readonly user: string;
  /** Delivers a message to that mailbox. */
  readonly deliver: (mail: Partial<MailToDeliver>) => Promise<unknown>;
}

/** A Dovecot, and logins at it. */
export interface DovecotReaders {
  /** The server, once the tests run. */
  readonly server: () => Dovecot;
  /** Arms a login at a mailbox of its own. */
  readonly mailbox: (options?: Partial<ImapOptions>) => Promise<Reader>;
}

/**
 * Starts a Dovecot for this file's tests; after each, nobody may be connected.
 *
 * @returns It.
 */
export function dovecotReaders(): DovecotReaders {
  let server: Dovecot;
  let users = 0;
  beforeAll(async () => void (server = await startDovecot()));
  afterAll(() => server?.stop());
  afterEach(() => expect.poll(() => server.connections()).toBe(0));
  return {
    server: () => server,
    mailbox: async (options = {}) => {
      const user = `reader${++users}`;
      const armed = await armMailbox(imap(mailboxAt(server, { user, ...options })));
      const deliver = (mail: Partial<MailToDeliver>) =>
        server.deliver({ subject, to: `${user}@example.test`, ...mail });
      return { ...armed, user, deliver };
    },
  };
}

/** A message that is written as it stands, line by line. */
export const raw = (...lines: ReadonlyArray<string>): Partial<MailToDeliver> => ({ raw: lines.join("\r\n") });

/** Waits for what a login has met: the newest message is read first, and its code does not wait for the others. */
export const met = (
  armed: ArmedMailbox,
  seen: number,
  refused: Readonly<Record<string, number>> = {},
): Promise<void> => expect.poll(() => armed.sightings(), { timeout: 5000 }).toEqual({ seen, refused });
