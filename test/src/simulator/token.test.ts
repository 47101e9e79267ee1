import { describe, expect, it } from "vitest";
import { badCredentials, bench, codeExpected, codeRefused, corrupted, submit, wrongCode } from "./client.ts";

describe("an account without two-factor authentication", () => {
  it("gets its token at once, and no code", async () => {
    await using bob = await bench({ twoFactor: "none" });
    const { status, body } = await bob.token();
    expect({ status, keys: Object.keys(body), state: body["State"] }).toEqual({
      status: 200,
      keys: ["State", "Token"],
      state: "Succeeded",
    });
    expect(bob.inbox).toEqual([]);
  });
});

describe("an account with two-factor authentication", () => {
  it("gets an interim token and a code, and its token for both", async () => {
    await using bob = await bench();
    const first = await bob.token();
    expect(first.status).toBe(202);
    expect(first.body).toEqual({ ...codeExpected, Token: expect.any(String) });
    const second = await bob.token(submit(first.body["Token"], bob.inbox[0]?.code));
    expect(second.status).toBe(200);
    expect(second.body).toEqual({ State: "Succeeded", Token: expect.any(String) });
    expect(bob.inbox.length).toBe(1);
  });

  it("gets tokens that are long base64 with + / =, never the same", async () => {
    await using bob = await bench();
    const tokens: Array<string | undefined> = [];
    for (let i = 0; i < 3; i++) {
      const { ticket, code } = await bob.begin();
      tokens.push(ticket, (await bob.token(submit(ticket, code))).body["Token"]);
    }
    expect(new Set(tokens).size).toBe(6);
    for (const token of tokens) {
      expect(token).toMatch(/^[A-Za-z0-9+/]{200,}==$/);
      expect(token).toMatch(/\+/);
      expect(token).toMatch(/\//);
    }
  });

  it("gets codes of 4 digits, leading zeros kept, or as many as are set", async () => {
    await using bob = await bench({}, { codeLength: 9 });
    await using ann = await bench({}, { generateCode: () => "0417" });
    await using eve = await bench();
    expect((await bob.begin()).code).toMatch(/^\d{9}$/);
    const { ticket, code } = await ann.begin();
    expect(code).toBe("0417");
    expect((await ann.token(submit(ticket, "417"))).body).toEqual(codeRefused);
    expect((await ann.token(submit(ticket, "0417"))).status).toBe(200);
    let withZero = 0;
    for (let i = 0; i < 200; i++) {
      const { code } = await eve.begin();
      expect(code).toMatch(/^\d{4}$/);
      if (code.startsWith("0")) withZero++;
    }
    expect(withZero).toBeGreaterThan(0);
  });
});

describe("app key, username and password", () => {
  const refused = { error: "Application key is not defined or does not exist" };

  it.each([["missing", undefined], ["wrong", "another"], ["empty", ""]])("app key %s", async (_what, key) => {
    await using bob = await bench();
    const { status, body } = await bob.token({ "Et-App-Key": key });
    expect({ status, body }).toEqual({ status: 403, body: refused });
  });

  it.each([
    ["wrong password", { "Password": "another" }],
    ["missing password", { "Password": undefined }],
    ["wrong username", { "Username": "eve" }],
    ["missing username", { "Username": undefined }],
    ["username in other letters", { "Username": "Bob" }],
  ])("%s", async (_what, carried) => {
    await using bob = await bench();
    const { status, body } = await bob.token(carried);
    expect({ status, body }).toEqual({ status: 401, body: badCredentials });
    expect(bob.inbox).toEqual([]);
  });

  it("are checked again with the code, and a refusal does not use the code up", async () => {
    await using bob = await bench();
    const { ticket, code } = await bob.begin();
    const again = submit(ticket, code);
    expect((await bob.token({ ...again, "Et-App-Key": "another" })).body).toEqual(refused);
    expect((await bob.token({ ...again, "Password": "another" })).body).toEqual(badCredentials);
    expect((await bob.token({ ...again, "Username": undefined })).body).toEqual(badCredentials);
    expect((await bob.token(again)).status).toBe(200);
  });

  it("any of several app keys is good, but a login keeps the one that it began with", async () => {
    await using bob = await bench({}, { appKey: ["one", "two"] });
    for (const key of ["one", "two"]) {
      const { ticket, code } = await bob.begin({ "Et-App-Key": key });
      const other = key === "one" ? "two" : "one";
      expect((await bob.token({ ...submit(ticket, code), "Et-App-Key": other })).body).toEqual(corrupted);
      expect((await bob.token({ ...submit(ticket, code), "Et-App-Key": key })).status).toBe(200);
    }
  });

  it("a password that has expired", async () => {
    await using bob = await bench({ passwordExpired: true });
    const { status, body } = await bob.token();
    expect(status).toBe(401);
    expect(body).toMatchObject({
      State: "BaseAuthentication",
      Reason: "Your Password has expired and must be changed",
    });
    expect((await bob.token({ "Password": "another" })).body).toEqual(badCredentials);
    expect((await bob.info(body["Token"])).status).toBe(401);
  });
});

describe("an interim token", () => {
  it.each<[string, (ticket: string) => string | undefined]>([
    ["missing", () => undefined],
    ["altered", (ticket) => `Bearer ${ticket.slice(1)}`],
    ["with its + as blanks", (ticket) => `Bearer ${ticket.replaceAll("+", " ")}`],
    ["URL-encoded", (ticket) => `Bearer ${encodeURIComponent(ticket)}`],
    ["without Bearer", (ticket) => ticket],
    ["of another scheme", (ticket) => `Basic ${ticket}`],
    ["after two blanks", (ticket) => `Bearer  ${ticket}`],
  ])("%s is a corrupted ticket", async (_what, authorization) => {
    await using bob = await bench();
    const { ticket, code } = await bob.begin();
    const bad = { "Authorization": authorization(ticket), "VerificationCode": code };
    const { status, body } = await bob.token(bad);
    expect({ status, body }).toEqual({ status: 401, body: corrupted });
    expect((await bob.token(submit(ticket, code))).status).toBe(200);
  });

  it("of another user is a corrupted ticket", async () => {
    const users = ["bob", "ann"].map((username) => ({ username, password: "pw", twoFactor: "sms" as const }));
    await using both = await bench({}, { users });
    const bob = await both.begin({ "Password": "pw" });
    const ann = await both.begin({ "Username": "ann", "Password": "pw" });
    const mixed = { ...submit(bob.ticket, ann.code), "Username": "ann", "Password": "pw" };
    expect((await both.token(mixed)).body).toEqual(corrupted);
  });

  it("expires after 10 minutes, or as long as is set", async () => {
    const settings: Array<[number, { interimTokenLifetime?: number; codeLifetime: number }]> = [
      [600_000, { codeLifetime: 1e9 }],
      [1000, { codeLifetime: 1e9, interimTokenLifetime: 1000 }],
    ];
    for (const [lifetime, options] of settings) {
      await using bob = await bench({}, options);
      const old = await bob.begin();
      bob.time.now += lifetime;
      expect((await bob.token(submit(old.ticket, old.code))).body).toEqual(corrupted);
      const fresh = await bob.begin();
      bob.time.now += lifetime - 1;
      expect((await bob.token(submit(fresh.ticket, fresh.code))).status).toBe(200);
    }
  });

  it("and its code are worthless once a second login has begun", async () => {
    await using bob = await bench();
    const first = await bob.begin();
    const second = await bob.begin();
    expect(second.code).not.toBe(first.code);
    expect((await bob.token(submit(first.ticket, first.code))).body).toEqual(corrupted);
    expect((await bob.token(submit(second.ticket, first.code))).body).toEqual(codeRefused);
    expect((await bob.token(submit(second.ticket, second.code))).status).toBe(200);
  });

  it("serves once", async () => {
    await using bob = await bench();
    const { ticket, code } = await bob.begin();
    expect((await bob.token(submit(ticket, code))).status).toBe(200);
    expect((await bob.token(submit(ticket, code))).body).toEqual(corrupted);
  });

  it("without a code is asked for the same code again, under a newer token", async () => {
    await using bob = await bench();
    const { ticket, code } = await bob.begin();
    const again = await bob.token(submit(ticket));
    expect(again).toMatchObject({ status: 202, body: codeExpected });
    expect(bob.inbox.length).toBe(1);
    expect((await bob.token(submit(ticket, code))).body).toEqual(corrupted);
    expect((await bob.token(submit(again.body["Token"], code))).status).toBe(200);
  });
});

describe("a code", () => {
  it("expires after 5 minutes, or as long as is set", async () => {
    for (const [lifetime, options] of [[300_000, {}], [1000, { codeLifetime: 1000 }]] as const) {
      await using bob = await bench({}, options);
      const old = await bob.begin();
      bob.time.now += lifetime;
      const late = await bob.token(submit(old.ticket, old.code));
      expect(late.status).toBe(401);
      expect(late.body).toMatchObject({ State: "Failed", Step: "VerificationCode" });
      expect(late.body["Reason"]).not.toBe("Corrupted ticket");
      const fresh = await bob.begin();
      bob.time.now += lifetime - 1;
      expect((await bob.token(submit(fresh.ticket, fresh.code))).status).toBe(200);
    }
  });

  it("that is wrong is refused, and the right one is still good", async () => {
    await using bob = await bench();
    const { ticket, code } = await bob.begin();
    const { status, body } = await bob.token(submit(ticket, wrongCode(code)));
    expect({ status, body }).toEqual({ status: 401, body: codeRefused });
    expect((await bob.token(submit(ticket, code))).status).toBe(200);
  });

  it("that is wrong may get a newer interim token instead, which replaces the older one", async () => {
    await using bob = await bench({}, { wrongCode: "expecting" });
    const { ticket, code } = await bob.begin();
    const again = await bob.token(submit(ticket, wrongCode(code)));
    expect(again).toMatchObject({ status: 202, body: codeExpected });
    expect(again.body["Token"]).not.toBe(ticket);
    expect(bob.inbox.length).toBe(1);
    expect((await bob.token(submit(ticket, code))).body).toEqual(corrupted);
    expect((await bob.token(submit(again.body["Token"], code))).status).toBe(200);
  });

  it.each(["failed", "expecting"] as const)("wrong 3 times ends the login (%s)", async (wrong) => {
    await using bob = await bench({}, { wrongCode: wrong });
    let { ticket, code } = await bob.begin();
    for (let i = 0; i < 2; i++) {
      const { status, body } = await bob.token(submit(ticket, wrongCode(code)));
      expect(status).toBe(wrong === "failed" ? 401 : 202);
      ticket = body["Token"] ?? ticket;
    }
    expect(await bob.token(submit(ticket, wrongCode(code)))).toMatchObject({
      status: 401,
      body: codeRefused,
    });
    expect((await bob.token(submit(ticket, code))).body).toEqual(corrupted);
  });
});
