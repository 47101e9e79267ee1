import { chmod, mkdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { parseSettingsFile } from "../../../../../src/cli/settings/settingsFile.ts";
import { type CliHome, cliHome } from "../../../../support/cliHome.ts";
import { initOnTerminal, type Reply } from "../../../../support/initOnTerminal.ts";

vi.setConfig({ testTimeout: 120_000 });

const ctrlC = "\u0003";
const toPassword: ReadonlyArray<Reply> = [
  ["Number or word [demo]: ", "\r"],
  ["App key", "canary-key\r"],
  ["User name", "bob\r"],
];
const noPassword: Reply = ["Number or word [here]: ", "ask\r"];
const toCodes: ReadonlyArray<Reply> = [...toPassword, noPassword, ["Pin", "\r"]];
const noDoctor: Reply = ["Run doctor now? [Y/n]: ", "n\r"];
const toEnd: ReadonlyArray<Reply> = [["Number or word [email]: ", "none\r"], noDoctor];

const settingsOf = async (home: CliHome) => {
  const file = parseSettingsFile(await readFile(home.settings, "utf8"));
  if ("badLine" in file) throw new Error(`line ${file.badLine}`);
  return { ...file.common };
};
const isThere = (path: string) => stat(path).then(() => true, () => false);

describe("a secret's file that is not there", () => {
  const named = (path: string): ReadonlyArray<Reply> => [
    ...toPassword,
    ["Number or word [here]: ", "file\r"],
    ["File with the password alone", `${path}\r`],
  ];
  const typed = (path: string): ReadonlyArray<Reply> => [
    ...named(path),
    ["[Y/n]: ", "\r"],
    ["Password", "canary\r"],
  ];

  it("is made of what is typed, for its owner alone, and the settings file names it", async () => {
    await using home = await cliHome("");
    const path = join(home.folder, "secrets", "password");
    const { code, shown } = await initOnTerminal(home, [
      ...named("~/secrets/password"),
      [`${path} is not there. Make it, with what you type now? [Y/n]: `, "\r"],
      ["Password", "canary p'a`s\"s#\r"],
      ["Pin", "\r"],
      ...toEnd,
    ], { HOME: home.folder });
    expect(code, shown).toBe(0);
    expect(shown).toContain(`Written too, for you alone: ${path}`);
    expect(shown).not.toContain("canary");
    expect(await readFile(path, "utf8")).toBe("canary p'a`s\"s#\n");
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const settings = await settingsOf(home);
    expect(settings).toMatchObject({ AUTOSHARES_PASSWORD_FILE: path });
    expect(settings).not.toHaveProperty("AUTOSHARES_PASSWORD");
  });

  it("is not made before the end", async () => {
    await using home = await cliHome("");
    const path = join(home.folder, "secrets", "password");
    const { code, shown } = await initOnTerminal(home, [
      ...typed(path),
      ["Pin", ctrlC],
    ]);
    expect(code, shown).toBe(130);
    expect(await isThere(dirname(path))).toBe(false);
  });

  it("is not made where that is not wanted: another one is asked for", async () => {
    await using home = await cliHome("");
    const path = await home.write("password", "canary\n");
    const { code, shown } = await initOnTerminal(home, [
      ...named(join(home.folder, "pasword")),
      ["[Y/n]: ", "n\r"],
      ["File with the password alone", `${path}\r`],
      ["Pin", "\r"],
      ...toEnd,
    ]);
    expect(code, shown).toBe(0);
    expect(await settingsOf(home)).toMatchObject({ AUTOSHARES_PASSWORD_FILE: path });
    expect(await isThere(join(home.folder, "pasword"))).toBe(false);
  });

  it("is not left behind where the settings file cannot be written", async () => {
    await using home = await cliHome("");
    const path = join(home.folder, "password");
    const { code, shown } = await initOnTerminal(home, [
      ...typed(path),
      ["Pin", "\r"],
      ["Number or word [email]: ", (type) => {
        void mkdir(home.settings, { recursive: true }).then(() => type("none\r"));
      }],
    ]);
    expect(code, shown).toBe(2);
    expect(shown).toContain("cannot be written");
    expect(await isThere(path)).toBe(false);
  });

  it("that somebody else makes meanwhile stays as it is", async () => {
    await using home = await cliHome("");
    const path = join(home.folder, "password");
    const { code, shown } = await initOnTerminal(home, [
      ...typed(path),
      ["Pin", "\r"],
      ["Number or word [email]: ", (type) => {
        void writeFile(path, "theirs").then(() => type("none\r"));
      }],
    ]);
    expect(code, shown).toBe(2);
    expect(await readFile(path, "utf8")).toBe("theirs");
    expect(await isThere(home.settings)).toBe(false);
  });

  it.each<[what: string, name: string, told: string]>([
    ["others can change the folder", "open/password", "others can change the folder"],
    ["a file is where a folder would be", "file/password", "cannot be read (ENOTDIR)"],
    ["a link leads nowhere", "link", "cannot be read (ENOENT)"],
  ])("is not offered where it could not be made: %s", async (_what, name, told) => {
    await using home = await cliHome("");
    await mkdir(join(home.folder, "open"));
    await chmod(join(home.folder, "open"), 0o777);
    await home.write("file", "");
    await symlink(join(home.folder, "nowhere"), join(home.folder, "link"));
    const { code, shown } = await initOnTerminal(home, [
      ...named(join(home.folder, name)),
      [told, ""],
      ["File with the password alone", ctrlC],
    ]);
    expect(code, shown).toBe(130);
    expect(shown).not.toContain("[Y/n]");
  });

  it("may hold a refresh token, but not two secrets", async () => {
    await using home = await cliHome("");
    const [password, token] = [join(home.folder, "password"), join(home.folder, "token")];
    const { code, shown } = await initOnTerminal(home, [
      ...named(password),
      ["[Y/n]: ", "\r"],
      ["Password", "canary-password\r"],
      ["Pin", "\r"],
      ["Number or word [email]: ", "email\r"],
      ["User of the mailbox", "bot@outlook.com\r"],
      ["Its IMAP server", "\r"],
      ["Client ID", "client\r"],
      ["File with the refresh token", `${password}\r`],
      ["names the file of another secret", ""],
      ["File with the refresh token", `${token}\r`],
      ["[Y/n]: ", "\r"],
      ["Refresh token", "canary-token\r"],
      ["Tenant", "\r"],
      ["comes from", "\r"],
      noDoctor,
    ]);
    expect(code, shown).toBe(0);
    expect(await readFile(password, "utf8")).toBe("canary-password\n");
    expect(await readFile(token, "utf8")).toBe("canary-token\n");
    expect(shown).not.toContain("canary");
  });
});

describe("an odd answer that can be used", () => {
  it("is asked about: a base URL that does not end in /api", async () => {
    await using home = await cliHome("");
    const { code, shown } = await initOnTerminal(home, [
      ["Number or word [demo]: ", "other\r"],
      ["Base URL", "https://broker.example\r"],
      ["It does not end in /api. Use it all the same? [y/N]: ", "\r"],
      ["Base URL", "https://broker.example/v2\r"],
      ["[y/N]: ", "y\r"],
      ...toPassword.slice(1),
      noPassword,
      ["Pin", "\r"],
      ...toEnd,
    ]);
    expect(code, shown).toBe(0);
    expect(await settingsOf(home)).toMatchObject({ AUTOSHARES_BASE_URL: "https://broker.example/v2" });
  });

  it("is asked about: a phone that posts without TLS", async () => {
    await using home = await cliHome("");
    const { code, shown } = await initOnTerminal(home, [
      ...toCodes,
      ["Number or word [email]: ", "phone\r"],
      ["listen on", "10.0.0.2:8787\r"],
      ["https address by which the phone reaches it", "http://10.0.0.2:8787/\r"],
      ["Over http, all on the way can read the codes. Use it all the same? [y/N]: ", "y\r"],
      ["Sender", "\r"],
      noDoctor,
    ]);
    expect(code, shown).toBe(0);
    expect(await settingsOf(home)).toMatchObject({ AUTOSHARES_WEBHOOK_PUBLIC_URL: "http://10.0.0.2:8787/" });
  });
});

describe("Enter alone where an answer is needed", () => {
  it("leads back to the choice, and what was kept since is kept no more", async () => {
    await using home = await cliHome("");
    const { code, shown } = await initOnTerminal(home, [
      ["Enter alone, where an answer is needed, leads back to the choice before it.", ""],
      ["Number or word [demo]: ", "other\r"],
      ["Base URL", "\r"],
      ["Back to the choice.", ""],
      ...toPassword,
      ["Number or word [here]: ", "file\r"],
      ["File with the password alone", "\r"],
      ["Back to the choice.", ""],
      noPassword,
      ["Pin", "\r"],
      ["Number or word [email]: ", "twilio-api\r"],
      ["SID of the Twilio account", `AC${"1".repeat(32)}\r`],
      ["SID of an API key", "\r"],
      ["Auth token", "\r"],
      ["Back to the choice.", ""],
      ["Number or word [email]: ", "web\r"],
      ["Number or word [ntfy]: ", "\r"],
      ["Address of the topic", "\r"],
      ["Back to the choice.", ""],
      ["Number or word [email]: ", "none\r"],
      noDoctor,
    ]);
    expect(code, shown).toBe(0);
    expect(Object.keys(await settingsOf(home)).toSorted()).toEqual([
      "AUTOSHARES_APP_KEY",
      "AUTOSHARES_BASE_URL",
      "AUTOSHARES_USERNAME",
    ]);
  });

  it("asks again where there was no choice", async () => {
    await using home = await cliHome("");
    const { code, shown } = await initOnTerminal(home, [
      ["Number or word [demo]: ", "\r"],
      ["App key", "\r"],
      ["AUTOSHARES_APP_KEY is needed", ""],
      ["App key", ctrlC],
    ]);
    expect(code, shown).toBe(130);
    expect(shown).not.toContain("Back to the choice");
  });
});
