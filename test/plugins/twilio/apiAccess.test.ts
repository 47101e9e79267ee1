import * as Redacted from "effect/Redacted";
import { describe, expect, it } from "vitest";
import { checkTwilio, twilioMessages, type TwilioMessagesOptions } from "../../../plugins/twilio.ts";
import { apiAccess } from "../../../plugins/twilio/apiAccess.ts";

const sid = "0123456789abcdef0123456789ABCDEF";
const usable: TwilioMessagesOptions = { accountSid: `AC${sid}`, authToken: "canary-token" };
const apiKey = { authToken: undefined, apiKey: `SK${sid}`, apiSecret: "canary-secret" };

describe("the options of twilioMessages and checkTwilio", () => {
  it.each<[setting: string, options: Record<string, unknown>, problem: string]>([
    ["accountSid", { accountSid: "canary" }, "must be AC and 32 digits of base 16"],
    ["accountSid", { accountSid: undefined }, "must be AC"],
    ["accountSid", { accountSid: `SK${sid}` }, "must be AC"],
    ["authToken", { authToken: undefined }, "is missing (or, in place of it, apiKey and apiSecret)"],
    ["authToken", { authToken: " " }, "is empty"],
    ["authToken", { authToken: 7 }, "is empty"],
    ["authToken", { authToken: Redacted.make("canary\ntoken") }, "characters that no secret"],
    ["authToken", { ...apiKey, authToken: "canary-token" }, "excludes apiKey and apiSecret"],
    ["apiKey", { ...apiKey, apiKey: undefined }, "is missing beside apiSecret"],
    ["apiKey", { ...apiKey, apiKey: `AC${sid}` }, "must be SK and 32 digits of base 16"],
    ["apiSecret", { ...apiKey, apiSecret: undefined }, "is missing beside apiKey"],
    ["apiSecret", { ...apiKey, apiSecret: "canäry" }, "characters that no secret"],
    ["region", { region: "ie1.canary.example/" }, "must be a word such as ie1"],
    ["region", { region: "de1" }, "needs an edge beside it"],
    ["edge", { edge: "" }, "must be a word such as dublin"],
    ["baseUrl", { baseUrl: "http://canary.example" }, "must be an https address"],
    ["baseUrl", { baseUrl: "https://bob:canary@api.example" }, "must be an https address"],
    ["baseUrl", { baseUrl: "https://api.example/canary" }, "must be an https address"],
    ["baseUrl", { baseUrl: "https://api.example/?canary" }, "must be an https address"],
    ["baseUrl", { baseUrl: "ftp://canary" }, "must be an https address"],
    ["baseUrl", { baseUrl: "https://api.example", region: "ie1" }, "excludes region and edge"],
    ["to", { to: "" }, "must be phone numbers with their country code"],
    ["from", { from: [] }, "must name at least one"],
    ["acountSid", { acountSid: "canary" }, "is no option"],
  ])("%s: %j", (setting, options, problem) => {
    const all = { ...usable, ...options } as TwilioMessagesOptions;
    for (const make of [twilioMessages, checkTwilio]) {
      expect(() => make(all)).toThrow(expect.objectContaining({
        _tag: "InvalidConfiguration",
        setting: `twilio-messages ${setting}`,
        problem: expect.stringContaining(problem),
        message: expect.not.stringContaining("canary"),
      }));
    }
  });

  it("are needed", () => {
    expect(() => twilioMessages(undefined!)).toThrow("twilio-messages options");
  });

  it.each<[options: Partial<TwilioMessagesOptions>, origin: string]>([
    [{}, "https://api.twilio.com"],
    [{ region: "ie1" }, "https://api.dublin.ie1.twilio.com"],
    [{ region: "AU1" }, "https://api.sydney.au1.twilio.com"],
    [{ region: "us1" }, "https://api.ashburn.us1.twilio.com"],
    [{ region: "de1", edge: "frankfurt" }, "https://api.frankfurt.de1.twilio.com"],
    [{ region: "au1", edge: "Sydney" }, "https://api.sydney.au1.twilio.com"],
    [{ edge: "ashburn" }, "https://api.ashburn.us1.twilio.com"],
    [{ baseUrl: "https://proxy.example:8443/" }, "https://proxy.example:8443"],
    [{ baseUrl: new URL("http://localhost:8080") }, "http://localhost:8080"],
    [{ baseUrl: "http://[::1]:8080" }, "http://[::1]:8080"],
  ])("%j lead to %s", (options, origin) => {
    expect(apiAccess({ ...usable, ...options }).origin).toBe(origin);
  });

  it("give the basic authentication, without the blanks around a secret", () => {
    const headerOf = (options: TwilioMessagesOptions) => Redacted.value(apiAccess(options).authorization);
    expect(headerOf({ ...usable, authToken: " canary-token\n" })).toBe(
      `Basic ${btoa(`AC${sid}:canary-token`)}`,
    );
    expect(headerOf({ ...usable, ...apiKey, apiSecret: Redacted.make("canary-secret") })).toBe(
      `Basic ${btoa(`SK${sid}:canary-secret`)}`,
    );
  });
});
