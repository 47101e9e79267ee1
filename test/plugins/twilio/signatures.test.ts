import { Buffer } from "node:buffer";
import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { twilioWebhook, type TwilioWebhookOptions, type WebhookServer } from "../../../plugins/twilio.ts";
import {
  authToken,
  byteChanges,
  post,
  requestOf,
  type RequestParts,
  signedForm,
  signedJson,
  smsUrl,
  twilioFields,
} from "../../support/textMessages.ts";

const provider = (options: Partial<TwilioWebhookOptions> = {}) =>
  twilioWebhook({ authToken, publicUrl: smsUrl, log: () => {}, ...options });
const statusOf = async (options: Partial<TwilioWebhookOptions>, parts: RequestParts) =>
  (await provider(options).handler(requestOf(parts))).status;
const changed = (parts: RequestParts, headers: Record<string, string>) => ({
  ...parts,
  headers: { ...parts.headers, ...headers },
});
const header = "x-twilio-signature";

let server: WebhookServer;
beforeAll(async () => void (server = await provider().listen({ port: 0 })));
afterAll(() => server.close());

describe("Twilio's documented examples are accepted", () => {
  // https://www.twilio.com/docs/usage/security, and the examples of Twilio's own packages, whose token is 12345.
  const publicUrl = "https://mycompany.com/myapp.php?foo=1&bar=2";
  const call = {
    CallSid: "CA1234567890ABCDE",
    Caller: "+14158675309",
    Digits: "1234",
    From: "+14158675309",
    To: "+18005551212",
  };
  const form = (signature: string, target = "/myapp.php?foo=1&bar=2"): RequestParts => ({
    target,
    headers: { "content-type": "application/x-www-form-urlencoded", [header]: signature },
    body: new URLSearchParams(call).toString(),
  });
  const json = (signature: string, hash: string, body: string): RequestParts => ({
    target: `/myapp.php?foo=1&bar=2&bodySHA256=${hash}`,
    headers: { "content-type": "application/json", [header]: signature },
    body,
  });
  const hash = "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";
  const emptyHash = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";

  it.each<[string, string, RequestParts]>([
    ["a form", publicUrl, form("RSOYDt4T1cUTdK1PDd93/VVr8B8=")],
    ["signed with the port", publicUrl, form("kvajT1Ptam85bY51eRf/AJRuM3w=")],
    ["by http with the port", publicUrl.replace("https", "http"), form("0ZXoZLH/DfblKGATFgpif+LLRf4=")],
    [
      "with a port that was not signed",
      publicUrl.replace(".com", ".com:1234"),
      form("RSOYDt4T1cUTdK1PDd93/VVr8B8="),
    ],
    [
      "with a port that was",
      publicUrl.replace("https", "http").replace(".com", ".com:1234"),
      form("Zmvh+3yNM1Phv2jhDCwEM3q5ebU="),
    ],
    [
      "with a user and a password",
      publicUrl.replace("//", "//user:pass@"),
      form("CukzLTc1tT5dXEDIHm/tKBanW10="),
    ],
    ["with them and the port", publicUrl.replace("//", "//user:pass@"), form("ZQFR1PTIZXF2MXB8ZnKCvnnA+rI=")],
    ["with a user", publicUrl.replace("//", "//user@"), form("2YRLlVAflCqxaNicjMpJcSTgzSs=")],
    ["JSON", publicUrl, json("a9nBmqA0ju/hNViExpshrM61xv4=", hash, '{"property": "value", "boolean": true}')],
    ["empty JSON", publicUrl, json("Ldidvp12m26NI7eqEvxnEpkd9Hc=", emptyHash, "{}")],
    ["JSON without another query", "https://mycompany.com/myapp.php", {
      ...json("y77kIzt2vzLz71DgmJGsen2scGs=", hash, '{"property": "value", "boolean": true}'),
      target: `/myapp.php?bodySHA256=${hash}`,
    }],
  ])("%s", async (_, url, parts) => {
    await using documented = await provider({ authToken: "12345", publicUrl: url }).listen({ port: 0 });
    expect(await post(documented, parts)).toBe(200);
    const wrong = parts.headers![header]!.replace(/^./, (first) => first === "A" ? "B" : "A");
    expect(await post(documented, changed(parts, { [header]: wrong }))).toBe(403);
  });

  it("and the first is what the documentation says: HMAC-SHA1 of the address and the fields in order", () => {
    const text = publicUrl + Object.entries(call).flat().join("");
    expect(createHmac("sha1", "12345").update(text).digest("base64")).toBe("RSOYDt4T1cUTdK1PDd93/VVr8B8=");
  });
});

describe("a form signed by Twilio's package", () => {
  it("is accepted over HTTP, in any writing", async () => {
    expect(await post(server, signedForm(twilioFields("5653")))).toBe(200);
    expect(await post(server, signedForm(twilioFields("", { Body: "Код 5653 & 50% = ½ + 🙂\r\n" })))).toBe(
      200,
    );
  });

  it("is refused with any byte of its signature changed", async () => {
    const parts = signedForm(twilioFields("5653"));
    for (const other of byteChanges(parts.headers![header]!)) {
      expect([other, await post(server, changed(parts, { [header]: other }))]).toEqual([other, 403]);
    }
    for (const other of ["", "=", `${parts.headers![header]}=`, `${parts.headers![header]}, x`]) {
      expect(await post(server, changed(parts, { [header]: other }))).toBe(403);
    }
    expect(await post(server, parts)).toBe(200);
  });

  it("is refused with any byte of its body changed, left out or put in, where it says something else then", async () => {
    const { handler } = provider();
    const parts = signedForm(twilioFields("5653", { Body: "Code 5653 = it" }));
    const body = String(parts.body);
    const meaning = (text: string) => JSON.stringify([...new URLSearchParams(text)].sort());
    const others = [...byteChanges(body)];
    for (let at = 0; at <= body.length; at++) {
      others.push(body.slice(0, at) + body.slice(at + 1));
      for (const byte of "&=+%x") {
        others.push(body.slice(0, at) + byte + body.slice(at), body.slice(0, at) + byte + body.slice(at + 1));
      }
    }
    const accepted: Array<string> = [];
    for (const other of others.filter((text) => meaning(text) !== meaning(body))) {
      const { status } = await handler(requestOf({ ...parts, body: other }));
      if (status !== 403) accepted.push(other);
    }
    expect(accepted).toEqual([]);
  });

  it("is refused without a signature", async () => {
    const { [header]: _, ...headers } = signedForm(twilioFields("5653")).headers!;
    expect(await post(server, { ...signedForm(twilioFields("5653")), headers })).toBe(403);
  });

  it("is refused with another token, and accepted with each of several", async () => {
    const other = signedForm(twilioFields("5653"), { token: "another token" });
    expect(await post(server, other)).toBe(403);
    expect(await statusOf({ authToken: [authToken, "another token"] }, other)).toBe(200);
    expect(await statusOf({ authToken: ["another token", authToken] }, signedForm(twilioFields("1")))).toBe(
      200,
    );
  });
});

describe("JSON signed by Twilio's package", () => {
  const parts = signedJson({ data: { messageSid: `SM${"0".repeat(32)}`, body: "hello" } });

  it("is accepted over HTTP", async () => {
    expect(await post(server, parts)).toBe(200);
  });

  it("is refused with any byte of its body, its hash or its signature changed", async () => {
    for (const body of byteChanges(String(parts.body))) {
      expect([body, await post(server, { ...parts, body })]).toEqual([body, 403]);
    }
    const hash = parts.target!.slice(-64);
    for (const other of byteChanges(hash)) {
      expect(await post(server, { ...parts, target: parts.target!.replace(hash, other) })).toBe(403);
    }
    for (const other of byteChanges(parts.headers![header]!)) {
      expect(await post(server, changed(parts, { [header]: other }))).toBe(403);
    }
  });

  it("is refused without its hash, as a form, and with a form's signature", async () => {
    expect(await post(server, { ...parts, target: "/sms" })).toBe(403);
    const asForm = { "content-type": "application/x-www-form-urlencoded" };
    expect(await post(server, changed(parts, asForm))).toBe(403);
    const form = signedForm(twilioFields("5653"));
    expect(await post(server, changed(form, { "content-type": "application/json" }))).toBe(403);
  });
});

describe("a signature for another address", () => {
  it.each([
    ["host", "https://evil.example/sms"],
    ["path", "https://bot.example/other"],
    ["scheme", "http://bot.example/sms"],
    ["query", "https://bot.example/sms?x=1"],
    ["port", "https://bot.example:8443/sms"],
    ["user", "https://user:pass@bot.example/sms"],
  ])("is refused: another %s", async (_, url) => {
    const parts = { ...signedForm(twilioFields("5653"), { url }), target: "/sms" };
    expect(await post(server, parts)).toBe(403);
    expect([403, 404]).toContain(await post(server, signedForm(twilioFields("5653"), { url })));
    const spoofed = new URL(url);
    const headers = { "x-forwarded-host": spoofed.host, "x-forwarded-proto": spoofed.protocol.slice(0, -1) };
    expect(await post(server, changed(parts, headers))).toBe(403);
    expect(await post(server, changed(parts, { ...headers, "x-forwarded-for": "127.0.0.1" }))).toBe(403);
  });

  it("is refused with any byte of the address changed", async () => {
    const { handler } = provider();
    for (const url of byteChanges(smsUrl)) {
      const { status } = await handler(
        requestOf({ ...signedForm(twilioFields("5653"), { url }), target: "/sms" }),
      );
      expect([url, status]).toEqual([url, 403]);
    }
  });

  it("is refused with any byte of a query changed", async () => {
    const publicUrl = `${smsUrl}?key=secret&x=1`;
    const parts = signedForm(twilioFields("5653"), { url: publicUrl });
    expect(await statusOf({ publicUrl }, parts)).toBe(200);
    for (const query of byteChanges("?key=secret&x=1")) {
      if (!query.startsWith("?")) continue;
      expect([query, await statusOf({ publicUrl }, { ...parts, target: `/sms${query}` })]).toEqual([
        query,
        403,
      ]);
    }
    for (const target of ["/sms", "/sms?key=secret", "/sms?key=secret&x=1&y=2", "/sms?x=1&key=secret"]) {
      expect([target, await statusOf({ publicUrl }, { ...parts, target })]).toEqual([target, 403]);
    }
  });
});

describe("the public address may have", () => {
  it("a fragment, which nobody sends", async () => {
    const parts = signedForm(twilioFields("5653"));
    expect(await statusOf({ publicUrl: `${smsUrl}#rc=3` }, parts)).toBe(200);
  });

  it("a user and a password, which are signed or sent as a header", async () => {
    const publicUrl = "https://user:p%40ss@bot.example/sms";
    expect(await statusOf({ publicUrl }, signedForm(twilioFields("5653"), { url: publicUrl }))).toBe(200);
    expect(await statusOf({ publicUrl }, signedForm(twilioFields("5653")))).toBe(200);
  });

  it("a path that a proxy takes away, where the path that is left is told", async () => {
    const publicUrl = "https://bot.example/hooks/sms";
    const parts = { ...signedForm(twilioFields("5653"), { url: publicUrl }), target: "/sms" };
    expect(await statusOf({ publicUrl }, parts)).toBe(404);
    expect(await statusOf({ publicUrl, path: "/sms" }, parts)).toBe(200);
  });

  it("JSON's hash behind its own query", async () => {
    const publicUrl = `${smsUrl}?key=secret`;
    expect(await statusOf({ publicUrl }, signedJson({}, publicUrl))).toBe(200);
    const bytes = Buffer.from("{}");
    expect(await statusOf({ publicUrl }, { ...signedJson({}, publicUrl), body: Uint8Array.from(bytes) }))
      .toBe(200);
  });
});
