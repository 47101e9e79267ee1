import * as Effect from "effect/Effect";
import { chmod, mkdir, rm, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import process from "node:process";
import { afterEach, describe, expect, it, vi } from "vitest";
import { readSettings } from "../../../../src/cli/settings/Settings.ts";
import { settingLayers } from "../../../../src/cli/settings/settingLayers.ts";
import type { SettingsFile } from "../../../../src/cli/settings/settingsFile.ts";
import { settingsPath } from "../../../../src/cli/settings/settingsPath.ts";
import { mailboxSettingNames, settingNames } from "../../../../src/cli/settings/variables.ts";
import { runCli } from "../../../support/cli.ts";
import { brokerOf, type CliHome, cliHome, secrets, unset } from "../../../support/cliHome.ts";
import { withEnvironment } from "../../../support/withEnvironment.ts";

vi.setConfig({ testTimeout: 60_000 });

/** Nobody listens there. */
const baseUrl = "http://127.0.0.1:9/api";
const common = (url: string) =>
  `AUTOSHARES_BASE_URL=${url}\nAUTOSHARES_APP_KEY=${secrets.appKey}\nAUTOSHARES_PASSWORD=${secrets.password}\n`;
const twoProfiles = "[alice]\nAUTOSHARES_USERNAME=alice\n[bob]\nAUTOSHARES_USERNAME=bob\n";

/** Whose records `status` looks at. */
async function userOf(home: CliHome, args: ReadonlyArray<string>, env: Readonly<Record<string, string>>) {
  const { stdout, stderr } = await runCli(["status", "--json", ...args], { env: home.env(env) });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout).username;
}

describe("the places of a setting, first what counts first", () => {
  const file: SettingsFile = {
    common: { AUTOSHARES_X: "common", AUTOSHARES_Y: "common" },
    profiles: new Map([["bob", { AUTOSHARES_X: "bob's" }]]),
  };
  const valuesOf = (profile: string | undefined, name: string) =>
    settingLayers(file, profile)?.map((layer) => layer[name]);

  it("are the environment and what the file says to all", async () => {
    await withEnvironment({ AUTOSHARES_X: "environment" }, () => {
      expect(valuesOf(undefined, "AUTOSHARES_X")).toEqual(["environment", "common"]);
      expect(valuesOf(undefined, "AUTOSHARES_Y")).toEqual([undefined, "common"]);
    });
  });

  it("begin with the profile's section where one is named", async () => {
    await withEnvironment({ AUTOSHARES_X: "environment" }, () => {
      expect(valuesOf("bob", "AUTOSHARES_X")).toEqual(["bob's", "environment", "common"]);
      expect(valuesOf("bob", "AUTOSHARES_Y")).toEqual([undefined, undefined, "common"]);
    });
  });

  describe("where the profile's section names a user", () => {
    const theirs: SettingsFile = {
      common: { AUTOSHARES_PIN: "common", AUTOSHARES_PASSWORD_FILE: "/common" },
      profiles: new Map([
        ["bob", { AUTOSHARES_USERNAME: "bob", AUTOSHARES_IMAP_HOST: "bob's" }],
        ["same", { AUTOSHARES_USERNAME: "" }],
      ]),
    };
    const first = (profile: string, name: string) =>
      settingLayers(theirs, profile)?.map((layer) => layer[name]).find((value) => value);

    it.each([
      "AUTOSHARES_PASSWORD",
      "AUTOSHARES_PASSWORD_FILE",
      "AUTOSHARES_PIN",
      "AUTOSHARES_TOKEN_FILE",
      ...mailboxSettingNames,
    ])(
      "the environment's %s does not count; that of the section and of what the file says to all does",
      async (name) => {
        await withEnvironment({ [name]: "environment" }, () => {
          expect(first("bob", name)).toBe(theirs.profiles.get("bob")?.[name] ?? theirs.common[name]);
          expect(first("same", name)).toBe("environment");
          const [, environment] = settingLayers(theirs, "bob") ?? [];
          expect(Object.keys(environment ?? {}).filter((key) => environment?.[key])).not.toContain(name);
        });
      },
    );

    it.each(
      settingNames.filter((name) =>
        /^AUTOSHARES_/.test(name) && !/_(?:PASSWORD|PIN|TOKEN_FILE|USERNAME)(?:_FILE)?$|_IMAP_/.test(name)
      ),
    )(
      "the environment's %s counts as ever",
      async (name) => {
        await withEnvironment(
          { [name]: "environment" },
          () => expect(first("bob", name)).toBe("environment"),
        );
      },
    );
  });

  describe("where the environment names a user, and the section another one", () => {
    const ways = settingNames.filter((name) =>
      /^TWILIO_|^AUTOSHARES_(?:PROVIDER|CODE_(?:COMMAND|PATTERN)|SMS|WEBHOOK|WEB_PROMPT|TWILIO)(?:_|$)/.test(
        name,
      )
    );
    const alices: SettingsFile = {
      common: {},
      profiles: new Map([["alice", { AUTOSHARES_USERNAME: "alice" }], ["night", { AUTOSHARES_X: "1" }]]),
    };
    const of = (profile: string, name: string) => settingLayers(alices, profile)?.[1]?.[name];

    afterEach(() => void vi.unstubAllEnvs());

    it.each(ways)("its %s is not the other's", (name) => {
      vi.stubEnv(name, "bob's");
      vi.stubEnv("AUTOSHARES_USERNAME", "bob");
      expect(of("alice", name)).toBeUndefined();
      expect(of("night", name)).toBe("bob's");
      vi.stubEnv("AUTOSHARES_USERNAME", "");
      expect(of("alice", name)).toBe("bob's");
    });

    it.each(["AUTOSHARES_BASE_URL", "AUTOSHARES_APP_KEY", "AUTOSHARES_STORE", "AUTOSHARES_CODE_TIMEOUT"])(
      "its %s is",
      (name) => {
        vi.stubEnv(name, "shared");
        vi.stubEnv("AUTOSHARES_USERNAME", "bob");
        expect(of("alice", name)).toBe("shared");
      },
    );
  });

  describe("where the file names a user for all, and the section another one", () => {
    const hidden = settingNames.filter((name) =>
      /^TWILIO_|^AUTOSHARES_(?:PASSWORD|PIN|TOKEN_FILE|PROVIDER|CODE_(?:COMMAND|PATTERN)|IMAP|SMS|WEBHOOK|WEB_PROMPT|TWILIO)(?:_|$)/
        .test(name)
    );
    const values = Object.fromEntries(settingNames.map((name) => [name, "bob's"]));
    const two: SettingsFile = {
      common: values,
      profiles: new Map([["alice", { AUTOSHARES_USERNAME: "alice" }], ["night", { AUTOSHARES_X: "1" }]]),
    };
    const last = (profile: string, name: string) => settingLayers(two, profile)?.at(-1)?.[name];

    it("what belongs to the first is not the other's", () => {
      expect(hidden.length).toBeGreaterThan(40);
      for (const name of hidden) expect(last("alice", name), name).toBeUndefined();
      expect(Object.keys(two.common)).toEqual(settingNames);
    });

    it("broker, app key, store and time limits are", () => {
      const shared = settingNames.filter((name) => !hidden.includes(name));
      expect(shared).toContain("AUTOSHARES_BASE_URL");
      expect(shared).toContain("AUTOSHARES_STORE_KEY_FILE");
      for (const name of shared) expect(last("alice", name), name).toBe("bob's");
    });

    it("a section that names no user is about the same one", () => {
      for (const name of settingNames) expect(last("night", name), name).toBe("bob's");
    });
  });

  it("are none where there is no such profile", () => {
    for (const name of ["alice", "", "Bob", "constructor"]) expect(settingLayers(file, name)).toBeUndefined();
  });
});

describe("the usual settings file", () => {
  it.runIf(process.platform !== "win32")(
    "is in XDG_CONFIG_HOME where that is absolute, else in ~/.config",
    async () => {
      const atHome = join(process.env["HOME"] ?? "", ".config", "autoshares-auth", "settings.env");
      const pathWith = (variables: Readonly<Record<string, string>>) =>
        withEnvironment<string | undefined>(variables, settingsPath);
      expect(await pathWith({ XDG_CONFIG_HOME: "/etc/xdg" })).toBe("/etc/xdg/autoshares-auth/settings.env");
      expect(await pathWith({ XDG_CONFIG_HOME: "relative" })).toBe(atHome);
      expect(await pathWith({})).toBe(atHome);
    },
  );

  it("is read by all commands, after the environment", async () => {
    await using broker = await brokerOf(["bob", "alice"]);
    await using home = await cliHome(broker.baseUrl);
    await home.saySettings(`${common(broker.baseUrl)}AUTOSHARES_USERNAME=bob\n`);
    const login = await runCli(["login", "--json"], { env: home.env(unset) });
    expect(login.code).toBe(0);
    const { token, username } = JSON.parse(login.stdout);
    expect(username).toBe("bob");
    const given = await runCli(["token"], { env: home.env(unset) });
    expect(given).toMatchObject({ code: 0, stdout: `${token}\n`, stderr: "" });
    const asked = await runCli(["request", "GET", "/v1.0/users/@me/info"], { env: home.env(unset) });
    expect(JSON.parse(asked.stdout)).toMatchObject({ Login: "bob" });
    const named = await runCli(["exec", "--", "printenv", "AUTOSHARES_USERNAME"], { env: home.env(unset) });
    expect(named).toMatchObject({ code: 0, stdout: "bob\n" });
    expect(await userOf(home, [], { ...unset, AUTOSHARES_USERNAME: "alice" })).toBe("alice");
    expect(broker.requestCounts.RequestToken).toBe(1);
  });

  it("is refused where others can read or change it, until that is mended", async () => {
    await using home = await cliHome(baseUrl);
    await home.keep("kept-token");
    for (const mode of [0o644, 0o640, 0o620]) {
      await home.saySettings("AUTOSHARES_USERNAME=bob\n", mode);
      const { code, stdout, lastLine } = await runCli(["token"], { env: home.env() });
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(lastLine).toContain(
        `The settings file (${home.settings}) is not safe: others can read or change the file: run “chmod 600 ${home.settings}”`,
      );
    }
    await chmod(home.settings, 0o600);
    expect(await runCli(["token"], { env: home.env() })).toMatchObject({ code: 0, stdout: "kept-token\n" });
  });

  it("is told of where a line sets nothing, by its number alone", async () => {
    await using home = await cliHome(baseUrl);
    await home.saySettings("# mine\nAUTOSHARES_PASSWORD canary\n");
    const { code, stderr, lastLine } = await runCli(["status"], { env: home.env() });
    expect(code).toBe(2);
    expect(lastLine).toContain(
      `Line 2 of ${home.settings} is neither NAME=value, [PROFILE] nor a comment (#). Correct`,
    );
    expect(stderr).not.toContain("canary");
  });

  it("is told of where it cannot be looked at; where it or its folder is missing, there is none", async () => {
    await using home = await cliHome(baseUrl);
    await home.keep("kept-token");
    await mkdir(dirname(home.settings), { recursive: true });
    const token = () => runCli(["token"], { env: home.env() });
    expect(await token()).toMatchObject({ code: 0, stdout: "kept-token\n" });
    // What nobody may look at looks the same to root, who may; a link to itself nobody can follow.
    await symlink(home.settings, home.settings);
    const { code, stdout, lastLine } = await token();
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(lastLine).toContain(`The settings file (${home.settings}) cannot be looked at (ELOOP)`);
    await rm(dirname(home.settings), { recursive: true });
    await home.write("config/autoshares-auth", "a file in the folder's place");
    expect(await token()).toMatchObject({ code: 0, stdout: "kept-token\n" });
  });

  it.each(["", "[bob]\n"])("names no profile itself: %jAUTOSHARES_PROFILE=bob is refused", async (before) => {
    await using home = await cliHome(baseUrl);
    await home.keep("kept-token");
    const text = `${before}AUTOSHARES_PROFILE=bob\n`;
    const other = await home.write("other.env", text);
    const byFlag = await runCli(["token", "--env-file", other], { env: home.env() });
    expect(byFlag).toMatchObject({ code: 2, stdout: "" });
    expect(byFlag.lastLine).toContain(
      `AUTOSHARES_PROFILE is set in ${other}, but only the environment and --profile`,
    );
    await home.saySettings(text);
    const usual = await runCli(["token"], { env: home.env() });
    expect(usual).toMatchObject({ code: 2, stdout: "" });
    expect(usual.lastLine).toContain(`AUTOSHARES_PROFILE is set in ${home.settings}, but`);
    await home.saySettings("AUTOSHARES_PROFILE=\n");
    expect(await runCli(["token"], { env: home.env() })).toMatchObject({ code: 0, stdout: "kept-token\n" });
  });

  it("is not read where --env-file names another", async () => {
    await using home = await cliHome(baseUrl);
    await home.saySettings(`this would be an error\n`, 0o644);
    const other = await home.write(
      "other.env",
      `${common(baseUrl)}AUTOSHARES_USERNAME=carol\n${twoProfiles}`,
    );
    expect(await userOf(home, ["--env-file", other], unset)).toBe("carol");
    expect(await userOf(home, ["--env-file", other, "--profile", "alice"], unset)).toBe("alice");
  });
});

describe("a profile", () => {
  it("by flag counts before one by variable; its section before the environment, and that before the common part", async () => {
    await using home = await cliHome(baseUrl);
    await home.saySettings(`${common(baseUrl)}AUTOSHARES_USERNAME=common\n${twoProfiles}[nobody]\n`);
    const environment = { ...unset, AUTOSHARES_USERNAME: "environment" };
    const cases: ReadonlyArray<readonly [profile: string, Readonly<Record<string, string>>, user: string]> = [
      ["", unset, "common"],
      ["", environment, "environment"],
      ["alice", environment, "alice"],
      ["", { ...environment, AUTOSHARES_PROFILE: "alice" }, "alice"],
      ["bob", { ...environment, AUTOSHARES_PROFILE: "alice" }, "bob"],
      ["nobody", environment, "environment"],
      ["nobody", unset, "common"],
    ];
    for (const [profile, env, user] of cases) {
      const found = await withEnvironment(home.env(env), async () => {
        const settings = await Effect.runPromise(readSettings({ profile }));
        return settings.text("AUTOSHARES_USERNAME");
      });
      expect(found).toBe(user);
    }
    const both = { ...environment, AUTOSHARES_PROFILE: "alice" };
    expect(await userOf(home, ["--profile", "bob"], both)).toBe("bob");
    expect(await userOf(home, ["--username", "flag"], both)).toBe("flag");
  });

  it("has a token of its own", async () => {
    await using broker = await brokerOf(["alice", "bob"]);
    await using home = await cliHome(broker.baseUrl);
    await home.saySettings(common(broker.baseUrl) + twoProfiles);
    const tokenOf = async (name: string) => {
      const { code, stdout } = await runCli(["token", "--profile", name], { env: home.env(unset) });
      expect(code).toBe(0);
      return stdout;
    };
    const [alices, bobs] = [await tokenOf("alice"), await tokenOf("bob")];
    expect(alices).not.toBe(bobs);
    expect([await tokenOf("alice"), await tokenOf("bob")]).toEqual([alices, bobs]);
    expect(broker.requestCounts.RequestToken).toBe(2);
    const asked = await runCli(["request", "--profile", "alice", "GET", "/v1.0/users/@me/info"], {
      env: home.env(unset),
    });
    expect(JSON.parse(asked.stdout)).toMatchObject({ Login: "alice" });
    await runCli(["logout", "--profile", "alice"], { env: home.env(unset) });
    expect(await tokenOf("bob")).toBe(bobs);
    expect(broker.requestCounts.RequestToken).toBe(2);
  });

  it("with a user of its own does not send the environment's password", async () => {
    await using broker = await brokerOf(["alice", "bob"]);
    await using home = await cliHome(broker.baseUrl);
    await home.saySettings("[alice]\nAUTOSHARES_USERNAME=alice\n[nobody]\n");
    const alices = await runCli(["login", "--profile", "alice"], { env: home.env() });
    expect(alices).toMatchObject({ code: 2, stdout: "" });
    expect(alices.lastLine).toContain("AUTOSHARES_PASSWORD");
    expect(broker.requestCounts.RequestToken ?? 0).toBe(0);
    expect((await runCli(["login", "--profile", "nobody"], { env: home.env() })).code).toBe(0);
  });

  it("that does not exist: 2, naming those that do", async () => {
    await using home = await cliHome(baseUrl);
    await home.keep("kept-token");
    await home.saySettings(twoProfiles);
    const byFlag = await runCli(["token", "--profile", "carol"], { env: home.env() });
    expect(byFlag).toMatchObject({ code: 2, stdout: "" });
    expect(byFlag.lastLine).toContain(
      `--profile (AUTOSHARES_PROFILE) names no section of ${home.settings}; there are: alice, bob`,
    );
    const byVariable = await runCli(["token"], { env: home.env({ AUTOSHARES_PROFILE: "Bob" }) });
    expect(byVariable).toMatchObject({ code: 2, lastLine: byFlag.lastLine });
    await rm(home.settings);
    const without = await runCli(["token", "--profile", "bob"], { env: home.env() });
    expect(without.code).toBe(2);
    expect(without.lastLine).toContain(
      `names a section of ${home.settings}, which does not exist: “autoshares-auth init --profile bob” writes it`,
    );
  });
});
