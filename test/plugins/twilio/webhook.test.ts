import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  isTwilioFailure,
  twilioWebhook,
  type TwilioWebhookOptions,
  type WebhookServer,
} from "../../../plugins/twilio.ts";
import { armMailbox } from "../../support/armedMailbox.ts";
import {
  accountSid,
  authToken,
  codeText,
  post,
  requestOf,
  type RequestParts,
  signedForm,
  signedJson,
  smsUrl,
  twilioFields,
} from "../../support/textMessages.ts";

const lines: Array<string> = [];
beforeEach(() => void lines.splice(0));

const provider = (options: Partial<TwilioWebhookOptions> = {}) =>
  twilioWebhook({ authToken, publicUrl: smsUrl, log: (line) => lines.push(line), ...options });
const sms = provider({ accountSid, to: "+1 201 555 0123", from: "CentrSoobsh" });
let server: WebhookServer;
beforeAll(async () => void (server = await sms.listen({ port: 0 })));
afterAll(() => server.close());

const send = async (fields: Record<string, string>) =>
  expect(await post(server, signedForm(fields))).toBe(200);

describe("a message", () => {
  it("gives its code, and Twilio hears an empty TwiML", async () => {
    await using armed = await armMailbox(sms);
    const { target, ...init } = signedForm(twilioFields("5653"));
    const response = await fetch(new URL(target!, server.url), { method: "POST", ...init as RequestInit });
    expect([response.status, response.headers.get("content-type"), await response.text()]).toEqual([
      200,
      "text/xml; charset=utf-8",
      '<?xml version="1.0" encoding="UTF-8"?><Response></Response>',
    ]);
    expect(await armed.next()).toBe("5653");
  });

  it("gives its code as JSON with Twilio's names, and as an event of Event Streams", async () => {
    await using armed = await armMailbox(sms);
    expect(await post(server, signedJson(twilioFields("1111")))).toBe(200);
    expect(await armed.next()).toBe("1111");
    const event = Object.fromEntries(
      Object.entries(twilioFields("5653")).map((
        [name, value],
      ) => [name[0]!.toLowerCase() + name.slice(1), value]),
    );
    const type = "com.twilio.messaging.inbound-message.received";
    const events = [{ specversion: "1.0", type, data: { ...event, numSegments: 1 } }];
    expect(await post(server, signedJson(events))).toBe(200);
    expect(await armed.next()).toBe("5653");
  });

  it("is none as an event of another type, such as one of a message that the account sends", async () => {
    await using armed = await armMailbox(sms);
    const { MessageSid: messageSid, AccountSid, From: from, To: to, Body: body } = twilioFields("1111");
    const data = { messageSid, accountSid: AccountSid, from, to, body };
    for (const type of ["com.twilio.messaging.message.delivered", "canary", undefined, 7]) {
      expect(await post(server, signedJson([{ specversion: "1.0", type, data }]))).toBe(200);
      expect(await post(server, signedJson({ specversion: "1.0", type, ...data }))).toBe(200);
    }
    await send(twilioFields("5653"));
    expect(await armed.next()).toBe("5653");
    expect(await armed.sightings()).toEqual({ seen: 1, refused: { "no message": 8 } });
  });

  it("that Twilio sends twice counts once, also where the first was from before the login", async () => {
    const early = twilioFields("1111");
    await send(early);
    await using armed = await armMailbox(sms);
    await send(early);
    const late = twilioFields("5653");
    await send(late);
    await send(late);
    expect(await armed.next()).toBe("5653");
    expect(await armed.sightings()).toMatchObject({ seen: 1 });
  });

  it("of another account, to another number, or from another sender is refused with the reason", async () => {
    await using armed = await armMailbox(sms);
    await send(twilioFields("1111", { AccountSid: `AC${"2".repeat(32)}` }));
    await send(twilioFields("2222", { To: "+12015550124" }));
    await send(twilioFields("3333", { From: "+12015550125" }));
    await send(twilioFields("", { Body: "Type 222008 to confirm your phone number" }));
    await send(twilioFields("5653"));
    expect(await armed.next()).toBe("5653");
    expect(await armed.sightings()).toEqual({
      seen: 5,
      refused: { "other account": 1, "other recipient": 1, "other sender": 1, "other purpose": 1 },
    });
  });

  it("is the account's, however its SID is spelled", async () => {
    const upper = `AC${"A".repeat(32)}`;
    const other = provider({ accountSid: upper });
    await using armed = await armMailbox(other);
    await other.handler(
      requestOf(signedForm(twilioFields("5653", {
        AccountSid: upper.replace(/A{32}/, (it) => it.toLowerCase()),
      }))),
    );
    expect(await armed.next()).toBe("5653");
  });

  it("that fills an SMS is whole, and judged at once", async () => {
    await using armed = await armMailbox(sms);
    await send(twilioFields("", { Body: codeText("5653").padEnd(160, ".") }));
    // As a part, it would be waited for, and judged together with this one.
    await send(twilioFields("", { Body: "the end" }));
    expect(await armed.next()).toBe("5653");
    expect(await armed.sightings()).toEqual({ seen: 2, refused: { "no code": 1 } });
  });

  it.each<[string, Record<string, string>]>([
    ["a field twice", { To: "+12015550123To+12015550124" }],
    ["a SID that is another one's", { SmsSid: `SM${"f".repeat(32)}` }],
    ["a SID that is another one's, in its third place", { SmsMessageSid: `SM${"f".repeat(32)}` }],
    ["a sender longer than one can be", { From: "x".repeat(65) }],
    ["a recipient longer than one can be", { To: "x".repeat(65) }],
    ["a text longer than one can be", { Body: "x".repeat(6401) }],
  ])("that is split anew is refused: %s", async (_, changes) => {
    await using armed = await armMailbox(sms);
    const fields = twilioFields("5653", changes);
    const parts = signedForm(fields);
    // What is signed is the same text.
    const body = String(parts.body).replace("To%2B12015550124", "&To=%2B12015550124");
    expect(await post(server, { ...parts, body })).toBe(403);
    expect(await armed.sightings()).toEqual({ seen: 0, refused: { "not genuine": 1 } });
  });

  it.each(["SmsSid", "SmsMessageSid", "MessageSid"])("needs no %s beside another", async (name) => {
    await using armed = await armMailbox(sms);
    const { [name]: _, ...fields } = twilioFields("5653");
    await send(fields);
    expect(await armed.next()).toBe("5653");
  });

  it("whose id is none, because a name was taken for a value's end, is none", async () => {
    await using armed = await armMailbox(sms);
    const fields = twilioFields("1111");
    await send(fields);
    expect(await armed.next()).toBe("1111");
    // What is signed is the same text.
    const glued = new URLSearchParams(
      Object.entries({ ...fields, MessageSid: `${fields["MessageSid"]}NumMedia0` }).filter(([name]) =>
        name !== "NumMedia"
      ),
    );
    expect(await post(server, { ...signedForm(fields), body: glued.toString() })).toBe(403);
    await send(twilioFields("5653"));
    expect(await armed.next()).toBe("5653");
    expect(await armed.sightings()).toEqual({ seen: 2, refused: { "not genuine": 1 } });
  });

  it("that Twilio put together from parts is judged at once", async () => {
    await using armed = await armMailbox(sms);
    const Body = `${"Dear customer, thank you. ".repeat(4)}${codeText("5653")}`.padEnd(153, ".");
    await send(twilioFields("", { Body, NumSegments: "2" }));
    expect(await armed.next()).toBe("5653");
  });

  it("that is a call is answered, and nothing else happens", async () => {
    await using armed = await armMailbox(sms);
    await send({
      CallSid: `CA${"1".repeat(32)}`,
      From: "CentrSoobsh",
      To: "+12015550123",
      CallStatus: "ringing",
    });
    expect(await armed.sightings()).toEqual({ seen: 0, refused: { "no message": 1 } });
  });
});

describe("a code that Twilio has made unreadable ends the wait at once", () => {
  it.each([
    ["by its error code", { Body: "", ErrorCode: "30038" }],
    ["by its stars", { Body: "Type **** to access the platform" }],
  ])("%s", async (_, fields) => {
    await using armed = await armMailbox(sms);
    const next = armed.next();
    await Promise.all([
      expect(next).rejects.toSatisfy((error) =>
        isTwilioFailure(error) && error.reason._tag === "CodeRedacted"
      ),
      expect(next).rejects.toMatchObject({
        retryable: false,
        message: expect.stringMatching(/30038.*support/),
      }),
      send(twilioFields("", fields)),
    ]);
  });
});

describe("the answer", () => {
  it("does not wait for the login's work, however hostile the text", async () => {
    await using armed = await armMailbox(sms);
    let isJudged = false;
    const next = armed.next().then(() => isJudged = true);
    const Body = `${"code 12 34-5 ".repeat(480)} ${codeText("5653")}`;
    const response = await sms.handler(requestOf(signedForm(twilioFields("", { Body }))));
    expect([response.status, isJudged]).toEqual([200, false]);
    await send(twilioFields("4163"));
    await next;
  });
});

describe("a refusal's log line", () => {
  const publicUrl = "https://user:hunter2@bot.example/sms?key=hunter3&x=";
  const forged: RequestParts = {
    target: "/sms?key=hunter3&x=",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "x-twilio-signature": "forged-signature",
    },
    body: "Body=forged-body",
  };

  it("names the address that was looked for without user, password and values, and nothing of the request", async () => {
    const { handler } = provider({ publicUrl });
    await handler(requestOf(forged));
    await handler(requestOf({ ...forged, target: "/sms?forged-query" }));
    await handler(requestOf({ ...forged, target: "/forged-path" }));
    expect(lines).toEqual([
      "twilio-webhook: refused a request (403): its signature does not fit https://bot.example/sms?key=…&x=… " +
      "(is this the address that is set at Twilio, and the auth token that account's?)",
      "twilio-webhook: refused a request (403): its query is not that of https://bot.example/sms?key=…&x=…",
      expect.stringMatching(/^twilio-webhook: refused a request \(404\): its path is not \/sms(?!.*forged)/),
    ]);
  });

  it("has no line break from the address, and tells of a rule that signs with another key", async () => {
    const { handler } = provider({ publicUrl: "https://bot.example/sms?a%0ab=1" });
    const target = "/sms?a%0ab=1";
    await handler(requestOf({ ...forged, target }));
    const headers = {
      ...forged.headers,
      "x-twilio-webhooks-signature-settings": "key=canary,algorithm=HMAC_SHA256",
    };
    await handler(requestOf({ ...forged, target, headers }));
    expect(lines).toEqual([
      expect.stringContaining("does not fit https://bot.example/sms?a%0Ab=… (is"),
      "twilio-webhook: refused a request (403): it says that a Webhooks Rule had it signed with another key than the auth token, which is not understood",
    ]);
  });

  it("comes once for thousands of them, and is no reason to fail where it cannot be written", async () => {
    const { handler } = provider();
    for (let i = 0; i < 2000; i++) await handler(requestOf({ ...forged, target: "/sms", body: `Body=${i}` }));
    expect(lines.length).toBe(1);
    const broken = provider({
      log: () => {
        throw new Error("disk full");
      },
    });
    expect((await broken.handler(requestOf({ ...forged, target: "/sms" }))).status).toBe(403);
  });

  it("is told in the error of a wait that ends, as a number", async () => {
    await using armed = await armMailbox(sms);
    expect(await post(server, { ...forged, target: "/sms" })).toBe(403);
    expect(await armed.sightings()).toEqual({ seen: 0, refused: { "not genuine": 1 } });
  });
});
