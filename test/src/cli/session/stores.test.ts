import { chmod, mkdir, readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { runCli } from "../../../support/cli.ts";
import { brokerOf, cliHome } from "../../../support/cliHome.ts";
import { describeWithRedis } from "../../../support/describeWithRedis.ts";
import { freePort } from "../../../support/freePort.ts";
import { startRedis } from "../../../support/redis.ts";

vi.setConfig({ testTimeout: 60_000 });

const key = "Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5Y2E=";
const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);
const ownLines = (stderr: string) =>
  stderr.split("\n").filter((line) => line.startsWith("autoshares-auth: "));

describe("tokens are kept in", () => {
  it("the file that AUTOSHARES_TOKEN_FILE names, and what belongs to it is beside it", async () => {
    await using broker = await brokerOf();
    await using home = await cliHome(broker.baseUrl);
    const folder = join(home.folder, "mine");
    await mkdir(folder);
    const file = join(folder, "token");
    const env = home.env({ AUTOSHARES_TOKEN_FILE: file });
    const first = await runCli(["token"], { env });
    expect(first.code).toBe(0);
    expect(await runCli(["token"], { env })).toMatchObject({ code: 0, stdout: first.stdout, stderr: "" });
    expect(broker.requestCounts.RequestToken).toBe(1);
    expect(await modeOf(file)).toBe("600");
    for (const name of await readdir(folder)) expect(name).toMatch(/^token(?:$|\.)/);
    expect(await home.recordNames()).toEqual([]);
    const status = await runCli(["status", "--json"], { env });
    expect(JSON.parse(status.stdout)).toMatchObject({ store: "file", places: [file, `${file}.attempts`] });
  });

  it("files that AUTOSHARES_STORE_KEY encrypts, the attempt ledger too", async () => {
    await using broker = await brokerOf();
    await using home = await cliHome(broker.baseUrl);
    const plain = { AUTOSHARES_STORE_KEY: key };
    const inFile = { AUTOSHARES_STORE_KEY_FILE: await home.write("store_key", `${key}\n`) };
    expect((await runCli(["login"], { env: home.env({ ...plain, AUTOSHARES_PASSWORD: "wrong" }) })).code)
      .toBe(3);
    const refused = await runCli(["status"], { env: home.env({ ...inFile, AUTOSHARES_PASSWORD: "" }) });
    expect(refused.code).toBe(3);
    const [ledger = ""] = await home.recordNames();
    expect(ledger).toMatch(/\.attempts\.record$/);
    expect((await readFile(join(home.records, ledger), "latin1")).slice(1, 17)).toBe("autoshares-auth-");

    const { code, stdout } = await runCli(["token"], { env: home.env(plain) });
    expect(code).toBe(0);
    for (const name of await home.recordNames()) {
      expect(await readFile(join(home.records, name), "latin1")).not.toContain(stdout.trim());
    }
    for (const args of [["token"], ["exec", "--", "printenv", "AUTOSHARES_TOKEN"]]) {
      expect(await runCli(args, { env: home.env(inFile) })).toMatchObject({ code: 0, stdout, stderr: "" });
    }
    expect(broker.requestCounts.RequestToken).toBe(2);
  });

  it("memory, for one command alone", async () => {
    await using broker = await brokerOf();
    await using home = await cliHome(broker.baseUrl);
    const env = home.env({ AUTOSHARES_STORE: "memory" });
    const runs = [await runCli(["token"], { env }), await runCli(["token"], { env })];
    expect(runs.map(({ code }) => code)).toEqual([0, 0]);
    expect(broker.requestCounts.RequestToken).toBe(2);
    expect(await home.recordNames()).toEqual([]);
    const status = await runCli(["status", "--json"], { env });
    expect(status.code).toBe(6);
    expect(JSON.parse(status.stdout)).toMatchObject({ store: "memory", places: [], token: null });
  });

  it("a folder that others can read, as systemd makes them: its files are private", async () => {
    await using broker = await brokerOf();
    await using home = await cliHome(broker.baseUrl);
    await mkdir(home.records, { recursive: true, mode: 0o755 });
    for (const _again of [1, 2]) {
      expect(await runCli(["token"], { env: home.env() })).toMatchObject({ code: 0 });
    }
    expect(broker.requestCounts.RequestToken).toBe(1);
  });

  it("no folder that others can change: the login goes on, and its token is given, not kept", async () => {
    await using broker = await brokerOf();
    await using home = await cliHome(broker.baseUrl);
    await mkdir(home.records, { recursive: true });
    await chmod(home.records, 0o775);
    const { code, stdout, stderr } = await runCli(["token"], { env: home.env() });
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^\S+\n$/) });
    expect(ownLines(stderr)).toEqual([expect.stringContaining("run “chmod 700")]);
    expect(await home.recordNames()).toEqual([]);
  });
});

describe("settings that contradict one another, or mean nothing: exit code 2 before any request", () => {
  it.each<[what: string, env: Readonly<Record<string, string>>, line: string]>([
    [
      "an unknown store",
      { AUTOSHARES_STORE: "sqlite:canary" },
      "AUTOSHARES_STORE is none of file, memory and redis://",
    ],
    [
      "a file for memory",
      { AUTOSHARES_STORE: "memory", AUTOSHARES_TOKEN_FILE: "/tmp/token" },
      "AUTOSHARES_TOKEN_FILE is set, but AUTOSHARES_STORE is not file",
    ],
    [
      "a file for Redis",
      { AUTOSHARES_STORE: "redis://:canary@127.0.0.1:9", AUTOSHARES_TOKEN_FILE: "/tmp/token" },
      "AUTOSHARES_TOKEN_FILE is set, but AUTOSHARES_STORE is not file",
    ],
    [
      "a key for Redis",
      { AUTOSHARES_STORE: "redis://:canary@127.0.0.1:9", AUTOSHARES_STORE_KEY: key },
      "AUTOSHARES_STORE_KEY is set, but only AUTOSHARES_STORE=file encrypts",
    ],
    [
      "a key that is none",
      { AUTOSHARES_STORE_KEY: "canary" },
      "AUTOSHARES_STORE_KEY is not 32 bytes as base64",
    ],
    [
      "a key set twice",
      { AUTOSHARES_STORE_KEY: key, AUTOSHARES_STORE_KEY_FILE: "/dev/null" },
      "AUTOSHARES_STORE_KEY and AUTOSHARES_STORE_KEY_FILE are both set",
    ],
    [
      "a key's file that is empty",
      { AUTOSHARES_STORE_KEY_FILE: "/dev/null" },
      "_STORE_KEY_FILE names an empty file",
    ],
    ["a folder for a file", { AUTOSHARES_TOKEN_FILE: "/tmp/" }, "AUTOSHARES_TOKEN_FILE is a folder's path"],
    ["a Redis without a host", { AUTOSHARES_STORE: "redis://" }, "AUTOSHARES_STORE"],
    [
      "a Redis with a database that is none",
      { AUTOSHARES_STORE: "redis://:canary@127.0.0.1/x" },
      "AUTOSHARES_STORE",
    ],
  ])("%s", async (_what, env, line) => {
    await using broker = await brokerOf();
    await using home = await cliHome(broker.baseUrl);
    const { code, stdout, stderr, lastLine } = await runCli(["token"], { env: home.env(env) });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(lastLine).toContain(line);
    expect(stderr).not.toMatch(/canary|Y2FuYXJ5|\n\s+at /);
    expect(broker.requests).toHaveLength(0);
  });
});

describe("a Redis that is not there", () => {
  it("costs a line and a login each time, but no token; what needs the store alone fails: 6", async () => {
    await using broker = await brokerOf();
    await using home = await cliHome(broker.baseUrl);
    const address = `127.0.0.1:${await freePort()}`;
    const env = home.env({ AUTOSHARES_STORE: `redis://:canary-redis@${address}` });
    const problem = `Token store redis, load: no connection to Redis at ${address} (ECONNREFUSED)`;
    for (const n of [1, 2]) {
      const { code, stdout, stderr } = await runCli(["token"], { env });
      expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^\S+\n$/) });
      expect(ownLines(stderr)).toEqual([expect.stringContaining(problem)]);
      expect(stderr).not.toContain("canary");
      expect(broker.requestCounts.RequestToken).toBe(n);
    }
    const status = await runCli(["status", "--json"], { env });
    expect(status.code).toBe(6);
    expect(JSON.parse(status.stdout).problems).toEqual([expect.stringContaining(problem)]);
    for (const command of ["logout", "reset"]) {
      const { code, lastLine } = await runCli([command], { env });
      expect(code).toBe(6);
      expect(lastLine).toContain("Token store redis, remove: no connection to Redis");
    }
  });
});

describeWithRedis("tokens are kept in Redis", () => {
  it("across processes, which log in once among them", async () => {
    await using redis = await startRedis({ password: "canary-redis" });
    await using broker = await brokerOf();
    broker.setFault("RequestToken", { type: "delay", milliseconds: 500 });
    await using home = await cliHome(broker.baseUrl);
    const env = home.env({ AUTOSHARES_STORE: redis.url });
    const runs = await Promise.all([1, 2, 3].map(() => runCli(["token"], { env })));
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0]);
    const [stdout = ""] = new Set(runs.map((run) => run.stdout));
    for (const run of runs) expect(run.stdout).toBe(stdout);
    const inFile = {
      AUTOSHARES_STORE: "",
      AUTOSHARES_STORE_FILE: await home.write("store", `${redis.url}\n`),
    };
    const later = await runCli(["token"], { env: { ...env, ...inFile, AUTOSHARES_PASSWORD: "" } });
    expect(later).toMatchObject({ code: 0, stdout, stderr: "" });
    expect(broker.requestCounts.RequestToken).toBe(1);
    expect(await home.recordNames()).toEqual([]);

    const status = await runCli(["status"], { env });
    expect(status).toMatchObject({ code: 0, stderr: "" });
    expect(status.stdout).toMatch(
      new RegExp(
        `\nstore    redis\n {9}redis://127\\.0\\.0\\.1:${redis.port} autoshares-auth:\\{[0-9a-f]{64}\\}\n`,
      ),
    );
    const json = await runCli(["status", "--json"], { env });
    expect(JSON.parse(json.stdout)).toMatchObject({ store: "redis", token: { good: true } });
    const child = await runCli(["exec", "--", "env"], { env });
    for (const { stdout: said } of [status, json, child]) expect(said).not.toContain("canary-redis");

    expect((await runCli(["logout"], { env })).code).toBe(0);
    expect((await runCli(["status"], { env })).code).toBe(6);
  });

  it("with the attempt ledger, which reset clears", async () => {
    await using redis = await startRedis();
    await using broker = await brokerOf();
    await using home = await cliHome(broker.baseUrl);
    const env = home.env({ AUTOSHARES_STORE: redis.url, AUTOSHARES_PASSWORD: "wrong" });
    for (const _ of [1, 2]) expect((await runCli(["token"], { env })).code).toBe(3);
    expect(broker.requestCounts.RequestToken).toBe(1);
    expect((await runCli(["status"], { env })).code).toBe(3);
    expect((await runCli(["reset"], { env })).code).toBe(0);
    expect((await runCli(["status"], { env })).code).toBe(6);
  });
});
