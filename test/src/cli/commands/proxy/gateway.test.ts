import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import { describe, expect, it } from "vitest";
import { AuthToken } from "../../../../../mod.ts";
import { gateway, type GatewaySettings } from "../../../../../src/cli/commands/proxy/gateway.ts";
import { proxyServer } from "../../../../../src/cli/commands/proxy/proxyServer.ts";
import { TokenHealth } from "../../../../../src/cli/commands/proxy/TokenHealth.ts";

const wellHealth = () => {
  const health = new TokenHealth();
  const obtainedAt = Date.now();
  health.renewed(
    new AuthToken({ token: Redacted.make("canary"), username: "bob", obtainedAt, codesTried: 0 }),
  );
  return health;
};

/** A gateway that listens; disposing of it ends it. */
async function serving(settings: Partial<GatewaySettings>) {
  const logged: Array<unknown> = [];
  const server = await proxyServer("127.0.0.1", 0, () =>
    gateway({
      admit: () => undefined,
      fetch: () => Effect.succeed(new Response("{}")),
      health: wellHealth(),
      log: (error) => logged.push(error),
      ...settings,
    }));
  const call = async (method: string, path = "/v1.0/x") => {
    const response = await fetch(`${server.url}${path}`, { method });
    const { status, headers } = response;
    return {
      status,
      retryAfter: headers.get("retry-after"),
      body: JSON.parse(await response.text() || "null"),
    };
  };
  return { call, logged, [Symbol.asyncDispose]: server.close };
}

/** An answer as no `fetch` should give it. */
const odd = (status: number, headers: ReadonlyArray<readonly [string, string]>) =>
  ({ status, headers: new Map(headers), body: null, statusText: "\u20ac" }) as unknown as Response;

describe("gateway", () => {
  it.each<[string, Response]>([
    ["a header beyond Latin-1", odd(200, [["x", "\u20ac"]])],
    ["a header with a line end", odd(200, [["x", "a\r\nSet-Cookie: b"]])],
    ["a header with a control character", odd(200, [["x", "a\u0000b"]])],
    ["a header's name that is none", odd(200, [["a b", "c"]])],
    ["a status that is none", odd(42, [])],
  ])("gives 502 for %s, and goes on", async (_what, answered) => {
    await using server = await serving({ fetch: () => Effect.succeed(answered) });
    expect(await server.call("GET")).toMatchObject({ status: 502, body: { error: "UnexpectedHeader" } });
    const posted = await server.call("POST");
    expect(posted).toMatchObject({ status: 502, body: { mayHaveArrived: true, retryable: false } });
  });

  it("cuts the connection where all else fails", async () => {
    const settings = {
      admit: () => {
        throw new Error("a fault of the program");
      },
      log: () => {
        throw new Error("another one");
      },
    };
    await using server = await serving(settings);
    for (let i = 0; i < 2; i++) await expect(server.call("GET")).rejects.toThrow(TypeError);
  });

  it("tells a program whose order may have been sent when the proxy ends", async () => {
    await using server = await serving({ fetch: () => Effect.interrupt });
    expect(await server.call("GET")).toMatchObject({ status: 503, retryAfter: "1" });
    expect(await server.call("POST")).toMatchObject({
      status: 503,
      retryAfter: null,
      body: { error: "ProxyStopping", mayHaveArrived: true, retryable: false },
    });
  });

  it("tells a program that its order's answer came in a coding that cannot be read", async () => {
    await using server = await serving({
      fetch: () => Effect.succeed(new Response("{}", { headers: { "Content-Encoding": "zstd" } })),
    });
    expect((await server.call("GET")).body).not.toHaveProperty("mayHaveArrived");
    expect((await server.call("POST")).body).toMatchObject({
      error: "UnexpectedCoding",
      mayHaveArrived: true,
    });
  });

  it("sends nothing before there is a token", async () => {
    let sent = 0;
    await using server = await serving({
      health: new TokenHealth(),
      fetch: () => Effect.sync(() => (sent++, new Response("{}"))),
    });
    expect(await server.call("POST")).toEqual({
      status: 503,
      retryAfter: "1",
      body: { error: "ProxyStarting", message: "The proxy is logging in." },
    });
    expect(await server.call("GET", "/healthz")).toMatchObject({
      status: 503,
      body: { ok: false, error: "ProxyStarting" },
    });
    expect(sent).toBe(0);
  });
});
