/**
 * Codes by SMS, as Twilio passes on what one of its numbers receives.
 *
 * Facts: Twilio's documentation of incoming messages ({@link https://www.twilio.com/docs/messaging/guides/webhook-request})
 * and of signatures ({@link https://www.twilio.com/docs/usage/security}).
 *
 * @module
 */
import { createHmac, randomBytes } from "node:crypto";
import type { CodeDelivery, Delivery } from "../CodeDelivery.ts";

/** The webhook, and the Twilio account that it believes in. */
export interface TwilioDeliveryOptions {
  /** The webhook's address, http or https, without a user or a password in it. */
  readonly url: string | URL;
  /** The account's auth token, which signs the requests. */
  readonly authToken: string;
  /** The account's SID; default one that belongs to nobody. */
  readonly accountSid?: string | undefined;
  /** Sender instead of the platform's. */
  readonly from?: string | undefined;
  /** Receiver instead of the user's phone. */
  readonly to?: string | undefined;
  /** Time limit of a request, in milliseconds; default 10000. */
  readonly timeout?: number | undefined;
}

/**
 * Posts each code to a webhook as Twilio does: a form, signed by the header `X-Twilio-Signature`. It needs users whose
 * `twoFactor` is `sms`.
 *
 * @param options The webhook.
 * @returns The delivery; it throws an `Error` where the code goes by email, or the webhook answers anything but 2xx.
 * Throws an `Error` at once where the URL cannot be used.
 *
 * @example
 * ```ts
 * import { byTwilioWebhook, simulate } from "@autoshares/auth/simulator";
 *
 * await using broker = await simulate({
 *   appKey: "key",
 *   users: [{ username: "bob", password: "pw", twoFactor: "sms", phone: "+12015550123" }],
 *   deliver: byTwilioWebhook({ url: "http://127.0.0.1:8080/sms", authToken: "made-up token" }),
 * });
 * ```
 */
export function byTwilioWebhook(options: TwilioDeliveryOptions): Delivery {
  const { authToken, accountSid = `AC${"0".repeat(32)}`, timeout = 10_000 } = options;
  const url = webhookUrl(options.url);
  return async (delivery: CodeDelivery, signal: AbortSignal) => {
    if (delivery.channel !== "sms") {
      throw new Error("byTwilioWebhook sends SMS only; set the user's twoFactor to sms");
    }
    const sid = `SM${randomBytes(16).toString("hex")}`;
    const form = {
      MessageSid: sid,
      SmsSid: sid,
      AccountSid: accountSid,
      From: options.from ?? delivery.from,
      To: options.to ?? delivery.to,
      Body: delivery.text,
      NumMedia: "0",
      NumSegments: "1",
      ApiVersion: "2010-04-01",
    };
    const response = await send(url, form, signatureOf(authToken, url, form), signal, timeout);
    await response.body?.cancel();
    if (!response.ok) throw new Error(`the webhook answered ${response.status}`);
  };
}

function webhookUrl(address: string | URL): string {
  const url = URL.canParse(String(address)) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") {
    throw new Error("url: is not an http or https address without a user and a password");
  }
  url.hash = "";
  return url.href;
}

/** Base64 of the HMAC-SHA1 of the URL, followed by every field's name and value in the names' order. */
function signatureOf(authToken: string, url: string, form: Readonly<Record<string, string>>): string {
  const fields = Object.entries(form).sort(([a], [b]) => a < b ? -1 : 1);
  return createHmac("sha1", authToken).update(url + fields.flat().join(""), "utf8").digest("base64");
}

async function send(
  url: string,
  form: Record<string, string>,
  signature: string,
  signal: AbortSignal,
  timeout: number,
): Promise<Response> {
  const limit = AbortSignal.timeout(timeout);
  try {
    return await fetch(url, {
      method: "POST",
      headers: { "X-Twilio-Signature": signature },
      body: new URLSearchParams(form),
      redirect: "manual",
      signal: AbortSignal.any([signal, limit]),
    });
  } catch {
    // The runtime's own error may quote the address, which may hold a key.
    throw new Error(
      limit.aborted ? `the webhook did not answer in ${timeout} ms` : "the webhook cannot be reached",
    );
  }
}
