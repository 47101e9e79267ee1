/**
 * Fills a mailbox in no time.
 */

import type { Doveadm } from "./doveadm.ts";

const oldMail = [
  "Date: Mon, 06 Jan 2025 10:00:00 +0000",
  "From: ETNA Trader <no-reply@example.test>",
  "To: somebody@example.test",
  "Subject: Disposable password",
  "Message-ID: <old@example.test>",
  "Content-Type: text/plain; charset=utf-8",
  "",
  "Type 1111 to access the platform.",
  "",
].join("\r\n");

// Dovecot keeps at most 32,767 copies of a message (mdbox).
const originals = 8;

/**
 * Puts old messages into a mailbox: few are saved, and copied until there are enough of them.
 *
 * @param doveadm Runs Dovecot's tool.
 * @param user Whose mailbox.
 * @param mailbox Its name; empty, and there already.
 * @param count How many messages, up to 200,000.
 */
export async function fillMailbox(
  doveadm: Doveadm,
  user: string,
  mailbox: string,
  count: number,
): Promise<void> {
  let have = 0;
  for (; have < Math.min(originals, count); have++) {
    await doveadm(["save", "-u", user, "-m", mailbox], oldMail);
  }
  while (have < count) {
    const more = Math.min(have, count - have);
    await doveadm(["copy", "-u", user, mailbox, "mailbox", mailbox, `1:${more}`]);
    have += more;
  }
}
