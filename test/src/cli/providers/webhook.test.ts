import * as Effect from "effect/Effect";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { hostPort, hostPortText } from "../../../../src/cli/settings/hostPort.ts";
import { providerFromSettings } from "../../../../src/cli/providers/providers.ts";
import { readSettings } from "../../../../src/cli/settings/Settings.ts";
import {
  byTwilioWebhook,
  type CodeDelivery,
  type Delivery,
  simulate,
} from "../../../../src/simulator/mod.ts";
import { type Cli, runCli, startCli } from "../../../support/cli.ts";
import { freePort } from "../../../support/freePort.ts";
import { scriptedServer } from "../../../support/scriptedServer.ts";

const token = "canary-auth-token";
const otherToken = "canary-other-token";
const bearer = "canary-bearer-secret";
const signing = "whsec_Y2FuYXJ5LWNhbmFyeS1jYW5hcnktY2FuYXJ5LWNhbmE=";
const code = "740193";
const phone = "+12015550123";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "autoshares-webhook-"));
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => vi.unstubAllEnvs());

let port: number;
let url: string;
beforeEach(async () => {
  port = await freePort();
  url = `http://127.0.0.1:${port}/sms`;
});

const broker = (deliver: Delivery) =>
  simulate({
    appKey: "canary-key",
    users: [{ username: "bob", password: "canary-password", twoFactor: "sms", phone }],
    generateCode: () => code,
    deliver,
  });

/** Settings of a login, and of the webhook. */
const settings = (baseUrl: string, more: Record<string, string>) => ({
  AUTOSHARES_BASE_URL: baseUrl,
  AUTOSHARES_APP_KEY: "canary-key",
  AUTOSHARES_USERNAME: "bob",
  AUTOSHARES_PASSWORD: "canary-password",
  AUTOSHARES_WEBHOOK_LISTEN: `127.0.0.1:${port}`,
  AUTOSHARES_WEBHOOK_PUBLIC_URL: url,
  ...more,
});
const twilio = { AUTOSHARES_PROVIDER: "twilio-webhook", TWILIO_AUTH_TOKEN: token };
const plain = { AUTOSHARES_PROVIDER: "webhook", AUTOSHARES_WEBHOOK_SECRET: bearer };

const byTwilio = (authToken = token, to = url): Delivery => byTwilioWebhook({ url: to, authToken });

/** Posts JSON as a phone's app would. */
const byApp =
  (headersOf: (body: string) => Record<string, string>, bodyOf: (sms: CodeDelivery) => object) =>
  async (sms: CodeDelivery): Promise<void> => {
    const body = JSON.stringify(bodyOf(sms));
    const headers = { "content-type": "application/json", ...headersOf(body) };
    const response = await fetch(url, { method: "POST", headers, body });
    expect(response.status).toBe(200);
  };
const withBearer = () => ({ "authorization": `Bearer ${bearer}` });
function signed(body: string) {
  const now = new Date();
  return {
    "webhook-id": "msg_1",
    "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
    "webhook-signature": new Webhook(signing).sign("msg_1", now, body),
  };
}
const usual = ({ text, from, to }: CodeDelivery) => ({ text, from, to });

const isFree = () =>
  new Promise<boolean>((resolve) => {
    const server = createServer().once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });

describe("login with codes by webhook", () => {
  it.each<[string, Record<string, string>, () => Delivery, string]>([
    ["Twilio's, signed", twilio, byTwilio, "twilio-webhook"],
    [
      "Twilio's, signed with the second of two auth tokens",
      { ...twilio, TWILIO_AUTH_TOKEN: `${otherToken}, ${token}` },
      byTwilio,
      "twilio-webhook",
    ],
    [
      "Twilio's, from one sender to one number",
      { ...twilio, AUTOSHARES_SMS_FROM: "Other, CentrSoobsh", AUTOSHARES_SMS_TO: "+1 201-555-0123" },
      byTwilio,
      "twilio-webhook",
    ],
    [
      "Twilio's, by way of a proxy that knows the address",
      {
        ...twilio,
        AUTOSHARES_WEBHOOK_PUBLIC_URL: "",
        AUTOSHARES_WEBHOOK_TRUST_PROXY: "::1, 127.0.0.1",
        AUTOSHARES_WEBHOOK_PATH: "/any",
      },
      () => byTwilio(token, url.replace("/sms", "/any")),
      "twilio-webhook",
    ],
    [
      "an app's, to a path",
      { ...plain, AUTOSHARES_WEBHOOK_PUBLIC_URL: "", AUTOSHARES_WEBHOOK_PATH: "/sms" },
      () => byApp(withBearer, usual),
      "webhook",
    ],
    ["an app's, with a bearer secret", plain, () => byApp(withBearer, usual), "webhook"],
    [
      "an app's, signed, with fields of its own",
      {
        ...plain,
        AUTOSHARES_WEBHOOK_SECRET: `${bearer},${signing}`,
        AUTOSHARES_WEBHOOK_FIELDS: "text=payload.message, from=payload.phoneNumber",
        AUTOSHARES_SMS_FROM: "CentrSoobsh",
      },
      () => byApp(signed, ({ text, from }) => ({ payload: { message: text, phoneNumber: from } })),
      "webhook",
    ],
    [
      "an app's, found by a pattern",
      { ...plain, AUTOSHARES_CODE_PATTERN: "pass (\\d+)" },
      () => byApp(withBearer, () => ({ text: `9999 pass ${code}` })),
      "webhook",
    ],
  ])("%s", async (_what, env, deliver, provider) => {
    await using server = await broker(deliver());
    const ended = await runCli(["login", "--json"], { env: settings(server.baseUrl, env) });
    expect(ended.stderr).toContain(`  ${provider} listens on http://127.0.0.1:${port}/`);
    expect(ended.code).toBe(0);
    expect(JSON.parse(ended.stdout)).toMatchObject({ username: "bob", provider, codesTried: 1 });
    expect(ended.stderr).not.toMatch(/canary|740193/);
    expect(await isFree()).toBe(true);
  });

  it("secrets stand in files", async () => {
    const file = join(folder, "token");
    await writeFile(file, `${token}\n`);
    await using server = await broker(byTwilio());
    const { code: exitCode } = await runCli(["login"], {
      env: settings(server.baseUrl, { ...twilio, TWILIO_AUTH_TOKEN: "", TWILIO_AUTH_TOKEN_FILE: file }),
    });
    expect(exitCode).toBe(0);
  });

  it.each<[string, Delivery | undefined]>([
    ["twilio-webhook", undefined],
    ["stdin", () => {}],
  ])("in a race with standard input, %s wins by being first", async (winner, deliver) => {
    await using server = await broker(deliver ?? byTwilio());
    const login = startCli(["login", "--json", "--provider", "stdin,twilio-webhook"], {
      env: settings(server.baseUrl, twilio),
      stdin: "open",
    });
    await login.shown("a code is expected");
    if (winner === "stdin") login.child.stdin?.write(`${code}\n`);
    const { code: exitCode, stdout } = await login.result;
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ provider: winner });
  });

  it("a forged request is told on stderr, and the real one is used", async () => {
    const deliver: Delivery = async (sms, signal) => {
      await expect(byTwilio(otherToken)(sms, signal)).rejects.toThrow("answered 403");
      await byTwilio()(sms, signal);
    };
    await using server = await broker(deliver);
    const { code: exitCode, stderr } = await runCli(["login"], { env: settings(server.baseUrl, twilio) });
    expect(exitCode).toBe(0);
    expect(stderr).toContain(
      `  twilio-webhook: refused a request (403): its signature does not fit ${url} (is this the address`,
    );
    expect(stderr).not.toMatch(/canary|740193/);
  });

  it("a code that Twilio has starred out ends the wait, with the cure: 4", async () => {
    const deliver: Delivery = (sms, signal) =>
      byTwilio()({ ...sms, text: "Type ****** to access the platform" }, signal);
    await using server = await broker(deliver);
    const { code: exitCode, lastLine } = await runCli(["login"], { env: settings(server.baseUrl, twilio) });
    expect(exitCode).toBe(4);
    expect(lastLine).toContain("ask Twilio's support");
  });
});

describe("what keeps a webhook from working keeps the broker from being asked", () => {
  it.each([twilio, plain])("a port that is taken: 4 ($AUTOSHARES_PROVIDER)", async (env) => {
    await using server = await scriptedServer([]);
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(port, "127.0.0.1", resolve));
    const ended = await runCli(["login"], { env: settings(server.baseUrl, env) });
    await new Promise((resolve) => taken.close(resolve));
    expect(ended.lastLine).toContain(
      `cannot listen on 127.0.0.1:${port}: the port is taken, by another program or another login that waits; end it, or set AUTOSHARES_WEBHOOK_LISTEN`,
    );
    expect({ code: ended.code, requests: server.requests.length }).toEqual({ code: 4, requests: 0 });
  });

  it("an address of another machine: 4", async () => {
    await using server = await scriptedServer([]);
    const { code: exitCode, lastLine } = await runCli(["login"], {
      env: settings(server.baseUrl, { ...plain, AUTOSHARES_WEBHOOK_LISTEN: "192.0.2.1:8787" }),
    });
    expect(lastLine).toContain(
      "the host of AUTOSHARES_WEBHOOK_LISTEN in the environment must be an address of this machine",
    );
    expect({ exitCode, requests: server.requests.length }).toEqual({ exitCode: 4, requests: 0 });
  });

  it.each<[string, Record<string, string>, string]>([
    [
      "no auth token",
      { ...twilio, TWILIO_AUTH_TOKEN: " , " },
      "TWILIO_AUTH_TOKEN is not set, and the provider twilio",
    ],
    [
      "no address that Twilio signs",
      { ...twilio, AUTOSHARES_WEBHOOK_PUBLIC_URL: "" },
      "AUTOSHARES_WEBHOOK_PUBLIC_URL is not set (nor is AUTOSHARES_WEBHOOK_TRUST_PROXY): Twilio signs",
    ],
    [
      "an address that is none",
      { ...twilio, AUTOSHARES_WEBHOOK_PUBLIC_URL: "bot.example/canary" },
      "AUTOSHARES_WEBHOOK_PUBLIC_URL is no http or https address",
    ],
    [
      "a proxy by its name",
      {
        ...twilio,
        AUTOSHARES_WEBHOOK_PUBLIC_URL: "",
        AUTOSHARES_WEBHOOK_TRUST_PROXY: "canary.example",
        AUTOSHARES_WEBHOOK_PATH: "/sms",
      },
      "AUTOSHARES_WEBHOOK_TRUST_PROXY must be a list of IP addresses",
    ],
    [
      "a proxy, and an address of one's own",
      { ...twilio, AUTOSHARES_WEBHOOK_TRUST_PROXY: "127.0.0.1" },
      "AUTOSHARES_WEBHOOK_TRUST_PROXY and AUTOSHARES_WEBHOOK_PUBLIC_URL are both set; keep one",
    ],
    [
      "a proxy without the path",
      { ...twilio, AUTOSHARES_WEBHOOK_PUBLIC_URL: "", AUTOSHARES_WEBHOOK_TRUST_PROXY: "127.0.0.1" },
      "AUTOSHARES_WEBHOOK_PATH is not set, and AUTOSHARES_WEBHOOK_TRUST_PROXY needs it",
    ],
    [
      "a path without its slash",
      { ...plain, AUTOSHARES_WEBHOOK_PATH: "canary" },
      "AUTOSHARES_WEBHOOK_PATH must begin with a slash",
    ],
    [
      "an account that is none",
      { ...twilio, TWILIO_ACCOUNT_SID: "canary" },
      "TWILIO_ACCOUNT_SID must be AC and 32 digits",
    ],
    [
      "no secret",
      { ...plain, AUTOSHARES_WEBHOOK_SECRET: "" },
      "AUTOSHARES_WEBHOOK_SECRET is not set, and the provider webhook",
    ],
    [
      "a secret that can be guessed",
      { ...plain, AUTOSHARES_WEBHOOK_SECRET: "canary" },
      "AUTOSHARES_WEBHOOK_SECRET is shorter than 16",
    ],
    [
      "a signing secret that is none",
      { ...plain, AUTOSHARES_WEBHOOK_SECRET: "whsec_canary!" },
      "AUTOSHARES_WEBHOOK_SECRET is no base64",
    ],
    [
      "a field of another name",
      { ...plain, AUTOSHARES_WEBHOOK_FIELDS: "body=canary" },
      "AUTOSHARES_WEBHOOK_FIELDS is not text=",
    ],
    [
      "a path that is none",
      { ...plain, AUTOSHARES_WEBHOOK_FIELDS: "text=$..canary" },
      "AUTOSHARES_WEBHOOK_FIELDS text: is no field's name",
    ],
    [
      "an address to listen on that is none",
      { ...plain, AUTOSHARES_WEBHOOK_LISTEN: "here" },
      "AUTOSHARES_WEBHOOK_LISTEN is not HOST:PORT, for example 127.0.0.1:8787",
    ],
    ["a list of nobody", { ...plain, AUTOSHARES_SMS_FROM: "," }, "AUTOSHARES_SMS_FROM names nothing"],
    [
      "a number that is none",
      { ...twilio, AUTOSHARES_SMS_TO: "Alice" },
      "AUTOSHARES_SMS_TO must be phone numbers",
    ],
    [
      "a pattern that is none",
      { ...plain, AUTOSHARES_CODE_PATTERN: "(" },
      "AUTOSHARES_CODE_PATTERN is not a",
    ],
    [
      "two webhooks at one address",
      { ...twilio, ...plain, AUTOSHARES_PROVIDER: "twilio-webhook,webhook" },
      "cannot both listen on AUTOSHARES_WEBHOOK_LISTEN",
    ],
    [
      "no provider",
      { AUTOSHARES_WEBHOOK_PUBLIC_URL: "" },
      "AUTOSHARES_WEBHOOK_LISTEN is set, but no provider is named",
    ],
    [
      "no provider, and a mailbox beside it",
      { AUTOSHARES_IMAP_HOST: "imap.example" },
      "is set, but no provider is named that reads it (AUTOSHARES_PROVIDER: twilio-webhook,",
    ],
    [
      "no provider, and the number alone",
      { AUTOSHARES_WEBHOOK_PUBLIC_URL: "", AUTOSHARES_WEBHOOK_LISTEN: "", AUTOSHARES_SMS_TO: phone },
      "AUTOSHARES_SMS_TO is set, but no provider is named",
    ],
  ])("%s: InvalidConfiguration names the variable and no secret", async (_what, env, said) => {
    for (const [name, value] of Object.entries(settings("", env))) vi.stubEnv(name, value);
    const read = Effect.runSync(readSettings(undefined));
    const failure = await Effect.runPromise(Effect.flip(providerFromSettings(undefined, read)));
    expect(failure).toMatchObject({ _tag: "InvalidConfiguration", exitCode: 2 });
    expect(failure.message).toContain(said);
    expect(`${failure} ${JSON.stringify(failure)}`).not.toContain("canary");
  });

  it("a setting that is missing: 2, and nothing is sent", async () => {
    await using server = await scriptedServer([]);
    const ended = await runCli(["login"], {
      env: settings(server.baseUrl, { ...twilio, AUTOSHARES_WEBHOOK_PUBLIC_URL: "" }),
    });
    expect(ended.lastLine).toContain("AUTOSHARES_WEBHOOK_PUBLIC_URL is not set");
    expect({ code: ended.code, stdout: ended.stdout, requests: server.requests.length })
      .toEqual({ code: 2, stdout: "", requests: 0 });
    expect(ended.stderr).not.toMatch(/canary|\n\s+at /);
  });
});

describe("a webhook is served", () => {
  it.each([twilio, plain])("from arming to the end of the login ($AUTOSHARES_PROVIDER)", async (env) => {
    for (const [name, value] of Object.entries(settings("", env))) vi.stubEnv(name, value);
    const read = Effect.runSync(readSettings(undefined));
    const chosen = await Effect.runPromise(providerFromSettings(undefined, read));
    expect(await isFree()).toBe(true);
    const context = { username: "bob", baseUrl: "" };
    const meanwhile = Effect.scoped(Effect.andThen(chosen!.provider.arm(context), Effect.promise(isFree)));
    expect(await Effect.runPromise(meanwhile)).toBe(false);
    expect(await isFree()).toBe(true);
  });
});

describe("where a webhook listens", () => {
  it.each<[string, string]>([
    ["127.0.0.1:8787", "127.0.0.1:8787"],
    [" localhost:0 ", "localhost:0"],
    [":8787", "127.0.0.1:8787"],
    ["8787", "127.0.0.1:8787"],
    ["[::1]:8787", "[::1]:8787"],
  ])("%j", (text, meant) => {
    expect(hostPortText(Effect.runSync(hostPort("x", text, "y")))).toBe(meant);
  });

  it.each(["127.0.0.1", "::1:8787", "[here]:1", "127.0.0.1:65536", "a b:1", "http://127.0.0.1:1", ""])(
    "%j is no address",
    (text) => {
      expect(Effect.runSync(Effect.flip(hostPort("x", text, "127.0.0.1:8787")))).toMatchObject({
        setting: "x",
        problem: "is not HOST:PORT, for example 127.0.0.1:8787",
      });
    },
  );
});

describe("settings of Twilio's own", () => {
  it("say nothing alone: they may be there for other programs", async () => {
    await using server = await scriptedServer([]);
    const { stderr, lastLine } = await runCli(["login"], {
      env: {
        ...settings(server.baseUrl, { AUTOSHARES_WEBHOOK_LISTEN: "", AUTOSHARES_WEBHOOK_PUBLIC_URL: "" }),
        TWILIO_ACCOUNT_SID: "AC",
        TWILIO_AUTH_TOKEN: "canary",
        TWILIO_NUMBER: "canary",
      },
    });
    expect(server.requests).toHaveLength(1);
    expect(stderr).not.toMatch(/TWILIO|canary/);
    expect(lastLine).toContain("RequestToken");
  });

  it.each<[string, Record<string, string>]>([
    ["TWILIO_AUTH_TOKEN", { TWILIO_AUTH_TOKEN: "canary" }],
    ["TWILIO_API_KEY", { TWILIO_API_KEY: "canary" }],
    ["TWILIO_AUTH_TOKEN_FILE", { TWILIO_AUTH_TOKEN_FILE: "/canary" }],
    ["", {}],
  ])(
    "where a code is asked for and no provider is named, the hint names those for SMS: %s",
    async (name, env) => {
      await using server = await broker(() => {});
      const { code: exitCode, lastLine, stderr } = await runCli(["login"], {
        env: {
          ...settings(server.baseUrl, { AUTOSHARES_WEBHOOK_LISTEN: "", AUTOSHARES_WEBHOOK_PUBLIC_URL: "" }),
          ...env,
        },
      });
      expect(exitCode).toBe(2);
      expect(lastLine).toContain("Say where codes come from: AUTOSHARES_PROVIDER=imap");
      expect(lastLine).toContain("twilio-webhook, twilio-messages or webhook for SMS");
      expect(lastLine.includes(` ${name} is set, and without a provider nothing reads it.`)).toBe(
        name !== "",
      );
      expect(stderr).not.toContain("canary");
    },
  );
});

describe("misspelt settings of text messages", () => {
  it("are told first, those that resemble none too", async () => {
    const { stderr } = await runCli(["listen"], {
      env: { AUTOSHARES_SMS_FORM: "canary", AUTOSHARES_WEBHOOK_COLOUR: "canary" },
    });
    expect(stderr).toContain("AUTOSHARES_SMS_FORM is no setting; did you mean AUTOSHARES_SMS_FROM?\n");
    expect(stderr).toContain("AUTOSHARES_WEBHOOK_COLOUR is no setting\n");
    expect(stderr).not.toContain("canary");
  });
});

describe("Ctrl-C while a webhook is served", () => {
  async function interrupted(running: Cli) {
    const started = performance.now();
    running.kill("SIGINT");
    const { code: exitCode } = await running.result;
    expect(performance.now() - started).toBeLessThan(4000);
    expect(exitCode).toBe(130);
    expect(await isFree()).toBe(true);
  }

  it("ends a login within a second, and the port is free", async () => {
    await using server = await broker(() => {});
    const login = startCli(["login"], { env: settings(server.baseUrl, twilio) });
    await login.shown("a code is expected");
    expect(await isFree()).toBe(false);
    await interrupted(login);
  });

  it("ends listening within a second, with a request in flight", async () => {
    const listening = startCli(["listen"], { env: settings("", plain) });
    await listening.shown("Ctrl-C ends it.");
    const begun = Promise.withResolvers<void>();
    const endless = new ReadableStream({ pull: () => begun.resolve() });
    const request: RequestInit & { readonly duplex: "half" } = {
      method: "POST",
      headers: { ...withBearer(), "content-type": "text/plain" },
      body: endless,
      duplex: "half",
    };
    const posted = fetch(url, request).catch(() => "cut off");
    await begun.promise;
    await interrupted(listening);
    expect(await posted).toBe("cut off");
  });
});

describe("listen with a webhook", () => {
  const post = (text: string, from = "CentrSoobsh") =>
    fetch(url, {
      method: "POST",
      headers: { ...withBearer(), "content-type": "application/json" },
      body: JSON.stringify({ text, from }),
    });

  it("says where it listens, tells refused requests and messages as they come, and writes the code", async () => {
    const listening = startCli(["listen"], {
      env: settings("", { ...plain, AUTOSHARES_SMS_FROM: "CentrSoobsh", AUTOSHARES_SMS_TO: "" }),
    });
    await listening.shown("Ctrl-C ends it.");
    expect(listening.stderrSoFar()).toMatch(
      new RegExp(
        `^ {2}webhook listens on ${url}, secret: bearer\nListening to requests to ${url}, from CentrSoobsh until \\d{4}-`,
      ),
    );
    await fetch(url);
    await listening.shown("  webhook: refused a request (405): it is no POST");
    await fetch(url, { method: "POST", body: "Type 1111 to access the platform" });
    await listening.shown("  webhook: refused a request (403): it has no Authorization: Bearer");
    await post("Type 1111 to access the platform", "Stranger");
    await listening.shown("  refused: other sender");
    await post(`Type ${code} to access the platform`);
    const ended = await listening.result;
    expect(ended).toMatchObject({ code: 0, stdout: `${code}\n` });
    expect(ended.stderr).not.toMatch(/not genuine|canary|740193|1111/);
  });

  it("says what to set at Twilio, and takes a free port where it may", async () => {
    const listening = startCli(["listen"], {
      env: settings("", {
        ...twilio,
        AUTOSHARES_WEBHOOK_LISTEN: ":0",
        AUTOSHARES_WEBHOOK_PUBLIC_URL: "https://bot.example/sms?key=canary",
      }),
    });
    await listening.shown("Ctrl-C ends it.");
    listening.kill("SIGINT");
    const { stderr } = await listening.result;
    expect(stderr).toMatch(/^ {2}twilio-webhook listens on http:\/\/127\.0\.0\.1:[1-9]\d*\/sms$/m);
    expect(stderr).toContain(
      "Twilio's requests to https://bot.example/sms?key=… (as it must be set there for the number's messages)",
    );
    expect(stderr).not.toContain("canary");
  });

  it("ends with 4 and what to look at when nothing came", async () => {
    const { code: exitCode, lastLine } = await runCli(["listen", "--timeout", "0.3s"], {
      env: settings("", twilio),
    });
    expect(exitCode).toBe(4);
    expect(lastLine).toContain(
      "No verification code from twilio-webhook within 0.3 s (seen: 0). No request reached the webhook. Is the webhook's",
    );
    expect(lastLine).toContain("(error 30038)");
  });

  it("ends with 4 and says that what came was refused", async () => {
    const listening = startCli(["listen", "--timeout", "3s"], { env: settings("", twilio) });
    await listening.shown("Ctrl-C ends it.");
    await fetch(url.replace("/sms", "/"), { method: "POST" });
    const { code: exitCode, stderr, lastLine } = await listening.result;
    expect(exitCode).toBe(4);
    expect(stderr).toContain(
      "refused a request (404): its path is not /sms (where a proxy strips a prefix, set AUTOSHARES_WEBHOOK_PATH)\n",
    );
    expect(stderr).not.toContain("  refused: ");
    expect(lastLine).toContain("(seen: 0; refused: 1 wrong path)");
    expect(lastLine).toContain("A request came and was refused, see above. Is the webhook's public address");
  });

  it.each([
    [signing, "signed by Standard Webhooks"],
    [`${bearer},${signing}`, "signed by Standard Webhooks or secret: bearer"],
  ])("says how the secret is used: %#", async (secret, kind) => {
    const listening = startCli(["listen"], {
      env: settings("", { ...plain, AUTOSHARES_WEBHOOK_SECRET: secret }),
    });
    await listening.shown(`  webhook listens on ${url}, ${kind}\n`);
    await listening.shown("Ctrl-C ends it.");
    listening.kill("SIGINT");
    expect((await listening.result).stderr).not.toMatch(/canary|Y2FuYXJ5/);
  });
});
