import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createClient } from "../../../mod.ts";
import { isTwilioFailure, twilioMessages } from "../../../plugins/twilio.ts";
import { type CodeDelivery, simulate, type Simulator } from "../../../src/simulator/mod.ts";
import { status, type TwilioApi, twilioApi } from "../../support/twilioApi.ts";
import { optionsFor } from "../../support/twilioLogin.ts";

describe("a whole login by twilio-messages", () => {
  let api: TwilioApi;
  let broker: Simulator;
  const numbers: Readonly<Record<string, string>> = {
    alice: "+12015550101",
    bob: "+12015550102",
    carol: "+12015550103",
  };
  const users = Object.keys(numbers);
  let deliver: (delivery: CodeDelivery) => void;
  beforeEach(async () => {
    api = await twilioApi();
    deliver = ({ to, from, text }) => void api.receive({ to, from, body: text });
    broker = await simulate({
      appKey: "key",
      users: users.map((username) => ({
        username,
        password: "pw",
        twoFactor: "sms",
        phone: numbers[username],
      })),
      deliver: (delivery) => deliver(delivery),
    });
  });
  afterEach(async () => {
    await broker.close();
    await api[Symbol.asyncDispose]();
  });

  const loginOf = async (username: string, to?: (context: { readonly username: string }) => string) => {
    await using client = createClient({
      baseUrl: broker.baseUrl,
      appKey: "key",
      username,
      password: "pw",
      provider: twilioMessages({ ...optionsFor(api), from: "CentrSoobsh", to }),
      codeTimeout: 10_000,
    });
    return await client.login();
  };

  it("takes the code of the SMS that the broker sends, at once", async () => {
    api.receive({ to: numbers["bob"]!, body: "Type 1111 to access the platform" });
    expect(await loginOf("bob")).toMatchObject({ provider: "twilio-messages", username: "bob" });
    expect(api.requests).toHaveLength(2);
  });

  it("takes it when it comes later, too", async () => {
    deliver = ({ to, from, text }) => {
      void api.received(2).then(() => api.receive({ to, from, body: text }));
    };
    expect(await loginOf("bob")).toMatchObject({ provider: "twilio-messages" });
  });

  it("of three users, each with a number of its own, gives each its own code", async () => {
    const auths = await Promise.all(users.map((user) => loginOf(user, ({ username }) => numbers[username]!)));
    expect(auths.map(({ username }) => username)).toEqual(users);
  });

  it("of three users without numbers of their own goes one after the other", async () => {
    const auths = await Promise.all(users.map((user) => loginOf(user)));
    expect(auths.map(({ username }) => username)).toEqual(users);
  });

  it("says at once that the code was redacted", async () => {
    deliver = ({ to, from }) => void api.receive({ to, from, body: "", status: "failed", error_code: 30038 });
    const error = await loginOf("bob").catch((error: unknown) => error);
    expect(isTwilioFailure(error) && error.reason._tag).toBe("CodeRedacted");
  });

  it("asks the broker for nothing where Twilio refuses the sign-in", async () => {
    api.fault(status(401, { code: 20003 }));
    const error = await loginOf("bob").catch((error: unknown) => error);
    expect(isTwilioFailure(error) && error.reason._tag).toBe("SignInRefused");
    expect(broker.requests).toHaveLength(0);
  });
});
