import { chmod, readdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { runCli, startCli } from "../../../support/cli.ts";
import { brokerOf, type CliHome, cliHome, type KeptToken } from "../../../support/cliHome.ts";
import { json, scriptedServer } from "../../../support/scriptedServer.ts";

vi.setConfig({ testTimeout: 60_000 });

const minutes = 60_000;
const lifetime = 24 * 60 * minutes;
const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);
const succeeded = json(200, { State: "Succeeded", Token: "new-token" });
const refused = json(401, { State: "Failed", Step: "BaseAuthentication", Reason: "Invalid credentials" });

describe("token", () => {
  it("logs in where nothing is stored, and then gives what is stored", async () => {
    await using broker = await brokerOf();
    await using home = await cliHome(broker.baseUrl);
    const first = await runCli(["token"], { env: home.env() });
    expect(first).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\S+\n$/) });
    expect(first.stderr).toContain("Request a token: token received");
    const [record = ""] = (await home.recordNames()).filter((name) => name.length === 71);
    expect(await modeOf(home.records)).toBe("700");
    expect(await modeOf(join(home.records, record))).toBe("600");

    const withoutPassword = home.env({ AUTOSHARES_PASSWORD: "" });
    // The second words are beyond the short way, which reads the file and nothing else.
    for (const args of [["token"], ["token", "--code-timeout", "5s"]]) {
      const again = await runCli(args, { env: withoutPassword });
      expect(again).toMatchObject({ code: 0, stdout: first.stdout, stderr: "" });
    }
    const whole = await runCli(["token", "--json"], { env: home.env() });
    expect(whole).toMatchObject({ code: 0, stderr: "" });
    const { token, obtainedAt, expiresAt, ...rest } = JSON.parse(whole.stdout);
    expect(rest).toEqual({ username: "bob", provider: null, codesTried: 0 });
    expect(`${token}\n`).toBe(first.stdout);
    expect(Date.parse(expiresAt) - Date.parse(obtainedAt)).toBe(lifetime);
    expect(broker.requestCounts).toMatchObject({ RequestToken: 1 });
  });

  it("of five processes at once, one logs in", async () => {
    await using broker = await brokerOf();
    broker.setFault("RequestToken", { type: "delay", milliseconds: 1000 });
    await using home = await cliHome(broker.baseUrl);
    const runs = await Promise.all(Array.from({ length: 5 }, () => runCli(["token"], { env: home.env() })));
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0]);
    expect(new Set(runs.map(({ stdout }) => stdout)).size).toBe(1);
    expect(broker.requestCounts.RequestToken).toBe(1);
  });

  it("says that it waits for another process's login, and gives that one's token", async () => {
    let answer = (): void => {};
    await using server = await scriptedServer([(socket, request) => {
      answer = () => succeeded(socket, request);
    }]);
    await using home = await cliHome(server.baseUrl);
    const first = runCli(["token"], { env: home.env() });
    await server.received();
    const second = startCli(["token"], { env: home.env() });
    await second.shown("another login of bob is under way; its token is waited for, 8 minutes at most.\n");
    answer();
    expect([await first, await second.result]).toMatchObject([{ stdout: "new-token\n" }, {
      stdout: "new-token\n",
    }]);
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    ["on the short way", ["token"]],
    ["on the long way", ["token", "--json"]],
  ])("that nobody can take is an error of its own, %s", async (_what, args) => {
    await using home = await cliHome("http://127.0.0.1:9/api");
    await home.keep("kept-token");
    const full = await runCli(args, { env: home.env(), stdout: "/dev/full" });
    expect(full).toMatchObject({ code: 2, stdout: "" });
    expect(full.stderr).toMatch(
      /^autoshares-auth: Standard output cannot be written, so the answer is lost\. See whether its disk is full or its reader has ended, then run “autoshares-auth token”, which gives the token: it is stored \(file, .*\)\.\n$/,
    );
    expect(full.stderr).toContain(`${home.records}/`);
    const cli = startCli(args, { env: home.env() });
    cli.child.stdout.destroy();
    expect(await cli.result).toMatchObject({ code: 2, stderr: full.stderr });
    // What is in memory alone is lost with the process.
    await using broker = await brokerOf();
    const env = home.env({ AUTOSHARES_BASE_URL: broker.baseUrl, AUTOSHARES_STORE: "memory" });
    const lost = await runCli(args, { env, stdout: "/dev/full" });
    expect(lost).toMatchObject({
      code: 2,
      lastLine: expect.stringMatching(/ended, then run the command again\.$/),
    });
  });

  it("without a password and without a terminal, a login is an error of the settings", async () => {
    await using server = await scriptedServer([]);
    await using home = await cliHome(server.baseUrl);
    await home.keep("old", { age: lifetime });
    const { code, stdout, lastLine } = await runCli(["token"], {
      env: home.env({ AUTOSHARES_PASSWORD: "" }),
    });
    expect({ code, stdout, requests: server.requests.length }).toEqual({ code: 2, stdout: "", requests: 0 });
    expect(lastLine).toContain("AUTOSHARES_PASSWORD is not set");
  });
});

describe("a stored token that is", () => {
  it.each([
    ["expired", lifetime + minutes],
    ["in its last seconds", lifetime - 5000],
    ["due for renewal", lifetime - 9 * minutes],
  ])("%s is replaced by a login", async (_what, age) => {
    await using server = await scriptedServer([succeeded]);
    await using home = await cliHome(server.baseUrl);
    await home.keep("old", { age });
    expect(await runCli(["token"], { env: home.env() })).toMatchObject({ code: 0, stdout: "new-token\n" });
    const again = await runCli(["token"], { env: home.env() });
    expect(again).toMatchObject({ code: 0, stdout: "new-token\n", stderr: "" });
    expect(server.requests.length).toBe(1);
  });

  it("due for renewal is given for its last minutes where no login succeeds, and a line tells why", async () => {
    await using server = await scriptedServer([refused]);
    await using home = await cliHome(server.baseUrl);
    await home.keep("old", { age: lifetime - 9 * minutes });
    const refusal = await runCli(["token"], { env: home.env() });
    expect(refusal).toMatchObject({ code: 0, stdout: "old\n" });
    expect(refusal.lastLine).toMatch(
      /the token is good until \S+, and was not renewed: .* refused the username/,
    );
    // The ledger keeps the refused password back, and without one nothing can be tried.
    const withheld = await runCli(["exec", "--", "printenv", "AUTOSHARES_TOKEN"], { env: home.env() });
    expect(withheld).toMatchObject({ code: 0, stdout: "old\n" });
    expect(withheld.lastLine).toMatch(/was not renewed: .*autoshares-auth reset/);
    const unattended = await runCli(["token"], { env: home.env({ AUTOSHARES_PASSWORD: "" }) });
    expect(unattended).toMatchObject({ code: 0, stdout: "old\n" });
    expect(unattended.lastLine).toContain("was not renewed: AUTOSHARES_PASSWORD is not set");
    expect(server.requests.length).toBe(1);
  });

  it("expired, and no login succeeds, is not given", async () => {
    await using server = await scriptedServer([refused]);
    await using home = await cliHome(server.baseUrl);
    await home.keep("old", { age: lifetime });
    const { code, stdout, stderr } = await runCli(["token"], { env: home.env() });
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr.match(/refused the username/g)).toHaveLength(1);
  });
});

const key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
const otherKey = key.replace("A", "B");
/** All files of a home by their paths, without those of locks. */
const contentsOf = async ({ folder }: CliHome): Promise<Record<string, string>> => {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = found.filter((each) => each.isFile() && !/\.lock-\d+$/.test(each.name))
    .map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(
    await Promise.all(paths.map(async (path) => [path, await readFile(path, "latin1")] as const)),
  );
};
const ownLines = (stderr: string) =>
  stderr.split("\n").filter((line) => line.startsWith("autoshares-auth: "));

describe("a record that cannot be used costs a line and a login, and is replaced", () => {
  it.each<[what: string, spoil: (path: string) => Promise<void>, line: string | RegExp]>([
    [
      "damaged",
      (path) => writeFile(path, "{oops"),
      /it is not JSON .*: the record \/\S+\.record \(the next save moves it to \/\S+\.aside\.record\)/,
    ],
    ["empty", (path) => writeFile(path, ""), "it is not JSON"],
    [
      "no text",
      (path) => writeFile(path, Uint8Array.of(0xc3, 0x28)),
      /it is no text: \/\S+\.record \(the next save moves it to ….damaged-<time>\)/,
    ],
    ["for others to read", (path) => chmod(path, 0o644), "run “chmod 600"],
  ])("%s", async (_what, spoil, line) => {
    await using server = await scriptedServer([succeeded]);
    await using home = await cliHome(server.baseUrl);
    await home.keep("old");
    const [name = ""] = await home.recordNames();
    await spoil(join(home.records, name));
    const env = home.env();
    const { code, stdout, stderr } = await runCli(["token"], { env });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "new-token\n" });
    expect(ownLines(stderr)).toEqual([
      typeof line === "string" ? expect.stringContaining(line) : expect.stringMatching(line),
    ]);
    expect(await modeOf(join(home.records, name))).toBe("600");
    const again = await runCli(["token"], { env });
    expect(again).toMatchObject({ code: 0, stdout: "new-token\n", stderr: "" });
    expect(server.requests.length).toBe(1);
  });

  it("another user's, copied over: it is no token of this one", async () => {
    await using server = await scriptedServer([succeeded]);
    await using home = await cliHome(server.baseUrl);
    await home.keep("bob's");
    const [name = ""] = await home.recordNames();
    await home.keep("alice's", { username: "alice" });
    const alices = (await home.recordNames()).find((each) => each !== name) ?? "";
    await rename(join(home.records, alices), join(home.records, name));
    const { code, stdout, stderr } = await runCli(["token"], { env: home.env() });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "new-token\n" });
    expect(ownLines(stderr)).toEqual([
      expect.stringContaining("it belongs to another user, app key or base URL"),
    ]);
  });
});

describe("what the settings do not fit is left as it is, and nothing is sent: exit code 2", () => {
  const refusedOnce = async (home: CliHome, env: Readonly<Record<string, string>>) => {
    expect((await runCli(["token"], { env: home.env(env) })).code).toBe(3);
  };
  const tokenOf = (kept: KeptToken) => (home: CliHome) => home.keep("old", kept);
  const file = { AUTOSHARES_TOKEN_FILE: "token" };

  it.each<
    [
      what: string,
      env: Readonly<Record<string, string>>,
      keep: (home: CliHome) => Promise<unknown>,
      line: string,
    ]
  >([
    [
      "a token of another key",
      { AUTOSHARES_STORE_KEY: key },
      tokenOf({ encryptionKey: otherKey }),
      "AUTOSHARES_STORE_KEY does not fit the stored token: it was encrypted with another key: /",
    ],
    [
      "an encrypted token, and no key",
      {},
      tokenOf({ encryptionKey: otherKey }),
      "AUTOSHARES_STORE_KEY does not fit the stored token: it is encrypted, and no key is set: /",
    ],
    [
      "an attempt ledger of another key",
      { AUTOSHARES_STORE_KEY: key },
      (home) => refusedOnce(home, { AUTOSHARES_STORE_KEY: otherKey }),
      "AUTOSHARES_STORE_KEY does not fit the stored attempt ledger: it was encrypted with another key: /",
    ],
    [
      "another user's token",
      file,
      (home) => home.keep("alice's", { username: "alice", file: join(home.folder, "token") }),
      "AUTOSHARES_TOKEN_FILE holds another user's token",
    ],
    [
      "another user's token, encrypted with the same key",
      { ...file, AUTOSHARES_STORE_KEY: key },
      (home) =>
        home.keep("alice's", { username: "alice", file: join(home.folder, "token"), encryptionKey: key }),
      "AUTOSHARES_TOKEN_FILE holds another user's token",
    ],
    [
      "another user's attempt ledger",
      file,
      (home) =>
        refusedOnce(home, {
          AUTOSHARES_USERNAME: "alice",
          AUTOSHARES_TOKEN_FILE: join(home.folder, "token"),
        }),
      "AUTOSHARES_TOKEN_FILE has another user's attempt ledger beside it",
    ],
  ])("%s", async (_what, given, keep, line) => {
    await using server = await scriptedServer([refused]);
    await using home = await cliHome(server.baseUrl);
    await keep(home);
    const sent = server.requests.length;
    const named = given["AUTOSHARES_TOKEN_FILE"];
    const env = home.env({ ...given, ...named && { AUTOSHARES_TOKEN_FILE: join(home.folder, named) } });
    const before = await contentsOf(home);
    for (const command of ["token", "login"]) {
      const { code, stdout, stderr, lastLine } = await runCli([command], { env });
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(lastLine).toContain(line);
      expect(stderr).not.toContain(key);
    }
    expect((await runCli(["status"], { env })).code).toBe(6);
    expect(server.requests.length).toBe(sent);
    const doctor = await runCli(["doctor"], { env });
    expect(doctor.code).toBe(2);
    expect(doctor.stdout).toContain(line);
    expect(await contentsOf(home)).toEqual(before);
  });

  it("a token that was kept before a key was set is read, and encrypted when it is saved next", async () => {
    await using server = await scriptedServer([succeeded]);
    await using home = await cliHome(server.baseUrl);
    await home.keep("old");
    const env = home.env({ AUTOSHARES_STORE_KEY: key });
    expect(await runCli(["token"], { env })).toMatchObject({ code: 0, stdout: "old\n", stderr: "" });
    expect((await runCli(["login"], { env })).code).toBe(0);
    for (const content of Object.values(await contentsOf(home))) expect(content).not.toMatch(/old|new-token/);
    expect(await runCli(["token"], { env })).toMatchObject({ code: 0, stdout: "new-token\n", stderr: "" });
  });
});
