/**
 * A message as Twilio posts it.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";

/** What Twilio signs with. */
export const authToken: string = "bench auth token";
/** What Twilio signs. */
export const publicUrl: string = "https://bot.example/sms";

/**
 * Signs a message.
 *
 * @param id What tells it from others.
 * @param to The number that receives it.
 * @param text Its text.
 * @returns The request's headers and body.
 */
export function signedMessage(
  id: string,
  to: string,
  text: string,
): {
  readonly headers: Record<"content-type" | "content-length" | "x-twilio-signature", string>;
  readonly body: string;
} {
  const sid = `SM${createHash("md5").update(id).digest("hex")}`;
  const form = {
    ToCountry: "US",
    ToState: "NJ",
    SmsMessageSid: sid,
    NumMedia: "0",
    ToCity: "HACKENSACK",
    FromZip: "",
    SmsSid: sid,
    FromState: "",
    SmsStatus: "received",
    FromCity: "",
    Body: text,
    FromCountry: "",
    To: to,
    ToZip: "07601",
    NumSegments: "1",
    MessageSid: sid,
    AccountSid: `AC${"0".repeat(32)}`,
    From: "CentrSoobsh",
    ApiVersion: "2010-04-01",
  };
  const body = new URLSearchParams(form).toString();
  return {
    headers: {
      "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
      "content-length": String(body.length),
      "x-twilio-signature": getExpectedTwilioSignature(authToken, publicUrl, form),
    },
    body,
  };
}
