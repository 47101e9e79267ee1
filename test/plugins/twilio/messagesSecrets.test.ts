import * as Effect from "effect/Effect";
import { inspect } from "node:util";
import { expect, it } from "vitest";
import { awaitCode } from "../../../mod.ts";
import { checkTwilio, twilioMessages, type TwilioMessagesOptions } from "../../../plugins/twilio.ts";
import { everythingSaid } from "../../support/everythingSaid.ts";
import { type ApiFault, body, reset, silence, status, twilioApi } from "../../support/twilioApi.ts";
import { optionsFor } from "../../support/twilioLogin.ts";

const code = "975310";

const { said, failureOf } = everythingSaid();

const context = { username: "bob", baseUrl: "https://broker.example/api" };
const challenge = { ...context, attempt: 1, requestedAt: 0, timeoutMillis: 300 };

const echo = (words: string): ApiFault => body(JSON.stringify({ messages: words }));

it.each<[string, (words: string) => ApiFault, Partial<TwilioMessagesOptions>?]>([
  [
    "a refusal that repeats them",
    (words) => status(401, { body: JSON.stringify({ code: 20003, message: words }) }),
  ],
  ["an error's number that is the code", () => status(500, { body: `{"code":${code}}` })],
  ["an answer that is no list", echo],
  [
    "a redirect to an address with them",
    (words) =>
      status(302, { headers: { Location: `https://elsewhere.example/?${encodeURIComponent(words)}` } }),
  ],
  ["a reset connection", reset],
  ["a wait that ends", silence],
])("secrets are said nowhere: %s", async (_, faultWith) => {
  await using api = await twilioApi();
  const { accountSid, authToken, apiKey, apiSecret } = api.account;
  const secrets = [
    authToken,
    apiSecret,
    code,
    btoa(`${accountSid}:${authToken}`),
    btoa(`${apiKey}:${apiSecret}`),
  ];
  const byKey = { ...optionsFor(api), authToken: undefined, apiKey, apiSecret };
  const fault = faultWith(secrets.join(" "));
  const errors: Array<unknown> = [];
  for (const options of [optionsFor(api), byKey]) {
    const provider = twilioMessages(options);
    const login = Effect.gen(function* () {
      const armed = yield* provider.arm(context);
      api.receive({ body: `Your codes: ${code} and ${code}1` });
      api.fault(fault);
      return yield* awaitCode(armed, challenge, provider.name);
    });
    errors.push(await failureOf(Effect.scoped(login)));
    if (faultWith === silence) continue;
    api.fault(fault);
    errors.push(await failureOf(Effect.scoped(provider.arm(context))));
    api.fault(fault);
    errors.push(await failureOf(checkTwilio(options)), provider);
  }
  for (const error of errors) {
    expect(error).toBeDefined();
    said().push(
      String(error),
      JSON.stringify(error) ?? "",
      inspect(error, { depth: 12, showHidden: true }),
      String((error as Error).stack),
    );
  }
  const all = said().join("\n");
  for (const secret of secrets) expect(all).not.toContain(secret);
});
