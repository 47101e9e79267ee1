import { describe, expect, it } from "vitest";
import { runCli } from "../../support/cli.ts";

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
