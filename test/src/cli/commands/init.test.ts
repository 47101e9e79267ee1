import * as fc from "fast-check";
import { Buffer } from "node:buffer";
import { execFile } from "node:child_process";
import { chmod, chown, mkdir, open, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it, vi } from "vitest";
import { settingLine } from "../../../../src/cli/commands/init/settingLine.ts";
import { mailHost } from "../../../../src/cli/commands/init/mailHost.ts";
import { parseSettingsFile } from "../../../../src/cli/settings/settingsFile.ts";
import { simulate } from "../../../../src/simulator/mod.ts";
import { runCli, startCli } from "../../../support/cli.ts";
import { type CliHome, cliHome } from "../../../support/cliHome.ts";
import { homeOnly, initOnTerminal } from "../../../support/initOnTerminal.ts";
import { imapMailbox } from "../../../support/imapMailbox.ts";

vi.setConfig({ testTimeout: 120_000 });

const root = fileURLToPath(new URL("../../../..", import.meta.url));
const appKey = "canary-key";
const password = "canary p'a\"ss#$1 \\n ü";
const none = "";

/** Runs `init` with piped answers. */
const piped = (home: CliHome, answers: ReadonlyArray<string>, ...args: ReadonlyArray<string>) =>
  runCli(["init", ...args], { env: homeOnly(home), stdin: answers.map((answer) => `${answer}\n`).join("") });

const settingsIn = async (home: CliHome) => {
  const file = parseSettingsFile(await readFile(home.settings, "utf8"));
  if ("badLine" in file) throw new Error(`line ${file.badLine}`);
  return file;
};

/** Answers up to the code: a server of one's own, the key, the user and the password, no pin. */
const bob = (baseUrl: string) => ["other", baseUrl, appKey, "bob", "here", password, none];
const nowhere = "http://127.0.0.1:9/api";

describe("a setting's line gives back what was typed", () => {
  const written = (value: string) => settingLine("AUTOSHARES_PASSWORD", value);
  const isTypeable = (text: string) => text !== "" && !/[\n\r\0]/.test(text);
  const typed = fc.oneof(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }),
    fc.string({ unit: fc.constantFrom(..."'\"`#$\\ =ab1ä€[]n{}"), minLength: 1, maxLength: 12 }),
  ).filter(isTypeable);

  it("whatever stands around it, or there is no line at all", () => {
    fc.assert(
      fc.property(typed, typed, (value, other) => {
        const lines = [written(value), settingLine("AUTOSHARES_PIN", other)];
        if (lines.includes(undefined)) return;
        const file = parseSettingsFile(`A=1\n[bob]\n${lines.join("\n")}\n[alice]\nB='2'\n`);
        expect(file).not.toHaveProperty("badLine");
        const { profiles } = file as Exclude<typeof file, { badLine: number }>;
        expect({ ...profiles.get("bob") }).toEqual({ AUTOSHARES_PASSWORD: value, AUTOSHARES_PIN: other });
        expect({ ...profiles.get("alice") }).toEqual({ B: "2" });
      }),
      { numRuns: 2000 },
    );
  });

  it("there is none only for a value with all three kinds of quotes", () => {
    fc.assert(
      fc.property(typed, (value) => {
        if (["'", '"', "`"].some((quote) => !value.includes(quote))) return;
        if (written(value) === undefined) expect(value).toMatch(/^['"`\s]|#|\s$/);
      }),
      { numRuns: 2000 },
    );
    fc.assert(fc.property(typed.filter((value) => !/['`]/.test(value)), (value) => {
      expect(written(value)).toBeDefined();
    }));
  });

  it.each([
    ["plain/1:2.3@x", "plain/1:2.3@x"],
    ["two words", "'two words'"],
    ["it's", "`it's`"],
    ["a'b`c", `"a'b\`c"`],
    ["a'b`c\"d", "a'b`c\"d"],
    ["$HOME\\n", "'$HOME\\n'"],
  ])("%j: %s", (value, form) => expect(settingLine("A", value)).toBe(`A=${form}`));

  it("of a value that no line can hold there is none", () => {
    expect(settingLine("A", "a'b`c\"d#e")).toBeUndefined();
  });
});

describe("a mailbox's server is guessed from its address", () => {
  it.each([
    ["bot@gmail.com", "imap.gmail.com"],
    ["bot@Outlook.com", "outlook.office365.com"],
    ["bot@fastmail.com", "imap.fastmail.com"],
    ["bot@icloud.com", "imap.mail.me.com"],
    ["bot@yahoo.co.uk", "imap.mail.yahoo.com"],
    ["bot@163.com", "imap.163.com"],
    ["bot@Firm.example", "imap.firm.example"],
    ["bot", undefined],
    ["bot@localhost", undefined],
  ])("%s: %s", (address, host) => expect(mailHost(address)).toBe(host));
});

describe("init, doctor and token, one after the other", () => {
  it("with a program that gives the code", async () => {
    await using home = await cliHome("");
    const code = await home.write("code", "");
    await using broker = await simulate({
      appKey,
      users: [{ username: "bob", password, twoFactor: "sms", pin: "0417" }],
      deliver: async ({ code: sent }) => await writeFile(code, sent),
    });
    const command = `sh -c 'while ! grep . ${code}; do sleep 0.1; done'`;
    const init = await piped(home, [
      ...bob(broker.baseUrl).slice(0, -1),
      "0417",
      "command",
      command,
    ]);
    expect(init).toMatchObject({ code: 0, stdout: `${home.settings}\n` });
    expect(init.stderr).toContain("It sets AUTOSHARES_BASE_URL, AUTOSHARES_APP_KEY, AUTOSHARES_USERNAME,");
    expect(init.lastLine).toMatch(/^Next: autoshares-auth doctor .*autoshares-auth login /);
    const doctor = await runCli(["doctor"], { env: homeOnly(home) });
    expect(doctor.code, doctor.stdout).toBe(0);
    const { code: exit, stdout, stderr } = await runCli(["token", "--json"], { env: homeOnly(home) });
    expect(exit, stderr).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ username: "bob", provider: "command" });
  });

  it("with a mailbox on this machine", async () => {
    await using home = await cliHome("");
    await using mailbox = await imapMailbox();
    await using broker = await simulate({
      appKey,
      users: [{ username: "bob", password, twoFactor: "email", email: "bob@example.test" }],
      deliver: ({ code }) => mailbox.deliver(code),
    });
    const init = await piped(home, [
      ...bob(broker.baseUrl),
      ...["email", "bot", "127.0.0.1", String(mailbox.port), "none", "canary-mail", "example.test"],
    ]);
    expect(init.code, init.stderr).toBe(0);
    const doctor = await runCli(["doctor"], { env: homeOnly(home) });
    expect(doctor.code, doctor.stdout).toBe(0);
    const { code, stdout, stderr } = await runCli(["token", "--json"], { env: homeOnly(home) });
    expect(code, stderr).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ username: "bob", provider: "imap" });
  });
});

describe("a further user", () => {
  /** The file of bob, who has a password, a pin, a mailbox and notices, and alice after him. */
  const bobs = (baseUrl: string) =>
    [
      `AUTOSHARES_BASE_URL=${baseUrl}`,
      `AUTOSHARES_APP_KEY=${appKey}`,
      "AUTOSHARES_USERNAME=bob",
      "AUTOSHARES_PASSWORD=canary-bobs-password",
      "AUTOSHARES_PIN=4711",
      "AUTOSHARES_PROVIDER=command",
      "AUTOSHARES_CODE_COMMAND=echo canary-bobs-code",
      "AUTOSHARES_WEB_PROMPT_NTFY_URL=https://ntfy.example/canary-bobs",
      "",
    ].join("\n");

  it("takes nothing of the first one's: neither password and pin, nor how codes arrive", async () => {
    await using home = await cliHome("");
    await using broker = await simulate({
      appKey,
      users: [{ username: "bob", password: "canary-bobs-password", pin: "4711" }, {
        username: "alice",
        password,
        pin: "0417",
        twoFactor: "sms",
      }],
      deliver: () => {},
    });
    await home.saySettings(bobs(broker.baseUrl));
    const answers = ["same", none, "alice", "ask", none, "none"];
    expect((await piped(home, answers, "--profile", "alice")).code).toBe(0);
    const nobody = await runCli(["token", "--profile", "alice"], { env: homeOnly(home) });
    expect(nobody).toMatchObject({ code: 2, stdout: "" });
    expect(nobody.lastLine).toContain("AUTOSHARES_PASSWORD");
    expect(broker.requestCounts.RequestToken).toBe(0);
    const hers = await home.write("alices", password);
    await home.saySettings(`${await readFile(home.settings, "utf8")}AUTOSHARES_PASSWORD_FILE=${hers}\n`);
    const login = await runCli(["token", "--profile", "alice"], { env: homeOnly(home) });
    expect(login.stderr).not.toContain("canary-bobs");
    expect(login.code).not.toBe(0);
    expect(broker.requestCounts.SubmitPin).toBe(0);
    expect((await runCli(["token"], { env: homeOnly(home) })).code).toBe(0);
  });

  it("is asked by another service than the first one's, and that is no conflict", async () => {
    await using home = await cliHome("");
    await home.saySettings(bobs(nowhere));
    const slack = [
      "web",
      "slack",
      "https://hooks.slack.com/services/T0/B0/canary",
      "https://bot.example/code",
      none,
    ];
    const { code, stderr } = await piped(
      home,
      ["same", none, "alice", "here", password, none, ...slack],
      "--profile",
      "alice",
    );
    expect(stderr).not.toContain("canary");
    expect(code, stderr).toBe(0);
  });
});

describe("init asks what each way takes, and writes it", () => {
  it.each<[way: string, answers: ReadonlyArray<string>, settings: Record<string, unknown>]>([
    [
      "email, at a large service: an app password, no port",
      ["1", "bot@gmail.com", none, "abcd efgh", none],
      {
        AUTOSHARES_PROVIDER: "imap",
        AUTOSHARES_IMAP_USER: "bot@gmail.com",
        AUTOSHARES_IMAP_HOST: "imap.gmail.com",
        AUTOSHARES_IMAP_PASSWORD: "abcd efgh",
      },
    ],
    [
      "email, at a server of one's own",
      ["email", "bot@firm.example", "mail.firm.example", "143", none, "canary-mail", "broker.example"],
      {
        AUTOSHARES_PROVIDER: "imap",
        AUTOSHARES_IMAP_USER: "bot@firm.example",
        AUTOSHARES_IMAP_HOST: "mail.firm.example",
        AUTOSHARES_IMAP_PORT: "143",
        AUTOSHARES_IMAP_TLS: "starttls",
        AUTOSHARES_IMAP_PASSWORD: "canary-mail",
        AUTOSHARES_IMAP_FROM: "broker.example",
      },
    ],
    [
      "a phone: the secret is made up",
      ["phone", none, "https://bot.example/sms", "CentrSoobsh"],
      {
        AUTOSHARES_PROVIDER: "webhook",
        AUTOSHARES_WEBHOOK_LISTEN: "127.0.0.1:8787",
        AUTOSHARES_WEBHOOK_PUBLIC_URL: "https://bot.example/sms",
        AUTOSHARES_SMS_FROM: "CentrSoobsh",
        AUTOSHARES_WEBHOOK_SECRET: expect.stringMatching(/^[\da-f]{48}$/),
      },
    ],
    [
      "Twilio's webhook",
      ["twilio", "canary-token", "https://bot.example/sms", ":8080", none],
      {
        AUTOSHARES_PROVIDER: "twilio-webhook",
        TWILIO_AUTH_TOKEN: "canary-token",
        AUTOSHARES_WEBHOOK_PUBLIC_URL: "https://bot.example/sms",
        AUTOSHARES_WEBHOOK_LISTEN: ":8080",
      },
    ],
    [
      "Twilio's API, with a key",
      ["twilio-api", `AC${"1".repeat(32)}`, `SK${"2".repeat(32)}`, "canary-secret", "+12015550123", none],
      {
        AUTOSHARES_PROVIDER: "twilio-messages",
        TWILIO_ACCOUNT_SID: `AC${"1".repeat(32)}`,
        TWILIO_API_KEY: `SK${"2".repeat(32)}`,
        TWILIO_API_SECRET: "canary-secret",
        AUTOSHARES_SMS_TO: "+12015550123",
      },
    ],
    [
      "Twilio's API, with the auth token",
      ["4", `AC${"1".repeat(32)}`, none, "canary-token", none, none],
      {
        AUTOSHARES_PROVIDER: "twilio-messages",
        TWILIO_ACCOUNT_SID: `AC${"1".repeat(32)}`,
        TWILIO_AUTH_TOKEN: "canary-token",
      },
    ],
    [
      "a page, whose link goes by Telegram",
      [
        "web",
        "telegram",
        "123456:canary-token-of-a-bot-1234567890abcde",
        "42",
        "https://bot.example/code",
        none,
      ],
      {
        AUTOSHARES_PROVIDER: "web-prompt",
        AUTOSHARES_WEB_PROMPT_TELEGRAM_TOKEN: "123456:canary-token-of-a-bot-1234567890abcde",
        AUTOSHARES_WEB_PROMPT_TELEGRAM_CHAT_ID: "42",
        AUTOSHARES_WEB_PROMPT_PUBLIC_URL: "https://bot.example/code",
        AUTOSHARES_WEB_PROMPT_LISTEN: "127.0.0.1:8789",
      },
    ],
    [
      "a page, whose link goes by ntfy",
      ["web", "ntfy", "https://ntfy.sh/canary-topic", none, "https://bot.example/code", ":8080"],
      {
        AUTOSHARES_PROVIDER: "web-prompt",
        AUTOSHARES_WEB_PROMPT_NTFY_URL: "https://ntfy.sh/canary-topic",
        AUTOSHARES_WEB_PROMPT_PUBLIC_URL: "https://bot.example/code",
        AUTOSHARES_WEB_PROMPT_LISTEN: ":8080",
      },
    ],
    [
      "a page, whose link is written to standard error",
      ["web", "stderr", none, none],
      { AUTOSHARES_PROVIDER: "web-prompt", AUTOSHARES_WEB_PROMPT_LISTEN: "127.0.0.1:8789" },
    ],
    ["a person", ["person"], { AUTOSHARES_PROVIDER: "stdin" }],
    ["nothing", ["none"], {}],
  ])("%s", async (_way, answers, settings) => {
    await using home = await cliHome("");
    const { code, stdout, stderr } = await piped(home, [...bob(nowhere), ...answers]);
    expect(code, stderr).toBe(0);
    const { common } = await settingsIn(home);
    expect({ ...common }).toEqual({
      AUTOSHARES_BASE_URL: nowhere,
      AUTOSHARES_APP_KEY: appKey,
      AUTOSHARES_USERNAME: "bob",
      AUTOSHARES_PASSWORD: password,
      ...settings,
    });
    expect(stdout + stderr).not.toContain("canary");
    const secret = common["AUTOSHARES_WEBHOOK_SECRET"];
    if (secret !== undefined) expect(stdout + stderr).not.toContain(secret);
  });

  it.each([
    ["https://bot.example/sms", "The app posts to https://bot.example/sms, which must lead to :8080"],
    [
      none,
      "Still missing: an address for the phone to post to, mostly https by a TLS proxy or a tunnel to :8080",
    ],
  ])("a phone is told where to post, or what is missing for that: %j", async (address, line) => {
    await using home = await cliHome("");
    const { code, stderr } = await piped(home, [...bob(nowhere), "phone", ":8080", address, none]);
    expect(code, stderr).toBe(0);
    expect(stderr).toContain(line);
  });

  it("a base URL that does not end in /api is told to a pipe's reader, and taken", async () => {
    await using home = await cliHome("");
    const { code, stderr } = await piped(home, [...bob("https://broker.example"), "none"]);
    expect(code, stderr).toBe(0);
    expect(stderr).toContain("It does not end in /api.");
    const usual = await piped(home, ["other", nowhere, appKey, "al", "ask", none, "none"], "--profile", "al");
    expect(usual.stderr).not.toContain("It does not end");
  });

  it("Microsoft's mailbox takes OAuth: the refresh token stays in its file", async () => {
    await using home = await cliHome("");
    const file = await home.write("refresh", "canary-refresh\n");
    const answers = ["email", "bot@outlook.com", none, "client", file, none, none];
    const { code, stderr } = await piped(home, [...bob(nowhere), ...answers]);
    expect(code).toBe(0);
    const [page = ""] = /docs\/\S+\.md/.exec(stderr) ?? [];
    expect(await readFile(join(root, "README.md"), "utf8")).toContain(`[Outlook](${page})`);
    expect(await readFile(join(root, page), "utf8")).toContain("Get a refresh token");
    const { common } = await settingsIn(home);
    expect(common).toMatchObject({
      AUTOSHARES_IMAP_OAUTH: "microsoft",
      AUTOSHARES_IMAP_OAUTH_CLIENT_ID: "client",
      AUTOSHARES_IMAP_OAUTH_REFRESH_TOKEN_FILE: file,
    });
  });

  it("the password may be in a file of its own, or nowhere; the demo's address is known", async () => {
    await using home = await cliHome("");
    const file = await home.write("password", "canary-password\n");
    const usual = ["demo", appKey, "bob"];
    expect((await piped(home, [...usual, "file", file, none, "person"])).code).toBe(0);
    expect((await piped(home, [none, none, "al", "ask", none, "person"], "--profile", "al")).code).toBe(0);
    const { common, profiles } = await settingsIn(home);
    expect({ ...common }).toEqual({
      AUTOSHARES_BASE_URL: "https://pub-api-trader-demo-prod.etnasoft.us/api",
      AUTOSHARES_APP_KEY: appKey,
      AUTOSHARES_USERNAME: "bob",
      AUTOSHARES_PASSWORD_FILE: file,
      AUTOSHARES_PROVIDER: "stdin",
    });
    expect({ ...profiles.get("al") }).toEqual({ AUTOSHARES_USERNAME: "al", AUTOSHARES_PROVIDER: "stdin" });
  });
});

describe("an answer is checked as the setting is, and a wrong one from a pipe ends it: 2, nothing written", () => {
  const key = ["demo", appKey];
  const user = [...key, "bob", "here", password, none];
  it.each<[what: string, answers: ReadonlyArray<string>, line: RegExp]>([
    ["a base URL without TLS", ["other", "http://broker.example/api"], /AUTOSHARES_BASE_URL must be https/],
    ["no app key", ["demo", none], /AUTOSHARES_APP_KEY is needed/],
    ["an app key that no header can carry", ["demo", "ключ"], /AUTOSHARES_APP_KEY has a character beyond/],
    [
      "a password with a blank at its end",
      [...key, "bob", "here", "x "],
      /AUTOSHARES_PASSWORD begins or ends/,
    ],
    ["a password's file that is not there", [...key, "bob", "file", "/nonexistent"], /PASSWORD_FILE names a/],
    ["a way that is none", [...user, "pigeon"], /The answer is none of email, phone/],
    ["a host that is none", [...user, "email", "bot", "a b"], /AUTOSHARES_IMAP_HOST must be a host name/],
    [
      "a port that is none",
      [...user, "email", "bot", "mail.example", "70000"],
      /AUTOSHARES_IMAP_PORT is not/,
    ],
    [
      "an address that nothing is at",
      [...user, "phone", "here"],
      /AUTOSHARES_WEBHOOK_LISTEN is not HOST:PORT/,
    ],
    [
      "an address that no phone can post to",
      [...user, "phone", none, "bot"],
      /WEBHOOK_PUBLIC_URL is no http/,
    ],
    ["no account", [...user, "twilio-api", "AC1"], /TWILIO_ACCOUNT_SID must be AC and 32/],
    ["a public address that is none", [...user, "twilio", "token", "bot"], /WEBHOOK_PUBLIC_URL is no http/],
    [
      "a page without TLS",
      [...user, "web", "stderr", "http://bot.example"],
      /AUTOSHARES_WEB_PROMPT_PUBLIC_URL /,
    ],
    ["a topic that is none", [...user, "web", "ntfy", "topic"], /AUTOSHARES_WEB_PROMPT_NTFY_URL /],
    ["a program that is not there", [...user, "command", "/nonexistent/x"], /CODE_COMMAND names a program/],
    ["an open quote", [...user, "command", "sh -c 'x"], /CODE_COMMAND is not a command line/],
    [
      "all quotes and #",
      [...key, "bob", "here", "a'b`c\"d#e"],
      /AUTOSHARES_PASSWORD holds three kinds of quotes/,
    ],
    ["an answer too few", key, /Standard input ended before the questions did; nothing was written/],
  ])("%s", async (_what, answers, line) => {
    await using home = await cliHome("");
    const { code, stdout, stderr, lastLine } = await piped(home, answers);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(lastLine).toMatch(line);
    expect(stderr).not.toContain("canary");
    await expect(stat(dirname(home.settings))).rejects.toThrow(/ENOENT|No such file/);
  });

  it("--help says of its flags what init does with them", async () => {
    const { stdout } = await runCli(["init", "--help"]);
    expect(stdout).toMatch(/--profile NAME +Write a section/);
    expect(stdout).not.toMatch(/Read|Take the settings/);
  });

  it("where nobody can be asked it says so: 2", async () => {
    await using home = await cliHome("");
    const { code, lastLine } = await runCli(["init"], { env: homeOnly(home) });
    expect(code).toBe(2);
    expect(lastLine).toMatch(/Standard input is no terminal, so nobody can be asked; nothing was written/);
  });
});

describe("the file", () => {
  it("that changes while init asks is not written over: 2", async () => {
    await using home = await cliHome("");
    await home.saySettings("AUTOSHARES_X=1\n");
    const cli = startCli(["init", "--profile", "bob"], { env: homeOnly(home), stdin: "open" });
    cli.child.stdin?.write(
      ["other", nowhere, appKey, "bob", "ask", none].map((line) => `${line}\n`).join(""),
    );
    await cli.shown("How does the verification code arrive?");
    await home.saySettings("AUTOSHARES_X=2\n");
    cli.child.stdin?.end("none\n");
    const { code, lastLine } = await cli.result;
    expect(code).toBe(2);
    expect(lastLine).toContain("was changed meanwhile; nothing was written");
    expect(await readFile(home.settings, "utf8")).toBe("AUTOSHARES_X=2\n");
  });

  it.runIf(process.getuid?.() === 0)("of another user is left to that user: 2", async () => {
    await using home = await cliHome("");
    await home.saySettings("AUTOSHARES_X=1\n");
    await chown(home.settings, 1000, 1000);
    const { code, lastLine } = await piped(home, [], "--profile", "bob");
    expect(code).toBe(2);
    expect(lastLine).toContain("belongs to another user");
  });

  const answers = ["demo", appKey, "bob", "ask", none, "person"];

  it("is its owner's alone, in a folder that is too, and nothing else is left there", async () => {
    await using home = await cliHome("");
    await piped(home, answers);
    expect((await stat(home.settings)).mode & 0o777).toBe(0o600);
    expect((await stat(dirname(home.settings))).mode & 0o777).toBe(0o700);
    expect(await readdir(dirname(home.settings))).toEqual(["settings.env"]);
  });

  it("is another one with --settings-file, which the next steps name", async () => {
    await using home = await cliHome("");
    const file = join(home.folder, "it's mine.env");
    const { stdout, lastLine } = await piped(home, answers, "--settings-file", file);
    expect(stdout).toBe(`${file}\n`);
    expect(lastLine).toContain(`doctor --settings-file '${home.folder}/it'\\''s mine.env'`);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it("counts after the environment, and init says so; a profile counts before", async () => {
    await using home = await cliHome("");
    const env = { ...homeOnly(home), AUTOSHARES_USERNAME: "somebody", AUTOSHARES_IMAP_HOST: "" };
    const run = async (lines: ReadonlyArray<string>, ...args: ReadonlyArray<string>) =>
      (await runCli(["init", ...args], { env, stdin: `${lines.join("\n")}\n` })).stderr;
    expect(await run(answers)).toContain("Unset AUTOSHARES_USERNAME in the environment, which counts before");
    expect(await run([none, none, "al", "ask", none, "none"], "--profile", "al")).not.toContain("Unset");
  });

  it("is read for another profile where AUTOSHARES_PROFILE names one, and init says so", async () => {
    await using home = await cliHome("");
    const env = { ...homeOnly(home), AUTOSHARES_PROFILE: "zed" };
    const { stderr } = await runCli(["init"], { env, stdin: `${answers.join("\n")}\n` });
    expect(stderr).toContain("Unset AUTOSHARES_PROFILE in the environment");
  });

  it("that is no UTF-8 text stays as it is: 2", async () => {
    await using home = await cliHome("");
    await home.saySettings("");
    const before = Buffer.from("AUTOSHARES_PASSWORD=p\u00e4ss\n", "latin1");
    await writeFile(home.settings, before);
    const { code, lastLine } = await piped(home, answers, "--profile", "al");
    expect(code).toBe(2);
    expect(lastLine).toContain("is no UTF-8 text");
    expect((await readFile(home.settings)).equals(before)).toBe(true);
  });

  it("that is there gets a section more, and keeps all else as it was", async () => {
    await using home = await cliHome("");
    const before = "# Mine\nAUTOSHARES_BASE_URL=http://127.0.0.1:9/api\nAUTOSHARES_APP_KEY='k'\n[bob]\nA=1";
    await home.saySettings(before);
    const { code, lastLine } = await piped(
      home,
      [none, none, "al", "ask", none, "person"],
      "--profile",
      "al",
    );
    expect(code).toBe(0);
    expect(lastLine).toContain("login --profile al ");
    const after = await readFile(home.settings, "utf8");
    expect(after).toBe(`${before}\n\n[al]\nAUTOSHARES_USERNAME=al\nAUTOSHARES_PROVIDER=stdin\n`);
    expect((await stat(home.settings)).mode & 0o777).toBe(0o600);
  });

  it.each<[what: string, text: string, args: ReadonlyArray<string>, line: RegExp]>([
    ["that is there is not replaced", "A=1\n", [], /is there already.*--profile NAME.*--settings-file FILE/],
    ["with the profile is left alone", "[al]\nA=1\n", ["--profile", "al"], /has a section \[al\] already/],
    ["with a bad line is left alone", "A 1\n", ["--profile", "al"], /Line 1 of .* is no setting/],
    ["with an open quote is left alone", "A='1\n", ["--profile", "al"], /a quote that does not end/],
  ])("%s: 2", async (_what, text, args, line) => {
    await using home = await cliHome("");
    await home.saySettings(text);
    const quoted = ["demo", appKey, "two words", "ask", none, "person"];
    const { code, stdout, lastLine } = await piped(home, quoted, ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(lastLine).toMatch(line);
    expect(await readFile(home.settings, "utf8")).toBe(text);
  });

  it.each([[[]], [["--profile", "al"]]])("that is a link is not written through: 2 (%j)", async (args) => {
    await using home = await cliHome("");
    const elsewhere = join(home.folder, "elsewhere");
    await mkdir(dirname(home.settings), { recursive: true });
    await symlink(elsewhere, home.settings);
    const { code, lastLine } = await piped(home, answers, ...args);
    expect(code).toBe(2);
    expect(lastLine).toMatch(/no plain file \(a link perhaps\)/);
    await expect(stat(elsewhere)).rejects.toThrow(/ENOENT|No such file/);
  });

  it("is not written into a folder that others can change: 2", async () => {
    await using home = await cliHome("");
    await mkdir(dirname(home.settings), { recursive: true });
    await chmod(dirname(home.settings), 0o777);
    const { code, lastLine } = await piped(home, answers);
    expect(code).toBe(2);
    expect(lastLine).toMatch(/would not be safe: others can change the folder/);
    expect(await readdir(dirname(home.settings))).toEqual([]);
  });

  it("has no section of a name that none can have: 2", async () => {
    await using home = await cliHome("");
    const { code, lastLine } = await piped(home, answers, "--profile", "two words");
    expect(code).toBe(2);
    expect(lastLine).toMatch(/--profile is not a name of letters/);
  });
});

describe("on a terminal", () => {
  it("secrets do not show, a wrong answer is asked for again, and doctor may follow", async () => {
    await using home = await cliHome("");
    await using broker = await simulate({ appKey, users: [{ username: "bob", password }] });
    const { code, shown } = await initOnTerminal(home, [
      ["Number or word [demo]: ", "2\r"],
      ["Base URL", "broker\r"],
      ["is not a URL", ""],
      ["Base URL", `${broker.baseUrl}\r`],
      ["App key", `${appKey}\r`],
      ["User name", "bob\r"],
      ["Number or word [here]: ", "\r"],
      ["Password", `${password}\r`],
      ["Pin", "\r"],
      ["Number or word [email]: ", "person\r"],
      ["Run doctor now? [Y/n]: ", "\r"],
    ]);
    expect(shown).toContain("provider stdin: asks on this terminal");
    expect(code, shown).toBe(0);
    expect(shown).toContain("*".repeat(appKey.length));
    expect(shown).not.toContain("canary");
    expect((await settingsIn(home)).common).toMatchObject({
      AUTOSHARES_BASE_URL: broker.baseUrl,
      AUTOSHARES_APP_KEY: appKey,
      AUTOSHARES_PASSWORD: password,
    });
  });

  it.each<[prompt: string, before: ReadonlyArray<readonly [string, string]>]>([
    ["Number or word [demo]: ", []],
    ["App key", [["Number or word [demo]: ", "\r"]]],
    ["User name", [["Number or word [demo]: ", "\r"], ["App key", `${appKey}\r`]]],
  ])("Ctrl-C writes nothing: 130 (at %s)", async (prompt, before) => {
    await using home = await cliHome("");
    const { code, shown } = await initOnTerminal(home, [...before, [prompt, "\u0003"]]);
    expect(code, shown).toBe(130);
    expect(shown).toContain("autoshares-auth: interrupted.");
    await expect(stat(dirname(home.settings))).rejects.toThrow(/ENOENT|No such file/);
  });

  describe("while an answer is checked", () => {
    /** A check that lasts until `finish`: it reads the password from a pipe. */
    const slowCheck = async (home: CliHome) => {
      const pipe = join(home.folder, "pipe");
      await promisify(execFile)("mkfifo", [pipe]);
      const before: ReadonlyArray<readonly [string, string]> = [
        ["Number or word [demo]: ", "\r"],
        ["App key", `${appKey}\r`],
        ["User name", "bob\r"],
        ["Number or word [here]: ", "file\r"],
      ];
      return {
        before,
        /** Names the pipe, and types the text once the check has opened it. */
        during: (text: string, finish: boolean) => async (type: (text: string) => void) => {
          type(`${pipe}\r`);
          await using writer = await open(pipe, "w");
          type(text);
          if (!finish) return;
          // What does not show cannot be waited for.
          await new Promise((resolve) => setTimeout(resolve, 500));
          await writer.write(password);
        },
      };
    };

    it("what is typed ahead does not show, and is the next answer", async () => {
      await using home = await cliHome("");
      const { before, during } = await slowCheck(home);
      const { code, shown } = await initOnTerminal(home, [
        ...before,
        ["File with the password alone", during("canary-ahead", true)],
        ["*".repeat("canary-ahead".length), "\u0003"],
      ]);
      expect(shown).not.toContain("canary-ahead");
      expect(code, shown).toBe(130);
    });

    it("Ctrl-C ends it, and writes nothing: 130", async () => {
      await using home = await cliHome("");
      const { before, during } = await slowCheck(home);
      const begun = Date.now();
      const { code, shown } = await initOnTerminal(home, [
        ...before,
        ["File with the password alone", during("\u0003", false)],
      ]);
      expect(code, shown).toBe(130);
      expect(shown).toContain("autoshares-auth: interrupted.");
      // A pipe that gives nothing is given up after a minute.
      expect(Date.now() - begun).toBeLessThan(55_000);
      await expect(stat(dirname(home.settings))).rejects.toThrow(/ENOENT|No such file/);
    });
  });

  it("Ctrl-D ends it, and writes nothing: 2", async () => {
    await using home = await cliHome("");
    const { code, shown } = await initOnTerminal(home, [["Number or word [demo]: ", "\u0004"]]);
    expect(code, shown).toBe(2);
    expect(shown).toContain("Standard input ended before the questions did; nothing was written");
  });
});
