/**
 * A text message, whoever passed it on.
 *
 * @module
 */

/** What is known of a message. */
export interface TextMessage {
  /** What tells it from all others, such as a `MessageSid`. */
  readonly id: string;
  /** Its text. */
  readonly text: string;
  /** Its sender: a phone number, a short code, or a name. */
  readonly from?: string | undefined;
  /** The number that it was sent to. */
  readonly to?: string | undefined;
  /** Whether it was sent in one piece, or put together by whoever passed it on. */
  readonly isWhole?: boolean | undefined;
  /** Whether somebody on the way has made the code unreadable. */
  readonly isRedacted?: boolean | undefined;
  /** Why it is not for us, whoever waits. */
  readonly refusal?: string | undefined;
}
