import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli, startCli } from "../../../support/cli.ts";
import { freePort } from "../../../support/freePort.ts";
import {
  endless,
  html,
  json,
  raw,
  redirect,
  reply,
  resetMidway,
  type ScriptedReply,
  scriptedServer,
  silence,
} from "../../../support/scriptedServer.ts";

const codeExpected = json(202, {
  Step: "VerificationCode",
  Reason: "Expecting confirmation code",
  State: "Expecting",
  Token: "interim+/==",
});
const succeeded = json(200, { State: "Succeeded", Token: "final+/token==" });
const codeRefused = json(401, { State: "Failed", Step: "VerificationCode", Reason: "Invalid code" });

const secrets = {
  AUTOSHARES_APP_KEY: "canary-app-key",
  AUTOSHARES_PASSWORD: "canary-pässword~",
};
const settings = (baseUrl: string, more: Record<string, string> = {}) => ({
  AUTOSHARES_BASE_URL: baseUrl,
  AUTOSHARES_USERNAME: "bob",
  ...secrets,
  ...more,
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "autoshares-cli-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("login writes the token, and nothing else, to stdout", () => {
  it("with a code piped to stdin", async () => {
    await using server = await scriptedServer([codeExpected, succeeded]);
    const { code, stdout, stderr } = await runCli(["login"], {
      env: settings(server.baseUrl),
      stdin: "0417\n",
    });
    expect(stderr).toContain("good until");
    expect({ code, stdout }).toEqual({ code: 0, stdout: "final+/token==\n" });
    expect(server.requests[1]?.headers).toMatchObject({
      "authorization": "Bearer interim+/==",
      "verificationcode": "0417",
      "password": "canary-pässword~",
      "username": "bob",
    });
  });

  it("with a code from a command, which learns who waits and gets none of the secrets", async () => {
    await using server = await scriptedServer([codeExpected, codeRefused, succeeded]);
    const script = join(folder, "code.sh");
    await writeFile(
      script,
      `test -z "$AUTOSHARES_PASSWORD$AUTOSHARES_APP_KEY" || exit 9
echo "$AUTOSHARES_USERNAME $AUTOSHARES_CODE_ATTEMPT $AUTOSHARES_CODE_TIMEOUT" >&2
echo "your code is 000$AUTOSHARES_CODE_ATTEMPT, for bob"`,
    );
    const { code, stdout, stderr } = await runCli([
      "login",
      "--provider",
      "command",
      "--code-timeout",
      "7s",
      "--json",
    ], {
      env: settings(server.baseUrl, {
        AUTOSHARES_CODE_COMMAND: `sh '${script}'`,
        AUTOSHARES_CODE_PATTERN: "code is (\\d+)",
      }),
    });
    expect(stderr).toContain("bob 1 7");
    expect(stderr).toContain("bob 2 7");
    expect(code).toBe(0);
    const answer = JSON.parse(stdout);
    expect(Object.keys(answer)).toEqual([
      "token",
      "obtainedAt",
      "expiresAt",
      "username",
      "provider",
      "codesTried",
    ]);
    expect(answer).toMatchObject({
      token: "final+/token==",
      username: "bob",
      provider: "command",
      codesTried: 2,
    });
    expect(Date.parse(answer.expiresAt) - Date.parse(answer.obtainedAt)).toBe(24 * 60 * 60 * 1000);
    expect(answer.obtainedAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(server.requests.map((request) => request.headers["verificationcode"])).toEqual([
      undefined,
      "0001",
      "0002",
    ]);
  });

  it("for an account without two-factor authentication, with nobody there to ask", async () => {
    await using server = await scriptedServer([succeeded]);
    const { code, stdout } = await runCli(["login", "--json"], { env: settings(server.baseUrl) });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ provider: null, codesTried: 0 });
  });

  it("with several providers racing", async () => {
    await using server = await scriptedServer([codeExpected, succeeded]);
    const { code, stdout } = await runCli(["login", "--provider", "stdin,command", "--json"], {
      env: settings(server.baseUrl, { AUTOSHARES_CODE_COMMAND: "echo 5653" }),
      stdin: "open",
    });
    expect(code).toBe(0);
    expect(JSON.parse(stdout).provider).toBe("command");
  });
});

describe("settings", () => {
  it("come from flags, then the environment, then the env file", async () => {
    await using server = await scriptedServer([succeeded]);
    const appKey = join(folder, "app_key");
    const password = join(folder, "password");
    const env = join(folder, ".env");
    await writeFile(appKey, "key from a flag\n");
    await writeFile(password, "password from a file\r\n");
    await writeFile(
      env,
      `AUTOSHARES_BASE_URL=${server.baseUrl}\nAUTOSHARES_USERNAME=file\nAUTOSHARES_PASSWORD_FILE="${password}"\nAUTOSHARES_APP_KEY=file\n`,
    );
    const { code } = await runCli(["login", "--username", "flag", "--app-key-file", appKey, "--env-file"], {
      env: { AUTOSHARES_USERNAME: "environment", AUTOSHARES_PASSWORD: "" },
      cwd: folder,
    });
    expect(code).toBe(0);
    expect(server.requests[0]?.headers).toMatchObject({
      "username": "flag",
      "et-app-key": "key from a flag",
      "password": "password from a file",
    });
  });

  it("a line of the env file that sets nothing is named by its number, without what stands there", async () => {
    const env = join(folder, "broken.env");
    await writeFile(env, "# the bot\nAUTOSHARES_USERNAME=bob\nAUTOSHARES_PASSWORD canary\n");
    const { code, stderr } = await runCli(["login", "--env-file", env]);
    expect(code).toBe(2);
    expect(stderr).toContain(`Line 3 of ${env} is neither NAME=value, [PROFILE] nor a comment (#)`);
    expect(stderr).not.toContain("canary");
  });

  it("misspelt ones are told on stderr, whether from the environment or the env file", async () => {
    await using server = await scriptedServer([succeeded]);
    const env = join(folder, "misspelt.env");
    await writeFile(env, "AUTOSHARES_IMAP_PASWORD=canary\nAUTOSHARES_IMAP_X=1\nAUTOSHARES_OF_MINE=1\n");
    const { code, stderr } = await runCli(["login", "--env-file", env], {
      env: settings(server.baseUrl, { AUTOSHARES_IMAP_FORM: "etna.example", AUTOSHARES_IMAP_TOO: "" }),
    });
    expect(code).toBe(0);
    expect(stderr.split("\n").filter((line) => line.includes("is no setting")).toSorted()).toEqual([
      "autoshares-auth: AUTOSHARES_IMAP_FORM is no setting; did you mean AUTOSHARES_IMAP_FROM?",
      "autoshares-auth: AUTOSHARES_IMAP_PASWORD is no setting; did you mean AUTOSHARES_IMAP_PASSWORD?",
      "autoshares-auth: AUTOSHARES_IMAP_X is no setting; did you mean AUTOSHARES_IMAP_TO?",
    ]);
    expect(stderr).not.toContain("canary");
  });

  it.each<[string, ReadonlyArray<string>, Record<string, string>, string]>([
    ["no base URL", [], { AUTOSHARES_BASE_URL: "" }, "AUTOSHARES_BASE_URL is not set"],
    [
      "a base URL without https",
      [],
      { AUTOSHARES_BASE_URL: "http://broker.example/api" },
      "AUTOSHARES_BASE_URL must be https",
    ],
    ["no app key", [], { AUTOSHARES_APP_KEY: "" }, "AUTOSHARES_APP_KEY is not set"],
    ["no password and no terminal", [], { AUTOSHARES_PASSWORD: "" }, "AUTOSHARES_PASSWORD is not set"],
    [
      "a password that no header can carry",
      [],
      { AUTOSHARES_PASSWORD: "canary €" },
      "AUTOSHARES_PASSWORD has a character beyond Latin-1",
    ],
    [
      "a secret set twice",
      [],
      { AUTOSHARES_PASSWORD_FILE: "/dev/null" },
      "AUTOSHARES_PASSWORD and AUTOSHARES_PASSWORD_FILE are both set",
    ],
    [
      "a secret file that is missing",
      ["--app-key-file", "/nonexistent/key"],
      {},
      "--app-key-file names a file that cannot be read (ENOENT)",
    ],
    [
      "a secret file that is empty",
      ["--app-key-file", "/dev/null"],
      {},
      "--app-key-file names an empty file",
    ],
    [
      "an env file that is missing",
      ["--env-file", "/nonexistent/.env"],
      {},
      "--settings-file names a file that cannot be read (ENOENT)",
    ],
    [
      "an unknown provider",
      ["--provider", "pigeon"],
      {},
      "--provider names no known provider; known are stdin, command",
    ],
    [
      "a command provider without a command",
      ["--provider", "command"],
      {},
      "AUTOSHARES_CODE_COMMAND is not set",
    ],
    [
      "a command with an open quote",
      ["--provider", "command"],
      { AUTOSHARES_CODE_COMMAND: "echo '12" },
      "AUTOSHARES_CODE_COMMAND is not a command line",
    ],
    [
      "a command that does not exist",
      ["--provider", "command"],
      { AUTOSHARES_CODE_COMMAND: "/nonexistent/program --canary" },
      "AUTOSHARES_CODE_COMMAND names a program that is not there, or may not be run",
    ],
    [
      "a command that is not in PATH, beside a provider that works",
      ["--provider", "command,stdin"],
      { AUTOSHARES_CODE_COMMAND: "no-such-program" },
      "AUTOSHARES_CODE_COMMAND names a program that is not there",
    ],
    [
      "a command that is no program",
      ["--provider", "command"],
      { AUTOSHARES_CODE_COMMAND: "/etc/passwd" },
      "AUTOSHARES_CODE_COMMAND names a program that is not there, or may not be run",
    ],
    ["a pattern that is none", ["--provider", "command"], {
      AUTOSHARES_CODE_COMMAND: "echo",
      AUTOSHARES_CODE_PATTERN: "(",
    }, "AUTOSHARES_CODE_PATTERN is not a regular expression"],
    [
      "an absurd time limit",
      ["--code-timeout", "soon"],
      {},
      "--code-timeout is not a time such as 90s, 5m or 1h, above 0 and up to 24 days",
    ],
    [
      "an absurd time limit in a variable",
      [],
      { AUTOSHARES_CODE_TIMEOUT: "0" },
      "AUTOSHARES_CODE_TIMEOUT is not a time such as 90s",
    ],
    [
      "a mailbox without its host",
      [],
      { AUTOSHARES_IMAP_USER: "bot", AUTOSHARES_IMAP_PASSWORD: "canary" },
      "AUTOSHARES_IMAP_USER is set, but AUTOSHARES_IMAP_HOST is not",
    ],
    [
      "a mailbox's password in a file, without a host",
      [],
      { AUTOSHARES_IMAP_PASSWORD_FILE: "/run/secrets/mail" },
      "AUTOSHARES_IMAP_PASSWORD_FILE is set, but AUTOSHARES_IMAP_HOST is not",
    ],
    ["an unknown flag", ["--password", "canary"], {}, "Try: autoshares-auth login --help"],
    ["an unknown command", [], {}, ""],
  ])("%s: exit code 2, nothing sent", async (what, args, env, message) => {
    await using server = await scriptedServer([succeeded]);
    const command = what === "an unknown command" ? ["logon"] : ["login"];
    const { code, stdout, lastLine, stderr } = await runCli([...command, ...args], {
      env: settings(server.baseUrl, env),
    });
    expect({ code, stdout, requests: server.requests.length }).toEqual({ code: 2, stdout: "", requests: 0 });
    expect(lastLine).toContain(message);
    expect(stderr).not.toMatch(/canary|\n\s+at /);
  });
});

describe("exit codes and the last line", () => {
  const failed = (step: string, reason: string, status = 401) =>
    json(status, { State: "Failed", Step: step, Reason: reason });
  const afterCode = (answer: ScriptedReply) => [codeExpected, answer];

  it.each<[string, ReadonlyArray<ScriptedReply>, number, RegExp]>([
    [
      "wrong password",
      [failed("BaseAuthentication", "Invalid credentials")],
      3,
      /refused the username or the password/,
    ],
    [
      "expired password",
      [json(401, { State: "BaseAuthentication", Reason: "Your Password has expired and must be changed" })],
      3,
      /password has expired/,
    ],
    [
      "unknown app key",
      [json(403, { error: "Application key is not defined or does not exist" })],
      3,
      /does not know the app key/,
    ],
    ["pin never set", [json(202, { State: "Expecting", Reason: "PIN code is not init" })], 3, /never set/],
    ["wrong pin", [failed("SecutityPin", "Invalid pin")], 3, /refused the pin/],
    [
      "pin wanted and none set",
      [json(202, { State: "Expecting", Step: "SecutityPin", Reason: "Invalid pin", Token: "t" })],
      2,
      /AUTOSHARES_PIN/,
    ],
    [
      "wrong codes, three of them",
      [codeExpected, codeRefused, codeRefused, codeRefused],
      5,
      /refused 3 verification codes/,
    ],
    [
      "corrupted ticket, twice",
      [
        codeExpected,
        failed("VerificationCode", "Corrupted ticket"),
        codeExpected,
        failed("VerificationCode", "Corrupted ticket"),
      ],
      6,
      /interim token/,
    ],
    ["HTML page", [html(200, "<html><body>Welcome</body></html>")], 6, /unexpected response \(200\)/],
    ["empty body", [reply(200)], 6, /the body is empty/],
    ["invalid JSON", [reply(200, "{oops")], 6, /not JSON/],
    ["wrong types", [json(200, { State: 1, Token: {} })], 6, /unexpected response/],
    ["Succeeded without a token", [json(200, { State: "Succeeded" })], 6, /without a usable Token/],
    [
      "unknown step",
      [json(202, { State: "Expecting", Step: "Retina", Token: "canary-interim-token" })],
      6,
      /unexpected response/,
    ],
    ["5xx", [reply(500, "boom")], 6, /the server failed \(500\)/],
    [
      "429 for longer than we wait",
      [reply(429, "", { "Retry-After": "3600" })],
      6,
      /too many requests \(429\), retry after 3600 s/,
    ],
    ["endless body", [endless()], 6, /over 65536 bytes/],
    ["cross-origin redirect", [redirect(307, "https://evil.example/token")], 6, /another origin/],
    ["not HTTP", Array(4).fill(raw("SSH-2.0-x\r\n\r\n")), 6, /not HTTP|connection broke/],
    ["reset half-way, at the code", afterCode(resetMidway()), 6, /the connection broke/],
  ])("%s", async (_what, script, exitCode, message) => {
    await using server = await scriptedServer(script);
    const { code, stdout, stderr, lastLine } = await runCli(["login", "--provider", "command"], {
      env: settings(server.baseUrl, { AUTOSHARES_CODE_COMMAND: "sh -c 'echo 565$AUTOSHARES_CODE_ATTEMPT'" }),
    });
    expect(lastLine).toMatch(message);
    expect({ code, stdout }).toEqual({ code: exitCode, stdout: "" });
    expect(stderr).not.toMatch(/canary|\n\s+at /);
    // No request beyond the scripted ones: a refusal or a spent code is not tried again.
    expect(server.requests.length).toBe(script.length);
  });

  it("connection refused: 6, after the repeats of a transient fault", async () => {
    const port = await freePort();
    const { code, lastLine } = await runCli(["login"], { env: settings(`http://127.0.0.1:${port}/api`) });
    expect(code).toBe(6);
    expect(lastLine).toContain("RequestToken: no connection to the server");
  });

  it.each<[string, string, string | undefined, RegExp]>([
    ["EOF at the prompt", "stdin", "", /ended before a code came/],
    ["a blank line", "stdin", "\n", /empty code/],
    ["an absurd line", "stdin", "x".repeat(5000), /far too long/],
    ["a line that is no code", "stdin", "ключ\n", /no code/],
    ["nobody to ask", "stdin", undefined, /neither a terminal nor piped.*command/],
    ["a command that fails", "command:sh -c 'exit 7'", undefined, /ended with status 7/],
    [
      "a command that prints a novel",
      "command:yes It was the best of times",
      undefined,
      /more than 65536 bytes/,
    ],
    ["a command that prints a sentence", "command:echo It was the best of times", undefined, /no code/],
    ["a command that prints nothing", "command:true", undefined, /printed nothing/],
    [
      "a command that hangs",
      "command:sleep 60",
      undefined,
      /No verification code from command within 1 s/,
    ],
  ])("%s: 4", async (_what, provider, stdin, message) => {
    await using server = await scriptedServer([codeExpected]);
    const [name = "", ...line] = provider.split(":");
    const { code, stdout, lastLine } = await runCli(["login", "--provider", name, "--code-timeout", "1"], {
      env: settings(server.baseUrl, { AUTOSHARES_CODE_COMMAND: line.join(":") }),
      ...(stdin !== undefined && { stdin }),
    });
    expect(lastLine).toMatch(message);
    expect({ code, stdout }).toEqual({ code: 4, stdout: "" });
  });

  it("a code is asked for, and no provider is set: 2, naming one that works unattended", async () => {
    await using server = await scriptedServer([codeExpected]);
    const { code, lastLine } = await runCli(["login"], { env: settings(server.baseUrl) });
    expect(code).toBe(2);
    expect(lastLine).toContain("AUTOSHARES_PROVIDER=imap");
  });

  it("a stdout that takes nothing: 2, and the last line says that the token is lost", async () => {
    await using server = await scriptedServer([succeeded]);
    const { code, lastLine } = await runCli(["login"], {
      env: settings(server.baseUrl),
      stdout: "/dev/full",
    });
    expect(code).toBe(2);
    expect(lastLine).toContain("so the answer is lost");
  });

  it("a secret file may be a pipe whose writer comes later", async () => {
    await using server = await scriptedServer([succeeded]);
    const pipe = join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    const cli = startCli(["login", "--app-key-file", pipe], { env: settings(server.baseUrl) });
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await writeFile(pipe, "from a pipe\n");
    expect((await cli.result).code).toBe(0);
    expect(server.requests[0]?.headers["et-app-key"]).toBe("from a pipe");
  });

  it("SIGTERM while nobody writes to a secret's pipe: 130", async () => {
    const pipe = join(folder, "silent");
    execFileSync("mkfifo", [pipe]);
    const misspelt = { AUTOSHARES_USERNAM: "bob" }; // It is told of just before the pipe is opened.
    const cli = startCli(["login", "--app-key-file", pipe], {
      env: settings("https://broker.example/api", misspelt),
    });
    await cli.shown("AUTOSHARES_USERNAM is no setting");
    cli.kill("SIGTERM");
    expect((await cli.result).code).toBe(130);
  });

  it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "%s while a code is awaited: 130, at once",
    async (signal) => {
      await using server = await scriptedServer([codeExpected]);
      const cli = startCli(["login"], { env: settings(server.baseUrl), stdin: "open" });
      await cli.shown("a code is expected");
      const sent = Date.now();
      cli.kill(signal);
      const { code, stdout, lastLine } = await cli.result;
      expect({ code, stdout, lastLine }).toEqual({
        code: 130,
        stdout: "",
        lastLine: "autoshares-auth: interrupted.",
      });
      expect(Date.now() - sent).toBeLessThan(5000);
    },
  );

  it("SIGINT during a request: 130, and the connection is closed", async () => {
    await using server = await scriptedServer([silence()]);
    const cli = startCli(["login"], { env: settings(server.baseUrl), stdin: "open" });
    const { closed } = await server.received();
    cli.kill("SIGINT");
    expect((await cli.result).code).toBe(130);
    await closed;
  });
});

describe("help", () => {
  it.each([
    [["--help"], /login[\s\S]*extract[\s\S]*simulate[\s\S]*demo/],
    [["login", "--help"], /Settings for imap: AUTOSHARES_IMAP_HOST[\s\S]*--base-url[\s\S]*--code-timeout/],
    [["listen", "--help"], /Settings for imap: AUTOSHARES_IMAP_HOST[\s\S]*--timeout/],
    [["--version"], /^autoshares-auth v\d+\.\d+\.\d+\n$/],
    [["--completions", "bash"], /complete/],
  ])("%s goes to stdout with exit code 0", async (args, text) => {
    const { code, stdout, stderr } = await runCli(args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(text);
  });
});
