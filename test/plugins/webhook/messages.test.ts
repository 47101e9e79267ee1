import { Buffer } from "node:buffer";
import { Webhook } from "standardwebhooks";
import { afterEach, describe, expect, it, vi } from "vitest";
import { webhook, type WebhookOptions, type WebhookProvider } from "../../../plugins/webhook.ts";
import { armMailbox } from "../../support/armedMailbox.ts";
import { bearer, bearerText, codeText, requestOf, type RequestParts } from "../../support/textMessages.ts";

const withBearer = (options: Partial<WebhookOptions> = {}) => webhook({ bearer, log: () => {}, ...options });
const of = (type: string, body: string) => bearerText(body, { "content-type": type });
const json = (value: unknown) => of("application/json", JSON.stringify(value));
const form = (fields: Record<string, string>) =>
  of("application/x-www-form-urlencoded", new URLSearchParams(fields).toString());
const give = async ({ handler }: WebhookProvider, parts: RequestParts) => {
  const response = await handler(requestOf(parts));
  expect([response.status, await response.text()]).toEqual([200, "OK\n"]);
};

describe("the text is found", () => {
  const text = codeText("5653");
  it.each<[string, WebhookOptions["fields"], RequestParts]>([
    ["in a plain text, which is all of it", undefined, of("text/plain", text)],
    ["in JSON's text", undefined, json({ text })],
    ["in a form's text", undefined, form({ text })],
    ["in a form's field of another name", { text: "msg[body]" }, form({ "msg[body]": text })],
    ["by a path into JSON", { text: "data.message.body" }, json({ data: { message: { body: text } } })],
    ["by a path through a list", { text: "data[0].body" }, json({ data: [{ body: text }] })],
    ["by a path with a dollar", { text: "$.data.0.body" }, json({ data: [{ body: text }] })],
    ["by a path with quoted names", { text: "data['the text']" }, json({ data: { "the text": text } })],
    ["in a list of messages of which it is one", { text: "[1].text" }, json([{ text: "hello" }, { text }])],
  ])("%s", async (_, fields, parts) => {
    const provider = withBearer({ fields });
    await using armed = await armMailbox(provider);
    await give(provider, parts);
    expect(await armed.next()).toBe("5653");
  });
});

describe("the sender and the number are found", () => {
  it("by their paths, though JSON has them as numbers", async () => {
    const provider = withBearer({
      fields: { text: "payload.message", from: "payload.sender", to: "payload.sims[0]" },
      from: ["72345"],
      to: "+1 201 555 0123",
    });
    await using armed = await armMailbox(provider);
    const payload = { message: codeText("5653"), sender: 72345, sims: [12015550123] };
    await give(provider, json({ payload: { ...payload, message: codeText("1111"), sender: 72346 } }));
    await give(provider, json({ payload: { ...payload, message: codeText("2222"), sims: [] } }));
    await give(provider, json({ payload }));
    expect(await armed.next()).toBe("5653");
    expect(await armed.sightings()).toEqual({
      seen: 3,
      refused: { "other sender": 1, "no recipient": 1 },
    });
  });

  it("in no plain text, so that one that must be known is refused", async () => {
    const provider = withBearer({ from: "CentrSoobsh" });
    await using armed = await armMailbox(provider);
    await give(provider, of("text/plain", codeText("5653")));
    await expect.poll(armed.sightings).toEqual({ seen: 1, refused: { "no sender": 1 } });
  });

  it("in no names that every object has", async () => {
    const provider = withBearer({ fields: { text: "constructor.name" } });
    expect((await provider.handler(requestOf(json({})))).status).toBe(400);
    expect((await provider.handler(requestOf(form({})))).status).toBe(400);
  });
});

describe("a message that comes twice counts once", () => {
  afterEach(() => void vi.useRealTimers());

  it("by the same words within ten minutes, and as another one after that", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const provider = withBearer();
    await using armed = await armMailbox(provider);
    const parts = of("text/plain", codeText("5653"));
    await give(provider, parts);
    await give(provider, parts);
    vi.setSystemTime(Date.now() + 599_000);
    await give(provider, parts);
    expect(await armed.next()).toBe("5653");
    expect(await armed.sightings()).toEqual({ seen: 1, refused: { repeated: 2 } });
    vi.setSystemTime(Date.now() + 2000);
    await give(provider, parts);
    expect(await armed.next()).toBe("5653");
  });

  it("by its id, where a field tells it", async () => {
    const provider = withBearer({ fields: { id: "id" } });
    await using armed = await armMailbox(provider);
    await give(provider, json({ id: 1, text: codeText("1111") }));
    await give(provider, json({ id: 1, text: codeText("2222") }));
    await give(provider, json({ id: 2, text: codeText("1111") }));
    expect([await armed.next(), await armed.next()]).toEqual(["1111", "1111"]);
    expect((await armed.sightings()).seen).toBe(2);
  });

  const secret = Buffer.from("a made-up secret of 32 bytes, ok").toString("base64");
  const signed = (id: string, code: string, fields: object = {}) => {
    const body = JSON.stringify({ text: codeText(code), ...fields });
    const now = new Date();
    const headers = {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
      "webhook-signature": new Webhook(secret).sign(id, now, body),
    };
    return { headers, body };
  };

  it("by its webhook-id and its id, where it is signed and a field tells it: as another type too", async () => {
    const provider = webhook({ signingSecret: secret, fields: { id: "id" }, log: () => {} });
    const early = signed("msg_1", "1111", { id: "a" });
    await give(provider, early);
    await using armed = await armMailbox(provider);
    for (const type of ["text/plain", "application/json"]) {
      await give(provider, { ...early, headers: { ...early.headers, "content-type": type } });
    }
    await give(provider, signed("msg_2", "2222", { id: "a" }));
    await give(provider, signed("msg_3", "5653", { id: "msg_1" }));
    expect(await armed.next()).toBe("5653");
    expect(await armed.sightings()).toEqual({ seen: 1, refused: { repeated: 3 } });
  });

  it("by its webhook-id, where it is signed: a request that is replayed does nothing", async () => {
    const provider = webhook({ signingSecret: secret, log: () => {} });
    const early = signed("msg_1", "1111");
    await give(provider, early);
    await using armed = await armMailbox(provider);
    await give(provider, early);
    await give(provider, signed("msg_2", "5653"));
    expect(await armed.next()).toBe("5653");
    expect(await armed.sightings()).toEqual({ seen: 1, refused: { repeated: 1 } });
  });
});

describe("a genuine body that has no message", () => {
  it("is told by what is missing, and by nothing that it says", async () => {
    const lines: Array<string> = [];
    const provider = withBearer({ fields: { text: "payload.message" }, log: (line) => lines.push(line) });
    await using armed = await armMailbox(provider);
    for (
      const parts of [of("application/json", "5653"), of("application/json", "{5653"), form({ text: "5653" })]
    ) {
      expect((await provider.handler(requestOf(parts))).status).toBe(400);
    }
    const line = "webhook: refused a request (400): it is genuine, but its body cannot be read:";
    expect(lines).toEqual([
      `${line} no field payload.message`,
      `${line} it is no JSON`,
      `${line} read as a form: no field payload.message`,
    ]);
    expect(await armed.sightings()).toEqual({ seen: 0, refused: { unreadable: 3 } });
  });
});

describe("a code that somebody on the way has hidden", () => {
  it("ends the wait at once, and the failure says what to do", async () => {
    const provider = withBearer();
    await using armed = await armMailbox(provider);
    await give(provider, of("text/plain", "Type **** to access the platform"));
    await expect(armed.next()).rejects.toMatchObject({
      reason: { _tag: "CodeRedacted" },
      retryable: false,
      message: expect.stringContaining("ask whoever passes it on to leave codes as they are"),
    });
  });
});
