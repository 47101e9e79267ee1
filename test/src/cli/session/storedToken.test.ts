import { execFileSync } from "node:child_process";
import { chmod, mkdir, rename, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import { storedLogin } from "../../../../mod.ts";
import { fileStore } from "../../../../plugins/file_store.ts";
import { storedToken } from "../../../../src/cli/session/storedToken.ts";
import { runCli } from "../../../support/cli.ts";
import { type CliHome, cliHome, type KeptToken, secrets } from "../../../support/cliHome.ts";
import { withEnvironment } from "../../../support/withEnvironment.ts";

vi.setConfig({ testTimeout: 60_000 });

const minutes = 60_000;
const lifetime = 24 * 60 * minutes;
/** Nobody listens there: a login would be seen. */
const baseUrl = "http://127.0.0.1:9/api";
const key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
const otherKey = key.replace("A", "B");

/** What is set beside or in place of the usual, and the words after `token`. */
interface Asked {
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: ReadonlyArray<string>;
}

const bobs = {
  AUTOSHARES_BASE_URL: baseUrl,
  AUTOSHARES_USERNAME: "bob",
  AUTOSHARES_APP_KEY: secrets.appKey,
};
const unset = { AUTOSHARES_BASE_URL: "", AUTOSHARES_USERNAME: "", AUTOSHARES_APP_KEY: "" };
const others = {
  AUTOSHARES_BASE_URL: "http://127.0.0.1:9/other",
  AUTOSHARES_USERNAME: "alice",
  AUTOSHARES_APP_KEY: "other",
};
const lines = (settings: Readonly<Record<string, string>>) =>
  Object.entries(settings).map(([name, value]) => `${name}=${value}\n`).join("");

/** An attempt ledger with a refused password. */
const refusedOnce = ({ records }: CliHome, { username = "bob", file, encryptionKey }: KeptToken = {}) =>
  Effect.gen(function* () {
    const store = fileStore({ ...(file === undefined ? { folder: records } : { file }), encryptionKey });
    const stored = yield* storedLogin(store, {
      baseUrl,
      username,
      appKey: Redacted.make(secrets.appKey),
    });
    yield* stored.saveAttempts({
      refused: [{ what: "password", at: 0, times: 1, salt: "AAAA", hash: "AAAA" }],
      codes: [],
    });
  }).pipe(Effect.runPromise);

const found = (home: CliHome, env: Asked["env"], words: ReadonlyArray<string>) =>
  withEnvironment(home.env(env), () => storedToken(words));
const shortWay = (home: CliHome, { env, args = [] }: Asked) => found(home, env, ["token", ...args]);

describe("the short way gives what the long way gives, with", () => {
  it.each<[what: string, prepare: (home: CliHome) => Asked | Promise<Asked>, kept?: KeptToken]>([
    ["the environment alone", () => ({})],
    ["variables that are empty", () => ({
      env: {
        AUTOSHARES_TOKEN_FILE: "",
        AUTOSHARES_PROFILE: "",
        AUTOSHARES_APP_KEY_FILE: "",
        AUTOSHARES_STORE: "",
      },
    })],
    ["a slash at the base URL's end", () => ({ env: { AUTOSHARES_BASE_URL: `${baseUrl}/` } })],
    ["flags in two words, before the environment", async (home) => ({
      env: others,
      args: [
        ...["--base-url", baseUrl, "--username", "bob"],
        ...["--app-key-file", await home.write("key", `${secrets.appKey}\r\n`)],
      ],
    })],
    ["flags in one word", async (home) => ({
      env: others,
      args: [
        ...[`--base-url=${baseUrl}`, "--username=bob"],
        `--app-key-file=${await home.write("app=key", secrets.appKey)}`,
      ],
    })],
    ["an env file", async (home) => ({
      env: unset,
      args: ["--env-file", await home.write(".env", lines(bobs))],
    })],
    ["an env file after the environment", async (home) => ({
      args: ["--env-file", await home.write(".env", lines(others))],
    })],
    ["the usual settings file", async (home) => {
      await home.saySettings(lines(bobs));
      return { env: unset };
    }],
    ["a profile by flag, before the environment and what the file says to all", async (home) => {
      await home.saySettings(`${lines(others)}[bob]\n${lines(bobs)}[alice]\n${lines(others)}`);
      return { env: { ...others, AUTOSHARES_PROFILE: "alice" }, args: ["--profile", "bob"] };
    }],
    ["a profile by variable, in a file of its own", async (home) => ({
      env: { ...unset, AUTOSHARES_PROFILE: "bob" },
      args: ["--env-file", await home.write("profiles", `[bob]\n${lines(bobs)}`)],
    })],
    ["the app key's _FILE twin", async (home) => ({
      env: {
        AUTOSHARES_APP_KEY: "",
        AUTOSHARES_APP_KEY_FILE: await home.write("key", `${secrets.appKey}\n`),
      },
    })],
    ["a profile's _FILE twin, before the variable itself in the environment", async (home) => {
      const file = await home.write("key", secrets.appKey);
      await home.saySettings(`[bob]\nAUTOSHARES_APP_KEY_FILE=${file}\n`);
      return { env: { AUTOSHARES_APP_KEY: "other" }, args: ["--profile=bob"] };
    }],
    [
      "a store key",
      () => ({ env: { AUTOSHARES_STORE_KEY: key } }),
      { encryptionKey: key },
    ],
    ["a store key's _FILE twin", async (home) => ({
      env: { AUTOSHARES_STORE_KEY_FILE: await home.write("store_key", `${key}\n`) },
    }), { encryptionKey: key }],
    [
      "a store key that was not set when the token was kept",
      () => ({ env: { AUTOSHARES_STORE_KEY: key } }),
    ],
    ["an attempt ledger", async (home) => {
      await refusedOnce(home);
      return {};
    }],
    [
      "a token that will soon be due",
      () => ({}),
      { age: lifetime - 11 * minutes },
    ],
  ])("%s", async (_what, prepare, kept = {}) => {
    await using home = await cliHome(baseUrl);
    await home.keep("kept", kept);
    const asked = await prepare(home);
    expect(await shortWay(home, asked)).toBe("kept");
    const long = await runCli(["token", ...asked.args ?? [], "--json"], { env: home.env(asked.env) });
    expect(long).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(long.stdout).token).toBe("kept");
  });

  it("a token file of each profile", async () => {
    await using home = await cliHome(baseUrl);
    const file = (name: string) => join(home.folder, name);
    await home.keep("bob's", { file: file("one") });
    await home.keep("alice's", { file: file("two"), username: "alice", encryptionKey: key });
    const alices = {
      AUTOSHARES_USERNAME: "alice",
      AUTOSHARES_TOKEN_FILE: file("two"),
      AUTOSHARES_STORE_KEY: key,
    };
    await home.saySettings(`[bob]\nAUTOSHARES_TOKEN_FILE=${file("one")}\n[alice]\n${lines(alices)}`);
    for (const name of ["bob", "alice"]) {
      const args = ["--profile", name];
      expect(await shortWay(home, { args })).toBe(`${name}'s`);
      const long = await runCli(["token", ...args, "--json"], { env: home.env() });
      expect(JSON.parse(long.stdout)).toMatchObject({ token: `${name}'s`, username: name });
    }
  });

  it("stdout is the token and a line's end, as curl wants it", async () => {
    await using home = await cliHome(baseUrl);
    await home.keep("kept+/==");
    expect(await runCli(["token"], { env: home.env() }))
      .toEqual({ code: 0, stdout: "kept+/==\n", stderr: "", lastLine: "" });
  });
});

describe("the short way gives nothing, and leaves it to the long one, where", () => {
  const settingsOf = (text: string, mode?: number) => async (home: CliHome) => {
    await home.saySettings(text, mode);
    return {};
  };
  const record = async (home: CliHome) => join(home.records, (await home.recordNames())[0] ?? "");
  const spoilt = (spoil: (path: string) => Promise<unknown>) => async (home: CliHome) => {
    await spoil(await record(home));
    return {};
  };
  const withEnv = (env: Readonly<Record<string, string>>) => () => ({ env });
  const withArgs = (...args: ReadonlyArray<string>) => () => ({ args });

  it.each<[what: string, prepare: (home: CliHome) => Asked | Promise<Asked>, kept?: KeptToken]>([
    ["the app key is set twice", withEnv({ AUTOSHARES_APP_KEY_FILE: "/dev/null" })],
    [
      "the store key is set twice",
      withEnv({
        AUTOSHARES_STORE_KEY: key,
        AUTOSHARES_STORE_KEY_FILE: "/dev/null",
      }),
      { encryptionKey: key },
    ],
    ["the app key is in a pipe, which can be read once", (home) => {
      const pipe = join(home.folder, "pipe");
      execFileSync("mkfifo", [pipe]);
      return { args: ["--app-key-file", pipe] };
    }],
    ["the app key's file is missing", withArgs("--app-key-file", "/nonexistent/key")],
    ["the app key's file is empty", withArgs("--app-key-file", "/dev/null")],
    ["the app key is missing", withEnv({ AUTOSHARES_APP_KEY: "" })],
    ["the user is missing", withEnv({ AUTOSHARES_USERNAME: "" })],
    ["the base URL is missing", withEnv({ AUTOSHARES_BASE_URL: "" })],
    ["the base URL is none", withEnv({ AUTOSHARES_BASE_URL: "broker" })],
    ["the base URL is http beyond loopback", withEnv({ AUTOSHARES_BASE_URL: "http://broker.example/api" })],
    ["the base URL has a query", withEnv({ AUTOSHARES_BASE_URL: `${baseUrl}?` })],
    ["the user is another one", withEnv({ AUTOSHARES_USERNAME: "alice" })],
    ["a flag is unknown", withArgs("--verbose")],
    ["a flag is one of the long way", withArgs("--json")],
    ["help is asked for", withArgs("--help")],
    ["help is asked for in short", withArgs("-h")],
    ["a flag has no value", withArgs("--username")],
    ["a flag's value is empty", withArgs("--username=")],
    ["a flag's value looks like a flag", withArgs("--username", "--json")],
    ["a flag comes twice", withArgs("--username", "bob", "--username", "bob")],
    ["a word is left over", withArgs("bob")],
    ["a word is left over after --", withArgs("--", "--username", "bob")],
    ["the settings file is exposed", settingsOf(lines(bobs), 0o644)],
    ["the settings file has a line that sets nothing", settingsOf("AUTOSHARES_PIN 0417\n")],
    ["the settings file is too large", settingsOf(`# ${"x".repeat(70_000)}\n`)],
    ["the env file is missing", withArgs("--env-file", "/nonexistent/.env")],
    ["there is no such profile", async (home) => {
      await home.saySettings(`[alice]\n${lines(bobs)}`);
      return { args: ["--profile", "bob"] };
    }],
    ["there is no settings file for the profile", withEnv({ AUTOSHARES_PROFILE: "bob" })],
    ["the store is memory", withEnv({ AUTOSHARES_STORE: "memory" })],
    ["the store is Redis", withEnv({ AUTOSHARES_STORE: "redis://127.0.0.1:9" })],
    ["the store's file is missing", withEnv({ AUTOSHARES_STORE_FILE: "/nonexistent/store" })],
    ["the store key is none", withEnv({ AUTOSHARES_STORE_KEY: "short" })],
    ["the store key's file is missing", withEnv({ AUTOSHARES_STORE_KEY_FILE: "/nonexistent/key" })],
    ["the store key is another one", withEnv({ AUTOSHARES_STORE_KEY: otherKey }), { encryptionKey: key }],
    ["the record is encrypted, and no key is set", withEnv({}), { encryptionKey: key }],
    ["the token is due for renewal", withEnv({}), { age: lifetime - 9 * minutes }],
    ["the token has expired", withEnv({}), { age: lifetime }],
    ["the record is damaged", spoilt((path) => writeFile(path, "{oops"))],
    ["others can read the record", spoilt((path) => chmod(path, 0o640))],
    [
      "the record is a symbolic link",
      spoilt(async (path) => {
        await rename(path, `${path}.moved`);
        await symlink(`${path}.moved`, path);
      }),
    ],
    ["the attempt ledger is of another key", async (home) => {
      await refusedOnce(home, { encryptionKey: otherKey });
      return {};
    }],
    ["the attempt ledger is another user's", async (home) => {
      const file = join(home.folder, "token");
      await home.keep("kept", { file });
      await refusedOnce(home, { username: "alice", file });
      return { env: { AUTOSHARES_TOKEN_FILE: file } };
    }],
    ["the token's file is a folder", async (home) => {
      const AUTOSHARES_TOKEN_FILE = join(home.folder, "folder");
      await mkdir(AUTOSHARES_TOKEN_FILE);
      return { env: { AUTOSHARES_TOKEN_FILE } };
    }],
    ["the token's file is not there yet", (home) => ({
      env: { AUTOSHARES_TOKEN_FILE: join(home.folder, "none") },
    })],
  ])("%s", async (_what, prepare, kept = {}) => {
    await using home = await cliHome(baseUrl);
    await home.keep("kept", kept);
    expect(await shortWay(home, await prepare(home))).toBeUndefined();
  });

  it("the words are those of another command, or none", async () => {
    await using home = await cliHome(baseUrl);
    await home.keep("kept");
    for (const words of [[], ["login"], ["status"], ["--username", "bob", "token"], ["--version"]]) {
      expect(await found(home, {}, words)).toBeUndefined();
    }
  });
});
