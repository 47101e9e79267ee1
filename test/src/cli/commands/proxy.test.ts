import { createServer } from "node:http";
import { createHash } from "node:crypto";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { simulate } from "../../../../src/simulator/mod.ts";
import { runCli, startCli } from "../../../support/cli.ts";
import { freePort } from "../../../support/freePort.ts";
import { rawHttp } from "../../../support/rawHttp.ts";
import {
  type Broker,
  type Proxy,
  secrets,
  servedUrl,
  settledCount,
  startBroker,
  startProxy,
  until,
} from "./proxy/broker.ts";

const patient = 60_000;

let broker: Broker;
let proxy: Proxy;
beforeAll(async () => {
  broker = await startBroker();
  proxy = await startProxy(broker.baseUrl);
}, patient);
afterAll(async () => {
  try {
    await proxy[Symbol.asyncDispose]();
  } finally {
    await broker[Symbol.asyncDispose]();
  }
}, patient);

/** What comes back for a request that is written by hand. */
async function raw(head: string, body = "", to = proxy): Promise<string> {
  await using connection = await rawHttp(to.url);
  connection.send(`${head.replaceAll("\n", "\r\n").replaceAll("PORT", String(to.port))}\r\n\r\n${body}`);
  const answered = await connection.closed();
  expect(answered).not.toContain("canary");
  return answered;
}

const sha = (data: Uint8Array) => createHash("sha256").update(data).digest("hex");

describe("a program's calls", { timeout: patient }, () => {
  it("go to the broker with token and app key, their own headers, query and body", async () => {
    let body = "";
    broker.on("/v1.0/accounts/6303/orders", (request, response) => {
      request.on("data", (part) => body += part).on("end", () => {
        response.writeHead(200, { "Content-Type": "application/json" }).end(`{"Id":1}`);
      });
    });
    const { status, text, headers } = await proxy.call("/v1.0/accounts/6303/orders?currency=USD&x=%2F", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Request-Id": "17", "Accept": "application/json" },
      body: `{"Quantity":1e-8}`,
    });
    expect({ status, text, type: headers.get("content-type") })
      .toEqual({ status: 200, text: `{"Id":1}`, type: "application/json" });
    expect(body).toBe(`{"Quantity":1e-8}`);
    const call = broker.received.at(-1);
    expect(call).toMatchObject({ method: "POST", url: "/v1.0/accounts/6303/orders?currency=USD&x=%2F" });
    expect(call?.headers).toMatchObject({
      "authorization": "Bearer canary-token-1",
      "et-app-key": "canary-app-key",
      "content-type": "application/json",
      "x-request-id": "17",
      "accept": "application/json",
      "host": new URL(broker.baseUrl).host,
    });
  });

  it("leave behind credentials, cookies, and what is meant for the one connection", async () => {
    const answered = await raw(`GET /v1.0/left HTTP/1.1
Host: localhost:PORT
Authorization: Bearer of-the-program
Et-App-Key: of-the-program
Cookie: of-the-program
Proxy-Authorization: of-the-program
TE: trailers
Upgrade: of-the-program
Keep-Alive: of-the-program
Expect: 100-continue
Connection: close, X-Private
X-Private: of-the-program
X-Public: kept`);
    expect(answered).toMatch(/^HTTP\/1\.1 (100 Continue\r\n\r\nHTTP\/1\.1 )?200 /);
    const { headers } = broker.received.at(-1)!;
    expect(JSON.stringify(headers)).not.toContain("of-the-program");
    expect(headers).toMatchObject({ "x-public": "kept", "authorization": "Bearer canary-token-1" });
    expect(headers).not.toHaveProperty("te");
    expect(headers).not.toHaveProperty("expect");
  });

  it("get the answer as it is, without cookies and what is meant for the one connection", async () => {
    broker.on("/v1.0/missing", (_request, response) => {
      response.writeHead(404, {
        "Content-Type": "application/json",
        "Set-Cookie": ["a=1", "b=2"],
        "X-Private": "1",
        "X-Public": "caf\u00e9",
        "Connection": "close, X-Private",
      });
      // A text would make Node write the head in UTF-8.
      response.end(new TextEncoder().encode(`{"Message":"No such thing"}`));
    });
    const { status, headers, text } = await proxy.call("/v1.0/missing");
    expect({ status, text }).toEqual({ status: 404, text: `{"Message":"No such thing"}` });
    expect(headers.get("x-public")).toBe("caf\u00e9");
    for (const name of ["set-cookie", "x-private"]) expect(headers.has(name)).toBe(false);
  });

  it("get a compressed answer unpacked, and no other coding than those that were asked for", async () => {
    const { brotliCompressSync, gzipSync } = await import("node:zlib");
    const text = "an answer ".repeat(1000);
    for (const [coding, bytes] of [["gzip", gzipSync(text)], ["br", brotliCompressSync(text)]] as const) {
      broker.on(`/v1.0/${coding}`, (_request, response) => {
        response.writeHead(200, { "Content-Encoding": coding, "Content-Length": String(bytes.length) }).end(
          bytes,
        );
      });
      const called = await proxy.call(`/v1.0/${coding}`, { headers: { "Accept-Encoding": "zstd" } });
      expect(called.text).toBe(text);
      expect(called.headers.has("content-encoding")).toBe(false);
      expect(broker.received.at(-1)?.headers["accept-encoding"]).toBe("gzip, br");
      expect(await raw(`HEAD /v1.0/${coding} HTTP/1.1\nHost: localhost:PORT\nConnection: close`))
        .not.toMatch(/content-(length|encoding)/i);
    }
    broker.on("/v1.0/zstd", (_request, response) => {
      response.writeHead(200, { "Content-Encoding": "zstd" }).end("not what it says");
    });
    const { status, text: refused } = await proxy.call("/v1.0/zstd");
    expect({ status, error: JSON.parse(refused).error }).toEqual({ status: 502, error: "UnexpectedCoding" });
  });

  it("may be HEAD, and get answers without a body", async () => {
    broker.on(
      "/v1.0/size",
      (_request, response) => response.writeHead(200, { "Content-Length": "123" }).end(),
    );
    broker.on("/v1.0/gone", (_request, response) => response.writeHead(204).end());
    const answered = await raw("HEAD /v1.0/size HTTP/1.1\nHost: localhost:PORT\nConnection: close");
    expect(answered).toMatch(/^HTTP\/1\.1 200 [^]*content-length: 123\r\n[^]*\r\n\r\n$/i);
    expect((await proxy.call("/v1.0/gone", { method: "DELETE" })).status).toBe(204);
    expect(broker.received.at(-1)?.method).toBe("DELETE");
  });

  it("answer with JSON where the broker cannot be told, and send no order twice", async () => {
    broker.on("/v1.0/drop", (request) => request.socket.destroy());
    const count = (method: string) =>
      broker.received.filter(({ url, ...call }) => url === "/v1.0/drop" && call.method === method).length;
    const posted = await proxy.call("/v1.0/drop", { method: "POST", body: "{}" });
    expect(posted.status).toBe(502);
    expect(JSON.parse(posted.text)).toEqual({
      error: "NetworkFailed",
      message: expect.stringContaining("the connection broke"),
      mayHaveArrived: true,
      retryable: false,
    });
    expect(posted.headers.has("retry-after")).toBe(false);
    expect(count("POST")).toBe(1);
    const got = await proxy.call("/v1.0/drop");
    expect({ status: got.status, ...JSON.parse(got.text) })
      .toEqual({ status: 503, error: "NetworkFailed", message: expect.any(String) });
  });

  it.each([
    ["beyond Latin-1", "caf\u00e9 \u20ac"],
    ["with a control character", "a\u0001b"],
    ["with an escape sequence", "\u001b[31m"],
  ])("get an answer whose reason phrase is %s, with a reason of the proxy's own", async (_what, reason) => {
    broker.on("/v1.0/reason", (_request, { socket }) => {
      socket?.end(`HTTP/1.1 200 ${reason}\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`);
    });
    const answered = await raw("GET /v1.0/reason HTTP/1.1\nHost: localhost:PORT\nConnection: close");
    // Some runtimes' fetch does not take such an answer.
    expect(answered.split("\r\n")[0]).toMatch(/^HTTP\/1\.1 (200 OK|50[23] [ \w]+)$/);
    expect((await proxy.call("/v1.0/x")).status).toBe(200);
  });
});

describe("streaming", { timeout: patient }, () => {
  it("gives the first part of an answer before its last", async () => {
    let finish = () => {};
    broker.on("/v1.0/slow", (_request, response) => {
      response.writeHead(200).write("first,");
      finish = () => response.end("last");
    });
    const response = await fetch(`${proxy.url}/v1.0/slow`);
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader.read()).value).toBe("first,");
    finish();
    expect((await reader.read()).value).toBe("last");
    expect((await reader.read()).done).toBe(true);
  });

  it("gives the head of an answer before its body", async () => {
    let finish = () => {};
    broker.on("/v1.0/head-first", (_request, response) => {
      response.writeHead(200).flushHeaders();
      finish = () => response.end("body");
    });
    const response = await fetch(`${proxy.url}/v1.0/head-first`);
    finish();
    expect(await response.text()).toBe("body");
  });

  it("takes no more of an answer than the program does, and aborts it when the program goes", async () => {
    let written = 0;
    broker.on("/v1.0/endless", (_request, response) => {
      const piece = new Uint8Array(64 * 1024);
      const more = () => {
        do written += piece.length; while (response.write(piece));
      };
      response.writeHead(200).on("drain", more);
      more();
    });
    const aborter = new AbortController();
    const response = await fetch(`${proxy.url}/v1.0/endless`, { signal: aborter.signal });
    expect(await settledCount(() => written)).toBeLessThan(64 * 1024 * 1024);
    const call = broker.received.at(-1)!;
    expect(call.wasBroken).toBe(false);
    aborter.abort();
    await expect(response.arrayBuffer()).rejects.toThrow();
    await until(() => call.wasBroken);
  });

  it("aborts a call that has no answer yet when the program goes", async () => {
    broker.on("/v1.0/silent", () => {});
    await using connection = await rawHttp(proxy.url);
    connection.send(`GET /v1.0/silent HTTP/1.1\r\nHost: localhost:${proxy.port}\r\n\r\n`);
    await until(() => broker.received.at(-1)?.url === "/v1.0/silent");
    const call = broker.received.at(-1)!;
    expect(call.wasBroken).toBe(false);
    await connection[Symbol.asyncDispose]();
    await until(() => call.wasBroken);
  });

  it("breaks the program's connection where the broker's breaks", async () => {
    broker.on("/v1.0/broken", (_request, response) => {
      response.writeHead(200).write("half of");
      setTimeout(() => response.socket?.resetAndDestroy(), 100);
    });
    const response = await fetch(`${proxy.url}/v1.0/broken`);
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
    const answered = await raw("GET /v1.0/broken HTTP/1.1\nHost: localhost:PORT");
    expect(answered).toContain("half of");
    expect(answered).not.toMatch(/\r\n0\r\n\r\n$/);
  });

  it("takes a long upload as it comes", async () => {
    const upload = new Uint8Array(5 * 1024 * 1024).map((_, i) => i * i);
    const hash = createHash("sha256");
    broker.on("/v1.0/upload", (request, response) => {
      request.on("data", (part) => hash.update(part)).on("end", () => response.end(hash.digest("hex")));
    });
    const { status, text } = await proxy.call("/v1.0/upload", { method: "PUT", body: upload });
    expect({ status, text }).toEqual({ status: 200, text: sha(upload) });
  });

  it("takes no more of an upload than the broker does", async () => {
    let read = () => {};
    broker.on("/v1.0/reluctant", (request, response) => {
      read = () => request.resume().on("end", () => response.end("{}"));
    });
    const piece = new Uint8Array(64 * 1024);
    let sent = 0;
    let isEnough = false;
    const body = new ReadableStream({
      pull(controller) {
        sent += piece.length;
        if (isEnough) controller.close();
        else controller.enqueue(piece);
      },
    }, { highWaterMark: 0 });
    const calling = proxy.call("/v1.0/reluctant", { method: "POST", body, duplex: "half" } as RequestInit);
    expect(await settledCount(() => sent)).toBeLessThan(64 * 1024 * 1024);
    isEnough = true;
    read();
    expect((await calling).status).toBe(200);
  });

  it("ends a call whose upload breaks off", async () => {
    broker.on("/v1.0/cut-off", (request) => void request.resume());
    await using connection = await rawHttp(proxy.url);
    connection.send(
      `POST /v1.0/cut-off HTTP/1.1\r\nHost: localhost:${proxy.port}\r\nContent-Length: 9999999\r\n\r\n`,
    );
    connection.send(new Uint8Array(1024 * 1024));
    await until(() => broker.received.at(-1)?.url === "/v1.0/cut-off");
    await connection[Symbol.asyncDispose]();
    await until(() => broker.received.at(-1)!.wasBroken);
  });
});

describe("a token that the broker has revoked", { timeout: patient }, () => {
  it("is replaced by one login, for all calls together, each sent once more", async () => {
    const before = broker.logins();
    broker.on("/v1.0/echo", (request, response) => request.pipe(response));
    broker.revoke();
    const calls = Array.from(
      { length: 8 },
      (_, i) => proxy.call("/v1.0/echo", { method: "POST", body: `${i}`.repeat(100_000) }),
    );
    for (const [i, { status, text }] of (await Promise.all(calls)).entries()) {
      expect({ status, isWhole: text === `${i}`.repeat(100_000) }).toEqual({ status: 200, isWhole: true });
    }
    expect(broker.logins()).toBe(before + 1);
  });

  it("gives the program the 401 of a long upload, which is not sent twice; the next call is well", async () => {
    const before = broker.logins();
    broker.revoke();
    const count = broker.received.length;
    const { status, text } = await proxy.call("/v1.0/echo", {
      method: "POST",
      body: new Uint8Array(1024 * 1024),
    });
    expect({ status, text }).toEqual({
      status: 401,
      text: `{"Message":"Authorization has been denied for this request."}`,
    });
    expect(broker.received.length).toBe(count + 1);
    expect((await proxy.call("/v1.0/after")).status).toBe(200);
    expect(broker.logins()).toBe(before + 1);
  });
});

describe("requests that are refused", { timeout: patient }, () => {
  const own = "Host: 127.0.0.1:PORT\nConnection: close";
  it.each<[string, number, string]>([
    ["another server's name (DNS rebinding)", 421, "GET /v1.0/x HTTP/1.1\nHost: evil.example:PORT"],
    ["the name without the port", 421, "GET /v1.0/x HTTP/1.1\nHost: localhost"],
    ["no name", 421, "GET /v1.0/x HTTP/1.1\nX: y"],
    ["two names", 421, "GET /v1.0/x HTTP/1.1\nHost: localhost:PORT\nHost: evil.example"],
    ["another server's name for /healthz", 421, "GET /healthz HTTP/1.1\nHost: evil.example"],
    ["a page of a browser", 403, `GET /v1.0/x HTTP/1.1\n${own}\nOrigin: null`],
    ["a page of a browser for /healthz", 403, `GET /healthz HTTP/1.1\n${own}\nOrigin: http://localhost:1`],
    ["an image of a page", 403, `GET /v1.0/x HTTP/1.1\n${own}\nSec-Fetch-Site: cross-site`],
    ["a preflight", 405, `OPTIONS /v1.0/x HTTP/1.1\n${own}`],
    ["TRACE, which would tell the token", 405, `TRACE /v1.0/x HTTP/1.1\n${own}`],
    ["CONNECT", 405, `CONNECT evil.example:443 HTTP/1.1\n${own}`],
    ["a whole address", 400, `GET http://127.0.0.1:PORT/v1.0/x HTTP/1.1\n${own}`],
    ["an asterisk", 400, `GET * HTTP/1.1\n${own}`],
    ["the token endpoint", 403, `POST /token HTTP/1.1\n${own}`],
    ["the token endpoint, disguised", 403, `POST //v1.0/%2e%2e//%54oKen/?a HTTP/1.1\n${own}`],
    ["a way out of the base URL", 403, `GET /..%2f..%2fadmin HTTP/1.1\n${own}`],
    ["a POST to /healthz", 405, `POST /healthz HTTP/1.1\n${own}`],
  ])("%s gets %i", async (_what, status, head) => {
    const count = broker.received.length;
    const logins = broker.logins();
    const answered = await raw(head.includes("close") ? head : `${head}\nConnection: close`);
    expect(answered.slice(0, 13)).toBe(`HTTP/1.1 ${status} `);
    if (status === 405) expect(answered).toMatch(/^allow: GET, HEAD/im);
    expect([broker.received.length, broker.logins()]).toEqual([count, logins]);
  });

  it("a GET with a body", async () => {
    expect(await raw(`GET /v1.0/x HTTP/1.1\n${own}\nContent-Length: 2`, "{}")).toMatch(/^HTTP\/1\.1 400 /);
  });

  it("a CONNECT whose connection is reset then: the proxy goes on", async () => {
    for (let i = 0; i < 5; i++) {
      const socket = connect({ port: proxy.port, host: "127.0.0.1", allowHalfOpen: true });
      socket.write(`CONNECT evil.example:443 HTTP/1.1\r\nHost: 127.0.0.1:${proxy.port}\r\n\r\n`);
      await new Promise<void>((resolve) => {
        socket.once("data", () => socket.resetAndDestroy()).once("close", () => resolve());
      });
    }
    expect((await proxy.call("/v1.0/x")).status).toBe(200);
  });

  it("a short body with them is passed over, and the connection carries the next request", async () => {
    const refused = "POST /token HTTP/1.1\nHost: 127.0.0.1:PORT\nContent-Length: 2";
    const next = `GET /v1.0/x HTTP/1.1\n${own}\n\n`.replaceAll("\n", "\r\n").replaceAll(
      "PORT",
      `${proxy.port}`,
    );
    const answered = await raw(refused, `{}${next}`);
    expect(answered.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 403", "HTTP/1.1 200"]);
  });

  it("an upload with them is not read", async () => {
    await using connection = await rawHttp(proxy.url);
    connection.send(
      `POST /token HTTP/1.1\r\nHost: 127.0.0.1:${proxy.port}\r\nContent-Length: ${2 ** 40}\r\n\r\n`,
    );
    expect(await connection.status()).toBe(403);
    expect(await connection.flood()).toBeLessThan(64 * 1024 * 1024);
  });

  it("what is no HTTP", async () => {
    expect(await raw("HELO")).toMatch(/^HTTP\/1\.1 400 /);
    expect(await raw(`GET /v1.0/x HTTP/1.1\n${own}\nX: ${"x".repeat(100_000)}`)).toMatch(/^HTTP\/1\.1 431 /);
  });

  it.each(["127.0.0.1", "localhost", "[::1]", "LOCALHOST"])("but not those for %s", async (name) => {
    expect(await raw(`GET /v1.0/x HTTP/1.1\nHost: ${name}:PORT\nConnection: close`)).toMatch(
      /^HTTP\/1\.1 200 /,
    );
  });

  it("nor those of Node's own fetch, which sends Sec-Fetch-Mode", async () => {
    const head = `GET /v1.0/x HTTP/1.1\n${own}\nSec-Fetch-Mode: cors`;
    expect(await raw(head)).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe("AUTOSHARES_PROXY_SECRET", { timeout: patient }, () => {
  it("is asked of every request but /healthz; several count while one is replaced", async () => {
    const [older, newer] = ["canary-older-secret", "canary-newer-secret"];
    await using guarded = await startProxy(broker.baseUrl, {
      AUTOSHARES_PROXY_SECRET: `${older},${newer}`,
    });
    const count = broker.received.length;
    const statusWith = async (authorization?: string, path = "/v1.0/x") =>
      (await guarded.call(path, authorization === undefined ? {} : { headers: { authorization } })).status;
    for (
      const wrong of [undefined, "", "Bearer", `Basic ${older}`, `Bearer ${older}x`, "Bearer canary-token-1"]
    ) expect(await statusWith(wrong)).toBe(401);
    const { headers, text } = await guarded.call("/v1.0/x");
    expect(headers.get("www-authenticate")).toBe("Bearer");
    expect(JSON.parse(text).error).toBe("SecretRequired");
    expect(await statusWith(undefined, "/token")).toBe(401);
    expect(broker.received.length).toBe(count);
    for (const right of [older, newer]) expect(await statusWith(`Bearer ${right}`)).toBe(200);
    expect(broker.received.at(-1)?.headers.authorization).toMatch(/^Bearer canary-token-\d+$/);
    expect(await statusWith(undefined, "/healthz")).toBe(200);
    expect(guarded.cli.stderrSoFar()).toContain("AUTOSHARES_PROXY_SECRET");
  });

  it.each([["too short", "canary-short"], ["no secret", ","], [
    "with a blank",
    "canary secret canary secret",
  ]])(
    "%s: 2, without a login",
    async (_what, secret) => {
      const logins = broker.logins();
      const { code, lastLine, stderr, stdout } = await runCli(["proxy"], {
        env: {
          ...secrets,
          AUTOSHARES_BASE_URL: broker.baseUrl,
          AUTOSHARES_USERNAME: "bob",
          AUTOSHARES_PROXY_SECRET: secret,
        },
      });
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(lastLine).toContain("AUTOSHARES_PROXY_SECRET");
      expect(stderr).not.toContain("canary");
      expect(broker.logins()).toBe(logins);
    },
  );
});

describe("/healthz", { timeout: patient }, () => {
  it("says until when the token is good, and what is wrong where it is not, without a login", async () => {
    await using mine = await startBroker();
    await using watched = await startProxy(mine.baseUrl);
    const good = await watched.call("/healthz");
    expect(good.status).toBe(200);
    const { ok, expiresAt } = JSON.parse(good.text);
    expect(ok).toBe(true);
    expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(23 * 60 * 60_000);
    expect((await watched.call("/healthz", { method: "HEAD" })).text).toBe("");

    mine.revoke();
    let asked = 0;
    mine.refuseLogins((_request, response) => {
      asked++;
      response.writeHead(401, { "Content-Type": "application/json" });
      response.end(`{"State":"Failed","Step":"BaseAuthentication","Reason":"Invalid credentials"}`);
    });
    const failed = await watched.call("/v1.0/x");
    expect({ status: failed.status, error: JSON.parse(failed.text).error })
      .toEqual({ status: 502, error: "CredentialsRefused" });
    await watched.cli.shown("refused the username or the password");
    for (let i = 0; i < 3; i++) {
      const { status, text } = await watched.call("/healthz");
      expect({ status, text }).toEqual({ status: 503, text: `{"ok":false,"error":"CredentialsRefused"}` });
    }
    expect(asked).toBe(1);
  });
});

describe("after a fault that passes", { timeout: patient }, () => {
  it("the proxy logs in again by itself, so that /healthz tells the truth without a request", async () => {
    await using mine = await startBroker();
    await using watched = await startProxy(mine.baseUrl);
    mine.revoke();
    mine.refuseLogins((_request, response) => response.writeHead(503).end("maintenance"));
    expect((await watched.call("/v1.0/x")).status).toBe(503);
    const ill = await watched.call("/healthz");
    expect({ status: ill.status, text: ill.text })
      .toEqual({ status: 503, text: `{"ok":false,"error":"ServerFault"}` });
    const logins = mine.logins();
    mine.refuseLogins(undefined);
    await expect.poll(async () => (await watched.call("/healthz")).status, { timeout: 45_000, interval: 250 })
      .toBe(200);
    expect(mine.logins()).toBe(logins + 1);
    expect((await watched.call("/v1.0/x")).status).toBe(200);
    expect(mine.logins()).toBe(logins + 1);
  });
});

describe("before there is a token", { timeout: patient }, () => {
  it("requests and /healthz get 503; the URL is told once there is one", async () => {
    await using mine = await startBroker();
    let letIn = () => {};
    const isAsked = new Promise<void>((resolve) =>
      mine.refuseLogins((_request, response) => {
        letIn = () => response.end(JSON.stringify({ State: "Succeeded", Token: "canary-token-1" }));
        resolve();
      })
    );
    const port = await freePort();
    const cli = startCli(["proxy", "--listen", `${port}`], {
      env: { ...secrets, AUTOSHARES_BASE_URL: mine.baseUrl, AUTOSHARES_USERNAME: "bob" },
    });
    try {
      await isAsked;
      const url = `http://127.0.0.1:${port}`;
      const health = await fetch(`${url}/healthz`);
      expect([health.status, await health.json()]).toEqual([503, { ok: false, error: "ProxyStarting" }]);
      const early = await fetch(`${url}/v1.0/x`, { method: "POST", body: "{}" });
      expect([early.status, early.headers.get("retry-after"), await early.json()]).toEqual([
        503,
        "1",
        { error: "ProxyStarting", message: "The proxy is logging in." },
      ]);
      const browser = await fetch(`${url}/v1.0/x`, { headers: { "Origin": "null" } });
      expect([browser.status, await browser.json()])
        .toMatchObject([403, { error: "BrowserNotAllowed" }]);
      expect(cli.stdoutSoFar()).toBe("");
      expect(mine.received).toEqual([]);
      letIn();
      expect(await servedUrl(cli)).toBe(url);
      const late = await fetch(`${url}/healthz`);
      expect([late.status, await late.json()]).toMatchObject([200, { ok: true }]);
    } finally {
      cli.kill("SIGTERM");
      await cli.result;
    }
  });

  it("SIGTERM ends the login, and the command with success", async () => {
    await using mine = await startBroker();
    const isAsked = new Promise<void>((resolve) => mine.refuseLogins(() => resolve()));
    const cli = startCli(["proxy", "--listen", ":0"], {
      env: { ...secrets, AUTOSHARES_BASE_URL: mine.baseUrl, AUTOSHARES_USERNAME: "bob" },
    });
    await isAsked;
    cli.kill("SIGTERM");
    const { code, stdout } = await cli.result;
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
  });
});

describe("the command", { timeout: patient }, () => {
  const env = (baseUrl: string) => ({
    ...secrets,
    AUTOSHARES_BASE_URL: baseUrl,
    AUTOSHARES_USERNAME: "bob",
  });

  it("ends with a failed login's exit code, and without a URL", async () => {
    await using mine = await startBroker();
    mine.refuseLogins((_request, response) => {
      response.writeHead(401).end(
        `{"State":"Failed","Step":"BaseAuthentication","Reason":"Invalid credentials"}`,
      );
    });
    const { code, stdout, stderr, lastLine } = await runCli(["proxy", "--listen", ":0"], {
      env: env(mine.baseUrl),
    });
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(lastLine).toContain("refused the username or the password");
    expect(stderr.split("refused the username").length).toBe(2);
  });

  it.each(["0.0.0.0:0", "192.0.2.1:8788", "[::]:0", "broker.example:8788", "here"])(
    "listens on loopback alone: --listen %s gives 2, without a login",
    async (address) => {
      const logins = broker.logins();
      const { code, lastLine } = await runCli(["proxy", "--listen", address], { env: env(broker.baseUrl) });
      expect(code).toBe(2);
      expect(lastLine).toContain("--listen");
      expect(broker.logins()).toBe(logins);
    },
  );

  it("a port that is taken: 2, without a login", async () => {
    const logins = broker.logins();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const { code, lastLine } = await runCli(["proxy", "--listen", `${port}`], { env: env(broker.baseUrl) });
    await new Promise((resolve) => server.close(resolve));
    expect(code).toBe(2);
    expect(lastLine).toMatch(
      /: 127\.0\.0\.1:\d+ cannot be listened on \(EADDRINUSE\): another program has it, another proxy perhaps; --listen 127/,
    );
    expect(broker.logins()).toBe(logins);
  });

  it("asks on standard input for the code that a login needs, and calls with what it gets", async () => {
    const codes: Array<string> = [];
    await using server = await simulate({
      appKey: secrets.AUTOSHARES_APP_KEY,
      users: [{ username: "bob", password: secrets.AUTOSHARES_PASSWORD, twoFactor: "sms" }],
      deliver: ({ code }) => void codes.push(code),
    });
    const cli = startCli(["proxy", "--listen", ":0", "--provider", "stdin"], {
      env: env(server.baseUrl),
      stdin: "open",
    });
    await until(() => codes.length === 1);
    expect(cli.stdoutSoFar()).toBe("");
    cli.child.stdin?.write(`${codes[0]}\n`);
    const response = await fetch(`${await servedUrl(cli)}/v1.0/users/@me/info`);
    expect(await response.json()).toMatchObject({ Login: "bob" });
    cli.kill("SIGTERM");
    const { code, stdout, stderr } = await cli.result;
    expect(code).toBe(0);
    expect(stdout + stderr).not.toContain("canary");
  });

  it("goes by the name that it was told to listen on", async () => {
    await using named = await startProxy(broker.baseUrl, {}, ["--listen", "localhost:0"]);
    expect(named.url).toMatch(/^http:\/\/localhost:\d+$/);
    expect((await named.call("/v1.0/x")).status).toBe(200);
  });

  it("SIGTERM: takes no further call, lets one under way come to its end, and ends with success", async () => {
    await using ending = await startProxy(broker.baseUrl);
    let finish = () => {};
    broker.on("/v1.0/long", (_request, response) => {
      response.writeHead(200).write("first,");
      finish = () => response.end("last");
    });
    const response = await fetch(`${ending.url}/v1.0/long`);
    const ended = ending.stop();
    for (let taken = true; taken;) {
      taken = await fetch(`${ending.url}/v1.0/x`).then(async (late) => {
        await late.body?.cancel();
        return late.status === 200;
      }, () => false);
    }
    ending.cli.kill("SIGTERM");
    finish();
    expect(await response.text()).toBe("first,last");
    const { code, stderr } = await ended;
    expect(code).toBe(0);
    expect(stderr).not.toContain("interrupted");
  });

  it("SIGINT: a call that does not end is cut off after 5 seconds", async () => {
    await using ending = await startProxy(broker.baseUrl);
    broker.on("/v1.0/never", (_request, response) => response.writeHead(200).write("first,"));
    const response = await fetch(`${ending.url}/v1.0/never`);
    const call = broker.received.at(-1)!;
    const from = Date.now();
    ending.cli.kill("SIGINT");
    await expect(response.text()).rejects.toThrow();
    expect(Date.now() - from).toBeGreaterThan(4500);
    const { code, lastLine } = await ending.cli.result;
    expect({ code, lastLine }).toEqual({ code: 130, lastLine: "autoshares-auth: interrupted." });
    await until(() => call.wasBroken);
  });
});
