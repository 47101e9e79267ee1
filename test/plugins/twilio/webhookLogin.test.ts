import { describe, expect, it } from "vitest";
import { createClient } from "../../../mod.ts";
import { twilioWebhook } from "../../../plugins/twilio.ts";
import { byTwilioWebhook, simulate } from "../../../src/simulator/mod.ts";
import { freePort } from "../../support/freePort.ts";
import { authToken } from "../../support/textMessages.ts";

const phone = "+12015550123";

async function loginWith(token: string, codeTimeout: number) {
  // Twilio signs the port, so that it must be known before.
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/sms`;
  const sms = twilioWebhook({ authToken, publicUrl: url, to: phone, from: "CentrSoobsh", log: () => {} });
  await using _server = await sms.listen({ port });
  await using broker = await simulate({
    appKey: "key",
    users: [{ username: "bob", password: "pw", twoFactor: "sms", phone }],
    deliver: byTwilioWebhook({ url, authToken: token }),
    onDeliveryError: () => {},
  });
  await using client = createClient({
    baseUrl: broker.baseUrl,
    appKey: "key",
    username: "bob",
    password: "pw",
    provider: sms,
    codeTimeout,
  });
  return await client.login().catch((error: unknown) => error);
}

describe("a whole login", () => {
  it("gets its code from Twilio's webhook", async () => {
    expect(await loginWith(authToken, 10_000)).toMatchObject({ provider: "twilio-webhook" });
  });

  it("that gets forged requests alone tells so when its wait has ended", async () => {
    expect(await loginWith("another token", 500)).toMatchObject({
      _tag: "CodeTimedOut",
      seen: 0,
      refused: { "not genuine": 1 },
    });
  });
});
