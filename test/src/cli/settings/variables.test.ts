import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { unknownVariables } from "../../../../src/cli/settings/unknownVariables.ts";
import { inheritedVariables } from "../../../../src/cli/process/inheritedVariables.ts";
import { secretNames, settingNames, toldNames } from "../../../../src/cli/settings/variables.ts";
import { programEnvironment } from "../../../../plugins/command/environment.ts";

const root = fileURLToPath(new URL("../../../..", import.meta.url));

/** All names that stand as literals in the sources, but for the list itself. */
const namesIn = (folder: string, but = ""): ReadonlySet<string> =>
  new Set(
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && file !== but)
      .flatMap((file) =>
        readFileSync(join(root, folder, file), "utf8").match(/\b(?:AUTOSHARES|TWILIO)_\w*[A-Z]\b/g) ?? []
      ),
  );
const named = namesIn("src/cli", "variables.ts");

describe("the list of variables", () => {
  it("holds each that the command line names", () => {
    expect([...named].filter((name) => !settingNames.includes(name) && !toldNames.includes(name))).toEqual(
      [],
    );
  });

  it("holds none that nothing reads; a secret's …_FILE is read with the secret", () => {
    const bare = settingNames.map((name) => named.has(name) ? name : name.replace(/_FILE$/, ""));
    expect(bare.filter((name) => !named.has(name))).toEqual([]);
  });

  it("holds what a program is told that a provider or exec starts", () => {
    const told = new Set([...namesIn("plugins"), ...named]);
    expect(toldNames.filter((name) => !told.has(name))).toEqual([]);
  });

  it("is what the documentation of the command line tells of", () => {
    const page = readFileSync(join(root, "docs", "command-line.md"), "utf8");
    const short = (name: string) => name.replace(/^AUTOSHARES(_IMAP|_SMS)?/, "…").replace(/_FILE$/, "");
    expect(
      settingNames.filter((name) =>
        !page.includes(name) && !page.includes(short(name)) &&
        !page.includes(name.replace(/_FILE$/, ""))
      ),
    ).toEqual([]);
  });
});

describe("a secret of the command line", () => {
  const challenge = {
    attempt: 1,
    requestedAt: 0,
    timeoutMillis: 1000,
    username: "bob",
    baseUrl: "https://broker.example/api",
  };
  const given: ReadonlyArray<readonly [starter: string, (own: Record<string, string>) => object]> = [
    ["exec", (own) => inheritedVariables(own)],
    ["the provider command", (own) => programEnvironment(challenge, own)],
  ];

  it.each(given)("is not inherited by the program of %s", (_starter, environmentOf) => {
    const ours = secretNames.filter((name) => name.startsWith("AUTOSHARES_"));
    expect(ours).toEqual(
      expect.arrayContaining(["AUTOSHARES_APP_KEY", "AUTOSHARES_PIN_FILE", "AUTOSHARES_STORE"]),
    );
    for (const name of ours) expect(environmentOf({ [name]: "canary", OTHER: "x" })).not.toHaveProperty(name);
    expect(environmentOf({ OTHER: "x" })).toHaveProperty("OTHER", "x");
  });
});

describe("a variable that nothing reads", () => {
  it.each<[name: string, meant: string | undefined]>([
    ["AUTOSHARES_IMAP_FORM", "AUTOSHARES_IMAP_FROM"],
    ["AUTOSHARE_APP_KEY", "AUTOSHARES_APP_KEY"],
    ["AUTOSHARES_APPKEY", "AUTOSHARES_APP_KEY"],
    ["AUTOSHARES_IMAP_PASSWORDFILE", "AUTOSHARES_IMAP_PASSWORD_FILE"],
    ["AUTO_SHARES_PIN", "AUTOSHARES_PIN"],
    ["AUTOSHRES_PASSWORD", "AUTOSHARES_PASSWORD"],
    ["autoshares_imap_host", "AUTOSHARES_IMAP_HOST"],
    ["AUTOSHARES_IMAP_MAILBOXES", "AUTOSHARES_IMAP_MAILBOX"],
    ["AUTOSHARES_USER", "AUTOSHARES_USERNAME"],
    ["AUTOSHARES_IMAP_PASS", "AUTOSHARES_IMAP_PASSWORD"],
    ["AUTOSHARES_SMS_FORM", "AUTOSHARES_SMS_FROM"],
    ["AUTOSHARES_WEBHOOK_SECRET_FILES", "AUTOSHARES_WEBHOOK_SECRET_FILE"],
    ["AUTOSHARES_WEBHOOK_PUBLICURL", "AUTOSHARES_WEBHOOK_PUBLIC_URL"],
    ["TWILIO_AUTH_TOKN", "TWILIO_AUTH_TOKEN"],
    ["TWILIO_APISECRET", "TWILIO_API_SECRET"],
    ["TWILO_ACCOUNT_SID", "TWILIO_ACCOUNT_SID"],
    ["AUTOSHARES_COLOUR", undefined],
    ["AUTOSHARE_OF_MINE", undefined],
  ])("%s: %s is meant", (name, meant) => {
    expect(unknownVariables([name])).toEqual([{ name, meant }]);
  });

  it.each([
    "AUTOSHARES_IMAP_FROM",
    "AUTOSHARES_PIN_FILE",
    "AUTOSHARES_CODE_ATTEMPT",
    "AUTOMAKE_FLAGS",
    "PATH",
    "IMAP_HOST",
    "TWILIO_AUTH_TOKEN_FILE",
    "TWILIO_API_KEY_SID",
    "TWILIO_NUMBER",
    "TWILIO_PHONE_NUMBER",
    "TWILIO_API",
    "AUTOSHARES_\u001b[2J",
  ])("%s is left alone", (name) => {
    expect(unknownVariables([name])).toEqual([]);
  });

  it("is told once, from wherever it comes", () => {
    expect(unknownVariables(["AUTOSHARES_X_Y", "AUTOSHARES_X_Y"])).toHaveLength(1);
  });
});
