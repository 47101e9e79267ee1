import * as Schema from "effect/Schema";
import { describe, expect, it, vi } from "vitest";
import {
  type ApiCall,
  ApiRefused,
  AppKeyRefused,
  type ClientOptions,
  createClient,
  InvalidConfiguration,
  memoryStore,
  type Middleware,
  NetworkFailed,
  RateLimited,
  RedirectRefused,
  RequestTimedOut,
  ServerFault,
  TokenRefused,
  UnexpectedResponse,
} from "../../../mod.ts";
import {
  json,
  raw,
  redirect,
  reply,
  resetBefore,
  resetMidway,
  type ScriptedReply,
  scriptedServer,
  silence,
} from "../../support/scriptedServer.ts";

let users = 0;
const options = (baseUrl: string, more: Partial<ClientOptions> = {}): ClientOptions => ({
  baseUrl,
  appKey: "app-key-canary",
  username: `caller-${++users}`,
  password: "password-canary",
  ...more,
});

const token = (text = "token-canary") => json(200, { State: "Succeeded", Token: text });
const denied = json(401, { Message: "Authorization has been denied for this request." });
const info: ApiCall<{ readonly Login: string }> = {
  path: "/v1.0/users/@me/info",
  schema: Schema.Struct({ Login: Schema.String }),
};
const bob = json(200, { Login: "bob" });
const order: ApiCall<unknown> = { method: "POST", path: "/v1.0/accounts/7/orders", body: { Symbol: "A" } };

const rejection = (promise: Promise<unknown>): Promise<Error & Record<string, unknown>> =>
  promise.then(() => expect.fail("it did not reject"), (reason) => reason);

/** A client at a server that has given it a token already. */
async function scripted(replies: ReadonlyArray<ScriptedReply>, more: Partial<ClientOptions> = {}) {
  const server = await scriptedServer([token(), ...replies]);
  const client = createClient(options(server.baseUrl, more));
  await client.token();
  const requests = () => server.requests.slice(1).map(({ method, path }) => `${method} ${path}`);
  const authorizations = () => server.requests.slice(1).map(({ headers }) => headers["authorization"]);
  return {
    server,
    client,
    requests,
    authorizations,
    [Symbol.asyncDispose]: async () => {
      await client.close();
      await server[Symbol.asyncDispose]();
    },
  };
}

describe("client.request", () => {
  it("carries token and app key, and decodes the answer", async () => {
    await using at = await scripted([bob]);
    expect(await at.client.request(info)).toEqual({ Login: "bob" });
    expect(at.server.requests[1]).toMatchObject({
      method: "GET",
      path: "/api/v1.0/users/@me/info",
      headers: {
        "authorization": "Bearer token-canary",
        "et-app-key": "app-key-canary",
        accept: "application/json",
      },
    });
    expect(at.server.requests[1]?.headers).not.toHaveProperty("password");
    expect(at.server.requests[1]?.headers).not.toHaveProperty("content-type");
  });

  it("logs in first where there is no token yet", async () => {
    await using server = await scriptedServer([token(), bob]);
    await using client = createClient(options(server.baseUrl));
    expect(await client.request(info)).toEqual({ Login: "bob" });
  });

  it("sends method, query, headers and a body as JSON", async () => {
    await using at = await scripted([reply(204)]);
    const query = { a: "x&y=z", b: 7, c: false, d: undefined };
    await at.client.request({ ...order, query, headers: { "Language": "en", "authorization": "mine" } });
    expect(at.server.requests[1]).toMatchObject({
      method: "POST",
      path: "/api/v1.0/accounts/7/orders?a=x%26y%3Dz&b=7&c=false",
      headers: {
        "language": "en",
        "content-type": "application/json",
        "authorization": "Bearer token-canary",
      },
    });
  });

  it("sends nothing of what cannot be written: InvalidConfiguration", async () => {
    await using at = await scripted([]);
    const circular: Record<string, unknown> = {};
    circular["self"] = circular;
    for (const body of [{ quantity: 1n }, circular]) {
      expect(await rejection(at.client.request({ ...order, body }))).toMatchObject({
        _tag: "InvalidConfiguration",
        setting: "body",
      });
    }
    for (
      const headers of [{ "a b": "1" }, { "X-Note": "line\nend" }] as ReadonlyArray<Record<string, string>>
    ) {
      const calls = [at.client.request({ ...order, headers }), at.client.fetch("/v1.0/x", { headers })];
      for (const call of calls) {
        expect(await rejection(call)).toMatchObject({ _tag: "InvalidConfiguration", setting: "headers" });
      }
    }
    // The login, and nothing after it.
    expect(at.server.requests.length).toBe(1);
  });

  it("gives undefined for an answer without a body, and any JSON where there is no schema", async () => {
    await using at = await scripted([reply(204), json(200, [1, { a: null }]), reply(200, "\uFEFF7")]);
    const cancel: ApiCall<unknown> = { method: "DELETE", path: "/x" };
    expect(await at.client.request(cancel)).toBeUndefined();
    expect(await at.client.request({ path: "/x" })).toEqual([1, { a: null }]);
    expect(await at.client.request({ path: "/x" })).toBe(7);
  });

  const answers: ReadonlyArray<
    readonly [answer: ScriptedReply, error: new (...args: never) => Error, fields: object]
  > = [
    [
      json(403, { error: "Application key is not defined or does not exist" }),
      AppKeyRefused,
      { reason: "Application key is not defined or does not exist" },
    ],
    [json(403, { Message: "not yours" }), ApiRefused, { status: 403, reason: "not yours" }],
    [json(404, { Error: { Code: "X", Message: "no such thing" } }), ApiRefused, { reason: "no such thing" }],
    [json(409, "conflict"), ApiRefused, { status: 409, reason: undefined, exitCode: 7, retryable: false }],
    [json(500, { Model: null, Errors: ["no user", "7"], IsSucceed: false }), ApiRefused, {
      reason: "no user; 7",
    }],
    [json(500, { message: "An error occurred" }), ServerFault, { status: 500, retryable: true }],
    [reply(429, "", { "Retry-After": "3" }), RateLimited, { retryAfterMillis: 3000, retryable: true }],
    [reply(200, "<html>"), UnexpectedResponse, { problem: "it is no JSON" }],
    [json(200, { Login: 7 }), UnexpectedResponse, { excerpt: '{"Login": number}' }],
    [resetBefore(), NetworkFailed, { kind: "reset", mayHaveArrived: true, retryable: true }],
    [resetMidway(), NetworkFailed, { step: "ApiRequest", retryable: true }],
    [raw("no HTTP\r\n\r\n"), NetworkFailed, { step: "ApiRequest" }],
    [redirect(302, "https://elsewhere.example/"), RedirectRefused, { status: 302 }],
  ];
  for (const [index, [answer, error, fields]] of answers.entries()) {
    it(`rejects with a typed error (${error.name}, ${index}), and sends nothing again`, async () => {
      await using at = await scripted([answer]);
      const thrown = await rejection(at.client.request(info));
      expect(thrown).toBeInstanceOf(error);
      expect(thrown).toMatchObject(fields);
      expect(at.requests()).toHaveLength(1);
    });
  }

  it("never shows token or app key in an error, though the server repeats them", async () => {
    const echo = { Message: "token-canary and app-key-canary", error: "Bearer token-canary" };
    for (const status of [200, 400, 401, 403, 500]) {
      await using at = await scripted([json(status, echo), token("token-canary"), json(status, echo)]);
      const thrown = await rejection(at.client.request(info));
      expect(JSON.stringify({ ...thrown }) + thrown.message + thrown.stack).not.toContain("canary");
    }
  });

  it("has a time limit, body included", async () => {
    for (
      const answer of [
        silence(),
        (socket: Parameters<ScriptedReply>[0]) =>
          void socket.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"),
      ] as ReadonlyArray<ScriptedReply>
    ) {
      await using at = await scripted([answer], { requestTimeout: 300 });
      const thrown = await rejection(at.client.request(info));
      expect(thrown).toBeInstanceOf(RequestTimedOut);
      expect(thrown).toMatchObject({ step: "ApiRequest", timeoutMillis: 300, retryable: true });
    }
  });

  it("rejects with the reason of its signal", async () => {
    await using at = await scripted([silence()]);
    const aborter = new AbortController();
    const waiting = rejection(at.client.request(info, { signal: aborter.signal }));
    await at.server.received(2);
    aborter.abort("enough");
    expect(await waiting).toBe("enough");
    expect(await rejection(at.client.request(info, { signal: AbortSignal.abort("before") }))).toBe("before");
    expect(at.requests()).toHaveLength(1);
  });

  it("reads an answer of megabytes, up to 16 of them", async () => {
    const large = `["${"x".repeat(3 * 1024 * 1024)}"]`;
    const endless = (socket: Parameters<ScriptedReply>[0]): void => {
      socket.on("error", () => {});
      socket.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n");
      const chunk = new Uint8Array(256 * 1024).fill(0x20);
      const more = (): void => void (socket.destroyed || socket.write(chunk, () => more()));
      more();
    };
    await using at = await scripted([reply(200, large), endless]);
    expect(await at.client.request({ path: "/large" })).toEqual([large.slice(2, -2)]);
    expect(await rejection(at.client.request({ path: "/endless" }))).toMatchObject({
      _tag: "ResponseTooLarge",
      limitBytes: 16 * 1024 * 1024,
    });
  });

  it("runs inside the middleware as step ApiRequest, with its error", async () => {
    const steps: Array<string> = [];
    const seen: Middleware = (step, next) => {
      steps.push(`${step.name} ${step.attempt}`);
      expect(step).toMatchObject({ username: user, baseUrl: at.server.baseUrl });
      return next;
    };
    const user = "middleware-user";
    await using server = await scriptedServer([token(), bob, denied, token("second"), bob]);
    await using client = createClient(options(server.baseUrl, { use: [seen], username: user }));
    const at = { server, client };
    await client.token();
    await at.client.request(info);
    await at.client.request(info);
    expect(steps).toEqual([
      "RequestToken 1",
      "ApiRequest 1",
      "ApiRequest 1",
      "RequestToken 1",
      "ApiRequest 2",
    ]);
  });
});

describe("a 401", () => {
  it("invalidates the token, logs in once and repeats the request once", async () => {
    await using at = await scripted([denied, token("second"), bob, bob]);
    expect(await at.client.request(info)).toEqual({ Login: "bob" });
    expect(await at.client.request(info)).toEqual({ Login: "bob" });
    expect(at.authorizations()).toEqual(["Bearer token-canary", undefined, "Bearer second", "Bearer second"]);
  });

  it("repeats an order too: the server has not taken it", async () => {
    await using at = await scripted([denied, token("second"), json(200, { Id: 7 })]);
    expect(await at.client.request(order)).toEqual({ Id: 7 });
    expect(at.requests()).toEqual([
      "POST /api/v1.0/accounts/7/orders",
      "POST /api/token",
      "POST /api/v1.0/accounts/7/orders",
    ]);
  });

  it("for ever is one new login, then the error; no call after it logs in again for a minute", async () => {
    await using at = await scripted([denied, token("second"), denied, denied, denied]);
    const thrown = await rejection(at.client.request(info));
    expect(thrown).toBeInstanceOf(TokenRefused);
    expect(thrown).toMatchObject({ retryable: false, exitCode: 7 });
    expect(await rejection(at.client.request(info))).toBeInstanceOf(TokenRefused);
    expect((await at.client.fetch("/v1.0/x")).status).toBe(401);
    expect(at.requests().filter((line) => line.includes("token"))).toHaveLength(1);
  });

  it("for ever, of many calls at once, is one new login too, and puts off the next by a minute only", async () => {
    const tokens = Array.from({ length: 3 }, (_, index) => token(`token-${index}`));
    const refusing: ScriptedReply = (socket, request) => {
      const answer = request.path === "/api/token" ? tokens.shift() : denied;
      answer?.(socket, request);
    };
    await using server = await scriptedServer([refusing], { repeatLast: true });
    await using client = createClient(options(server.baseUrl));
    const logins = () => server.requests.filter(({ path }) => path === "/api/token").length;
    await Promise.all(Array.from({ length: 20 }, () => rejection(client.request(info))));
    expect(logins()).toBe(2);
    const clock = vi.spyOn(Date, "now");
    const now = Date.now();
    try {
      clock.mockReturnValue(now + 50_000);
      expect(await rejection(client.request(info))).toBeInstanceOf(TokenRefused);
      expect(logins()).toBe(2);
      clock.mockReturnValue(now + 61_000);
      expect(await rejection(client.request(info))).toBeInstanceOf(TokenRefused);
      expect(logins()).toBe(3);
    } finally {
      clock.mockRestore();
    }
  });

  it("that logins do not help against puts the next one off for twice as long each time, until one helps", async () => {
    let logins = 0;
    let helpful = Infinity;
    const answering: ScriptedReply = (socket, request) => {
      const sent = Number(/token-(\d+)$/.exec(request.headers["authorization"] ?? "")?.[1]);
      const answer = request.path === "/api/token"
        ? token(`token-${++logins}`)
        : sent === helpful
        ? bob
        : denied;
      answer(socket, request);
    };
    await using server = await scriptedServer([answering], { repeatLast: true });
    await using client = createClient(options(server.baseUrl));
    const clock = vi.spyOn(Date, "now");
    const begun = Date.now();
    const loginsAfter = async (seconds: number) => {
      clock.mockReturnValue(begun + seconds * 1000);
      await client.request(info).catch(() => {});
      return logins;
    };
    try {
      expect(await loginsAfter(0)).toBe(2);
      expect(await loginsAfter(59)).toBe(2);
      expect(await loginsAfter(60)).toBe(3);
      expect(await loginsAfter(179)).toBe(3);
      expect(await loginsAfter(180)).toBe(4);
      expect(await loginsAfter(419)).toBe(4);
      helpful = 5;
      expect(await loginsAfter(420)).toBe(5);
      helpful = Infinity;
      expect(await loginsAfter(421)).toBe(6);
      expect(await loginsAfter(480)).toBe(6);
      expect(await loginsAfter(481)).toBe(7);
    } finally {
      clock.mockRestore();
    }
  });

  it("that got an older token leaves the newer one alone", async () => {
    let release = (): void => {};
    const late: ScriptedReply = (socket, request) => void (release = () => denied(socket, request));
    await using at = await scripted([late, denied, token("second"), bob, bob]);
    const slow = at.client.request(info);
    await at.server.received(2);
    expect(await at.client.request(info)).toEqual({ Login: "bob" });
    release();
    expect(await slow).toEqual({ Login: "bob" });
    expect(at.requests().filter((line) => line.includes("token"))).toHaveLength(1);
    expect(at.authorizations().at(-1)).toBe("Bearer second");
  });

  it("of many calls at once is one login", async () => {
    const tokens = [token("first"), token("second")];
    const byToken: ScriptedReply = (socket, request) => {
      const isLogin = request.path === "/api/token";
      const answer = isLogin
        ? tokens.shift()
        : request.headers["authorization"] === "Bearer first"
        ? denied
        : bob;
      answer?.(socket, request);
    };
    await using server = await scriptedServer([byToken], { repeatLast: true });
    await using client = createClient(options(server.baseUrl));
    await client.token();
    await Promise.all(Array.from({ length: 20 }, () => client.request(info)));
    expect(server.requests.filter(({ path }) => path === "/api/token")).toHaveLength(2);
  });

  it("takes a newer token from the store, where another process has logged in already", async () => {
    const store = memoryStore();
    await using server = await scriptedServer([token("first"), token("second"), denied, bob]);
    const both = options(server.baseUrl, { store });
    await using mine = createClient(both);
    await mine.token();
    await using theirs = createClient(both);
    await theirs.login();
    expect(await mine.request(info)).toEqual({ Login: "bob" });
    expect(server.requests.map(({ headers }) => headers["authorization"])).toEqual([
      undefined,
      undefined,
      "Bearer first",
      "Bearer second",
    ]);
  });

  it("whose login fails gives that login's error", async () => {
    const refused = json(401, { State: "Failed", Step: "BaseAuthentication", Reason: "Invalid credentials" });
    await using at = await scripted([denied, refused]);
    expect(await rejection(at.client.request(info))).toMatchObject({ _tag: "CredentialsRefused" });
  });
});

describe("an order", () => {
  const lost: ReadonlyArray<readonly [title: string, answer: ScriptedReply]> = [
    ["the connection breaks before the answer", resetBefore()],
    ["the connection breaks within the answer", resetMidway(200)],
    ["the server is at fault", json(503, {}, { "Retry-After": "1" })],
    ["the server is at fault, unknown how", json(500, { message: "An error occurred" })],
  ];
  for (const [title, answer] of lost) {
    it(`is sent once where ${title}, and the error does not call it worth another try`, async () => {
      // A connection that was used before: some runtimes would send it again by themselves.
      await using at = await scripted([bob, answer]);
      await at.client.request(info);
      expect(await rejection(at.client.request(order))).toMatchObject({ retryable: false });
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(at.requests()).toEqual(["GET /api/v1.0/users/@me/info", "POST /api/v1.0/accounts/7/orders"]);
    });
  }

  it("is not sent on by a redirect", async () => {
    await using at = await scripted([redirect(307, "/api/v2/orders")]);
    expect(await rejection(at.client.request(order))).toBeInstanceOf(RedirectRefused);
    expect(at.requests()).toHaveLength(1);
  });

  it("that takes too long is not worth another try either", async () => {
    await using at = await scripted([silence()], { requestTimeout: 200 });
    expect(await rejection(at.client.request(order))).toMatchObject({
      _tag: "RequestTimedOut",
      retryable: false,
    });
  });

  it("that no server took may be tried again", async () => {
    await using at = await scripted([]);
    await at.server[Symbol.asyncDispose]();
    expect(await rejection(at.client.request(order))).toMatchObject({
      mayHaveArrived: false,
      retryable: true,
    });
  });
});

describe("client.fetch", () => {
  it("gives the answer as it is, whatever its status", async () => {
    await using at = await scripted([json(404, { Message: "none" }, { "X-Mark": "1" })]);
    const response = await at.client.fetch("/v1.0/none");
    expect([response.status, response.headers.get("X-Mark")]).toEqual([404, "1"]);
    expect(await response.json()).toEqual({ Message: "none" });
  });

  it("uses a token no more that got a 401 with a body that cannot be sent again", async () => {
    await using at = await scripted([denied, token("second"), bob]);
    const body = new Blob(["x"]).stream();
    const refused = await at.client.fetch("/x", { method: "POST", body, duplex: "half" } as RequestInit);
    expect(refused.status).toBe(401);
    expect(await at.client.request(info)).toEqual({ Login: "bob" });
    expect(at.authorizations()).toEqual(["Bearer token-canary", undefined, "Bearer second"]);
  });

  it("takes a body that is read as it comes for one that cannot be sent again, and a blob for one that can", async () => {
    await using at = await scripted([denied, token("second"), denied, token("third"), reply(200)]);
    const body = (async function* () {
      yield new TextEncoder().encode("x");
    })();
    const init = { method: "POST", body, duplex: "half" } as unknown as RequestInit;
    expect((await at.client.fetch("/once", init)).status).toBe(401);
    expect((await at.client.fetch("/blob", { method: "POST", body: new Blob(["x"]) })).status).toBe(200);
    expect(at.requests()).toEqual([
      "POST /api/once",
      "POST /api/token",
      "POST /api/blob",
      "POST /api/token",
      "POST /api/blob",
    ]);
  });

  it("sends bodies of all kinds, and those again after a 401 that can be", async () => {
    await using at = await scripted([denied, token("second"), reply(200), denied]);
    const init = { method: "POST", body: new URLSearchParams({ a: "1" }) };
    expect((await at.client.fetch("/form", init)).status).toBe(200);
    const stream = new Response("streamed").body!;
    const streamed = { method: "POST", body: stream, duplex: "half" } as RequestInit;
    expect((await at.client.fetch("/stream", streamed)).status).toBe(401);
    expect(at.requests()).toEqual([
      "POST /api/form",
      "POST /api/token",
      "POST /api/form",
      "POST /api/stream",
    ]);
  });

  it("streams: the answer is there with its headers, and aborts with the caller's signal after that", async () => {
    const slow: ScriptedReply = (socket) =>
      void socket.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\npart");
    await using at = await scripted([slow]);
    const aborter = new AbortController();
    const response = await at.client.fetch("/slow", { signal: aborter.signal });
    const reader = response.body!.getReader();
    expect(new TextDecoder().decode((await reader.read()).value)).toBe("part");
    aborter.abort(new Error("enough"));
    await expect(reader.read()).rejects.toThrow();
  });
});

describe("the token goes below the base URL only:", () => {
  const outside = [
    "https://elsewhere.example/api/v1.0/x",
    "//elsewhere.example/x",
    "http://127.0.0.1:1/api/v1.0/x",
    "/../admin",
    "/v1.0/../../admin",
    "/%2e%2e/admin",
    "/x/..\\..\\..\\admin",
    "file:///etc/passwd",
    "javascript:alert(1)",
  ];
  for (const path of outside) {
    it(path, async () => {
      await using at = await scripted([bob]);
      const call = at.client.fetch(path).then((response) => response.status);
      // What begins with two slashes is a path here, and no host.
      if (path.startsWith("//")) expect(await call).toBe(200);
      else expect(await rejection(call)).toBeInstanceOf(InvalidConfiguration);
      expect(at.requests().every((line) => line.startsWith("GET /api/"))).toBe(true);
    });
  }

  it("another port, user or password in the address", async () => {
    await using at = await scripted([]);
    const base = new URL(at.server.baseUrl);
    for (const change of [{ port: "1" }, { username: "u" }, { password: "p" }, { pathname: "/apiary/x" }]) {
      const url = Object.assign(new URL(`${base.href}/x`), change);
      expect(await rejection(at.client.fetch(url))).toBeInstanceOf(InvalidConfiguration);
    }
  });

  it("a whole address below it is one", async () => {
    await using at = await scripted([bob, bob]);
    expect((await at.client.fetch(new URL(`${at.server.baseUrl}/v1.0/x?y=z`))).status).toBe(200);
    expect((await at.client.fetch("v1.0/x")).status).toBe(200);
    expect(at.requests()).toEqual(["GET /api/v1.0/x?y=z", "GET /api/v1.0/x"]);
  });

  it("a redirect below it is followed for a GET, three times at most", async () => {
    const on = redirect(302, "/api/next");
    await using at = await scripted([on, redirect(307, "further"), bob, on, on, on, on]);
    expect((await at.client.fetch("/first")).status).toBe(200);
    expect(at.requests()).toEqual(["GET /api/first", "GET /api/next", "GET /api/further"]);
    expect(await rejection(at.client.fetch("/first"))).toMatchObject({ _tag: "RedirectRefused" });
  });

  it("a redirect elsewhere is an error, and nothing is sent there", async () => {
    await using other = await scriptedServer([bob]);
    const targets = [other.baseUrl, `${other.origin}/api/x`, "/admin", "http://u:p@127.0.0.1/api/x"];
    for (const target of targets) {
      await using at = await scripted([redirect(302, target)]);
      expect(await rejection(at.client.fetch("/x"))).toBeInstanceOf(RedirectRefused);
    }
    expect(other.requests).toHaveLength(0);
  });
});

describe("client.close", () => {
  it("lets requests under way come to their end", async () => {
    let release = (): void => {};
    const late: ScriptedReply = (socket, request) => void (release = () => bob(socket, request));
    await using at = await scripted([late]);
    const waiting = at.client.request(info);
    await at.server.received(2);
    let isClosed = false;
    const closed = at.client.close().then(() => isClosed = true);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(isClosed).toBe(false);
    const released = performance.now();
    release();
    expect(await waiting).toEqual({ Login: "bob" });
    await closed;
    expect(performance.now() - released).toBeLessThan(4000);
    expect(await rejection(at.client.request(info))).toMatchObject({ name: "AbortError" });
    expect(await rejection(at.client.token())).toMatchObject({ name: "AbortError" });
    expect(at.requests()).toHaveLength(1);
  });

  it("gives them 5 seconds, and always ends", async () => {
    await using at = await scripted([silence()]);
    const waiting = rejection(at.client.request(info));
    await at.server.received(2);
    const begun = performance.now();
    await at.client.close();
    expect(performance.now() - begun).toBeLessThan(7000);
    expect(await waiting).toMatchObject({ name: "AbortError" });
  }, 10_000);
});
