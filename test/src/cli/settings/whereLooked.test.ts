import { Buffer } from "node:buffer";
import { execFileSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { parseSettingsFile, type SettingsFile } from "../../../../src/cli/settings/settingsFile.ts";
import { type LookedAt, noSuchProfile, whereLooked } from "../../../../src/cli/settings/whereLooked.ts";
import { runCli } from "../../../support/cli.ts";
import { brokerOf, cliHome, unset } from "../../../support/cliHome.ts";

vi.setConfig({ testTimeout: 60_000 });

/** Nobody listens there. */
const baseUrl = "http://127.0.0.1:9/api";
const fileOf = (text: string, more: Partial<LookedAt> = {}): LookedAt => ({
  path: "/s.env",
  state: "read",
  settings: parseSettingsFile(text) as SettingsFile,
  profile: undefined,
  ...more,
});

describe("of a setting that is not set it is told where it was looked for", () => {
  it.each<[what: string, file: LookedAt, told: string]>([
    [
      "no settings file",
      fileOf("", { state: "absent" }),
      "It was looked for in the environment and in /s.env, which does not exist: “autoshares-auth init” writes it.",
    ],
    [
      "one that Deno may not read",
      fileOf("", { state: "unread" }),
      "It was looked for in the environment alone: /s.env was not read, for Deno may not: run it with --allow-read and " +
      "--allow-sys=uid.",
    ],
    [
      "a home that is not known",
      fileOf("", { state: "absent", path: undefined }),
      "It was looked for in the environment alone, for where this user's settings file is cannot be told. Set it and " +
      "start again.",
    ],
    [
      "a file without it",
      fileOf("[alice]\nAUTOSHARES_PIN=1\n"),
      "It was looked for in the environment and in /s.env. Set it there and start again.",
    ],
    [
      "a file with profiles that have it",
      fileOf(
        "[alice]\nAUTOSHARES_USERNAME=a\n[bob]\nAUTOSHARES_USERNAME_FILE=b\n[carol]\nAUTOSHARES_USERNAME=\n",
      ),
      "It was looked for in the environment and before the first section of /s.env, which has the profiles alice, bob: " +
      "name one, such as --profile alice.",
    ],
    [
      "a profile that lacks it",
      fileOf("[alice]\n[bob]\nAUTOSHARES_USERNAME=b\n", { profile: "alice" }),
      "It was looked for in section [alice] of /s.env, in the environment and before the first section. Set it in " +
      "section [alice] of /s.env and start again.",
    ],
  ])("%s", (_what, file, told) => expect(whereLooked("AUTOSHARES_USERNAME", file)).toBe(told));

  it.each<[state: LookedAt["state"], told: string]>([
    ["read", "names no section of /s.env; there are: bob"],
    [
      "absent",
      "names a section of /s.env, which does not exist: “autoshares-auth init --profile al” writes it",
    ],
    [
      "unread",
      "names a section of /s.env, which Deno may not read: run it with --allow-read and --allow-sys=uid",
    ],
  ])("a profile, where the file is %s", (state, told) => {
    expect(noSuchProfile(fileOf("[bob]\n", { state, profile: "al" }))).toBe(told);
  });
});

describe("the last line", () => {
  it.each([["token"], ["status"], ["doctor"]])(
    "of %s names init where nothing is set up",
    async (command) => {
      await using home = await cliHome(baseUrl);
      const { code, lastLine } = await runCli([command], { env: home.env(unset) });
      expect(code).toBe(2);
      expect(lastLine).toContain(`${home.settings}`);
      expect(lastLine).toMatch(/ does not exist: “autoshares-auth init” writes it\.$/);
      if (command !== "doctor") {
        expect(lastLine).toContain(
          "AUTOSHARES_BASE_URL is not set (nor is --base-url). It",
        );
      }
    },
  );

  it("names the profiles where the file has users in sections alone", async () => {
    await using home = await cliHome(baseUrl);
    await home.saySettings("[alice]\nAUTOSHARES_USERNAME=alice\n[bob]\nAUTOSHARES_USERNAME=bob\n");
    const { code, lastLine } = await runCli(["status"], { env: home.env({ AUTOSHARES_USERNAME: "" }) });
    expect(code).toBe(2);
    expect(lastLine).toBe(
      "autoshares-auth: AUTOSHARES_USERNAME is not set (nor is --username). It was looked for in the environment and " +
        `before the first section of ${home.settings}, which has the profiles alice, bob: name one, such as --profile alice.`,
    );
  });

  it("says of a folder in the settings file's place that it is none", async () => {
    await using home = await cliHome(baseUrl);
    await mkdir(home.settings, { recursive: true });
    const { code, lastLine } = await runCli(["status"], { env: home.env() });
    expect(code).toBe(2);
    expect(lastLine).toContain(
      `The settings file (${home.settings}) is no file but a folder: put the settings there`,
    );
  });

  it("and of a pipe likewise", async () => {
    await using home = await cliHome(baseUrl);
    await mkdir(join(home.settings, ".."), { recursive: true });
    execFileSync("mkfifo", [home.settings]);
    const { code, lastLine } = await runCli(["status"], { env: home.env() });
    expect(code).toBe(2);
    expect(lastLine).toContain(`The settings file (${home.settings}) is no file but a pipe or a device`);
  });

  it.each([["little", Buffer.from("\uFEFFA=1\n", "utf16le")], [
    "big",
    Buffer.from("\uFEFFA=1\n", "utf16le").swap16(),
  ]])(
    "says of a file in UTF-16 (%s end first) that it is not UTF-8",
    async (_end, bytes) => {
      await using home = await cliHome(baseUrl);
      await writeFile(await home.write("utf16.env", ""), bytes);
      const path = join(home.folder, "utf16.env");
      const { code, lastLine } = await runCli(["status", "--env-file", path], { env: home.env() });
      expect(code).toBe(2);
      expect(lastLine).toContain(
        `The settings file (${path}) is not UTF-8 (UTF-16, perhaps): save it as UTF-8.`,
      );
    },
  );

  it.each([
    ["AUTOSHARES_PASSWORD=canary#word", "AUTOSHARES_PASSWORD in line 2", "has a # without a blank before it"],
    [
      "[al]\nAUTOSHARES_IMAP_PASSWORD='canary",
      "AUTOSHARES_IMAP_PASSWORD in line 3",
      "begins with a quote that is never closed",
    ],
  ])(
    "names line and variable of a secret that would be cut off, which is not sent: %j",
    async (text, where, why) => {
      await using broker = await brokerOf();
      await using home = await cliHome(broker.baseUrl);
      await home.saySettings(`# mine\n${text}\n`);
      const { code, stderr, lastLine } = await runCli(["login"], { env: home.env() });
      expect(code).toBe(2);
      expect(lastLine).toContain(`${where} of ${home.settings} ${why}`);
      expect(lastLine).toContain("put the whole value in single quotes ('…')");
      expect(stderr).not.toContain("canary");
      expect(broker.requestCounts.RequestToken ?? 0).toBe(0);
    },
  );
});
