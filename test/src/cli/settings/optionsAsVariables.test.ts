import { describe, expect, it } from "vitest";
import {
  authErrorTable,
  type AuthErrorTag,
  type ClientOptions,
  InvalidConfiguration,
  LoginWithheld,
  ProviderFailed,
} from "../../../../mod.ts";
import { lastLineOf, optionsAsVariables } from "../../../../src/cli/settings/optionsAsVariables.ts";
import { placed, type SettingPlaces } from "../../../../src/cli/settings/SettingPlaces.ts";
import { settingNames } from "../../../../src/cli/settings/variables.ts";
import { runCli } from "../../../support/cli.ts";
import { brokerOf, cliHome } from "../../../support/cliHome.ts";
import { json, scriptedServer } from "../../../support/scriptedServer.ts";

/** What can be changed about each error; nothing where only time, the broker or another request helps. */
const toChange: { readonly [Tag in AuthErrorTag]: ReadonlyArray<keyof ClientOptions> } = {
  InvalidConfiguration: [], // It names its setting itself.
  PinRequired: ["pin"],
  CredentialsRefused: ["username", "password"],
  AppKeyRefused: ["appKey", "baseUrl"],
  PasswordExpired: ["password"],
  PinNotSet: ["pin"],
  PinRefused: ["pin"],
  CodeProviderMissing: ["provider"],
  ProviderFailed: ["provider"],
  CodeTimedOut: ["provider", "codeTimeout"],
  CodeRefused: ["provider"],
  TicketCorrupted: [],
  TokenRefused: [],
  ApiRefused: [],
  StoreFailed: ["store"],
  LoginWithheld: [], // It names the one that was refused itself.
  LoginPostponed: ["provider"],
  LoginInProgress: [],
  NetworkFailed: ["baseUrl"],
  RequestTimedOut: ["requestTimeout"],
  RateLimited: [],
  ServerFault: [],
  RedirectRefused: ["baseUrl"],
  ResponseTooLarge: ["baseUrl"],
  UnexpectedResponse: ["baseUrl"],
};

const variables: { readonly [Option in keyof ClientOptions]?: string } = {
  baseUrl: "AUTOSHARES_BASE_URL",
  appKey: "AUTOSHARES_APP_KEY",
  username: "AUTOSHARES_USERNAME",
  password: "AUTOSHARES_PASSWORD",
  pin: "AUTOSHARES_PIN",
  provider: "AUTOSHARES_PROVIDER",
  codeTimeout: "AUTOSHARES_CODE_TIMEOUT",
  requestTimeout: "AUTOSHARES_REQUEST_TIMEOUT",
  store: "AUTOSHARES_STORE",
};

const tags = Object.keys(toChange) as ReadonlyArray<AuthErrorTag>;

describe("an error names what to change", () => {
  it.each(tags)("%s: to whoever uses the library by its options, and by no variable", (tag) => {
    const { advice, meaning } = authErrorTable[tag];
    const named = [...advice.matchAll(/\(options? ([^)]+)\)/g)]
      .flatMap(([, names = ""]) => names.split(/, | and | or /));
    expect(named).toEqual(toChange[tag]);
    expect(advice + meaning).not.toMatch(/AUTOSHARES_/);
  });

  it.each(tags)("%s: on the command line by variables, and by no option", (tag) => {
    const told = optionsAsVariables(authErrorTable[tag].advice);
    expect(told.match(/AUTOSHARES_\w+/g) ?? []).toEqual(toChange[tag].map((option) => variables[option]));
    expect(told).not.toMatch(/\boptions?\b|resetAttempts/);
    for (const variable of told.match(/AUTOSHARES_\w+/g) ?? []) expect(settingNames).toContain(variable);
  });

  it("in whole sentences, with the place of each where it is known", () => {
    const placed = (name: string) => name === "AUTOSHARES_USERNAME" ? "--username" : `${name} in x.env`;
    expect(optionsAsVariables(authErrorTable.CredentialsRefused.advice, placed)).toBe(
      "Check both (--username and AUTOSHARES_PASSWORD in x.env) before another try: repeated refusals may lock " +
        "the account.",
    );
    expect(optionsAsVariables("Look (options a, b and appKey).")).toBe(
      "Look (AUTOSHARES_A, AUTOSHARES_B and AUTOSHARES_APP_KEY).",
    );
    const error = new LoginWithheld({ refused: "pin", times: 1, at: "2026-11-27T00:00:00.000Z" });
    expect(error.message).toMatch(/^The server refused this pin \(option pin\) at /);
    expect(error.message).not.toMatch(/password/);
    expect(lastLineOf(error, (name) => name)).toMatch(
      /^The server refused this pin \(AUTOSHARES_PIN\) at .* Correct it; .*\(autoshares-auth reset\)\.$/,
    );
  });

  it("and where a setting stands that cannot be used", () => {
    const wrong = (setting: string) => new InvalidConfiguration({ setting, problem: "is wrong" });
    const told = (setting: string, place: string) => lastLineOf(wrong(setting), () => place);
    expect(told("AUTOSHARES_PIN", "AUTOSHARES_PIN in x.env")).toBe(
      "AUTOSHARES_PIN is wrong. Correct the setting in x.env and start again.",
    );
    const path = "/home/$&/$1/$`.env";
    expect(told("AUTOSHARES_PIN", `AUTOSHARES_PIN in ${path}`)).toBe(
      `AUTOSHARES_PIN is wrong. Correct the setting in ${path} and start again.`,
    );
    expect(told("AUTOSHARES_BASE_URL", "--base-url")).toBe(
      "AUTOSHARES_BASE_URL is wrong. Correct the setting (--base-url) and start again.",
    );
    const plain = "is wrong. Correct the setting and start again.";
    expect(told("AUTOSHARES_PIN", "AUTOSHARES_PIN")).toBe(`AUTOSHARES_PIN ${plain}`);
    expect(told("--listen", "never looked for")).toBe(`--listen ${plain}`);
  });
});

describe("a last line names the place too", () => {
  const places: SettingPlaces = {
    places: [
      { variables: { AUTOSHARES_PASSWORD_FILE: "/pw", AUTOSHARES_PIN: "1" }, name: "the environment" },
      { variables: { AUTOSHARES_IMAP_HOST: "mail.example" }, name: "/s.env" },
    ],
  };
  const told = (error: Error) => lastLineOf(error, (name) => placed(name, places, []));

  it("of a mailbox's variables, and of the host that chose imap where no provider is named", () => {
    const problem =
      "no connection to x: check AUTOSHARES_IMAP_HOST and AUTOSHARES_IMAP_PORT (usually 993 with " +
      "AUTOSHARES_IMAP_TLS=implicit)";
    expect(told(new ProviderFailed({ provider: "imap", problem }))).toBe(
      "Code provider imap: no connection to x: check AUTOSHARES_IMAP_HOST in /s.env and AUTOSHARES_IMAP_PORT (usually " +
        "993 with AUTOSHARES_IMAP_TLS=implicit). Mend what it names, or take another provider (AUTOSHARES_PROVIDER, " +
        "which is not set: AUTOSHARES_IMAP_HOST in /s.env takes imap), then log in again.",
    );
  });

  it("of a secret in a file: it is the file that is wrong", () => {
    const problem = "begins or ends with a blank, which an HTTP header cannot carry";
    expect(told(new InvalidConfiguration({ setting: "AUTOSHARES_PASSWORD", problem }))).toBe(
      "The file of AUTOSHARES_PASSWORD_FILE begins or ends with a blank or a line end, which an HTTP header cannot " +
        "carry. Correct the file that AUTOSHARES_PASSWORD_FILE in the environment names, and start again.",
    );
    expect(told(new InvalidConfiguration({ setting: "AUTOSHARES_PIN", problem }))).toBe(
      `AUTOSHARES_PIN ${problem}. Correct the setting in the environment and start again.`,
    );
    const empty = new InvalidConfiguration({
      setting: "AUTOSHARES_PASSWORD_FILE",
      problem: "names an empty file",
    });
    expect(told(empty)).toBe(
      "AUTOSHARES_PASSWORD_FILE names an empty file. Correct the file that AUTOSHARES_PASSWORD_FILE in the environment " +
        "names, and start again.",
    );
  });
});

describe("the command line says where a setting was read", () => {
  const refused = json(401, { State: "Failed", Step: "BaseAuthentication", Reason: "Invalid credentials" });
  const lines = (name: string) => `[${name}]\nAUTOSHARES_USERNAME=${name}\nAUTOSHARES_PASSWORD=canary\n`;

  it("the environment, its file of a secret, or a flag", async () => {
    await using server = await scriptedServer([refused, refused]);
    await using home = await cliHome(server.baseUrl);
    expect((await runCli(["login"], { env: home.env() })).lastLine).toContain(
      "(AUTOSHARES_USERNAME in the environment and AUTOSHARES_PASSWORD in the environment)",
    );
    const env = home.env({
      AUTOSHARES_PASSWORD: "",
      AUTOSHARES_PASSWORD_FILE: await home.write("password", "canary"),
    });
    expect((await runCli(["login", "--username=al"], { env })).lastLine).toContain(
      "(--username and AUTOSHARES_PASSWORD_FILE in the environment)",
    );
  });

  it("the settings file, or a section of it", async () => {
    await using server = await scriptedServer([refused, refused]);
    await using home = await cliHome(server.baseUrl);
    const env = home.env({ AUTOSHARES_USERNAME: "", AUTOSHARES_PASSWORD: "" });
    await home.saySettings(`AUTOSHARES_USERNAME=bob\nAUTOSHARES_PASSWORD=canary\n${lines("al")}`);
    expect((await runCli(["login"], { env })).lastLine).toContain(
      `(AUTOSHARES_USERNAME in ${home.settings} and AUTOSHARES_PASSWORD in ${home.settings})`,
    );
    expect((await runCli(["login", "--profile", "al"], { env })).lastLine).toContain(
      `(AUTOSHARES_USERNAME in section [al] of ${home.settings} and AUTOSHARES_PASSWORD in section [al] of `,
    );
  });

  it("nowhere, where it is not set: its name alone", async () => {
    await using broker = await brokerOf(["bob"], {
      users: [{ username: "bob", password: "canary-password", pin: "1" }],
    });
    await using home = await cliHome(broker.baseUrl);
    const { code, lastLine } = await runCli(["login"], { env: home.env() });
    expect({ code, lastLine }).toEqual({
      code: 2,
      lastLine: "autoshares-auth: The server asks for the user's pin, and none is set. Set the pin " +
        "(AUTOSHARES_PIN) and log in again.",
    });
  });
});
