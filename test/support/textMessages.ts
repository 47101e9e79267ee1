/** Text messages, and webhooks that bring them as Twilio or a phone's forwarding app does. */
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import { createHash } from "node:crypto";
import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";
import type { ArmedCodeProvider, CodeProvider, ProviderFailed } from "../../mod.ts";
import type { TextMessage } from "../../plugins/inbox/TextMessage.ts";
import type { WebhookServer } from "../../plugins/webhook.ts";

export const baseUrl = "https://broker.example/api";
export const authToken = "made-up-auth-token";
export const accountSid: string = `AC${"1".repeat(32)}`;
export const smsUrl = "https://bot.example/sms";
export const bearer = "made-up-bearer-secret";

/** The platform's text. */
export const codeText = (code: string): string => `Type ${code} to access the platform`;

let messages = 0;

/** A message of its own id, with the platform's text and sender. */
export const textMessage = (code: string, message: Partial<TextMessage> = {}): TextMessage => ({
  id: `id-${++messages}`,
  text: codeText(code),
  from: "CentrSoobsh",
  to: "+12015550123",
  ...message,
});

/** Asks an armed provider for its next code, as a login does. */
export const nextCode = (
  armed: ArmedCodeProvider,
  username = "bob",
): Effect.Effect<string, ProviderFailed> =>
  Effect.map(
    armed.next({ username, baseUrl, attempt: 1, requestedAt: 0, timeoutMillis: 60_000 }),
    ({ code }) => Redacted.value(code),
  );

/** Runs with a provider that is armed for a user. */
export const armedFor = <A, E>(
  provider: Pick<CodeProvider, "arm">,
  use: (armed: ArmedCodeProvider) => Effect.Effect<A, E>,
  username = "bob",
): Effect.Effect<A, E | ProviderFailed> =>
  Effect.scoped(Effect.flatMap(provider.arm({ username, baseUrl }), use));

/** What Twilio tells of a message, with the names that it gives. */
export function twilioFields(code: string, fields: Record<string, string> = {}): Record<string, string> {
  const sid = `SM${String(++messages).padStart(32, "0")}`;
  return {
    MessageSid: sid,
    SmsSid: sid,
    SmsMessageSid: sid,
    AccountSid: accountSid,
    From: "CentrSoobsh",
    To: "+12015550123",
    Body: codeText(code),
    NumMedia: "0",
    NumSegments: "1",
    ApiVersion: "2010-04-01",
    ...fields,
  };
}

/** What a request is made of. */
export interface RequestParts {
  /** The path and query that it goes to; default `/sms`. */
  readonly target?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

/** A form, signed by Twilio's package. */
export function signedForm(
  fields: Readonly<Record<string, string>>,
  { url = smsUrl, token = authToken }: { readonly url?: string; readonly token?: string } = {},
): RequestParts {
  return {
    target: url.replace(/^https?:\/\/[^/]*/, "").replace(/#.*/, ""),
    headers: {
      "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
      "x-twilio-signature": getExpectedTwilioSignature(token, url, fields),
    },
    body: new URLSearchParams(fields).toString(),
  };
}

/** JSON, signed by Twilio's package: the address carries the body's hash, and the signature covers the address. */
export function signedJson(json: unknown, url: string = smsUrl): RequestParts {
  const body = JSON.stringify(json);
  const hash = createHash("sha256").update(body).digest("hex");
  const signed = `${url}${url.includes("?") ? "&" : "?"}bodySHA256=${hash}`;
  return {
    target: signed.replace(/^https?:\/\/[^/]*/, ""),
    headers: {
      "content-type": "application/json",
      "x-twilio-signature": getExpectedTwilioSignature(authToken, signed, {}),
    },
    body,
  };
}

/** A plain text that carries the bearer secret. */
export const bearerText = (text: string, headers: Readonly<Record<string, string>> = {}): RequestParts => ({
  headers: { "authorization": `Bearer ${bearer}`, "content-type": "text/plain", ...headers },
  body: text,
});

/** Sends a request over HTTP, and gives its status. */
export async function post(server: WebhookServer, parts: RequestParts): Promise<number> {
  const { target = "/sms", method = "POST", ...init } = parts;
  const response = await fetch(server.url.slice(0, -1) + target, { method, ...init });
  await response.body?.cancel();
  return response.status;
}

/** A request for the handler itself. */
export const requestOf = ({ target = "/sms", method = "POST", ...init }: RequestParts): Request =>
  new Request(`http://127.0.0.1${target}`, { method, ...init });

/** The body with one byte changed, at each place in turn: a byte that means something else there. */
export function* byteChanges(text: string): Generator<string> {
  for (let at = 0; at < text.length; at++) {
    for (const other of ["x", "0"]) {
      if (text[at]!.toLowerCase() === other) continue;
      yield text.slice(0, at) + other + text.slice(at + 1);
    }
  }
}
