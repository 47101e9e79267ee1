/**
 * The error of `listen` alone.
 *
 * @module
 */
import type { CodeTimedOut } from "../../AuthError.ts";
import { authErrorTable } from "../../AuthErrorTable.ts";
import { CommandFailed } from "../CommandFailed.ts";

const inJunk =
  "A mailbox sorts some mail into another folder: AUTOSHARES_IMAP_MAILBOX=INBOX,\\Junk looks there too.";

/** No code came while it listened. */
export class NothingHeard extends CommandFailed {
  /**
   * @param error What the wait ended with.
   * @param mailboxes The folders of the mailbox that was listened to, as the setting names them; nothing where there was
   * no mailbox.
   * @param smsAdvice What to look at where text messages were waited for.
   */
  constructor(error: CodeTimedOut, mailboxes: string | undefined, smsAdvice: string = "") {
    const mayBeJunk = error.seen === 0 && mailboxes !== undefined && !/junk|spam/i.test(mailboxes);
    const advice = `${mayBeJunk ? `${inJunk} ` : ""}${smsAdvice === "" ? "" : `${smsAdvice} `}` +
      "Check where the broker sends the code, or listen longer (--timeout).";
    // The usual advice names what only a login reads.
    super(error.exitCode, error.message.replace(authErrorTable.CodeTimedOut.advice, advice));
  }
}
