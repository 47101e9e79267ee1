import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { twilioWebhook, type TwilioWebhookOptions, type WebhookServer } from "../../../plugins/twilio.ts";
import { rawHttp } from "../../support/rawHttp.ts";
import {
  authToken,
  post,
  requestOf,
  type RequestParts,
  signedForm,
  signedJson,
  smsUrl,
  twilioFields,
} from "../../support/textMessages.ts";

const lines: Array<string> = [];
const provider = (options: Partial<TwilioWebhookOptions>) =>
  twilioWebhook({ authToken, log: (line) => lines.push(line), ...options });

describe("a proxy's word for the address", () => {
  const trusting = (...trustProxy: ReadonlyArray<string>) => provider({ trustProxy, path: "/sms" });
  const forwarded = { "x-forwarded-proto": "https", "x-forwarded-host": "bot.example" };
  const parts = (url = smsUrl, headers: Record<string, string> = forwarded): RequestParts => {
    const signed = signedForm(twilioFields("5653"), { url });
    return { ...signed, headers: { ...signed.headers, ...headers } };
  };
  let named: WebhookServer;
  let other: WebhookServer;
  beforeEach(async () => {
    named = await trusting("127.0.0.1").listen({ port: 0 });
    other = await trusting("192.0.2.1").listen({ port: 0 });
  });
  afterEach(() => Promise.all([named.close(), other.close()]));

  const told = (...expected: ReadonlyArray<string>) =>
    expect(lines.splice(0)).toEqual(
      expected.map((line) => `twilio-webhook: refused a request (403): ${line}`),
    );
  const doesNotFit = "its signature does not fit the forwarded address, with its host as the proxy told it " +
    "(is this the address that is set at Twilio, and the auth token that account's?)";
  const otherQuery = "its query is not what Twilio adds by itself, and trustProxy allows no other";
  beforeEach(() => void lines.splice(0));

  it("is believed of one that is named", async () => {
    expect(await post(named, parts())).toBe(200);
    expect(await post(named, parts("https://evil.example/sms"))).toBe(403);
    expect(await post(named, parts(smsUrl, { ...forwarded, "x-forwarded-proto": "http" }))).toBe(403);
    expect(await post(named, parts(smsUrl, { ...forwarded, "x-forwarded-host": "bot.example/?" }))).toBe(403);
  });

  it("is not of others, whatever they say of themselves", async () => {
    expect(await post(other, parts())).toBe(403);
    expect(await post(other, parts(smsUrl, { ...forwarded, "x-forwarded-for": "192.0.2.1" }))).toBe(403);
    await using connection = await rawHttp(other.url);
    // What it connects to is what it signs: without a proxy's word it does not count.
    const { headers, body } = parts("http://bot.example/sms", {});
    connection.send(
      `POST /sms HTTP/1.1\r\nHost: bot.example\r\nContent-Length: ${body!.length}\r\n` +
        Object.entries(headers!).map(([name, value]) => `${name}: ${value}\r\n`).join("") + `\r\n${body}`,
    );
    expect(await connection.status()).toBe(403);
  });

  it("does not count where the handler is mounted: nobody knows who asks", async () => {
    expect((await trusting("127.0.0.1").handler(requestOf(parts()))).status).toBe(403);
    expect(lines.at(-1)).toContain("it came past the proxies of trustProxy, and publicUrl is not set");
  });

  it("does not let the caller move signed text into the address", async () => {
    const fields = twilioFields("5653");
    const { headers } = parts();
    const signed = Object.entries(fields).sort(([a], [b]) => a < b ? -1 : 1);
    for (let moved = 1; moved < signed.length; moved++) {
      const text = (list: typeof signed) => list.flat().join("").replaceAll(" ", "%20");
      const body = new URLSearchParams(signed.slice(moved)).toString();
      for (const between of ["", "?", "#", "/"]) {
        // Signed for an address that goes on like this, which is the same text.
        const target = `/sms${between}${text(signed.slice(0, moved))}`;
        const url = `https://bot.example${target}`;
        const { headers: own } = signedForm(Object.fromEntries(signed.slice(moved)), { url });
        const status = await post(named, { target, headers: { ...own, ...forwarded }, body });
        expect([target, [403, 404].includes(status)]).toEqual([target, true]);
      }
    }
    expect(await post(named, { headers: headers!, body: "x" })).toBe(403);
  });

  it("counts with the query that Twilio adds to JSON, and with no other", async () => {
    const json = signedJson({ data: {} });
    const headers = { ...json.headers, ...forwarded };
    expect(await post(named, { ...json, headers })).toBe(200);
    expect(await post(named, { ...json, headers, target: "/sms" })).toBe(403);
    told(otherQuery);
    expect(await post(named, parts(`${smsUrl}?x=1`))).toBe(403);
    const twice = signedJson({ data: {} }, `${smsUrl}?x=1`);
    expect(await post(named, { ...twice, headers: { ...twice.headers, ...forwarded } })).toBe(403);
  });

  it("is refused as one kind, and nothing of the request is in the log, however much it says", async () => {
    for (let i = 0; i < 30; i++) {
      const from = { ...forwarded, "x-forwarded-host": `canary-${i}.example` };
      expect(await post(named, parts(smsUrl, from))).toBe(403);
      expect(await post(named, parts(`${smsUrl}?canary-${i}=%0acanary`))).toBe(403);
    }
    told(doesNotFit, otherQuery);
  });

  it.each(["999.999.999.999", "0x.0x.0x.0x.0x", "bot.example:99999", "[::::]", "user@bot.example", "a b"])(
    "that is no address is refused: %s",
    async (host) => {
      expect(await post(named, parts(smsUrl, { ...forwarded, "x-forwarded-host": host }))).toBe(403);
      await using connection = await rawHttp(named.url);
      const { headers, body } = parts(smsUrl, { "x-forwarded-proto": "https" });
      connection.send(
        `POST /sms HTTP/1.1\r\nHost: ${host}\r\nContent-Length: ${body!.length}\r\n` +
          Object.entries(headers!).map(([name, value]) => `${name}: ${value}\r\n`).join("") + `\r\n${body}`,
      );
      expect([400, 403]).toContain(await connection.status());
    },
  );
});

describe("trustProxy", () => {
  it.each<[Partial<TwilioWebhookOptions>, string]>([
    [{ trustProxy: ["127.0.0.1"] }, "twilio-webhook path is missing beside trustProxy"],
    [
      { trustProxy: ["::1"], path: "/sms", publicUrl: smsUrl },
      "twilio-webhook trustProxy excludes publicUrl",
    ],
    [{ trustProxy: ["a.b.c.d"], path: "/sms" }, "twilio-webhook trustProxy must be a list of IP addresses"],
    [{ trustProxy: ["1.2.3"], path: "/sms" }, "twilio-webhook trustProxy must be a list of IP addresses"],
  ])("is checked: %j", (options, message) => {
    expect(() => provider(options)).toThrow(message);
  });

  it("may be addresses of both kinds", () => {
    expect(provider({ trustProxy: ["10.0.0.2", "fd00::2"], path: "/sms" }).name).toBe("twilio-webhook");
  });
});
