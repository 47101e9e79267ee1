import * as Effect from "effect/Effect";
import { describe, expect, it } from "vitest";
import { ProviderFailed } from "../../../../mod.ts";
import { mailboxFailure } from "../../../../plugins/imap/failures/mailboxFailure.ts";
import { failureInVariables } from "../../../../src/cli/providers/imapProvider.ts";
import { providerNames } from "../../../../src/cli/providers/providers.ts";
import type { Settings } from "../../../../src/cli/settings/Settings.ts";
import { settingNames } from "../../../../src/cli/settings/variables.ts";

const settingsOf = (variables: Readonly<Record<string, string>>): Settings => ({
  names: Object.keys(variables),
  text: (name) => variables[name],
  secret: () => Effect.succeed(undefined),
});
const named = (text: string) => Effect.runPromise(providerNames(text, settingsOf({})));
const mistake = (text: string) => Effect.runPromise(Effect.flip(providerNames(text, settingsOf({}))));

describe("the name of a provider", () => {
  it("may be in capitals", async () => {
    expect(await named("IMAP, Twilio-Messages,imap")).toEqual(["imap", "twilio-messages"]);
  });

  it.each([
    ["imp", " (did you mean imap?)"],
    ["IMAPS", " (did you mean imap?)"],
    ["comand", " (did you mean command?)"],
    ["twilio", " (did you mean twilio-webhook or twilio-messages?)"],
    ["webprompt", " (did you mean web-prompt?)"],
    ["carrier-pigeon", ""],
    ["ab", ""],
    [",", ""],
  ])("%s is none, and the nearest is told", async (text, question) => {
    expect(await mistake(text)).toMatchObject({
      setting: "--provider",
      problem: expect.stringContaining(`names no known provider${question}; known are stdin, command, imap`),
    });
  });

  it("in the environment or a file is told by its variable, so that the last line says where it stands", async () => {
    const wrong = providerNames(undefined, settingsOf({ AUTOSHARES_PROVIDER: "imp" }));
    expect(await Effect.runPromise(Effect.flip(wrong))).toHaveProperty("setting", "AUTOSHARES_PROVIDER");
  });
});

describe("a failure of the mailbox names the variable to change", () => {
  const context = { host: "mail.example", port: 993, tls: "implicit" } as const;
  const told = (error: unknown, more: object) => {
    const { problem } = mailboxFailure(
      error,
      { ...context, ...more } as Parameters<typeof mailboxFailure>[1],
    );
    return failureInVariables(new ProviderFailed({ provider: "imap", problem })).problem;
  };
  const coded = (code: string) => Object.assign(new Error("x"), { code });

  it.each<[what: string, error: unknown, more: object, names: ReadonlyArray<string>]>([
    ["no connection", coded("ECONNREFUSED"), {}, ["AUTOSHARES_IMAP_HOST", "AUTOSHARES_IMAP_PORT"]],
    ["no such name", coded("ENOTFOUND"), {}, ["AUTOSHARES_IMAP_HOST"]],
    ["no greeting", coded("GREETING_TIMEOUT"), { received: 3 }, [
      "AUTOSHARES_IMAP_HOST",
      "AUTOSHARES_IMAP_PORT",
    ]],
    [
      "no such folder",
      Object.assign(new Error("x"), { responseStatus: "NO", responseText: "Mailbox doesn't exist" }),
      { mailbox: "Codes" },
      ["AUTOSHARES_IMAP_MAILBOX"],
    ],
  ])("%s", (_what, error, more, names) => {
    const problem = told(error, more);
    for (const name of names) {
      expect(problem).toContain(name);
      expect(settingNames).toContain(name);
    }
    expect(problem).not.toMatch(/check (?:the )?host|check its name as|tls:/);
  });
});
