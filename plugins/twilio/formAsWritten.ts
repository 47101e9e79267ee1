/**
 * Forms as Twilio writes them.
 *
 * Twilio signs the address and all fields, sorted by name, with nothing between names and values
 * ({@link https://www.twilio.com/docs/usage/security#validating-requests}). So whoever holds a signed request can split the
 * same text anew, and the signature still fits. What is checked here makes that hard, not impossible: who can read signed
 * requests on their way can still leave fields out, by drawing them into the value before them, or end a value early and
 * take its rest for another field; of a message of somebody else, that needs a request that has not arrived yet. Who wrote the
 * message himself and sees its signature can have put whole fields into its text, sender and SID too.
 *
 * Lengths: a body has 1,600 characters at most ({@link https://www.twilio.com/docs/messaging/api/message-resource}), and
 * four times as many are let through.
 *
 * @module
 */
import type { FormFields } from "../webhook/Sender.ts";

/** The three are one: {@link https://www.twilio.com/docs/messaging/guides/webhook-request}. */
const sidNames = ["MessageSid", "SmsSid", "SmsMessageSid"] as const;

/** Other fields that are read, and the greatest number of characters of each. */
const longest: Readonly<Record<string, number>> = {
  AccountSid: 34,
  Body: 6400,
  ErrorCode: 5,
  From: 64,
  To: 64,
};

/**
 * Whether a form is split as Twilio splits it, as far as this shows.
 *
 * @param body The form as it came.
 * @param form Its fields.
 * @returns Whether each field has its sign, those that are read come once and are not too long, and the SIDs agree.
 */
export function isAsWritten(body: string, form: FormFields): boolean {
  // Without its sign, a name or a value would be part of another one.
  if (!body.split("&").every((field) => field.indexOf("=") > 0)) return false;
  const sids = new Set(sidNames.map((name) => form[name]).filter((sid) => sid !== undefined));
  return sids.size <= 1 && [...sids].every((sid) => typeof sid === "string") &&
    Object.entries(longest).every(([name, most]) => {
      const value = form[name] ?? "";
      return typeof value === "string" && value.length <= most;
    });
}
