import * as Redacted from "effect/Redacted";
import { describe, expect, it } from "vitest";
import {
  ntfy,
  type NtfyOptions,
  slack,
  type SlackOptions,
  telegram,
  type TelegramOptions,
  webPrompt,
  type WebPromptOptions,
} from "../../../plugins/web_prompt.ts";

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

const onCodeNeeded = () => {};

describe("webPrompt", () => {
  // Plain JavaScript may give anything.
  const fault = (options: unknown) => faultOf(() => webPrompt(options as WebPromptOptions));

  it.each([
    [null, /^web-prompt options are missing/],
    [{ publicURL: "x" }, /^web-prompt publicURL is no option \(misspelt\?\)/],
    [{ publicUrl: "bot.example" }, /^web-prompt publicUrl is no address/],
    [{ publicUrl: "http://bot.example/code", onCodeNeeded }, /^web-prompt publicUrl must be https/],
    [{ publicUrl: "http://10.0.0.1/code", onCodeNeeded }, /^web-prompt publicUrl must be https/],
    [{ publicUrl: "ftp://127.0.0.1", onCodeNeeded }, /^web-prompt publicUrl must be https/],
    [
      { publicUrl: "https://canary:canary@bot.example", onCodeNeeded },
      /^web-prompt publicUrl must not have a user/,
    ],
    [
      { publicUrl: "https://bot.example/?canary", onCodeNeeded },
      /^web-prompt publicUrl must end with its path/,
    ],
    [
      { publicUrl: "https://bot.example/#canary", onCodeNeeded },
      /^web-prompt publicUrl must end with its path/,
    ],
    ...["//evil.example", "/\\evil.example", "\\\\evil.example/code/", "/code/..//evil.example", "//"].map((
      path,
    ): [unknown, RegExp] => [
      { publicUrl: `https://bot.example${path}`, onCodeNeeded },
      /^web-prompt publicUrl must not have a path that begins with two slashes/,
    ]),
    [
      { publicUrl: "https://bot.example/code" },
      /^web-prompt onCodeNeeded is missing, and nobody would learn/,
    ],
    [{ onCodeNeeded: "ntfy" }, /^web-prompt onCodeNeeded must be a function/],
    [{ keyboard: "digits" }, /^web-prompt keyboard must be numeric or text/],
    [{ log: true }, /^web-prompt log must be a function/],
  ])("finds fault with %j", (options, message) => {
    expect(fault(options)).toMatch(message);
    expect(fault(options)).not.toContain("canary");
  });

  it.each([
    [{}],
    [{ publicUrl: "https://bot.example", onCodeNeeded }],
    [{ publicUrl: new URL("https://bot.example/a/b/"), onCodeNeeded }],
    [{ publicUrl: "http://127.0.0.1:8789" }],
    [{ publicUrl: "http://localhost:8789/code" }],
    [{ publicUrl: "http://[::1]:8789", onCodeNeeded, keyboard: "text", log: () => {} }],
  ])("takes %j", (options) => expect(fault(options)).toBe("no fault"));
});

describe("ntfy, slack and telegram", () => {
  const fault = {
    ntfy: (options: unknown) => faultOf(() => ntfy(options as NtfyOptions)),
    slack: (options: unknown) => faultOf(() => slack(options as SlackOptions)),
    telegram: (options: unknown) => faultOf(() => telegram(options as TelegramOptions)),
  };
  const botToken = "123456:canary-token-of-a-bot";
  /** `//host` would be another host, to which a token would go. */
  const twoSlashes = /^web-prompt \w+ \w+ must not have a path that begins with two slashes/;

  it.each<[keyof typeof fault, unknown, RegExp]>([
    ["ntfy", {}, /^web-prompt ntfy topicUrl is missing, empty/],
    [
      "ntfy",
      { topicUrl: "canary" },
      /^web-prompt ntfy topicUrl is no address, such as https:\/\/ntfy\.sh\/a-topic/,
    ],
    ["ntfy", { topicUrl: "http://ntfy.sh/canary" }, /^web-prompt ntfy topicUrl must be https/],
    [
      "ntfy",
      { topicUrl: "https://canary:x@ntfy.sh/topic" },
      /^web-prompt ntfy topicUrl must not have a user/,
    ],
    ["ntfy", { topicUrl: "https://ntfy.sh/" }, /^web-prompt ntfy topicUrl must end with the topic's name/],
    [
      "ntfy",
      { topicUrl: "https://ntfy.sh/a?auth=canary" },
      /^web-prompt ntfy topicUrl must end with the topic/,
    ],
    [
      "ntfy",
      { topicUrl: "https://ntfy.sh/a", token: "canary \n" + "x" },
      /^web-prompt ntfy token is missing, empty, or/,
    ],
    ["ntfy", { topic: "canary" }, /^web-prompt ntfy topic is no option/],
    ["slack", { webhookUrl: Redacted.make("") }, /^web-prompt slack webhookUrl is missing/],
    ["slack", { webhookUrl: "http://hooks.slack.com/canary" }, /^web-prompt slack webhookUrl must be https/],
    ["telegram", { botToken: "canary", chatId: 1 }, /^web-prompt telegram botToken is none: it looks like/],
    ["telegram", { botToken, chatId: "" }, /^web-prompt telegram chatId must be a number, or @/],
    ["telegram", { botToken }, /^web-prompt telegram chatId must be a number/],
    [
      "telegram",
      { botToken, chatId: 1, apiUrl: "http://canary.example" },
      /^web-prompt telegram apiUrl must be https/,
    ],
    ["ntfy", { topicUrl: "https://ntfy.example//canary" }, twoSlashes],
    ["ntfy", { topicUrl: "https://ntfy.example//canary.example/topic", token: "tk_x" }, twoSlashes],
    ["ntfy", { topicUrl: "https://ntfy.example/\\canary.example/topic" }, twoSlashes],
    ["slack", { webhookUrl: "https://hooks.slack.com//canary" }, twoSlashes],
    ["telegram", { botToken, chatId: 1, apiUrl: "https://bots.example//canary.example" }, twoSlashes],
  ])("%s finds fault with %j", (name, options, message) => {
    expect(fault[name](options)).toMatch(message);
    expect(fault[name](options)).not.toContain("canary");
  });

  it.each<[keyof typeof fault, unknown]>([
    ["ntfy", { topicUrl: "https://ntfy.sh/a-topic" }],
    ["ntfy", { topicUrl: Redacted.make("http://127.0.0.1:2586/a_topic/"), token: Redacted.make("tk_x") }],
    ["slack", { webhookUrl: new URL("https://hooks.slack.com/services/T0/B0/x") }],
    ["telegram", { botToken, chatId: "-1001234567890" }],
    ["telegram", { botToken: Redacted.make(botToken), chatId: "@channel" }],
  ])("%s takes %j", (name, options) => expect(fault[name](options)).toBe("no fault"));
});
