/**
 * A message as the logins at its mailbox judge it.
 *
 * @module
 */
import type { MailHeader } from "./MailHeader.ts";
import type { MailText } from "./readMail.ts";

/** A message whose body is there only where somebody wanted it. */
export interface Mail {
  /** Its header's deciding fields. */
  readonly header: MailHeader;
  /** What it says. */
  readonly content: MailText;
  /** All of it, as signed; only where it is asked for and not larger than the limit. */
  readonly raw: Uint8Array | undefined;
}
