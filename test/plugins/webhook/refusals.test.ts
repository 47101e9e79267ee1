import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { webhook, type WebhookServer } from "../../../plugins/webhook.ts";
import { armMailbox } from "../../support/armedMailbox.ts";
import { rawHttp } from "../../support/rawHttp.ts";
import { bearer, bearerText, codeText, post } from "../../support/textMessages.ts";

const lines: Array<string> = [];
const provider = webhook({ bearer, path: "/sms", log: (line) => lines.push(line) });
let server: WebhookServer;
beforeAll(async () => void (server = await provider.listen({ port: 0 })));
afterAll(() => server.close());

const good = bearerText(codeText("5653"));
const head = (...fields: ReadonlyArray<string>) =>
  `${
    [
      "POST /sms HTTP/1.1",
      "Host: 127.0.0.1",
      "Content-Type: text/plain",
      `Authorization: Bearer ${bearer}`,
      ...fields,
    ].join("\r\n")
  }\r\n\r\n`;

/** The answer to what is sent by hand. */
async function answerTo(...parts: ReadonlyArray<string | Uint8Array>): Promise<number> {
  await using connection = await rawHttp(server.url);
  for (const part of parts) connection.send(part);
  return await connection.status();
}

describe("a request is refused", () => {
  it("with 405 where it is no POST, and told what it may be", async () => {
    for (const method of ["GET", "PUT", "DELETE", "PATCH", "OPTIONS"]) {
      const response = await fetch(new URL("/sms", server.url), { method });
      expect([method, response.status, response.headers.get("allow")]).toEqual([method, 405, "POST"]);
      await response.body?.cancel();
    }
  });

  it.each(["/", "/sms/", "/SMS", "/sms2", "/x/sms", "//sms", "/sms%2f", "/?/sms"])(
    "with 404 where its path is %s",
    async (target) => {
      expect(await post(server, { ...good, target })).toBe(404);
    },
  );

  it.each([
    "image/png",
    "text/html",
    "application/xml",
    "multipart/form-data; boundary=x",
    "text/plain; charset=utf-16",
    "application/json; charset=iso-8859-1",
    "text/plain; format=flowed; charset=windows-1251",
    "constructor",
  ])("with 415 where its body is %s", async (type) => {
    expect(await post(server, bearerText("x", { "content-type": type }))).toBe(415);
  });

  it("with 415 where it has no content type, or is compressed", async () => {
    const { "content-type": _, ...headers } = bearerText("x").headers!;
    const untyped = { headers, body: new TextEncoder().encode("x") };
    expect(await post(server, untyped)).toBe(415);
    expect(await post(server, bearerText("x", { "content-encoding": "gzip" }))).toBe(415);
  });

  it("with 403 where it has no secret, another one, or one too many letters", async () => {
    for (
      const authorization of ["", bearer, "Bearer", `Bearer ${bearer}x`, `Basic ${bearer}`, "Bearer a b"]
    ) {
      expect(await post(server, bearerText("x", { authorization }))).toBe(403);
    }
  });

  it("with 400 where its body is not UTF-8", async () => {
    for (const body of [[0xff], [0xf0, 0x9f, 0x98, 0x41], [0xe2, 0x82]]) {
      const length = `Content-Length: ${body.length}`;
      expect(await answerTo(head(length), Uint8Array.from(body))).toBe(400);
    }
  });

  it("with 400 where JSON is none, or has no text where it is looked for", async () => {
    const json = (body: string) => post(server, bearerText(body, { "content-type": "application/json" }));
    for (const body of ["", "{", "nonsense", "null", "[]", "{}", '{"text":null}', '{"text":{}}', '"text"']) {
      expect([body, await json(body)]).toEqual([body, 400]);
    }
  });

  it("with 400 where it is a form of more than 150 fields, before it is proved genuine", async () => {
    const type = "application/x-www-form-urlencoded";
    const many = (fields: number) => Array.from({ length: fields }, (_, i) => `${i}=`).join("&") + "&text=x";
    const send = (fields: number, authorization: string) =>
      post(server, bearerText(many(fields), { "content-type": type, authorization }));
    expect(await send(149, `Bearer ${bearer}`)).toBe(200);
    expect(await send(150, `Bearer ${bearer}`)).toBe(400);
    expect(await send(149, "Bearer forged")).toBe(403);
    expect(await send(2500, "Bearer forged")).toBe(400);
    expect(lines).toContain("webhook: refused a request (400): it is a form of more than 150 fields");
  });

  it("and a good one is not, also with an empty body, a byte order mark or a charset that is ASCII", async () => {
    expect(await post(server, good)).toBe(200);
    expect(await post(server, bearerText(""))).toBe(200);
    expect(await answerTo(head())).toBe(200);
    expect(await answerTo(head("Content-Length: 4"), Uint8Array.of(0xef, 0xbb, 0xbf, 0x41))).toBe(200);
    for (const type of ["text/plain; charset=UTF-8", 'TEXT/Plain;Charset="us-ascii"']) {
      expect(await post(server, bearerText("x", { "content-type": type }))).toBe(200);
    }
  });
});

describe("a refusal", () => {
  it("is counted for the logins that wait, by its kind", async () => {
    await using armed = await armMailbox(provider);
    await fetch(new URL("/sms", server.url)).then((response) => response.body?.cancel());
    await post(server, { ...good, target: "/other" });
    await post(server, bearerText("x", { "content-type": "image/png" }));
    await post(server, bearerText("a".repeat(20_000)));
    await post(server, bearerText("{", { "content-type": "application/json" }));
    await post(server, bearerText("x", { authorization: "" }));
    const { seen, refused } = await armed.sightings();
    expect({ seen, refused }).toEqual({
      seen: 0,
      refused: {
        "wrong method": 1,
        "wrong path": 1,
        "wrong type of body": 1,
        "too large": 1,
        "unreadable": 1,
        "not genuine": 1,
      },
    });
    for (const reason of Object.keys(refused)) expect(reason).toMatch(/^[a-z][a-z -]{0,39}$/);
  });
});

describe("a body beyond 16 KiB", () => {
  const most = 16 * 1024;

  it("is refused with 413, and one of 16 KiB is not, with a length and without", async () => {
    expect(await post(server, bearerText("a".repeat(most)))).toBe(200);
    expect(await post(server, bearerText("a".repeat(most + 1)))).toBe(413);
    const chunked = (size: number) => [
      head("Transfer-Encoding: chunked"),
      `${size.toString(16)}\r\n${"a".repeat(size)}\r\n0\r\n\r\n`,
    ];
    expect(await answerTo(...chunked(most))).toBe(200);
    expect(await answerTo(...chunked(most + 1))).toBe(413);
  });

  // What loopback holds in its own buffers counts as taken: some megabytes.
  const buffers = 12 * 1024 * 1024;
  const endless = "Transfer-Encoding: chunked";
  it.each([
    ["too large by its length", "POST /sms", ["Content-Length: 1000000000"], 413],
    ["too large as it comes", "POST /sms", [endless], 413],
    ["two lengths", "POST /sms", ["Content-Length: 10", endless], 400],
    ["the wrong method", "PUT /sms", [endless], 405],
    ["the wrong path", "POST /other", [endless], 404],
    ["the wrong type", "POST /sms", ["Content-Encoding: gzip", endless], 415],
  ])("is read no further, and its connection is closed: %s", async (_, start, fields, status) => {
    await using connection = await rawHttp(server.url);
    connection.send(head(...fields).replace("POST /sms", start));
    if (fields.includes(endless)) connection.send("ffffffff\r\n");
    expect(await connection.flood()).toBeLessThan(buffers);
    expect(await connection.status()).toBe(status);
  });

  it("that is announced and does not come is refused at once", async () => {
    await using connection = await rawHttp(server.url);
    connection.send(head("Content-Length: 1000000"));
    expect(await connection.closed()).toMatch(/^HTTP\/1\.1 413 /);
  });
});

describe("a slow head", () => {
  it("ends its connection after five seconds, as silence does", async () => {
    await using slow = await rawHttp(server.url);
    const startedAt = performance.now();
    await using silent = await rawHttp(server.url);
    slow.send("POST /sms HTTP/1.1\r\nHost: x\r\n");
    await Promise.all([slow.closed(), silent.closed()]);
    expect(performance.now() - startedAt).toBeGreaterThan(4900);
    expect(performance.now() - startedAt).toBeLessThan(8000);
  });
});

describe("a slow body", () => {
  it("is refused with 408 after five seconds, and its connection is closed", async () => {
    await using silent = await rawHttp(server.url);
    await using dripping = await rawHttp(server.url);
    const startedAt = performance.now();
    silent.send(head("Content-Length: 100"));
    dripping.send(head("Transfer-Encoding: chunked"));
    const drip = setInterval(() => dripping.send("1\r\na\r\n"), 1000);
    const answers = await Promise.all([silent.closed(), dripping.closed()]);
    clearInterval(drip);
    for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(performance.now() - startedAt).toBeGreaterThan(4900);
    expect(performance.now() - startedAt).toBeLessThan(8000);
  });

  it("does not keep others waiting", async () => {
    await using slow = await rawHttp(server.url);
    slow.send(head("Content-Length: 100"));
    expect(await post(server, good)).toBe(200);
  });
});

describe("a sender that is gone in the middle", () => {
  it("does no harm", async () => {
    const connection = await rawHttp(server.url);
    connection.send(`${head("Content-Length: 100")}half of it`);
    await connection[Symbol.asyncDispose]();
    expect(await post(server, good)).toBe(200);
    await expect.poll(() => lines.some((line) => line.includes("broken off"))).toBe(true);
    expect(lines.find((line) => line.includes("broken off"))).toContain("mount the handler before those");
  });
});

describe("the log", () => {
  it("tells each kind of refusal once, with its status, and nothing that was sent", () => {
    expect(new Set(lines).size).toBe(lines.length);
    expect(lines).toContain("webhook: refused a request (405): it is no POST");
    expect(lines).toContain(
      "webhook: refused a request (404): its path is not /sms (a router or proxy that strips a prefix: option path)",
    );
    expect(lines).toContain("webhook: refused a request (413): its body is too large");
    expect(lines.join()).not.toMatch(/gzip|5653|nonsense|secret-|made-up/);
  });
});
