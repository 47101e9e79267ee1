/** `webhook` and `twilio-webhook`, each served on a port of its own, to which codes are posted. */
import { twilioWebhook } from "../../../plugins/twilio.ts";
import { webhook } from "../../../plugins/webhook.ts";
import {
  codeText,
  post,
  type RequestParts,
  signedForm,
  smsUrl,
  twilioFields,
} from "../../support/textMessages.ts";
import type { Rig, RigMaker } from "../Row.ts";
import type { RowSecrets } from "../rowSecrets.ts";

/** The requests that bring a code. */
export type Bring = (code: string, secrets: RowSecrets) => ReadonlyArray<RequestParts>;

const served = async (
  provider: ReturnType<typeof webhook>,
  secrets: RowSecrets,
  bring: Bring,
): Promise<Rig> => {
  const server = await provider.listen({ port: 0 });
  return {
    provider,
    deliver: async (code) => {
      for (const parts of bring(code, secrets)) await post(server, parts);
    },
    [Symbol.asyncDispose]: () => server.close(),
  };
};

/** A text that carries the secret. */
export const withBearer: Bring = (code, { provider }) => [{
  headers: { "authorization": `Bearer ${provider}`, "content-type": "text/plain" },
  body: codeText(code),
}];

/** The rig of `webhook`. */
export const webhookRig = (bring: Bring = withBearer): RigMaker => (secrets) =>
  served(webhook({ bearer: secrets.provider, path: "/sms" }), secrets, bring);

/** A form that Twilio signed. */
export const signed: Bring = (code, { provider }) => [signedForm(twilioFields(code), { token: provider })];

/** The rig of `twilio-webhook`. */
export const twilioWebhookRig = (bring: Bring = signed): RigMaker => (secrets) =>
  served(twilioWebhook({ authToken: secrets.provider, publicUrl: smsUrl }), secrets, bring);
