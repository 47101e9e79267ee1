import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { runCli } from "../../support/cli.ts";

describe("demo: by SMS, through a signed webhook", () => {
  it("the simulator signs and posts the SMS, the bot logs in, and nobody is asked anything", async () => {
    const { code, stdout, stderr } = await runCli(["demo"]);
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /code provider ready: done[\s\S]*a code is expected[\s\S]*The number \+12015550123 receives an SMS from CentrSoobsh[\s\S]*Wait for the code: done/,
    );
    expect(stderr).toMatch(
      /^ {2}POST http:\/\/127\.0\.0\.1:\d+\/sms, signed as Twilio signs: answered with empty TwiML$/m,
    );
    expect(stderr).not.toMatch(/Type \d+ to|refused/);
    expect(stdout).toMatch(
      /^Logged in as demo with the code from twilio-webhook\. The token is good until \d{4}-/,
    );
    expect(stdout).toContain("200, demo");
  });

  it("--provider phone does without the webhook", async () => {
    const { code, stdout, stderr } = await runCli(["demo", "--provider", "phone"]);
    expect(stderr).toContain("The phone receives: “Type ");
    expect(stdout).toContain("with the code from phone");
    expect(code).toBe(0);
  });
});

describe("demo --provider imap: by email, through a mailbox", () => {
  it("the simulator sends the email, the bot reads it and logs in, and nobody is asked anything", async () => {
    const { code, stdout, stderr } = await runCli(["demo", "--provider", "imap"]);
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /code provider ready: done[\s\S]*a code is expected[\s\S]*The mailbox \S+ receives: “Disposable password”[\s\S]*Wait for the code: done[\s\S]*token received/,
    );
    expect(stderr).not.toMatch(/Type \d+ to/);
    expect(stdout).toMatch(/^Logged in as demo with the code from imap\. The token is good until \d{4}-/);
    expect(stdout).toContain("200, demo");
  });

  it("another provider is a mistake of usage", async () => {
    const { code, stdout } = await runCli(["demo", "--provider", "pigeon"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });
});

describe("deno task, in a clone whose Deno came by npm", () => {
  const root = fileURLToPath(new URL("../../..", import.meta.url));

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
