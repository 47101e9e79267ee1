import { type AddressInfo, createServer } from "node:net";
import { describe, expect, it } from "vitest";
import * as Effect from "effect/Effect";
import { Credentials, NetworkFailed, RequestTimedOut, TokenApi } from "../../mod.ts";
import { freePort } from "../support/freePort.ts";
import {
  delayed,
  json,
  raw,
  redirect,
  reply,
  resetBefore,
  resetMidway,
  type ScriptedReply,
  scriptedServer,
  silence,
  stall,
} from "../support/scriptedServer.ts";
import { callError, callReply, callToken, expectNoSecret } from "../support/tokenCall.ts";

const secrets = ["pass-word-9Z", "app-key-7Q", "i+/==", "0417"];
const sent = { step: "SubmitCode", interimToken: "i+/==", code: "0417" } as const;

describe("a connection that fails is NetworkFailed, which tells whether the request may have arrived", () => {
  it("connection refused: it did not", async () => {
    const error = await callError(`http://127.0.0.1:${await freePort()}/api`, sent);
    expect(error).toBeInstanceOf(NetworkFailed);
    expect(error).toMatchObject({ kind: "connect", mayHaveArrived: false, step: "SubmitCode", exitCode: 6 });
    expectNoSecret(error, secrets);
  });

  it("a port that fetch refuses: it did not", async () => {
    expect(await callError("http://127.0.0.1:9/api")).toMatchObject({
      kind: "connect",
      mayHaveArrived: false,
    });
  });

  it("a name that nobody knows: it did not", async () => {
    const error = await callError("https://nosuch.invalid/api", sent);
    expect(error).toMatchObject({ _tag: "NetworkFailed", kind: "dns", mayHaveArrived: false });
    expectNoSecret(error, secrets);
  });

  it("a server that speaks no TLS: it did not, and its bytes never came", async () => {
    await using server = await scriptedServer([raw("220 mail.example ESMTP\r\n")], { repeatLast: true });
    const error = await callError(`https://127.0.0.1:${server.port}/api`, sent);
    expect(error).toMatchObject({ _tag: "NetworkFailed", kind: "tls", mayHaveArrived: false });
    expect(server.requests.map(({ method }) => method)).toEqual(["TLS"]);
    expectNoSecret(error, secrets);
  });

  const gzip = { "Content-Encoding": "gzip" };
  it.each<[what: string, answer: ScriptedReply, kinds: ReadonlyArray<string>]>([
    ["a reset before the answer", resetBefore(), ["reset"]],
    ["a reset half-way through the body", resetMidway(), ["reset"]],
    ["an end without an answer", raw(""), ["reset"]],
    ["an end inside the headers", raw("HTTP/1.1 200 OK\r\nContent-"), ["reset"]],
    ["an end inside the body", raw("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{}"), ["reset"]],
    ["another protocol", raw("220 mail.example ESMTP\r\n"), ["protocol"]],
    ["binary garbage", raw(Uint8Array.from({ length: 512 }, (_, index) => (index * 37 + 128) % 256)), [
      "protocol",
    ]],
    ["a length that is no number", raw("HTTP/1.1 200 OK\r\nContent-Length: abc\r\n\r\n{}"), ["protocol"]],
    // Deno reports a broken chunk as a broken body.
    [
      "a chunk that is none",
      raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n{}"),
      ["protocol", "reset"],
    ],
    ["gzip that is none", reply(200, "this is no gzip at all, though it says so", gzip), [
      "protocol",
      "reset",
    ]],
  ])("%s: it may have", async (_, answer, kinds) => {
    await using server = await scriptedServer([answer]);
    const error = await callError(server.baseUrl, sent);
    expect(error).toMatchObject({ _tag: "NetworkFailed", mayHaveArrived: true, retryable: true });
    expect(kinds).toContain((error as NetworkFailed).kind);
    expectNoSecret(error, secrets);
    expect(server.requests).toHaveLength(1);
  });

  // Where a runtime is lenient, what it makes of them is no documented reply.
  it.each<[what: string, answer: ScriptedReply]>([
    ["half a megabyte of headers", raw(`HTTP/1.1 200 OK\r\n${`X: ${"y".repeat(100)}\r\n`.repeat(5000)}\r\n`)],
    ["gzip that is cut", reply(200, Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0x4b), gzip)],
    ["an unknown content encoding", reply(200, "{}", { "Content-Encoding": "rot13" })],
    ["HTTP/0.9", raw("<h1>hello</h1>")],
    ["a status that is none", raw("HTTP/1.1 999 What\r\nContent-Length: 2\r\n\r\n{}")],
  ])("%s: a typed error", async (_, answer) => {
    await using server = await scriptedServer([answer]);
    const error = await callError(server.baseUrl, sent);
    expect(error._tag).toMatch(/^(NetworkFailed|UnexpectedResponse|ServerFault)$/);
    expectNoSecret(error, secrets);
  });
});

describe("the time limit of a request", () => {
  it.each<[what: string, answer: ScriptedReply]>([
    ["no answer", silence()],
    ["an answer that stops half-way", stall()],
    ["an answer that comes too late", delayed(5_000, json(200, { State: "Succeeded", Token: "t" }))],
  ])("%s ends as RequestTimedOut, and its connection is closed", async (_, answer) => {
    await using server = await scriptedServer([answer]);
    const error = await callError(server.baseUrl, { ...sent, requestTimeout: "150 millis" });
    expect(error).toBeInstanceOf(RequestTimedOut);
    expect(error).toMatchObject({ step: "SubmitCode", timeoutMillis: 150, retryable: true, exitCode: 6 });
    expect(error.message).toContain("0.2 s");
    expectNoSecret(error, secrets);
    await server.requests[0]!.closed;
  });

  it("holds for all redirects together", async () => {
    const slow = delayed(120, redirect(307, "/api/token"));
    await using server = await scriptedServer([slow], { repeatLast: true });
    expect((await callError(server.baseUrl, { requestTimeout: 200 }))._tag).toBe("RequestTimedOut");
    expect(server.requests).toHaveLength(2);
  });

  it("an answer within it is read", async () => {
    await using server = await scriptedServer([delayed(100, json(200, { State: "Succeeded", Token: "t" }))]);
    expect((await callReply(server.baseUrl, { requestTimeout: "10 seconds" }))._tag).toBe("Succeeded");
  });
});

describe("a request that is interrupted", () => {
  it.each<[what: string, answer: ScriptedReply]>([
    ["before the answer", silence()],
    ["during the answer", stall()],
  ])("%s closes its connection", async (_, answer) => {
    await using server = await scriptedServer([answer]);
    const controller = new AbortController();
    const call = callToken(server.baseUrl, { signal: controller.signal });
    const ended = expect(call).rejects.toThrow();
    const request = await server.received();
    controller.abort();
    await ended;
    await request.closed;
    await expect.poll(() => server.openConnections).toBe(0);
  });
});

describe("a request that the server may have received", () => {
  it.each(["RequestToken", "SubmitCode", "SubmitPin"] as const)(
    "is never sent twice by the runtime: %s",
    async (step) => {
      const received: Array<number> = [];
      const reply = "HTTP/1.1 200 OK\r\nContent-Length: 36\r\n\r\n" + '{"State":"Succeeded","Token":"good"}';
      const server = createServer((socket) => {
        socket.on("error", () => {}).on("data", () => {
          // The first is answered and leaves its connection open; what follows is read, and the connection broken.
          if (received.push(received.length) === 1) socket.write(reply);
          else setTimeout(() => socket.destroy(), 20);
        });
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const { port } = server.address() as AddressInfo;
      const api = Effect.runSync(TokenApi.make({ baseUrl: `http://127.0.0.1:${port}/api` }));
      const credentials = Effect.runSync(Credentials.make({ appKey: "k", username: "bob", password: "p" }));
      expect((await Effect.runPromise(api.send({ step, credentials })))._tag).toBe("Succeeded");
      const error = await Effect.runPromise(Effect.flip(api.send({ step, credentials })));
      expect(error).toMatchObject({ _tag: "NetworkFailed", kind: "reset", mayHaveArrived: true });
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(received).toHaveLength(2);
      await new Promise((resolve) => server.close(resolve));
    },
  );
});
