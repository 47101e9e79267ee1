import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { twilioWebhook, type TwilioWebhookOptions, type WebhookServer } from "../../../plugins/twilio.ts";
import { rawHttp } from "../../support/rawHttp.ts";
import {
  authToken,
  post,
  requestOf,
  type RequestParts,
  signedForm,
  smsUrl,
  twilioFields,
} from "../../support/textMessages.ts";

const lines: Array<string> = [];
const provider = (options: Partial<TwilioWebhookOptions>) =>
  twilioWebhook({ authToken, log: (line) => lines.push(line), ...options });

describe("a proxy's word for the address", () => {
  const trusting = (...trustProxy: ReadonlyArray<string>) => provider({ trustProxy });
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

  it("is believed of one that is named, with path and query as they came", async () => {
    expect(await post(named, parts())).toBe(200);
    expect(await post(named, parts("https://bot.example/any/path?x=1&y=%20"))).toBe(200);
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

  it("does not count beside publicUrl", async () => {
    await using both = await provider({ publicUrl: smsUrl, trustProxy: ["127.0.0.1"] }).listen({ port: 0 });
    expect(await post(both, parts())).toBe(200);
    const evil = parts("https://evil.example/sms", { ...forwarded, "x-forwarded-host": "evil.example" });
    expect(await post(both, evil)).toBe(403);
  });

  it("is told in the log no longer than 200 characters", async () => {
    lines.splice(0);
    const long = parts(`https://bot.example/${"x".repeat(5000)}`);
    const headers = { ...long.headers, "x-twilio-signature": "forged" };
    expect(await post(named, { ...long, headers })).toBe(403);
    expect(lines.length).toBe(1);
    expect(lines[0]).toContain("https://bot.example/xxx");
    expect(lines[0]!.length).toBeLessThan(400);
  });
});
