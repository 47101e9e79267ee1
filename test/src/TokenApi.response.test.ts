import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { ResponseTooLarge, UnexpectedResponse } from "../../mod.ts";
import {
  endless,
  html,
  json,
  raw,
  reply,
  type ScriptedReply,
  scriptedServer,
} from "../support/scriptedServer.ts";
import { callError, callReply, callToken, expectNoSecret } from "../support/tokenCall.ts";

const limit = 64 * 1024;

async function errorOf(answer: ScriptedReply, call: Parameters<typeof callError>[1] = {}) {
  await using server = await scriptedServer([answer]);
  return await callError(server.baseUrl, call);
}

async function tagOf(answer: ScriptedReply): Promise<string> {
  await using server = await scriptedServer([answer]);
  const result = await callToken(server.baseUrl);
  return result._tag === "Success" ? result.success._tag : result.failure._tag;
}

describe("a documented body is believed, whatever the status", () => {
  const documented: ReadonlyArray<readonly [tag: string, status: number, body: object]> = [
    ["Succeeded", 200, { State: "Succeeded", Token: "t" }],
    ["CodeExpected", 202, {
      State: "Expecting",
      Step: "VerificationCode",
      Reason: "Expecting",
      Token: "i==",
    }],
    ["PinExpected", 202, { State: "Expecting", Step: "SecutityPin", Reason: "Invalid pin", Token: "i" }],
    ["PinNotSet", 202, { State: "Expecting", Step: "SecutityPin", Reason: "PIN code is not init" }],
    ["CredentialsRefused", 401, {
      State: "Failed",
      Step: "BaseAuthentication",
      Reason: "Invalid credentials",
    }],
    [
      "PasswordExpired",
      401,
      { State: "BaseAuthentication", Reason: "Your Password has expired and must be changed", Token: "u" },
    ],
    ["TicketCorrupted", 401, { State: "Failed", Step: "VerificationCode", Reason: "Corrupted ticket" }],
    ["PinRefused", 401, { State: "Failed", Step: "SecutityPin", Reason: "Invalid pin" }],
    ["CodeRefused", 401, { State: "Failed", Step: "VerificationCode", Reason: "Invalid code" }],
    ["AppKeyRefused", 403, { error: "Application key is not defined or does not exist" }],
  ];
  it.each(documented)("%s with its status %i", async (tag, status, body) => {
    expect(await tagOf(json(status, body))).toBe(tag);
  });
  for (const status of [200, 400, 401, 404, 429, 500, 503]) {
    it(`with ${status} on every one of them`, async () => {
      await using server = await scriptedServer(documented.map(([, , body]) => json(status, body)));
      for (const [tag] of documented) expect((await callReply(server.baseUrl))._tag).toBe(tag);
    });
  }

  it("with a byte-order mark and a content type that says something else", async () => {
    const body = `\uFEFF${JSON.stringify({ State: "Succeeded", Token: "t", Extra: [1] })}`;
    expect(await tagOf(reply(200, body, { "Content-Type": "text/html; charset=utf-16" }))).toBe("Succeeded");
    expect(await tagOf(reply(200, body))).toBe("Succeeded");
  });

  it("in chunks that end anywhere, and without a length", async () => {
    const text = JSON.stringify({ State: "Failed", Step: "BaseAuthentication", Reason: "größer €" });
    const bytes = new TextEncoder().encode(text);
    const chunks = Array.from(bytes, (byte) => `1\r\n${String.fromCharCode(byte)}\r\n`).join("");
    const head = "HTTP/1.1 401 No\r\nTransfer-Encoding: chunked\r\n\r\n";
    const latin1 = Uint8Array.from(`${head}${chunks}0\r\n\r\n`, (unit) => unit.charCodeAt(0));
    await using server = await scriptedServer([raw(latin1), raw(`HTTP/1.0 401 No\r\n\r\n${text}`)]);
    const expected = { _tag: "CredentialsRefused", reason: "größer €" };
    expect(await callReply(server.baseUrl)).toEqual(expected);
    expect(await callReply(server.baseUrl)).toEqual(expected);
  });

  it("with the reason scrubbed of what was sent, and bounded", async () => {
    const Reason = `No: pass-word-9Z app-key-7Q 0417 i+/== ${"long ".repeat(1000)}`;
    await using server = await scriptedServer([
      json(401, { State: "Failed", Step: "VerificationCode", Reason }),
    ]);
    const refused = await callReply(server.baseUrl, {
      step: "SubmitCode",
      code: "0417",
      interimToken: "i+/==",
    });
    expect(refused).toMatchObject({
      _tag: "CodeRefused",
      reason: expect.stringMatching(/^No: <redacted> .*…$/),
    });
    expect("reason" in refused && refused.reason?.length).toBe(200);
    expectNoSecret(refused, ["pass-word-9Z", "app-key-7Q", "0417", "i+/=="]);
  });
});

describe("any other body", () => {
  const others: ReadonlyArray<
    readonly [what: string, answer: (status: number) => ScriptedReply, problem: RegExp]
  > = [
    ["an empty body", (status) => reply(status, ""), /empty/],
    ["an HTML page", (status) => html(status, "<h1>Sign in</h1>"), /not JSON/],
    ["half a reply", (status) => reply(status, `{"State":"Succ`), /not JSON/],
    ["Succeeded without a token", (status) => json(status, { State: "Succeeded" }), /usable Token/],
    [
      "an unknown step",
      (status) => json(status, { State: "Expecting", Step: "Captcha", Token: "t" }),
      /none of/,
    ],
    ["wrong types", (status) => json(status, { State: 1, Token: {} }), /none of/],
    ["a list", (status) => json(status, []), /not a JSON object/],
    ["text that is not UTF-8", (status) => reply(status, Uint8Array.of(0xff, 0xfe, 0x7b, 0)), /not JSON/],
  ];
  for (const [what, answer, problem] of others) {
    it.each([200, 202, 400, 401, 404])(`${what} with %i is UnexpectedResponse`, async (status) => {
      const error = await errorOf(answer(status), { step: "SubmitPin" });
      expect(error).toBeInstanceOf(UnexpectedResponse);
      expect(error).toMatchObject({ status, step: "SubmitPin", problem: expect.stringMatching(problem) });
    });
    it.each([500, 501, 502, 503, 504, 599])(`${what} with %i is ServerFault`, async (status) => {
      expect(await errorOf(answer(status))).toMatchObject({ _tag: "ServerFault", status, retryable: true });
    });
    it(`${what} with 429 is RateLimited`, async () => {
      expect(await errorOf(answer(429))).toMatchObject({ _tag: "RateLimited", status: 429, retryable: true });
    });
  }

  it.each([204, 304])("a bodiless %i is UnexpectedResponse", async (status) => {
    expect(await errorOf(reply(status))).toMatchObject({ _tag: "UnexpectedResponse", status, excerpt: "" });
  });

  it("shows its start, without what was sent or received as secret", async () => {
    const secrets = ["pass-word-9Z", "app-key-7Q", "0417", "i+/==", "q7Zx"];
    const bodies = [
      reply(200, `<p>Sorry bob, pass-word-9Z app-key-7Q 0417 i+/== token=q7Zx-tok-1</p>`),
      json(200, { State: "Odd", Token: "q7Zx-tok-1", Reason: "pass-word-9Z i+/== q7Zx-tok-1" }),
      reply(200, `{"State":"Succeeded","Token":"q7Zx-tok-1`),
      json(200, [{ Token: "q7Zx-tok-1" }]),
      json(200, "q7Zx-tok-1"),
    ];
    await using server = await scriptedServer(bodies);
    for (const _ of bodies) {
      const error = await callError(server.baseUrl, { code: "0417", interimToken: "i+/==", sendPin: "0417" });
      expect(error).toMatchObject({ _tag: "UnexpectedResponse", excerpt: expect.stringMatching(/./) });
      expectNoSecret(error, secrets);
    }
  });
});

describe("Retry-After", () => {
  const inAnHour = () => new Date(Date.now() + 3_600_000).toUTCString();

  it.each([429, 503])("in seconds, on %i", async (status) => {
    expect(await errorOf(json(status, {}, { "Retry-After": "120" }))).toMatchObject({
      retryAfterMillis: 120_000,
    });
  });
  it.each([429, 503])("as a date, on %i", async (status) => {
    const error = await errorOf(json(status, {}, { "Retry-After": inAnHour() }));
    const { retryAfterMillis } = error as { retryAfterMillis?: number };
    expect(retryAfterMillis).toBeGreaterThan(3_500_000);
    expect(retryAfterMillis).toBeLessThanOrEqual(3_600_000);
  });
  it.each(["soon", "-5", "1.5", "soon 1"])("%j says nothing", async (header) => {
    const error = await errorOf(json(429, {}, { "Retry-After": header }));
    expect((error as { retryAfterMillis?: number }).retryAfterMillis).toBeUndefined();
  });
});

describe("the size of a body", () => {
  const succeeded = JSON.stringify({ State: "Succeeded", Token: "t" });
  const exact = succeeded + " ".repeat(limit - succeeded.length);
  const gzip = { "Content-Encoding": "gzip" };

  it("of exactly 64 KiB is read", async () => {
    expect(await tagOf(reply(200, exact))).toBe("Succeeded");
    expect(await tagOf(reply(200, gzipSync(exact), gzip))).toBe("Succeeded");
  });

  it.each([
    ["one byte over 64 KiB", reply(200, `${exact} `)],
    ["a small gzip that inflates to one byte over 64 KiB", reply(200, gzipSync(`${exact} `), gzip)],
    ["a gzip bomb", reply(200, gzipSync(new Uint8Array(50_000_000)), gzip)],
    ["a body that never ends", endless()],
    ["64 KiB in characters of two bytes", reply(200, "ö".repeat(limit / 2) + "!")],
  ])("of %s is ResponseTooLarge", async (_, answer) => {
    const error = await errorOf(answer);
    expect(error).toBeInstanceOf(ResponseTooLarge);
    expect(error).toMatchObject({ status: 200, limitBytes: limit, retryable: false, exitCode: 6 });
  });

  it("over the limit ends the connection instead of reading on", async () => {
    await using server = await scriptedServer([endless()]);
    await callError(server.baseUrl);
    await server.requests[0]!.closed;
    await expect.poll(() => server.openConnections).toBe(0);
  });
});

describe("a body whose length is told twice", () => {
  // RFC 9112, section 6.3: the chunks count, and such an answer ought to be handled as an error.
  it("is held to the limit by its chunks", async () => {
    const chunk = `${(8192).toString(16)}\r\n${"x".repeat(8192)}\r\n`;
    await using server = await scriptedServer([
      raw(
        `HTTP/1.1 200 OK\r\nContent-Length: 10\r\nTransfer-Encoding: chunked\r\n\r\n${
          chunk.repeat(64)
        }0\r\n\r\n`,
      ),
    ]);
    const error = await callError(server.baseUrl);
    expect(["ResponseTooLarge", "NetworkFailed"]).toContain(error._tag);
  });
});
