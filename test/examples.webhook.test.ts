import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { byTwilioWebhook, type Delivery, simulate, type Simulator } from "../src/simulator/mod.ts";
import { type Outcome, run } from "./package/run.ts";
import { freePort } from "./support/freePort.ts";

const timeout = 60_000;
const authToken = "example auth token";
const bearer = "example-bearer-secret";
let broker: Simulator;
let deliver: Delivery = () => {};

beforeAll(async () => {
  broker = await simulate({
    appKey: "example key",
    users: [{ username: "bob", password: "example password", twoFactor: "sms" }],
    deliver: (delivery, signal) => deliver(delivery, signal),
  });
});
afterAll(() => broker.close());

function runExample(program: string, args: ReadonlyArray<string>, port: number): Promise<Outcome> {
  return run(program, args, {
    limit: 30_000,
    env: {
      AUTOSHARES_BASE_URL: broker.baseUrl,
      AUTOSHARES_APP_KEY: "example key",
      AUTOSHARES_USERNAME: "bob",
      AUTOSHARES_PASSWORD: "example password",
      AUTOSHARES_WEBHOOK_SECRET: bearer,
      TWILIO_AUTH_TOKEN: authToken,
      PUBLIC_URL: `http://127.0.0.1:${port}/sms`,
      PORT: String(port),
    },
  });
}

function expectLogin({ status, stdout, stderr }: Outcome): void {
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toMatch(/^bob is logged in until \d{4}-\d\d-\d\dT[\d:.]+Z\n$/);
}

const node = ["node", []] as const;
const deno = ["deno", ["run", "-A"]] as const;

describe("the examples of webhooks", () => {
  it.each([
    ["twilio_node.ts", ...node],
    ["twilio_express.ts", ...node],
    ["twilio_express.ts", ...deno],
    ["twilio_hono.ts", ...node],
    ["twilio_hono.ts", ...deno],
    ["twilio_deno.ts", "deno", ["run", "--allow-env", "--allow-net"]] as const,
  ])(
    "%s logs in under %s by a message that is posted as Twilio does",
    { timeout },
    async (file, program, args) => {
      const port = await freePort();
      deliver = byTwilioWebhook({ url: `http://127.0.0.1:${port}/sms`, authToken });
      expectLogin(await runExample(program, [...args, `examples/${file}`], port));
    },
  );

  it.each([node, deno])("phone.ts logs in under %s by a message that an app posts", { timeout }, async (
    program,
    args,
  ) => {
    const port = await freePort();
    deliver = async ({ text, from }) => {
      const answer = await fetch(`http://127.0.0.1:${port}/`, {
        method: "POST",
        headers: { "Authorization": `Bearer ${bearer}`, "Content-Type": "application/json" },
        body: JSON.stringify({ message: text, number: from }),
      });
      expect([answer.status, await answer.text()]).toEqual([200, "OK\n"]);
    };
    expectLogin(await runExample(program, [...args, "examples/phone.ts"], port));
  });
});
