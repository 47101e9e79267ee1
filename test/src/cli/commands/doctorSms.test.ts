import { createServer as createHttpServer, type RequestListener } from "node:http";
import { createServer } from "node:net";
import { beforeEach, describe, expect, it } from "vitest";
import { publicAddressFindings } from "../../../../src/cli/commands/doctor/publicAddressFindings.ts";
import { runCli, startCli } from "../../../support/cli.ts";
import { freePort } from "../../../support/freePort.ts";
import { type TwilioApi, twilioApi } from "../../../support/twilioApi.ts";

let port: number;
let url: string;
beforeEach(async () => {
  port = await freePort();
  url = `http://127.0.0.1:${port}/sms`;
});

/** What doctor finds, but for the broker and the credentials. */
async function doctor(env: Record<string, string>) {
  const { stdout, stderr, code } = await runCli(["doctor"], {
    env: {
      AUTOSHARES_WEBHOOK_LISTEN: `127.0.0.1:${port}`,
      AUTOSHARES_WEBHOOK_PUBLIC_URL: url,
      AUTOSHARES_SMS_FROM: "CentrSoobsh",
      ...env,
    },
  });
  expect(stdout + stderr).not.toContain("canary");
  expect(code).toBe(2); // There is no broker.
  return stdout.trimEnd().split("\n").filter((line) => !/^\S+ +(?:broker|credentials):/.test(line));
}

const twilio = { AUTOSHARES_PROVIDER: "twilio-webhook", TWILIO_AUTH_TOKEN: "canary-token" };
const bearer = { AUTOSHARES_PROVIDER: "webhook", AUTOSHARES_WEBHOOK_SECRET: "canary-bearer-secret" };
const signed = {
  ...bearer,
  AUTOSHARES_WEBHOOK_SECRET: "whsec_Y2FuYXJ5LWNhbmFyeS1jYW5hcnktY2FuYXJ5LWNhbmE=",
};

/** An HTTP server at the public address, in place of the way to the webhook. */
async function withFront(answer: RequestListener, use: (publicUrl: string) => Promise<void>): Promise<void> {
  const server = createHttpServer(answer);
  const frontPort = await freePort();
  await new Promise<void>((resolve) => server.listen(frontPort, "127.0.0.1", resolve));
  try {
    await use(`http://127.0.0.1:${frontPort}/sms`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

describe("doctor posts a genuine request to the webhook's public address", () => {
  it.each<[string, Record<string, string>, string, string]>([
    ["signed as Twilio signs", twilio, "twilio-webhook", "twilio, srvx are"],
    [
      "to the number and from the sender that count",
      {
        ...twilio,
        AUTOSHARES_SMS_TO: "+44 20 7946 0000",
        AUTOSHARES_SMS_FROM: "72345",
        AUTOSHARES_CODE_PATTERN: "x",
      },
      "twilio-webhook",
      "twilio, srvx are",
    ],
    ["with a bearer secret", bearer, "webhook", "srvx is"],
    [
      "signed as Standard Webhooks has it, with fields of its own",
      { ...signed, AUTOSHARES_WEBHOOK_FIELDS: "text=data.messages[0].text,from=data.who,id=data.id" },
      "webhook",
      "srvx, standardwebhooks are",
    ],
  ])("%s: it arrives", async (_what, env, name, packages) => {
    const kind = name === "twilio-webhook"
      ? ""
      : packages.includes("standardwebhooks")
      ? " (signed by Standard Webhooks)"
      : " (secret: bearer)";
    expect((await doctor(env)).slice(0, 5)).toEqual([
      `ok    packages: ${packages} installed`,
      `ok    provider ${name}: its settings are complete${kind}, and 127.0.0.1:${port} is free to listen on`,
      expect.stringMatching(/^warn {2}public address: \S+ is plain http, .* — put it behind a proxy/),
      expect.stringMatching(
        /^warn {2}public address: \S+ is known on this machine or in its network only — /,
      ),
      `ok    round trip: a genuine request to ${url} arrived here`,
    ]);
  });

  it.each<[string, Record<string, string>]>([
    ["signed as Twilio signs", twilio],
    ["with a bearer secret", bearer],
    ["signed as Standard Webhooks has it", signed],
  ])("%s: a login that waits at the address elsewhere is given no code", async (_what, env) => {
    const elsewhere = await freePort();
    const address = `http://127.0.0.1:${elsewhere}/sms`;
    const running = startCli(["listen"], {
      env: {
        ...env,
        AUTOSHARES_WEBHOOK_LISTEN: `127.0.0.1:${elsewhere}`,
        AUTOSHARES_WEBHOOK_PUBLIC_URL: address,
      },
    });
    await running.shown("Ctrl-C ends it.");
    expect((await doctor({ ...env, AUTOSHARES_WEBHOOK_PUBLIC_URL: address })).join("\n")).toContain(
      `fail  round trip: a genuine request to ${address} got 200 and did not arrive here`,
    );
    await running.shown("  refused: no code");
    running.kill("SIGINT");
    expect(await running.result).toMatchObject({ code: 130, stdout: "" });
  });

  it("a bearer secret is not sent over plain http to another machine", async () => {
    const publicUrl = "http://192.0.2.1/sms?key=canary";
    const lines = (await doctor({ ...bearer, AUTOSHARES_WEBHOOK_PUBLIC_URL: publicUrl })).join("\n");
    expect(lines).toContain(
      "warn  round trip: not tried, the bearer secret would go to http://192.0.2.1/sms?key=… over plain http, readable " +
        "on the way — send a message to try it (listen)",
    );
  });

  it("something else answers there: fail, with the status", async () => {
    await withFront((_request, response) => response.writeHead(502).end("bad gateway"), async (publicUrl) => {
      expect(await doctor({ ...bearer, AUTOSHARES_WEBHOOK_PUBLIC_URL: publicUrl })).toContain(
        `fail  round trip: a genuine request to ${publicUrl} got 502 and did not arrive here — check that the proxy or ` +
          `tunnel passes it on to 127.0.0.1:${port}, and that no other program answers there`,
      );
    });
  });

  it("a proxy that changes the path: fail, with what the webhook says", async () => {
    const stripping: RequestListener = (request, response) => {
      void (async () => {
        const body = (await request.toArray()).join("");
        const { "content-type": type = "", "x-twilio-signature": signature = "" } = request.headers;
        const headers = { "content-type": type, "x-twilio-signature": String(signature) };
        const passed = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", headers, body });
        response.writeHead(passed.status).end();
      })();
    };
    await withFront(stripping, async (publicUrl) => {
      expect(
        await doctor({ ...twilio, AUTOSHARES_WEBHOOK_PUBLIC_URL: publicUrl, AUTOSHARES_WEBHOOK_PATH: "/" }),
      ).toContain(`ok    round trip: a genuine request to ${publicUrl} arrived here`);
      expect(await doctor({ ...twilio, AUTOSHARES_WEBHOOK_PUBLIC_URL: publicUrl })).toContain(
        `fail  round trip: a genuine request to ${publicUrl} arrives here changed: refused a request (404): its path is ` +
          "not /sms (where a proxy strips a prefix, set AUTOSHARES_WEBHOOK_PATH) — let the proxy pass on path, query, body and headers as they are",
      );
    });
  });

  it("an address that cannot be reached from here is a warning: others may reach it", async () => {
    const lines = await doctor({
      ...bearer,
      AUTOSHARES_WEBHOOK_PUBLIC_URL: "https://127.0.0.1:1/sms?key=canary",
    });
    expect(lines.join("\n")).toMatch(
      /^warn {2}round trip: https:\/\/127\.0\.0\.1:1\/sms\?key=… cannot be reached from here: no connection \(\w+\) — check/m,
    );
  });

  it("an address that does not answer is given up after five seconds", { timeout: 20_000 }, async () => {
    await withFront(() => {}, async (publicUrl) => {
      expect((await doctor({ ...bearer, AUTOSHARES_WEBHOOK_PUBLIC_URL: publicUrl })).join("\n"))
        .toContain(`warn  round trip: ${publicUrl} cannot be reached from here: no answer within 5 s`);
    });
  });
});

describe("doctor looks at a webhook's settings", () => {
  it("a port that is taken: fail, and what to do", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(port, "127.0.0.1", resolve));
    const lines = await doctor(bearer);
    await new Promise((resolve) => taken.close(resolve));
    expect(lines).toContain(
      `fail  provider webhook: cannot listen on 127.0.0.1:${port}: the port is taken, by another program or another ` +
        "login that waits; end it, or set AUTOSHARES_WEBHOOK_LISTEN to another port",
    );
    expect(lines.join()).not.toContain("round trip");
  });

  it("a port of each time, and no public address, are told", async () => {
    expect(
      await doctor({ ...bearer, AUTOSHARES_WEBHOOK_LISTEN: "0", AUTOSHARES_WEBHOOK_PUBLIC_URL: "" }),
    ).toEqual([
      "ok    packages: srvx is installed",
      "warn  provider webhook: it listens on another port each time (AUTOSHARES_WEBHOOK_LISTEN with port 0) — name a " +
      "port that the proxy or tunnel knows",
      "warn  round trip: not tried, AUTOSHARES_WEBHOOK_PUBLIC_URL is not set — send a message to try it (listen)",
    ]);
    expect(await doctor({ ...bearer, AUTOSHARES_WEBHOOK_LISTEN: "0" })).toContain(
      "warn  round trip: not tried, the port is another one each time — send a message to try it (listen)",
    );
    expect(
      await doctor({
        ...twilio,
        AUTOSHARES_WEBHOOK_PUBLIC_URL: "",
        AUTOSHARES_WEBHOOK_TRUST_PROXY: "127.0.0.1",
        AUTOSHARES_WEBHOOK_PATH: "/sms",
      }),
    ).toContain(
      "warn  round trip: not tried, AUTOSHARES_WEBHOOK_PUBLIC_URL is not set — send a message to try it (listen)",
    );
  });

  it("a setting that cannot be used, and messages from anybody", async () => {
    expect(await doctor({ ...bearer, AUTOSHARES_WEBHOOK_SECRET: "canary", AUTOSHARES_SMS_FROM: "" })).toEqual(
      [
        "ok    packages: srvx is installed",
        "fail  provider webhook: AUTOSHARES_WEBHOOK_SECRET is shorter than 16 characters, so that it can be guessed",
        expect.stringMatching(/^warn {2}public address: /),
        expect.stringMatching(/^warn {2}public address: /),
        "warn  messages: AUTOSHARES_SMS_FROM is not set, so anybody's message may hold the code — set it to the number or " +
        "name that the broker's messages come from",
      ],
    );
  });

  it.each<[string, Record<string, string>, ReadonlyArray<string>]>([
    [
      "twilio-webhook",
      { ...twilio, AUTOSHARES_WEBHOOK_SECRET: "canary", AUTOSHARES_WEBHOOK_FIELDS: "text=canary" },
      ["AUTOSHARES_WEBHOOK_FIELDS", "AUTOSHARES_WEBHOOK_SECRET"],
    ],
    [
      "webhook",
      { ...bearer, AUTOSHARES_WEBHOOK_TRUST_PROXY: "canary" },
      ["AUTOSHARES_WEBHOOK_TRUST_PROXY"],
    ],
    [
      "twilio-messages",
      { AUTOSHARES_PROVIDER: "twilio-messages", AUTOSHARES_WEBHOOK_SECRET_FILE: "canary" },
      ["AUTOSHARES_WEBHOOK_LISTEN", "AUTOSHARES_WEBHOOK_PUBLIC_URL", "AUTOSHARES_WEBHOOK_SECRET_FILE"],
    ],
  ])("settings that %s does not read are warned of", async (name, env, ignored) => {
    expect((await doctor(env)).filter((line) => line.includes("does not read it"))).toEqual(
      ignored.map((setting) =>
        `warn  settings: ${setting} is set, but the provider ${name} does not read it`
      ),
    );
  });

  it("settings that none of two providers reads are warned of", async () => {
    const lines = await doctor({
      ...twilio,
      AUTOSHARES_PROVIDER: "stdin,twilio-webhook",
      AUTOSHARES_WEBHOOK_FIELDS: "text=canary",
    });
    expect(lines.filter((line) => line.includes("settings: "))).toEqual([
      "warn  settings: AUTOSHARES_WEBHOOK_FIELDS is set, but none of the providers stdin, twilio-webhook reads it",
    ]);
  });

  it("--json has the same findings", async () => {
    const { stdout } = await runCli(["doctor", "--json"], {
      env: { ...twilio, AUTOSHARES_WEBHOOK_LISTEN: `127.0.0.1:${port}`, AUTOSHARES_WEBHOOK_PUBLIC_URL: url },
    });
    const { findings } = JSON.parse(stdout) as { findings: ReadonlyArray<unknown> };
    expect(findings).toContainEqual({
      level: "ok",
      check: "round trip",
      found: `a genuine request to ${url} arrived here`,
    });
    expect(findings).toContainEqual({
      level: "warn",
      check: "twilio",
      found: expect.stringContaining("(error 30038)"),
      advice: expect.stringContaining("https://www.twilio.com/docs/api/errors/30038"),
    });
  });
});

describe("doctor asks Twilio about the account's messages", () => {
  const account = (api: TwilioApi) => ({
    TWILIO_ACCOUNT_SID: api.account.accountSid,
    TWILIO_AUTH_TOKEN: api.account.authToken,
    AUTOSHARES_TWILIO_BASE_URL: api.origin,
    AUTOSHARES_WEBHOOK_LISTEN: "",
    AUTOSHARES_WEBHOOK_PUBLIC_URL: "",
  });
  const messages = { AUTOSHARES_PROVIDER: "twilio-messages" };

  it("none yet: ok, and the warning of what Twilio generally does", async () => {
    await using api = await twilioApi();
    expect(await doctor({ ...account(api), ...messages })).toEqual([
      "ok    twilio: the API answers; there are no incoming messages yet",
      expect.stringMatching(/^warn {2}twilio: Twilio generally redacts one-time codes .*\(error 30038\)/),
    ]);
  });

  it("with their codes: ok, and their number", async () => {
    await using api = await twilioApi();
    for (let i = 0; i < 3; i++) api.receive();
    expect(await doctor({ ...account(api), ...messages })).toEqual([
      "ok    twilio: the API answers; of the newest 3 incoming messages, none came without its code",
    ]);
  });

  it("redacted ones: fail, with the cure", async () => {
    await using api = await twilioApi();
    api.receive();
    api.receive({ body: "Type **** to access the platform", error_code: 30038, status: "failed" });
    expect(await doctor({ ...account(api), ...messages })).toEqual([
      expect.stringMatching(
        /^fail {2}twilio: of the newest 2 incoming messages, 1 came without the code: Twilio generally redacts .*ask Twilio's support/,
      ),
    ]);
  });

  it("an account that refuses the sign-in: fail", async () => {
    await using api = await twilioApi();
    expect((await doctor({ ...account(api), ...messages, TWILIO_AUTH_TOKEN: "canary" }))[0]).toMatch(
      /^fail {2}twilio: .*check TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN/,
    );
  });

  it("settings that are missing: fail where the API is needed", async () => {
    expect((await doctor(messages))[0]).toMatch(
      /^fail {2}provider twilio-messages: TWILIO_ACCOUNT_SID is not set/,
    );
  });

  it("for the webhook too, which works without: a refusal is a warning", async () => {
    await using api = await twilioApi();
    const env = {
      ...account(api),
      AUTOSHARES_PROVIDER: "twilio-webhook",
      AUTOSHARES_WEBHOOK_LISTEN: `127.0.0.1:${port}`,
      AUTOSHARES_WEBHOOK_PUBLIC_URL: url,
    };
    api.receive();
    expect(await doctor(env)).toContain(
      "ok    twilio: the API answers; of the newest incoming message, none came without its code",
    );
    expect((await doctor({ ...env, TWILIO_AUTH_TOKEN: "canary" })).join("\n")).toMatch(
      /^warn {2}twilio: .*check TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN/m,
    );
  });
});

describe("a webhook's public address", () => {
  const findings = (given: string) =>
    publicAddressFindings({ given, shown: "x" }, "/sms", "Twilio").map(({ level, found }) =>
      `${level} ${found}`
    );

  it.each([
    "https://bot.example/sms",
    "https://203.0.113.7/sms",
    "https://[2001:db8::1]/sms",
    "https://172.32.0.1/sms",
  ])(
    "%s may be known outside",
    (given) => expect(findings(given)).toEqual(["ok x; requests to /sms are answered"]),
  );

  it.each([
    "localhost",
    "bot.local",
    "bot",
    "10.1.2.3",
    "172.31.0.1",
    "192.168.1.2",
    "169.254.1.1",
    "100.64.0.1",
    "[::1]",
    "[fd00::1]",
    "[fe80::1]",
    "[::ffff:10.0.0.1]",
  ])("%s is not", (host) => {
    expect(findings(`https://${host}/sms`)).toEqual([
      "warn x is known on this machine or in its network only",
    ]);
  });

  it("plain http is a warning", () => {
    expect(findings("http://bot.example/sms")).toEqual([
      "warn x is plain http, so whoever is on the way reads the codes",
    ]);
  });
});
