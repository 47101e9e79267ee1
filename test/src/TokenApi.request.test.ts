import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Layer from "effect/Layer";
import * as Redacted from "effect/Redacted";
import { describe, expect, it } from "vitest";
import { TokenApi } from "../../mod.ts";
import { json, scriptedServer } from "../support/scriptedServer.ts";
import { callError, callReply, expectNoSecret } from "../support/tokenCall.ts";

const done = json(200, { State: "Succeeded", Token: "t" });

describe("the request", () => {
  it("is POST {baseUrl}/token without a body, with the documented headers", async () => {
    await using server = await scriptedServer([done]);
    await callReply(server.baseUrl);
    expect(server.requests).toHaveLength(1);
    const { method, path, headers } = server.requests[0]!;
    expect(`${method} ${path}`).toBe("POST /api/token");
    expect(headers).toMatchObject({
      "host": `127.0.0.1:${server.port}`,
      "content-length": "0",
      "accept": "application/json",
      "et-app-key": "app-key-7Q",
      "username": "bob",
      "password": "pass-word-9Z",
    });
    for (
      const absent of ["authorization", "verificationcode", "pincode", "content-type", "transfer-encoding"]
    ) {
      expect(headers).not.toHaveProperty(absent);
    }
  });

  it.each([
    ["/api", "/api/token"],
    ["/api/", "/api/token"],
    ["/api//", "/api/token"],
    ["", "/token"],
    ["/", "/token"],
    ["/some/where/api", "/some/where/api/token"],
    ["/a%20b/api", "/a%20b/api/token"],
  ])("with the base URL's path %j goes to %s", async (base, path) => {
    await using server = await scriptedServer([done]);
    await callReply(server.origin + base);
    expect(server.requests.map((request) => request.path)).toEqual([path]);
  });

  it("carries interim token, code and pin, each untouched, and the credentials again", async () => {
    await using server = await scriptedServer([done]);
    await callReply(server.baseUrl, {
      step: "SubmitCode",
      interimToken: "a+b/c%2B~d==",
      code: "0417",
      sendPin: "0042",
    });
    expect(server.requests[0]!.headers).toMatchObject({
      "authorization": "Bearer a+b/c%2B~d==",
      "verificationcode": "0417",
      "pincode": "0042",
      "et-app-key": "app-key-7Q",
      "username": "bob",
      "password": "pass-word-9Z",
      "content-length": "0",
    });
  });

  it("sends no pin by itself, though the credentials hold one", async () => {
    await using server = await scriptedServer([done]);
    await callReply(server.baseUrl, { pin: "0417" });
    expect(server.requests[0]!.rawHead).not.toContain("0417");
  });

  it("sends characters up to Latin-1 as one byte each, and none of them encoded", async () => {
    await using server = await scriptedServer([done]);
    const latin1 = Array.from({ length: 0x100 - 0xa1 }, (_, index) => String.fromCharCode(0xa1 + index)).join(
      "",
    );
    const ascii = Array.from({ length: 0x7f - 0x21 }, (_, index) => String.fromCharCode(0x21 + index)).join(
      "",
    );
    await callReply(server.baseUrl, { username: "jörg~ö", password: latin1, appKey: `${ascii} two  blanks` });
    const { headers } = server.requests[0]!;
    expect(headers["username"]).toBe("jörg~ö");
    expect(headers["password"]).toBe(latin1);
    expect(headers["et-app-key"]).toBe(`${ascii} two  blanks`);
  });

  it("brings a token back untouched, however long", async () => {
    const token = `${"aB3+/".repeat(2_000)}==`;
    await using server = await scriptedServer([json(200, { State: "Succeeded", Token: token })]);
    const reply = await callReply(server.baseUrl);
    expect(reply._tag === "Succeeded" && Redacted.value(reply.token)).toBe(token);
  });

  it.each(["12\r\nX-Admin: 1", "s3cret€", "s3cret\0"])(
    "is not sent with a code that no header carries: %j",
    async (code) => {
      await using server = await scriptedServer([done]);
      const error = await callError(server.baseUrl, { step: "SubmitCode", interimToken: "i", code });
      expect(error).toMatchObject({ _tag: "NetworkFailed", kind: "unknown" });
      expectNoSecret(error, ["s3cret", "X-Admin"]);
      expect(server.requests).toHaveLength(0);
    },
  );

  it("is sent once, whatever the answer", async () => {
    await using server = await scriptedServer([json(503, {})], { repeatLast: true });
    await callReply(server.baseUrl).catch(() => {});
    expect(server.requests).toHaveLength(1);
  });
});

describe("TokenApi", () => {
  it("tells its base URL without the trailing slash", () => {
    expect(Effect.runSync(TokenApi.make({ baseUrl: new URL("https://Broker.Example:443/api/") })).baseUrl)
      .toBe("https://broker.example/api");
  });

  it.each([
    [{ baseUrl: "http://broker.example/api" }, "baseUrl"],
    [{ baseUrl: "https://broker.example/api", requestTimeout: 0 }, "requestTimeout"],
    [{ baseUrl: "https://broker.example/api", requestTimeout: "40 days" as const }, "requestTimeout"],
  ])("refuses %j before anything is sent, as service and as layer", (options, setting) => {
    const expected = { _tag: "InvalidConfiguration", setting };
    expect(Effect.runSync(Effect.flip(TokenApi.make(options)))).toMatchObject(expected);
    const built = Effect.runSyncExit(Effect.scoped(Layer.build(TokenApi.layer(options))));
    expect(Exit.isFailure(built) && built.cause.reasons).toMatchObject([{ error: expected }]);
  });
});
