import * as Redacted from "effect/Redacted";
import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { twilioWebhook, type TwilioWebhookOptions } from "../../../plugins/twilio.ts";
import { webhook, type WebhookOptions } from "../../../plugins/webhook.ts";
import { authToken, bearer, smsUrl } from "../../support/textMessages.ts";

/** What setting a call finds fault with, and the words for it. */
function faultOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof Error && Reflect.get(error, "_tag") === "InvalidConfiguration") return error.message;
    throw error;
  }
  return "no fault";
}

const base64 = (bytes: number) => randomBytes(bytes).toString("base64");

describe("webhook", () => {
  // Plain JavaScript may give anything.
  const fault = (options: unknown) => faultOf(() => webhook(options as WebhookOptions));

  it.each([
    [undefined, /^webhook options are missing/],
    [{}, /^webhook signingSecret and bearer are both missing, and without one anybody could send codes/],
    [{ bearer: undefined }, /^webhook signingSecret and bearer are both missing/],
    [{ bearer: [] }, /^webhook bearer is missing/],
    [{ bearer: "" }, /^webhook bearer is empty/],
    [{ bearer: 12345678901234567890 }, /^webhook bearer is empty, or no text/],
    [{ bearer: "tooshort" }, /^webhook bearer is shorter than 16 characters/],
    [{ bearer: [bearer, "tooshort"] }, /^webhook bearer is shorter than 16 characters/],
    [{ bearer: "with blanks in it, and long" }, /^webhook bearer holds blanks/],
    [{ bearer: Redacted.make("tooshort") }, /^webhook bearer is shorter than 16 characters/],
    [{ signingSecret: "whsec_!" }, /^webhook signingSecret is no base64 of at least 24 bytes; make one/],
    [{ signingSecret: "whsec_short" }, /^webhook signingSecret is no base64 of at least 24 bytes; make one/],
    [{ signingSecret: `${base64(24)}A` }, /^webhook signingSecret is no base64/],
    [{ signingSecret: base64(23) }, /^webhook signingSecret is no base64 of at least 24 bytes/],
    [{ bearer, signingsecret: base64(32) }, /^webhook signingsecret is no option \(misspelt\?\)\. /],
    [{ bearer, path: "sms" }, /^webhook path must begin with a slash/],
    [{ bearer, path: "/sms?x=1" }, /^webhook path must begin with a slash/],
    [{ bearer, log: "file" }, /^webhook log must be a function/],
    [{ bearer, to: ["+12015550123", " "] }, /^webhook to entry 2 is neither/],
    [{ bearer, to: [] }, /^webhook to must name at least one/],
    [{ bearer, from: "" }, /^webhook from entry 1 is neither/],
    [{ bearer, code: { length: -1 } }, /^webhook code cannot be used/],
    [{ bearer, fields: { txt: "body" } }, /^webhook fields txt is no option/],
    [
      { bearer, fields: { text: "data[*].text" } },
      /^webhook fields text: is no field's name and no plain path/,
    ],
    [{ bearer, fields: { from: "" } }, /^webhook fields from: is no field's name/],
    [{ bearer, fields: { id: 1 } }, /^webhook fields id: is no field's name/],
  ])("finds fault with %j", (options, message) => {
    expect(fault(options)).toMatch(message);
  });

  it.each([
    [{ bearer }],
    [{ bearer: Redacted.make(bearer), path: "/" }],
    [{ signingSecret: base64(24) }],
    [{ signingSecret: [`whsec_${base64(32)}`, Redacted.make(base64(64))], bearer: [bearer] }],
    [{ bearer, fields: { text: "$.data.messages[0].text", from: "data.messages.0['from']" } }],
  ])("finds none with %j", (options) => {
    expect(fault(options)).toBe("no fault");
  });

  it("says no secret in what it finds", () => {
    expect(fault({ bearer: "hunter2" })).not.toContain("hunter2");
    expect(fault({ signingSecret: "whsec_hunter2" })).not.toContain("hunter2");
    expect(fault({ bearer, "hunter2 is my password": 1 })).not.toContain("hunter2");
  });
});

describe("twilioWebhook", () => {
  const fault = (options: Record<string, unknown>) =>
    faultOf(() => twilioWebhook({ authToken, publicUrl: smsUrl, ...options } as TwilioWebhookOptions));

  it.each([
    [
      { authToken: undefined },
      /^twilio-webhook authToken is missing, and without one anybody could send codes/,
    ],
    [{ authToken: " " }, /^twilio-webhook authToken is empty/],
    [{ authToken: [authToken, ""] }, /^twilio-webhook authToken is empty/],
    [{ publicUrl: undefined }, /^twilio-webhook publicUrl is missing: Twilio signs the address/],
    [{ publicUrl: "bot.example/sms" }, /^twilio-webhook publicUrl is no http or https address/],
    [{ publicUrl: "ftp://bot.example/sms" }, /^twilio-webhook publicUrl is no http or https address/],
    [{ publicUrl: undefined, trustProxy: [] }, /^twilio-webhook trustProxy must be a list of IP addresses/],
    [{ trustProxy: ["proxy.example"] }, /^twilio-webhook trustProxy must be a list of IP addresses/],
    [{ trustProxy: true }, /^twilio-webhook trustProxy must be a list of IP addresses/],
    [{ accountSid: "AC123" }, /^twilio-webhook accountSid must be AC and 32 digits/],
    [{ path: "sms" }, /^twilio-webhook path must begin with a slash/],
    [{ publicURL: smsUrl }, /^twilio-webhook publicURL is no option/],
    [{ from: [""] }, /^twilio-webhook from entry 1/],
  ])("finds fault with %j", (options, message) => {
    expect(fault(options)).toMatch(message);
  });

  it("finds none with a URL object, several tokens and a path of its own", () => {
    expect(fault({ publicUrl: new URL(smsUrl), authToken: [authToken, Redacted.make("b")], path: "/x" }))
      .toBe(
        "no fault",
      );
  });
});
