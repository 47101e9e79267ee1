/**
 * Genuine requests to a webhook of one's own, made as their senders make them.
 *
 * @module
 */
import * as Redacted from "effect/Redacted";
import { randomBytes, randomUUID } from "node:crypto";
import type { TwilioWebhookOptions } from "../../../../plugins/twilio.ts";
import type { WebhookOptions } from "../../../../plugins/webhook.ts";
import type { SmsSettings } from "../../settings/smsSettings.ts";
import type { PublicAddress } from "../../settings/webhookSettings.ts";
import type { WebhookProbe } from "./roundTrip.ts";

/** The first of the secrets that count. */
function firstOf(secrets: TwilioWebhookOptions["authToken"] | undefined): string | undefined {
  const list: ReadonlyArray<unknown> = Array.isArray(secrets) ? secrets : [secrets];
  const [first] = list;
  return Redacted.isRedacted(first)
    ? String(Redacted.value(first))
    : first === undefined
    ? undefined
    : `${first}`;
}

/** A message that passes the filter, without anything to be taken for a code. */
function message({ from, to }: SmsSettings) {
  return {
    text: "Autoshares auth doctor: is this address reached?",
    from: from?.[0] ?? "CentrSoobsh",
    to: to?.[0] ?? "+12015550123",
  };
}

/**
 * Makes a request as Twilio does, signed by the package `twilio`.
 *
 * @param options The webhook's options.
 * @param address Its public address.
 * @returns The request.
 */
export async function twilioProbe(
  options: Pick<TwilioWebhookOptions, "authToken" | "accountSid"> & SmsSettings,
  { given }: PublicAddress,
): Promise<WebhookProbe> {
  const { getExpectedTwilioSignature } = await import("twilio/lib/webhooks/webhooks.js");
  const { text, from, to } = message(options);
  const fields = {
    MessageSid: `SM${randomBytes(16).toString("hex")}`,
    AccountSid: options.accountSid ?? `AC${"0".repeat(32)}`,
    From: from,
    To: to,
    Body: text,
    NumSegments: "1",
  };
  const signature = getExpectedTwilioSignature(
    firstOf(options.authToken) ?? "",
    given.replace(/#.*$/s, ""),
    fields,
  );
  return {
    holdsSecret: false,
    headers: { "x-twilio-signature": signature },
    body: new URLSearchParams(fields),
  };
}

/**
 * Makes a request with the first signing secret (by the package `standardwebhooks`), or else with the first bearer secret.
 *
 * @param options The webhook's options.
 * @returns The request.
 */
export async function plainProbe(
  options: Pick<WebhookOptions, "signingSecret" | "bearer" | "fields"> & SmsSettings,
): Promise<WebhookProbe> {
  const { text, from, to } = message(options);
  const { fields = {} } = options;
  const body = new URLSearchParams({
    [fields.text ?? "text"]: text,
    [fields.from ?? "from"]: from,
    [fields.to ?? "to"]: to,
    ...(fields.id === undefined ? {} : { [fields.id]: randomUUID() }),
  });
  const secret = firstOf(options.signingSecret);
  if (secret === undefined) {
    return { holdsSecret: true, headers: { "authorization": `Bearer ${firstOf(options.bearer)}` }, body };
  }
  const { Webhook } = await import("standardwebhooks");
  const id = `msg_${randomUUID()}`;
  const now = new Date();
  const headers = {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
    "webhook-signature": new Webhook(secret).sign(id, now, body.toString()),
  };
  return { holdsSecret: false, headers, body };
}
