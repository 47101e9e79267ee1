import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createClient, extractCode, InvalidConfiguration } from "../../mod.ts";
import { command, type CommandOptions } from "../../plugins/command.ts";
import { programEnvironment } from "../../plugins/command/environment.ts";
import { json, scriptedServer } from "../support/scriptedServer.ts";

const codeExpected = json(202, { State: "Expecting", Step: "VerificationCode", Token: "interim" });
const succeeded = json(200, { State: "Succeeded", Token: "token" });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "autoshares-command-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function login(
  script: string,
  { wait, signal, ...options }: CommandOptions & { wait?: number; signal?: AbortSignal } = {},
) {
  await using server = await scriptedServer([codeExpected, succeeded]);
  const client = createClient({
    baseUrl: server.baseUrl,
    appKey: "key",
    username: "bob",
    password: "password",
    provider: command(["sh", "-c", script], options),
    codeTimeout: wait ?? 10_000,
  });
  const code = () => server.requests[1]?.headers["verificationcode"];
  return await client.login({ signal }).then(
    (auth) => ({ provider: auth.provider, code: code() }),
    (error: unknown) => error,
  );
}

/** Waits until a process is gone, or has ended and waits to be reaped; fails after ten seconds. */
async function gone(pid: number): Promise<boolean> {
  for (let i = 0; i < 200; i++) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
    if (/^\d+ \(.*\) [ZX] /s.test(stat)) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

async function pidsIn(file: string): Promise<ReadonlyArray<number>> {
  for (;;) {
    const lines = await readFile(file, "utf8").catch(() => "");
    if (lines.split("\n").length > 2) return lines.trim().split("\n").map(Number);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe("command: what a program prints is the code", () => {
  it("without the blanks and the line end around it", async () => {
    expect(await login("echo ' 0417 '")).toEqual({ provider: "command", code: "0417" });
  });

  it("as the caller's own function finds it", async () => {
    const extract = (output: string) => extractCode(output);
    expect(await login("echo Type 0417 to access the platform", { extract })).toMatchObject({ code: "0417" });
  });

  it("also where something that it started holds its output open", async () => {
    expect(await login("sleep 3 & echo 0417")).toMatchObject({ code: "0417" });
  });

  it("and it is told who waits, by its environment", async () => {
    const environment = "$AUTOSHARES_USERNAME-$AUTOSHARES_CODE_ATTEMPT-$AUTOSHARES_CODE_TIMEOUT";
    expect(await login(`echo "${environment}"`)).toMatchObject({ code: "bob-1-10" });
  });
});

describe("the program's environment", () => {
  const challenge = {
    attempt: 2,
    requestedAt: 0,
    timeoutMillis: 1500,
    username: "bob",
    baseUrl: "https://b",
  };
  const told = {
    AUTOSHARES_USERNAME: "bob",
    AUTOSHARES_BASE_URL: "https://b",
    AUTOSHARES_CODE_ATTEMPT: "2",
    AUTOSHARES_CODE_REQUESTED_AT: "1970-01-01T00:00:00.000Z",
    AUTOSHARES_CODE_TIMEOUT: "2",
  };

  it("has none of a login's secrets, and those of other makers: it may fetch the code with them", () => {
    const own = {
      AUTOSHARES_PASSWORD: "x",
      AUTOSHARES_TOKEN: "x",
      AUTOSHARES_PIN_FILE: "x",
      AUTOSHARES_X: "y",
    };
    expect(programEnvironment(challenge, { ...own, TWILIO_AUTH_TOKEN: "z" }))
      .toEqual({ ...told, AUTOSHARES_X: "y", TWILIO_AUTH_TOKEN: "z" });
  });

  it("has none of them in another spelling either on Windows, where the names of variables have no case", () => {
    const own = { Autoshares_Password: "x" };
    expect(programEnvironment(challenge, own, "win32")).toEqual(told);
    expect(programEnvironment(challenge, own, "linux")).toEqual({ ...told, ...own });
  });
});

describe("options that cannot be used are told at once, and not once the broker has sent a code:", () => {
  it.each<[unknown, string]>([
    [{ timeout: "abc" }, "command timeout is not a duration between 1 ms and 24 days"],
    [{ timeout: 0 }, "command timeout is not a duration between 1 ms and 24 days"],
    [{ timeout: "30 days" }, "command timeout is not a duration between 1 ms and 24 days"],
    [{ timeout: null }, "command timeout is not a duration between 1 ms and 24 days"],
    [{ extract: "[0-9]+" }, "command extract must be a function"],
    [{ timeOut: 1000 }, "command timeOut is no option (misspelt?)"],
    [null, "command options are missing"],
  ])("%j", (options, message) => {
    const make = () => command(["echo"], options as CommandOptions);
    expect(make).toThrow(InvalidConfiguration);
    expect(make).toThrow(message);
  });

  it("and those that can be are taken", () => {
    for (const timeout of [1, "2 seconds", { minutes: 1 }, undefined] as const) {
      expect(() => command(["echo"], { timeout, extract: undefined })).not.toThrow();
    }
  });
});

describe("a program that gives no code", () => {
  it.each([
    ["exit 7", "the program ended with status 7"],
    ["kill -9 $$", "the program was ended by SIGKILL"],
    ["true", "the program printed nothing"],
    ["yes", "the program printed more than 65536 bytes"],
    [
      "echo It was the best of times",
      "gave a text that is no code (a code has up to 32 letters, digits or signs and no blanks)",
    ],
  ])("%s", async (script, problem) => {
    expect(await login(script)).toMatchObject({ _tag: "ProviderFailed", provider: "command", problem });
  });

  it("that does not exist", async () => {
    await using server = await scriptedServer([codeExpected]);
    const client = createClient({
      baseUrl: server.baseUrl,
      appKey: "key",
      username: "bob",
      password: "password",
      provider: command(["/nonexistent/program"]),
    });
    await expect(client.login()).rejects.toMatchObject({
      _tag: "ProviderFailed",
      problem: "the program cannot be started (ENOENT)",
      retryable: false,
    });
  });

  it("within the login's wait: the code timed out", async () => {
    expect(await login("sleep 30", { wait: 200 })).toMatchObject({ _tag: "CodeTimedOut", waitedMillis: 200 });
  });

  it("within a limit of its own: the provider failed", async () => {
    expect(await login("sleep 30", { timeout: 100 })).toMatchObject({
      _tag: "ProviderFailed",
      problem: "the program took too long",
    });
  });
});

describe("the end of a wait", () => {
  const stubborn = (file: string) =>
    `trap '' TERM; sleep 60 & echo $$ >${file}; echo $! >>${file}; wait; sleep 60`;

  it("ends the program and what it has started, though it ignores SIGTERM", async () => {
    const file = join(folder, "timeout");
    expect(await login(stubborn(file), { wait: 500 })).toMatchObject({ _tag: "CodeTimedOut" });
    for (const pid of await pidsIn(file)) expect(await gone(pid)).toBe(true);
  });

  it("is the same when the login is aborted", async () => {
    const file = join(folder, "abort");
    const abort = new AbortController();
    const result = login(stubborn(file), { signal: abort.signal });
    const pids = await pidsIn(file);
    abort.abort(new Error("enough"));
    expect(await result).toMatchObject({ message: "enough" });
    for (const pid of pids) expect(await gone(pid)).toBe(true);
  });

  it("ends what a program left behind that is gone itself", async () => {
    const file = join(folder, "orphan");
    const script = `sleep 60 & echo $! >${file}; echo $! >>${file}; yes | head -c 100000`;
    expect(await login(script)).toMatchObject({ problem: "the program printed more than 65536 bytes" });
    for (const pid of await pidsIn(file)) expect(await gone(pid)).toBe(true);
  });
});
