/**
 * A page of the list of an account's messages.
 *
 * Facts: {@link https://www.twilio.com/docs/messaging/api/message-resource#read-multiple-message-resources}: sorted by
 * date, newest first; dates are those of RFC 2822, in GMT. Incoming messages over 160 characters are put together on
 * receipt.
 *
 * @module
 */
import * as Option from "effect/Option";
import * as Schema from "effect/Schema";
import type { TextMessage } from "../inbox/TextMessage.ts";
import { redactionErrorCode } from "./incomingMessages.ts";

/** A message in the list. */
export interface ListedMessage {
  /** What tells it from all others. */
  readonly sid: string;
  /** When it came to be, by the server's clock, in milliseconds since 1970; `undefined` where this cannot be read. */
  readonly createdAt: number | undefined;
  /** Whether it came in, and was not sent by the account. */
  readonly isInbound: boolean;
  /** Whether its text is still to come. */
  readonly isPending: boolean;
  /** The message itself. */
  readonly message: TextMessage;
}

/** A page. */
export interface MessagesPage {
  /** Newest first. */
  readonly messages: ReadonlyArray<ListedMessage>;
  /** Where the next page is, relative to the host; `undefined` on the last one. */
  readonly nextPage: string | undefined;
}

const Text = Schema.optionalKey(Schema.NullOr(Schema.String));
const NumberOrText = Schema.optionalKey(Schema.NullOr(Schema.Union([Schema.Number, Schema.String])));

const Page = Schema.fromJsonString(Schema.Struct({
  messages: Schema.Array(Schema.Unknown),
  next_page_uri: Text,
}));

const Message = Schema.Struct({
  sid: Schema.NonEmptyString,
  from: Text,
  to: Text,
  body: Text,
  direction: Text,
  status: Text,
  error_code: NumberOrText,
  date_created: Text,
});

const decodePage = Schema.decodeUnknownOption(Page);
const decodeMessage = Schema.decodeUnknownOption(Message);

/** A date of RFC 2822, as the API writes it; `Date.parse` alone takes many another text for a date. */
const date = /^(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d (?:[+-]\d{4}|GMT)$/;

function millisOf(text: string | null | undefined): number | undefined {
  const millis = date.test(text ?? "") ? Date.parse(text!) : Number.NaN;
  return Number.isNaN(millis) ? undefined : millis;
}

function listed(message: typeof Message.Type): ListedMessage {
  const { sid, from, to, body, direction, status, error_code, date_created } = message;
  const text = body ?? "";
  const isRedacted = String(error_code) === redactionErrorCode;
  return {
    sid,
    createdAt: millisOf(date_created),
    isInbound: direction === "inbound",
    isPending: status === "receiving" && text === "" && !isRedacted,
    message: {
      id: sid,
      text,
      from: from ?? undefined,
      to: to ?? undefined,
      isWhole: true,
      isRedacted,
    },
  };
}

/**
 * Reads a page. A message that is none is passed over.
 *
 * @param text The answer's body.
 * @returns The page, or `undefined` where the body is none.
 */
export function messagesPage(text: string): MessagesPage | undefined {
  const page = Option.getOrUndefined(decodePage(text));
  if (page === undefined) return undefined;
  const messages = page.messages.flatMap((each) => Option.toArray(decodeMessage(each)));
  return { messages: messages.map(listed), nextPage: page.next_page_uri || undefined };
}
