/** Requests that a webhook does not believe, or cannot use. */
import {
  bearerText,
  codeText,
  type RequestParts,
  signedForm,
  smsUrl,
  twilioFields,
} from "../../support/textMessages.ts";
import type { RowSecrets } from "../rowSecrets.ts";
import { type Bring, signed, twilioWebhookRig, webhookRig, withBearer } from "../rigs/webhookRigs.ts";
import { codeTimedOut, providerFailed, type ProviderFault } from "./ProviderFault.ts";

const text = (code: string, { provider }: RowSecrets, parts: RequestParts = {}): RequestParts => ({
  body: codeText(code),
  ...parts,
  headers: { "authorization": `Bearer ${provider}`, "content-type": "text/plain", ...parts.headers },
});

const toWebhook: ReadonlyArray<readonly [fault: string, bring: Bring]> = [
  ["without a secret", (code) => [{ headers: { "content-type": "text/plain" }, body: codeText(code) }]],
  ["with another secret", (code) => [bearerText(codeText(code))]],
  ["with half of the secret", (code, secrets) => [
    text(code, secrets, { headers: { authorization: `Bearer ${secrets.provider.slice(0, -1)}` } }),
  ]],
  ["to another path", (code, secrets) => [text(code, secrets, { target: "/other" })]],
  ["by PUT", (code, secrets) => [text(code, secrets, { method: "PUT" })]],
  [
    "that are too large",
    (code, secrets) => [text(code, secrets, { body: codeText(code).padEnd(600_000, "x") })],
  ],
  ["of another type", (code, secrets) => [text(code, secrets, { headers: { "content-type": "image/png" } })]],
  ["with broken JSON", (code, secrets) => [
    text(code, secrets, {
      headers: { "content-type": "application/json" },
      body: `{"text":"${codeText(code)}`,
    }),
  ]],
  ["with JSON without a text", (code, secrets) => [
    text(code, secrets, { headers: { "content-type": "application/json" }, body: JSON.stringify({ code }) }),
  ]],
  ["without a code", (_, secrets) => [text("", secrets, { body: "Your parcel is on its way" })]],
];

const toTwilio: ReadonlyArray<readonly [fault: string, bring: Bring]> = [
  [
    "without a signature",
    (code, secrets) => signed(code, secrets).map((parts) => ({ ...parts, headers: {} })),
  ],
  [
    "with another account's signature",
    (code) => [signedForm(twilioFields(code), { token: "another token" })],
  ],
  ["with the signature of another address", (code, { provider }) => [{
    ...signedForm(twilioFields(code), { token: provider, url: `${smsUrl}?x=y` }),
    target: "/sms",
  }]],
  ["with another body than was signed", (code, secrets) =>
    signed("1111", secrets).map((parts) => ({
      ...parts,
      body: String(parts.body).replace("1111", code),
    }))],
  ["with a body that is no form", (code, secrets) =>
    signed(code, secrets).map((parts) => ({
      ...parts,
      headers: { ...parts.headers, "content-type": "text/plain" },
    }))],
];

const forged =
  (rig: (bring: Bring) => ProviderFault["rig"]) =>
  ([fault, bring]: readonly [string, Bring]): ProviderFault => ({
    step: "AwaitCode",
    fault: `only requests ${fault}`,
    rig: rig(bring),
    codeTimeout: 700,
    expected: codeTimedOut,
  });

const starred = "Type **** to access the platform";

/** Of `webhook`. */
export const webhookFaults: ReadonlyArray<ProviderFault> = [
  ...toWebhook.map(forged(webhookRig)),
  {
    step: "AwaitCode",
    fault: "forged requests before the good one",
    rig: webhookRig((code, secrets) => [
      ...toWebhook.flatMap(([, bring]) => bring("1111", secrets)),
      ...withBearer(code, secrets),
    ]),
    expected: "token",
  },
  {
    step: "AwaitCode",
    fault: "a message whose code was made unreadable",
    rig: webhookRig((_, secrets) => [text("", secrets, { body: starred })]),
    expected: providerFailed("CodeRedacted", false),
  },
];

/** Of `twilio-webhook`. */
export const twilioWebhookFaults: ReadonlyArray<ProviderFault> = [
  ...toTwilio.map(forged(twilioWebhookRig)),
  {
    step: "AwaitCode",
    fault: "forged requests before the good one",
    rig: twilioWebhookRig((code, secrets) => [
      ...toTwilio.flatMap(([, bring]) => bring("2222", secrets)),
      ...signed(code, secrets),
    ]),
    expected: "token",
  },
  {
    step: "AwaitCode",
    fault: "a message whose code was made unreadable",
    rig: twilioWebhookRig((
      _,
      { provider },
    ) => [signedForm(twilioFields("", { Body: starred }), { token: provider })]),
    expected: providerFailed("CodeRedacted", false),
  },
];
