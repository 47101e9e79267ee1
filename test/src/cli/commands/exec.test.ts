import { execFile } from "node:child_process";
import { chmod, readFile } from "node:fs/promises";
import { constants } from "node:os";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { describe, expect, it, vi } from "vitest";
import { inheritedVariables } from "../../../../src/cli/process/inheritedVariables.ts";
import { secretNames, settingNames } from "../../../../src/cli/settings/variables.ts";
import { runCli, startCli } from "../../../support/cli.ts";
import { type CliHome, cliHome, secrets } from "../../../support/cliHome.ts";
import { json, scriptedServer, silence } from "../../../support/scriptedServer.ts";

vi.setConfig({ testTimeout: 60_000 });

const main = fileURLToPath(new URL("../../../../src/cli/main.ts", import.meta.url));
/** Nobody listens there. */
const baseUrl = "http://127.0.0.1:9/api";
const codes = {
  AUTOSHARES_PASSWORD: "canary-password",
  AUTOSHARES_PIN: "canary-0417",
  AUTOSHARES_STORE_KEY: "Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5Y2E=",
  AUTOSHARES_PROXY_SECRET: "canary-proxy",
  AUTOSHARES_IMAP_PASSWORD: "canary-mail",
  TWILIO_AUTH_TOKEN: "canary-auth-token",
  TWILIO_API_SECRET: "canary-api-secret",
};
const mailbox = {
  AUTOSHARES_PROVIDER: "imap",
  AUTOSHARES_IMAP_HOST: "127.0.0.1",
  AUTOSHARES_IMAP_USER: "bot",
  AUTOSHARES_IMAP_FROM: "broker.example",
};

async function homeWithToken(): Promise<CliHome> {
  const home = await cliHome(baseUrl);
  await home.keep("kept-token");
  return home;
}

describe("exec gives the program", () => {
  it("the token and what goes with it, and none of the secrets that only a login needs", async () => {
    await using home = await cliHome(baseUrl);
    await home.keep("kept-token", { encryptionKey: codes.AUTOSHARES_STORE_KEY });
    const pinFile = await home.write("pin", "0417");
    const { code, stdout, stderr } = await runCli(["exec", "--username", "bob", "--", "env"], {
      env: home.env({
        ...codes,
        ...mailbox,
        AUTOSHARES_USERNAME: "somebody",
        AUTOSHARES_PIN: "",
        AUTOSHARES_PIN_FILE: pinFile,
        OF_ITS_OWN: "two words",
      }),
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const env = Object.fromEntries(stdout.trimEnd().split("\n").map((line) => line.split(/=(.*)/s)));
    const { AUTOSHARES_TOKEN_EXPIRES_AT: expiry, ...rest } = env;
    expect(Date.parse(expiry) - Date.now()).toBeGreaterThan(23 * 60 * 60_000);
    expect(rest).toMatchObject({
      AUTOSHARES_TOKEN: "kept-token",
      AUTOSHARES_BASE_URL: baseUrl,
      AUTOSHARES_APP_KEY: secrets.appKey,
      AUTOSHARES_USERNAME: "bob",
      OF_ITS_OWN: "two words",
    });
    for (const name of [...Object.keys(codes), "AUTOSHARES_PIN_FILE", "AUTOSHARES_STORE"]) {
      expect(env).not.toHaveProperty(name);
    }
    for (const secret of Object.values(codes)) expect(stdout).not.toContain(secret);
  });

  it("no setting whose name tells of a secret, but the app key, which goes with every call of the API", () => {
    const telling = settingNames.filter((name) =>
      /(?:PASSWORD|PIN|SECRET|AUTH_TOKEN|ACCESS_TOKEN|REFRESH_TOKEN|(?:APP|STORE)_KEY)(?:_FILE)?$/.test(name)
    );
    expect(telling).toContain("TWILIO_AUTH_TOKEN");
    expect(telling.filter((name) => !secretNames.includes(name))).toEqual([]);
    expect(inheritedVariables(Object.fromEntries(secretNames.map((name) => [name, "x"])))).toEqual({});
  });

  it("on Windows, where the names of variables have no case, none in another spelling either", () => {
    const spelt = { Path: "C:\\", autoshares_pin: "0417", Autoshares_Profile: "bob" };
    expect(inheritedVariables(spelt, "win32")).toEqual({ Path: "C:\\" });
    expect(inheritedVariables(spelt, "linux")).toEqual(spelt);
  });

  it("its own flags, where ours have the same names", async () => {
    await using home = await homeWithToken();
    const theirs = ["printf", "%s ", "--env-file=foo.env", "--profile", "x", "--help", "--", "-l"];
    const run = await runCli(["exec", "--username", "bob", ...theirs], { env: home.env() });
    expect(run).toMatchObject({
      code: 0,
      stdout: "--env-file=foo.env --profile x --help -- -l ",
      stderr: "",
    });
  });

  it("what this program needs to be run in it, whatever file or profile its own settings came from", async () => {
    await using home = await homeWithToken();
    await home.saySettings("[bob]\nAUTOSHARES_USERNAME=bob\n[alice]\nAUTOSHARES_USERNAME=alice\n");
    const env = home.env({
      AUTOSHARES_PROFILE: "alice",
      AUTOSHARES_APP_KEY: "",
      AUTOSHARES_APP_KEY_FILE: await home.write("key", secrets.appKey),
    });
    const again = [process.execPath, ..."Deno" in globalThis ? ["run", "-A"] : [], main, "token", "--json"];
    const { code, stdout, stderr } = await runCli(["exec", "--profile", "bob", "--", ...again], { env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({ username: "bob", token: "kept-token" });
  });

  it("standard input, output and errors as they are", async () => {
    await using home = await homeWithToken();
    const run = await runCli(["exec", "--", "sh", "-c", "cat; echo beside >&2"], {
      env: home.env(),
      stdin: "ключ\n\n",
    });
    expect(run).toMatchObject({ code: 0, stdout: "ключ\n\n", stderr: "beside\n" });
  });

  it("words that look like flags, and nothing is expanded", async () => {
    await using home = await homeWithToken();
    const words = ["--help", "-x", "--username", "", "two words", "$HOME", "--", "*"];
    const { code, stdout } = await runCli(["exec", "--", "printf", "<%s>", ...words], { env: home.env() });
    expect({ code, stdout }).toEqual({ code: 0, stdout: words.map((word) => `<${word}>`).join("") });
  });

  it("a new token where none is stored, and the login's lines go to stderr", async () => {
    await using server = await scriptedServer([json(200, { State: "Succeeded", Token: "new-token" })]);
    await using home = await cliHome(server.baseUrl);
    const { code, stdout, stderr } = await runCli(["exec", "--", "printenv", "AUTOSHARES_TOKEN"], {
      env: home.env(),
    });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "new-token\n" });
    expect(stderr).toContain("token received");
    expect(await home.recordNames()).toHaveLength(2);
  });
});

describe("exec ends", () => {
  it.each<[what: string, words: ReadonlyArray<string>, code: number, line: RegExp]>([
    ["as the program does, with its exit code", ["--", "sh", "-c", "exit 42"], 42, /^$/],
    [
      "with 127 where there is no such program",
      ["--", "no-such-program"],
      127,
      /no-such-program: command not found\.$/,
    ],
    [
      "with 127 where there is no such file",
      ["--", "/nonexistent/program"],
      127,
      /program: command not found\.$/,
    ],
    ["with 126 where it is a folder", ["--", "/"], 126, /cannot be run \(EACCES\)/],
    ["with 2 where no program is named", [], 2, /names no program: autoshares-auth exec -- PROGRAM/],
    ["with 2 where no program follows --", ["--"], 2, /names no program/],
    [
      "with 2 where a flag before the program is none of ours",
      ["-l", "ls"],
      2,
      /Unrecognized flag: -l.*The program's own flags follow its name\./,
    ],
  ])("%s", async (_what, words, code, line) => {
    await using home = await homeWithToken();
    const run = await runCli(["exec", ...words], { env: home.env() });
    expect(run).toMatchObject({ code, stdout: "" });
    expect(run.lastLine).toMatch(line);
  });

  it("with 126 where the program is no program", async () => {
    await using home = await homeWithToken();
    const file = await home.write("plain", "no program\n");
    await chmod(file, 0o644);
    const { code, lastLine } = await runCli(["exec", "--", file], { env: home.env() });
    expect(code).toBe(126);
    expect(lastLine).toContain("cannot be run (EACCES)");
  });

  it("with a login's exit code where there is no token, and the program does not begin", async () => {
    await using server = await scriptedServer([
      json(401, { State: "Failed", Step: "BaseAuthentication", Reason: "Invalid credentials" }),
    ]);
    await using home = await cliHome(server.baseUrl);
    const run = await runCli(["exec", "--", "echo", "begun"], { env: home.env() });
    expect(run).toMatchObject({ code: 3, stdout: "" });
  });

  it("with 130 at a signal while it logs in, and the program does not begin", async () => {
    await using server = await scriptedServer([silence()]);
    await using home = await cliHome(server.baseUrl);
    const cli = startCli(["exec", "--", "echo", "begun"], { env: home.env() });
    await server.received();
    cli.kill("SIGTERM");
    expect(await cli.result).toMatchObject({ code: 130, stdout: "" });
  });

  it.each(["SIGTERM", "SIGINT", "SIGKILL", "SIGUSR1", "SIGALRM"] as const)(
    "by %s where that ended the program",
    async (signal) => {
      await using home = await homeWithToken();
      const cli = startCli(["exec", "--", "sh", "-c", `kill -s ${signal.slice(3)} $$`], { env: home.env() });
      const ended = new Promise((resolve) => cli.child.once("close", (code, by) => resolve({ code, by })));
      expect(await ended).toEqual({ code: null, by: signal });
      expect((await cli.result).stderr).toBe("");
    },
  );
});

describe("exec leaves no core of itself, with the token in it: after a signal that dumps one, it ends with a code", () => {
  it.each(["SIGABRT", "SIGQUIT", "SIGSEGV", "SIGSYS"] as const)("%s", async (signal) => {
    await using home = await homeWithToken();
    const program = ["sh", "-c", `ulimit -c 0; kill -s ${signal.slice(3)} $$`];
    const run = await runCli(["exec", "--", ...program], { env: home.env() });
    expect(run).toMatchObject({ code: 128 + constants.signals[signal], stderr: "" });
  });
});

describe("a signal to exec goes to the program, which decides", () => {
  const script = (action: string) =>
    `trap '${action}' TERM INT HUP USR1; echo ready; i=0; while [ $((i+=1)) -lt 400 ]; do sleep 0.1; done`;

  it.each(["SIGTERM", "SIGINT", "SIGHUP", "SIGUSR1"] as const)(
    "%s: it may end in its own way",
    async (signal) => {
      await using home = await homeWithToken();
      const cli = startCli(["exec", "--", "sh", "-c", script("echo heard; exit 42")], { env: home.env() });
      await cli.shown("ready");
      cli.kill(signal);
      expect(await cli.result).toMatchObject({ code: 42, stdout: "ready\nheard\n", stderr: "" });
    },
  );

  it("it may go on, and SIGTERM a second time ends nothing by itself", async () => {
    await using home = await homeWithToken();
    const program = script('n=$((n+1)); echo "heard $n"; [ $n -lt 3 ] || exit 0');
    const cli = startCli(["exec", "--", "sh", "-c", program], { env: home.env() });
    await cli.shown("ready");
    for (const n of [1, 2, 3]) {
      cli.kill("SIGTERM");
      await cli.shown(`heard ${n}`);
    }
    expect((await cli.result).code).toBe(0);
  });

  it("it may end by it, and exec with it", async () => {
    await using home = await homeWithToken();
    const cli = startCli(["exec", "--", "sh", "-c", "echo ready; exec sleep 60"], { env: home.env() });
    const ended = new Promise((resolve) => cli.child.once("close", (code, by) => resolve({ code, by })));
    await cli.shown("ready");
    cli.kill("SIGTERM");
    expect(await ended).toEqual({ code: null, by: "SIGTERM" });
  });
});

describe("on a terminal", () => {
  /** `script` gives one to a shell's line, and types on it what it reads. */
  const onTerminal = (
    line: string,
    env: Readonly<Record<string, string>>,
    told: (text: string) => string,
  ) => {
    const words = process.platform === "darwin"
      ? ["/dev/null", "sh", "-c", line]
      : ["-qec", line, "/dev/null"];
    const child = execFile("script", words, { env: { PATH: process.env["PATH"], ...env } });
    let shown = "";
    child.stdout?.on("data", (text: string) => {
      shown += text;
      child.stdin?.write(told(shown));
    });
    return new Promise<void>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", () => resolve());
    });
  };

  it.each([
    ["", "input, output and errors"],
    ["</dev/null", "output and errors"],
    ["</dev/null 2>/dev/null", "output"],
  ])("Ctrl-C comes to the program once; exec %s (the terminal: %s)", async (redirection) => {
    await using home = await homeWithToken();
    const counted = await home.write("counted", "");
    const program = await home.write(
      "program",
      `trap 'echo "heard $((n+=1))"' INT
trap 'echo $n >${counted}; kill $!; exit' USR1
echo "ready $PPID"
sleep 60 & while :; do wait; done`,
    );
    const runtime = "Deno" in globalThis ? "run -A" : "";
    const line = `${process.execPath} ${runtime} ${main} exec -- sh ${program} ${redirection}`;
    // Two signals that come at once may count as one: it is tried more than once.
    const times = 30;
    let typed = 0;
    await onTerminal(line, home.env(), (shown) => {
      if (!shown.includes(typed === 0 ? "ready " : `heard ${typed}\r`)) return "";
      if (typed++ < times) return "\u0003";
      // What exec would pass on of Ctrl-C, it passes on before this.
      process.kill(Number(/ready (\d+)/.exec(shown)?.[1]), "SIGUSR1");
      return "";
    });
    expect(await readFile(counted, "utf8")).toBe(`${times}\n`);
  });
});
