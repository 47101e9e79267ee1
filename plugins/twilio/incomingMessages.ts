/**
 * Reads what Twilio tells of an incoming message.
 *
 * Fields: {@link https://www.twilio.com/docs/messaging/guides/webhook-request}; of JSON, the same, or an event of Event
 * Streams ({@link https://www.twilio.com/docs/events/event-types/messaging/inbound-message}). Messages over 160 characters
 * are put together on receipt ({@link https://www.twilio.com/docs/messaging/api/message-resource}).
 *
 * @module
 */
import type { ReadMessage, ReceivedRequest } from "../webhook/Sender.ts";

/** A field by Twilio's name for it; events begin it with a small letter. */
type Field = (name: string) => string | undefined;

/** Twilio's error for a one-time code that it has made unreadable ({@link https://www.twilio.com/docs/api/errors/30038}). */
export const redactionErrorCode = "30038";

/** The signature does not cover where a value ends and the next field's name begins; a SID is as long as it is. */
const sidForm = /^[A-Z]{2}[0-9a-f]{32}$/i;

function messageOf(field: Field, accountSid: string | undefined): ReadonlyArray<ReadMessage> {
  const id = field("MessageSid") ?? field("SmsSid");
  // A call, or whatever else the address is set for.
  if (id === undefined || !sidForm.test(id)) return [];
  const isOther = accountSid !== undefined &&
    field("AccountSid")?.toLowerCase() !== accountSid.toLowerCase();
  return [{
    id,
    text: field("Body") ?? "",
    from: field("From"),
    to: field("To"),
    isWhole: true,
    isRedacted: field("ErrorCode") === redactionErrorCode,
    refusal: isOther ? "other account" : undefined,
  }];
}

const textOf = (value: unknown): string | undefined => typeof value === "string" ? value : undefined;

const small = (name: string): string => name.slice(0, 1).toLowerCase() + name.slice(1);

/** The one type of event that tells of an incoming message; others tell of messages that the account sends. */
const incomingEvent = "com.twilio.messaging.inbound-message.received";

function dataOf(json: unknown): unknown {
  if (typeof json !== "object" || json === null || !("data" in json || "specversion" in json)) return json;
  const { type, data } = json as { readonly type?: unknown; readonly data?: unknown };
  return type === incomingEvent ? data : undefined;
}

function jsonField(value: unknown): Field {
  const data = dataOf(value);
  return (name) => {
    if (typeof data !== "object" || data === null) return undefined;
    const found: unknown = Reflect.get(data, name) ?? Reflect.get(data, small(name));
    return typeof found === "string" ? found : typeof found === "number" ? String(found) : undefined;
  };
}

/**
 * Reads a genuine request.
 *
 * @param request The request.
 * @param accountSid The account whose messages count; without it, any.
 * @returns Its messages: none where it tells of something else; `undefined` where it cannot be read.
 */
export function incomingMessages(
  { form, body }: Pick<ReceivedRequest, "form" | "body">,
  accountSid: string | undefined,
): ReadonlyArray<ReadMessage> | undefined {
  // A field that comes twice says nothing for sure.
  if (form !== undefined) return messageOf((name) => textOf(form[name]), accountSid);
  try {
    const json: unknown = JSON.parse(body);
    return (Array.isArray(json) ? json : [json]).flatMap((each) => messageOf(jsonField(each), accountSid));
  } catch {
    return undefined;
  }
}
