import { execFile } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { missingPermission } from "../../../../src/cli/process/permissions.ts";
import { freePort } from "../../../support/freePort.ts";

const root = fileURLToPath(new URL("../../../..", import.meta.url));
const deno = join(root, "node_modules", ".bin", "deno");

const variables = {
  AUTOSHARES_BASE_URL: "http://127.0.0.1:1/api",
  AUTOSHARES_APP_KEY: "canary-key",
  AUTOSHARES_USERNAME: "bob",
  AUTOSHARES_PASSWORD: "canary-password",
};
const mailbox = {
  AUTOSHARES_IMAP_HOST: "127.0.0.1",
  AUTOSHARES_IMAP_PORT: "1",
  AUTOSHARES_IMAP_TLS: "none",
  AUTOSHARES_IMAP_USER: "bot",
  AUTOSHARES_IMAP_PASSWORD: "canary-mail",
};
const sms = {
  AUTOSHARES_PROVIDER: "imap",
  AUTOSHARES_WEBHOOK_SECRET: "canary-bearer-secret",
  TWILIO_ACCOUNT_SID: `AC${"0".repeat(32)}`,
  TWILIO_AUTH_TOKEN: "canary-token",
  TWILIO_REGION: "ie1",
  TWILIO_EDGE: "dublin",
};
const everything = {
  ...variables,
  ...mailbox,
  ...sms,
  AUTOSHARES_CODE_COMMAND: "echo 1234",
  AUTOSHARES_STORE: "memory",
  XDG_CONFIG_HOME: "/nonexistent/config",
  XDG_STATE_HOME: "/nonexistent/state",
};

/** Runs the command line under Deno, whichever runtime runs the test. */
function run(
  permissions: ReadonlyArray<string>,
  args: ReadonlyArray<string>,
  more: Readonly<Record<string, string>> = {},
) {
  const words = ["run", "--no-prompt", ...permissions, join(root, "src/cli/main.ts"), ...args];
  const env = { PATH: process.env["PATH"], HOME: process.env["HOME"], DENO_DIR: process.env["DENO_DIR"] };
  return new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
    const child = execFile(
      deno,
      words,
      { cwd: root, env: { ...env, ...everything, ...more, NO_COLOR: "1" } },
      (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
    child.stdin?.end();
  });
}

const environment = "--allow-env=AUTOSHARES_*,NODE_V8_COVERAGE";

describe(
  "under Deno, a permission that is missing is named, and nothing is sent: 2",
  { timeout: 30_000 },
  () => {
    it.each<[string, ReadonlyArray<string>, ReadonlyArray<string>, string]>([
      [
        "no environment",
        [],
        ["login"],
        "may not read environment variables (AUTOSHARES_PROFILE): run it with --allow-env",
      ],
      [
        "one variable less",
        ["--allow-env=AUTOSHARES_*"],
        ["login"],
        "(NODE_V8_COVERAGE): run it with --allow-env",
      ],
      [
        "no system",
        [environment],
        ["login"],
        "may not ask about this machine: run it with --allow-sys=hostname",
      ],
      [
        "no network",
        [environment, "--allow-sys=hostname", "--allow-net=127.0.0.1:2"],
        ["login"],
        "may not connect to 127.0.0.1:1: run it with --allow-net=127.0.0.1:1",
      ],
      [
        "no programs",
        ["--allow-env", "--allow-net"],
        ["login", "--provider", "command"],
        "may not run the program of AUTOSHARES_CODE_COMMAND: run it with --allow-run",
      ],
      [
        "no address to listen on",
        ["--allow-env", "--allow-net=127.0.0.1:1"],
        ["login", "--provider", "webhook"],
        "may not listen on 127.0.0.1:8787: run it with --allow-net=127.0.0.1:8787",
      ],
      [
        "no way to Twilio",
        ["--allow-env", "--allow-net=127.0.0.1:1"],
        ["login", "--provider", "twilio-messages"],
        "may not connect to api.dublin.ie1.twilio.com:443: run it with --allow-net=api.dublin.ie1.twilio.com:443",
      ],
      [
        "no files",
        [environment],
        ["login", "--app-key-file", "README.md"],
        "--app-key-file names a file that Deno may not read: run it with --allow-read",
      ],
      [
        "no server of its own",
        [],
        ["demo"],
        "may not connect to 127.0.0.1: run it with --allow-net=127.0.0.1",
      ],
    ])("%s", async (_what, permissions, args, said) => {
      const { code, stdout, stderr } = await run(permissions, args);
      expect(stderr).toContain(said);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).not.toMatch(/canary|internal error|not installed|\n\s+at /);
    });

    it.each<[string, ReadonlyArray<string>, string]>([
      [
        "no way to the user's folders",
        [environment, "--allow-net"],
        "may not read environment variables (XDG_STATE_HOME): run it with --allow-env",
      ],
      [
        "no reading",
        ["--allow-env", "--allow-net"],
        "may not read /nonexistent/state/autoshares-auth: run it with --allow-read=/nonexistent/state/autoshares-auth",
      ],
      [
        "no writing",
        ["--allow-env", "--allow-net", "--allow-read"],
        "may not write /nonexistent/state/autoshares-auth: run it with --allow-write=/nonexistent",
      ],
      [
        "no user's number",
        ["--allow-env", "--allow-net", "--allow-read", "--allow-write"],
        "may not ask about this machine: run it with --allow-sys=uid",
      ],
    ])("to keep tokens in files, %s", async (_what, permissions, said) => {
      const { code, stdout, stderr } = await run(permissions, ["login"], {
        AUTOSHARES_STORE: "file",
        XDG_STATE_HOME: "/nonexistent/state",
        XDG_CONFIG_HOME: "/nonexistent/config",
      });
      expect(stderr).toContain(said);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    });

    it("to read the settings file, where that would have had what is missing", async () => {
      const { code, stderr } = await run(["--allow-env"], ["login"], {
        AUTOSHARES_USERNAME: "",
        XDG_CONFIG_HOME: "/nonexistent/config",
      });
      expect(stderr).toContain(
        "AUTOSHARES_USERNAME is not set (nor is --username). It was looked for in the environment alone: " +
          "/nonexistent/config/autoshares-auth/settings.env was not read, for Deno may not: run it with --allow-read",
      );
      expect(code).toBe(2);
    });

    it("doctor tells them as findings", async () => {
      const { code, stdout } = await run(["--allow-env"], ["doctor", "--provider", "imap,command"]);
      expect(stdout).toContain("fail  broker: Deno may not connect to 127.0.0.1:1");
      expect(stdout).toContain(
        "fail  packages: Deno may not ask about this machine: run it with --allow-sys=hostname",
      );
      expect(stdout).toContain(
        "fail  provider command: Deno may not run the program of AUTOSHARES_CODE_COMMAND",
      );
      expect(code).toBe(2);
    });

    it("a webhook takes environment, the broker's address and its own, and no more", async () => {
      const address = `127.0.0.1:${await freePort()}`;
      const { code, stdout } = await run(
        ["--allow-env", `--allow-net=127.0.0.1:1,${address}`],
        ["doctor", "--provider", "webhook"],
        { AUTOSHARES_WEBHOOK_LISTEN: address, AUTOSHARES_WEBHOOK_PUBLIC_URL: `http://${address}/sms` },
      );
      expect(stdout).toContain(`ok    round trip: a genuine request to http://${address}/sms arrived here`);
      expect(code).toBe(2);
    });

    it("a mailbox takes environment, host name and two addresses, and no more", async () => {
      const { code, stdout } = await run(
        [environment, "--allow-sys=hostname", "--allow-net=127.0.0.1:1"],
        ["doctor"],
      );
      expect(stdout).toContain("fail  broker: 127.0.0.1:1: no connection (ECONNREFUSED)");
      expect(stdout).toContain("fail  mailbox: no connection to 127.0.0.1:1");
      expect(code).toBe(2);
    });
  },
);

describe("an error of Deno's", () => {
  const notCapable = (message: string) => Object.assign(new Error(message), { name: "NotCapable" });

  it("whose item may be a secret's place is not repeated", () => {
    const failure = missingPermission(notCapable('Requires read access to "/run/canary", run again'));
    expect(failure?.message).toContain("--allow-read");
    expect(failure?.message).not.toContain("canary");
  });

  it("that is not known still says what to do", () => {
    expect(missingPermission(notCapable("canary"))?.message).toContain("run it with -A");
    expect(missingPermission(notCapable('Requires constructor access to "x"'))?.message).toContain("-A");
  });

  it.each([new Error('Requires env access to "X"'), undefined, "NotCapable"])(
    "of another kind is none",
    (error) => {
      expect(missingPermission(error)).toBeUndefined();
    },
  );
});
