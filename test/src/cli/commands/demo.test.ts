import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { runCli } from "../../../support/cli.ts";

const root = fileURLToPath(new URL("../../../..", import.meta.url));

/** What is told, with one code and no times: the code that is found must be the one that came. */
function told(text: string): string {
  const code = /“Type (\d{4}) /.exec(text)?.[1] ?? "no code";
  return text.replaceAll(code, "5653").replace(/\b\d+\.\d s/g, "0.0 s").replace(/\d{4}-\S+Z/, "tomorrow");
}

describe("demo tells a login in a few short lines, and nobody is asked anything", () => {
  it.each<[args: ReadonlyArray<string>, channel: string, provider: string, message: string]>([
    [
      [],
      "SMS",
      "twilio-webhook",
      "SMS      “Type 5653 to access the platform”, posted to a webhook, signed as Twilio signs",
    ],
    [["--provider", "phone"], "SMS", "phone", "SMS      “Type 5653 to access the platform”"],
    [
      ["--provider", "imap"],
      "email",
      "imap",
      "email    “Type 5653 to access the platform.”, into a mailbox that is read by IMAP",
    ],
  ])("%j: the code comes by %s, to the provider %s", async (args, channel, provider, message) => {
    const { code, stdout, stderr } = await runCli(["demo", ...args]);
    expect(code, stderr).toBe(0);
    expect(told(stderr)).toBe(`\
A whole login, and nobody types anything. Broker and ${channel} are simulated, on this machine.
0.0 s  library  watches for the code first, so that a fast one is not missed
0.0 s  library  sends user name and password
0.0 s  broker   wants a verification code, and sends it by ${channel}
0.0 s  ${message}
0.0 s  library  finds the code 5653, and sends it
0.0 s  broker   takes it, and gives a token for 24 hours
Next: “autoshares-auth init” asks what a login at your own broker needs.
`);
    expect(told(stdout)).toBe(`\
Logged in as demo with the code from ${provider} in 0.0 s, good until tomorrow.
First request with it: GET /v1.0/users/@me/info → 200, demo <demo@example.com>
`);
    const widths = (stderr + stdout).split("\n").map((line) => line.length);
    expect(Math.max(...widths)).toBeLessThanOrEqual(100);
  });

  it.each<[env: Record<string, string>, colours: boolean]>([
    [{ TERM: "xterm" }, true],
    [{ TERM: "xterm", NO_COLOR: "1" }, false],
    [{ TERM: "dumb" }, false],
  ])("on a terminal with %j: colours %s", async (env, colours) => {
    const main = join(root, "src", "cli", "main.ts");
    const line = `${process.execPath} ${
      "Deno" in globalThis ? "run -A" : "--"
    } ${main} demo --provider phone`;
    const words = process.platform === "darwin"
      ? ["-q", "/dev/null", "sh", "-c", line]
      : ["-qec", line, "/dev/null"];
    const { PATH, HOME, DENO_DIR } = process.env;
    const shown = await new Promise<string>((resolve) =>
      execFile(
        "script",
        words,
        { env: { PATH, HOME, DENO_DIR, ...env } },
        (_error, stdout) => resolve(stdout),
      )
    );
    expect(shown).toContain("Logged in as demo");
    expect(shown.includes("\u001b[")).toBe(colours);
  });

  it("without a colour where stderr is no terminal", async () => {
    const { stdout, stderr } = await runCli(["demo"], { env: { NO_COLOR: "" } });
    expect(stdout + stderr).not.toContain("\u001b");
  });

  it("another provider is a mistake of usage", async () => {
    const { code, stdout } = await runCli(["demo", "--provider", "pigeon"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });
});

describe("deno task, in a clone whose Deno came by npm", () => {
  it("demo logs in", { timeout: 30_000 }, async () => {
    const deno = join(root, "node_modules", ".bin", "deno");
    const { PATH, HOME, DENO_DIR } = process.env;
    const run = Promise.withResolvers<{ failed: boolean; stdout: string; stderr: string }>();
    execFile(
      deno,
      ["task", "demo"],
      { cwd: root, env: { PATH, HOME, DENO_DIR } },
      (error, stdout, stderr) => {
        run.resolve({ failed: error !== null, stdout, stderr });
      },
    );
    const { failed, stdout, stderr } = await run.promise;
    expect(stdout, stderr).toContain("Logged in as demo");
    expect(failed).toBe(false);
  });

  it("no task calls a program that Deno's task shell would take from node_modules as JavaScript", () => {
    const { tasks } = JSON.parse(readFileSync(join(root, "deno.json"), "utf8")) as {
      tasks: Record<string, string>;
    };
    expect(Object.keys(tasks)).toEqual(["test", "check", "build", "demo"]);
    for (const command of Object.values(tasks)) expect(command).toMatch(/^env (npm|deno) [^&|;]*$/);
  });
});
