import { connect } from "node:net";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { createClient, fromFunction } from "../../../mod.ts";
import { simulate, type SimulatorOptions } from "../../../src/simulator/mod.ts";
import { appKey, bench, headersOf, password, submit } from "./client.ts";

const hours = 60 * 60 * 1000;

describe("the user's info behind the token", () => {
  it("names the user, with the documented fields", async () => {
    await using bob = await bench({
      twoFactor: "none",
      email: "bob@broker.example",
      info: { FirstName: "Robert" },
    });
    const { body: { Token } } = await bob.token();
    const { status, body } = await bob.info(Token);
    expect(status).toBe(200);
    expect(body).toEqual({
      UserId: expect.any(Number),
      FirstName: "Robert",
      MiddleName: "",
      LastName: expect.any(String),
      Login: "bob",
      Email: "bob@broker.example",
      AddedDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      Salutation: "NoSalutation",
      Suffix: "NoSuffix",
    });
  });

  it("is refused without a token, with an unknown one and with an interim one", async () => {
    await using bob = await bench();
    const { ticket } = await bob.begin();
    for (const token of [undefined, "unknown", ticket]) {
      const { status, body } = await bob.info(token);
      expect({ status, body }).toEqual({
        status: 401,
        body: { Message: "Authorization has been denied for this request." },
      });
    }
  });

  it("is refused without a known app key, whatever the token", async () => {
    await using bob = await bench({ twoFactor: "none" });
    const { body: { Token } } = await bob.token();
    for (const key of [undefined, "another"]) {
      const { status, body } = await bob.info(Token, { "Et-App-Key": key });
      expect({ status, body }).toEqual({
        status: 403,
        body: { error: "Application key is not defined or does not exist" },
      });
    }
  });

  it("is open for 24 hours from each login, older tokens included", async () => {
    await using bob = await bench({ twoFactor: "none" });
    const older = (await bob.token()).body["Token"];
    bob.time.now += 23 * hours;
    const newer = (await bob.token()).body["Token"];
    expect((await bob.info(older)).status).toBe(200);
    bob.time.now += 1 * hours;
    expect((await bob.info(older)).status).toBe(401);
    expect((await bob.token()).status).toBe(200);
    expect((await bob.info(newer)).status).toBe(200);
  });
});

describe("what there is not", () => {
  it("other paths are 404, in JSON", async () => {
    await using bob = await bench();
    for (const path of ["/api/v1.0/users/@me", "/api/token/", "/token", "/", "/api/v1.0/streamers"]) {
      const response = await fetch(bob.broker.url + path, { method: "POST", headers: headersOf() });
      expect(response.status).toBe(404);
      expect(await response.json()).toHaveProperty("Message");
    }
  });

  it("other methods are 405, with Allow", async () => {
    await using bob = await bench();
    for (const method of ["GET", "PUT", "DELETE"]) {
      const response = await fetch(`${bob.broker.baseUrl}/token`, { method, headers: headersOf() });
      await response.body?.cancel();
      expect([response.status, response.headers.get("Allow")]).toEqual([405, "POST"]);
    }
    const response = await fetch(`${bob.broker.baseUrl}/v1.0/users/@me/info`, { method: "POST" });
    await response.body?.cancel();
    expect([response.status, response.headers.get("Allow")]).toEqual([405, "GET"]);
  });
});

describe("what arrives", () => {
  it("a header's bytes are Latin-1", async () => {
    const username = "bjørn";
    await using bench_ = await bench({ username, twoFactor: "none", password: "ö~ÿ 1" });
    const ask = (encoding: "latin1" | "utf8") =>
      rawStatus(bench_.broker.url, { "Username": username, "Password": "ö~ÿ 1" }, encoding);
    expect(await ask("latin1")).toBe(200);
    expect(await ask("utf8")).toBe(401);
  });

  it("is listed with the names of its headers, and without a secret", async () => {
    await using bob = await bench({ pin: "90417263" });
    const { ticket, code } = await bob.begin();
    const second = await bob.token(submit(ticket, code));
    const third = await bob.token(submit(second.body["Token"], code, "90417263"));
    await bob.info(third.body["Token"]);
    bob.time.now += 5;
    await fetch(`${bob.broker.url}/api/nothing?token=${code}`).then((response) => response.body?.cancel());

    const { requests } = bob.broker;
    expect(requests.map(({ step, method, path, username }) => [step, method, path, username])).toEqual([
      ["RequestToken", "POST", "/api/token", "bob"],
      ["SubmitCode", "POST", "/api/token", "bob"],
      ["SubmitPin", "POST", "/api/token", "bob"],
      ["ApiRequest", "GET", "/api/v1.0/users/@me/info", "bob"],
      ["ApiRequest", "GET", "/api/nothing", undefined],
    ]);
    expect(requests[2]?.headers).toEqual(
      expect.arrayContaining([
        "Authorization",
        "Et-App-Key",
        "Password",
        "PinCode",
        "Username",
        "VerificationCode",
      ]),
    );
    expect(requests[0]?.headers).not.toContain("Authorization");
    expect(requests[4]!.time - requests[3]!.time).toBe(5);
    const shown = JSON.stringify(requests);
    for (const secret of [appKey, password, "90417263", ticket, code, third.body["Token"]!]) {
      expect(shown).not.toContain(secret);
    }
    expect(bob.broker.requestCounts).toEqual({ RequestToken: 1, SubmitCode: 1, SubmitPin: 1, ApiRequest: 2 });
  });
});

describe("the library's own client", () => {
  it.each([
    ["without a pin", {}],
    ["with a pin after the code", { pin: "0417" }],
    ["with a pin before the code", { pin: "0417", pinStep: "before-code" as const }],
  ])("logs in %s, by the code that the message holds", async (_what, user) => {
    await using bob = await bench(user);
    const client = createClient({
      baseUrl: bob.broker.baseUrl,
      appKey,
      username: "bob",
      password,
      ...("pin" in user ? { pin: user.pin } : {}),
      provider: fromFunction(() => /\d{4}/.exec(bob.inbox.at(-1)?.text ?? "")?.[0]),
    });
    const auth = await client.login();
    await client.close();
    expect((await bob.info(auth.reveal())).status).toBe(200);
  });
});

describe("many at once", () => {
  it("1,000 users log in, each with a token of his own", async () => {
    const users = Array.from({ length: 1000 }, (_, i) => ({ username: `user${i}`, password: "pw" }));
    await using broker = await simulate({ appKey, users });
    const tokens = await Promise.all(users.map(async ({ username }) => {
      const headers = headersOf({ "Username": username, "Password": "pw" });
      const response = await fetch(`${broker.baseUrl}/token`, { method: "POST", headers });
      return (await response.json() as { Token: string }).Token;
    }));
    expect(new Set(tokens).size).toBe(1000);
    expect(broker.requestCounts.RequestToken).toBe(1000);
  });
});

describe("starting and ending", () => {
  const users = [{ username: "bob", password: "pw-canary" }];

  it("closes every connection, idle ones too, and may be closed again", async () => {
    const broker = await simulate({ appKey, users });
    const socket = connect(Number(new URL(broker.url).port), "127.0.0.1");
    await once(socket, "connect");
    await fetch(`${broker.baseUrl}/token`).then((response) => response.text());
    const closed = once(socket, "close");
    socket.on("error", () => {}).resume();
    await Promise.all([broker.close(), broker.close()]);
    await closed;
    await broker.close();
    await expect(fetch(`${broker.baseUrl}/token`)).rejects.toThrow();
  });

  it("ends what hangs or is delayed", async () => {
    const broker = await simulate({ appKey, users });
    broker.setFault("RequestToken", [{ type: "hang", times: 1 }, { type: "delay", milliseconds: 3_600_000 }]);
    const ask = () =>
      fetch(`${broker.baseUrl}/token`, { method: "POST" }).then(() => "answered", () => "cut off");
    const both = [ask(), ask()];
    while (broker.requests.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    await broker.close();
    expect(await Promise.all(both)).toEqual(["cut off", "cut off"]);
  });

  it("refuses a port that is taken", async () => {
    await using broker = await simulate({ appKey, users });
    const port = Number(new URL(broker.url).port);
    await expect(simulate({ appKey, users, port })).rejects.toMatchObject({
      message: expect.stringContaining(String(port)),
      code: "EADDRINUSE",
    });
  });

  it.each<[string, Partial<SimulatorOptions>]>([
    ["appKey", { appKey: [] }],
    ["appKey", { appKey: "" }],
    ["users", { users: [] }],
    ["users[1].username", { users: [...users, ...users] }],
    ["users[0].password", { users: [{ username: "bob", password: "pw-canary\n" }] }],
    ["users[0]", { users: [{ username: "bob", password: "pw-canary", pin: "0417", pinNotSet: true }] }],
    ["users[0].pin", { users: [{ username: "bob", password: "pw-canary", pin: "€" }] }],
    ["users[0].twoFactor", {
      users: [{ username: "bob", password: "pw-canary", twoFactor: "fax" as "sms" }],
    }],
    ["port", { port: 65_536 }],
    ["host", { host: "" }],
    ["codeLength", { codeLength: 0 }],
    ["codeLifetime", { codeLifetime: 0 }],
    ["maxCodeAttempts", { maxCodeAttempts: 1.5 }],
    ["maxFailures", { maxFailures: 0 }],
    ["interimTokenLifetime", { interimTokenLifetime: Number.NaN }],
    ["wrongCode", { wrongCode: "ignored" as "failed" }],
  ])("names the option that it cannot use, and no secret: %s", async (option, options) => {
    const error: unknown = await simulate({ appKey, users, ...options }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect((error as Error).message.startsWith(`${option}:`)).toBe(true);
    expect((error as Error).message).not.toContain("pw-canary");
  });
});

/** The status of a request whose headers are written in an encoding of choice. */
async function rawStatus(
  url: string,
  headers: Readonly<Record<string, string>>,
  encoding: "latin1" | "utf8",
): Promise<number> {
  const { port, hostname, host } = new URL(url);
  const socket = connect(Number(port), hostname);
  const lines = Object.entries({ "Host": host, "Et-App-Key": appKey, "Content-Length": "0", ...headers })
    .map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`POST /api/token HTTP/1.1\r\n${lines.join("")}\r\n`, encoding);
  const [head] = await once(socket, "data") as [Uint8Array];
  socket.destroy();
  return Number(new TextDecoder().decode(head).split(" ")[1]);
}
