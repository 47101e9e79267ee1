import * as Effect from "effect/Effect";
import { afterEach, describe, expect, it, vi } from "vitest";
import { providerFromSettings } from "../../../../src/cli/providers/providers.ts";
import { readSettings } from "../../../../src/cli/settings/Settings.ts";
import { simulate } from "../../../../src/simulator/mod.ts";
import { runCli, startCli } from "../../../support/cli.ts";
import { scriptedServer } from "../../../support/scriptedServer.ts";
import { type TwilioApi, twilioApi } from "../../../support/twilioApi.ts";

const code = "740193";

/** Settings of a login, with the account's auth token. */
const settings = (api: TwilioApi, baseUrl: string, more: Record<string, string> = {}) => ({
  AUTOSHARES_BASE_URL: baseUrl,
  AUTOSHARES_APP_KEY: "canary-key",
  AUTOSHARES_USERNAME: "bob",
  AUTOSHARES_PASSWORD: "canary-password",
  AUTOSHARES_PROVIDER: "twilio-messages",
  AUTOSHARES_TWILIO_BASE_URL: api.origin,
  TWILIO_ACCOUNT_SID: api.account.accountSid,
  TWILIO_AUTH_TOKEN: api.account.authToken,
  ...more,
});

/** A broker whose SMS arrive at Twilio. */
const brokerTo = (api: TwilioApi) =>
  simulate({
    appKey: "canary-key",
    users: [{ username: "bob", password: "canary-password", twoFactor: "sms" }],
    generateCode: () => code,
    deliver: ({ text, from, to }) => void api.receive({ body: text, from, to }),
  });

describe("login with codes by Twilio's API", () => {
  it.each<[string, (api: TwilioApi) => Record<string, string>]>([
    ["an auth token", () => ({})],
    [
      "the first of two auth tokens",
      ({ account }) => ({ TWILIO_AUTH_TOKEN: `${account.authToken},canary-old` }),
    ],
    [
      "an API key, which goes before an auth token",
      ({ account }) => ({
        TWILIO_AUTH_TOKEN: "canary-wrong",
        TWILIO_API_KEY: account.apiKey,
        TWILIO_API_SECRET: account.apiSecret,
      }),
    ],
    [
      "one sender, one number and a pattern",
      () => ({
        AUTOSHARES_SMS_FROM: "CentrSoobsh",
        AUTOSHARES_SMS_TO: "+1 201 555-0123",
        AUTOSHARES_CODE_PATTERN: "Type (\\d+)",
      }),
    ],
  ])("with %s", async (_what, more) => {
    await using api = await twilioApi();
    await using broker = await brokerTo(api);
    api.receive({ body: "Type 1111 to access the platform" });
    const ended = await runCli(["login", "--json"], { env: settings(api, broker.baseUrl, more(api)) });
    expect(ended.code, ended.stderr).toBe(0);
    expect(JSON.parse(ended.stdout)).toMatchObject({ provider: "twilio-messages", codesTried: 1 });
    expect(ended.stderr).not.toMatch(/canary|740193/);
  });

  it("a sign-in that is refused is told in variables before the broker is asked: 4", async () => {
    await using api = await twilioApi();
    await using server = await scriptedServer([]);
    const ended = await runCli(["login"], {
      env: settings(api, server.baseUrl, { TWILIO_AUTH_TOKEN: "canary-wrong" }),
    });
    expect(ended.lastLine).toContain(
      "check TWILIO_ACCOUNT_SID in the environment and TWILIO_AUTH_TOKEN in the environment, or TWILIO_API_KEY and " +
        "TWILIO_API_SECRET",
    );
    expect({ code: ended.code, requests: server.requests.length }).toEqual({ code: 4, requests: 0 });
    expect(ended.stderr).not.toContain("canary");
  });

  it("listen says whose messages it reads, and writes the next code", async () => {
    await using api = await twilioApi();
    const listening = startCli(["listen"], {
      env: settings(api, "", { AUTOSHARES_SMS_FROM: "CentrSoobsh" }),
    });
    await listening.shown("Ctrl-C ends it.");
    expect(listening.stderrSoFar()).toContain(
      `Listening to the messages of account ${api.account.accountSid} at ${
        new URL(api.origin).host
      }, from CentrSoobsh until`,
    );
    api.receive({ body: "Type 1111 to access the platform", from: "Stranger" });
    await listening.shown("  refused: other sender");
    api.receive({ body: `Type ${code} to access the platform` });
    const ended = await listening.result;
    expect(ended).toMatchObject({ code: 0, stdout: `${code}\n` });
    expect(ended.stderr).not.toMatch(/canary|740193|1111/);
  });

  it("listen ends with 4 and the cure when nothing came", async () => {
    await using api = await twilioApi();
    const { code: exitCode, lastLine } = await runCli(["listen", "--timeout", "0.3s"], {
      env: settings(api, ""),
    });
    expect(exitCode).toBe(4);
    expect(lastLine).toContain(
      "No verification code from twilio-messages within 0.3 s (seen: 0). Twilio generally",
    );
  });
});

describe("settings of Twilio's API that cannot be used", () => {
  afterEach(() => vi.unstubAllEnvs());
  const sid = `AC${"a".repeat(32)}`;
  const key = {
    TWILIO_AUTH_TOKEN: "",
    TWILIO_API_KEY: `SK${"a".repeat(32)}`,
    TWILIO_API_SECRET: "canary-secret",
  };

  it.each<[string, Record<string, string>, string]>([
    [
      "no account",
      { TWILIO_ACCOUNT_SID: "" },
      "TWILIO_ACCOUNT_SID is not set, and the provider twilio-messages",
    ],
    ["an account that is none", { TWILIO_ACCOUNT_SID: "canary" }, "TWILIO_ACCOUNT_SID must be AC"],
    [
      "nothing to sign in with",
      { TWILIO_AUTH_TOKEN: "" },
      "TWILIO_AUTH_TOKEN (or TWILIO_API_KEY and TWILIO_API_SECRET) is not set",
    ],
    [
      "a key without its secret",
      { ...key, TWILIO_API_SECRET: "" },
      "TWILIO_API_KEY is set, but TWILIO_API_SECRET is not",
    ],
    [
      "a secret without its key",
      { ...key, TWILIO_API_KEY: "" },
      "TWILIO_API_SECRET is set, but TWILIO_API_KEY is not",
    ],
    ["a key that is none", { ...key, TWILIO_API_KEY: "canary" }, "TWILIO_API_KEY must be SK"],
    ["a region that is none", { TWILIO_REGION: "canary.example" }, "TWILIO_REGION must be a word"],
    ["an edge that is none", { TWILIO_EDGE: "canary/" }, "TWILIO_EDGE must be a word"],
    [
      "another host in the clear",
      { AUTOSHARES_TWILIO_BASE_URL: "http://canary.example" },
      "AUTOSHARES_TWILIO_BASE_URL must be an https address",
    ],
    [
      "another host beside a region",
      { AUTOSHARES_TWILIO_BASE_URL: "https://api.example", TWILIO_REGION: "ie1" },
      "AUTOSHARES_TWILIO_BASE_URL excludes TWILIO_REGION and TWILIO_EDGE",
    ],
  ])("%s: InvalidConfiguration names the variable and no secret", async (_what, more, said) => {
    const variables = { TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKEN: "canary-token", ...more };
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
    const read = Effect.runSync(readSettings(undefined));
    const failure = await Effect.runPromise(Effect.flip(providerFromSettings("twilio-messages", read)));
    expect(failure).toMatchObject({ _tag: "InvalidConfiguration", exitCode: 2 });
    expect(failure.message).toContain(said);
    expect(`${failure} ${JSON.stringify(failure)}`).not.toContain("canary");
  });
});
