import { describe, expect, it } from "vitest";
import { runCli } from "../../../support/cli.ts";

const loginSms = "Type 0417 to access the platform";
const phoneSms = "Type 222008 to confirm your phone number";

describe("extract: a message on stdin, its code on stdout", () => {
  it("finds the code of the broker's SMS", async () => {
    expect(await runCli(["extract"], { stdin: loginSms })).toMatchObject({
      code: 0,
      stdout: "0417\n",
      stderr: "",
    });
  });

  it("finds the code of the broker's email, as HTML", async () => {
    const html =
      `<html><body><img alt="logo"><p>Type 5653 to access the platform.</p><p>Thanks for using ETNA Trader,`;
    expect(await runCli(["extract", "--subject", "Disposable password"], { stdin: html }))
      .toMatchObject({ code: 0, stdout: "5653\n" });
  });

  it("finds none in a message of another purpose: 4", async () => {
    const { code, stdout, lastLine } = await runCli(["extract"], { stdin: phoneSms });
    expect({ code, stdout }).toEqual({ code: 4, stdout: "" });
    expect(lastLine).toContain("--explain");
  });

  it("takes any purpose with --purpose any", async () => {
    expect(await runCli(["extract", "--purpose", "any"], { stdin: phoneSms }))
      .toMatchObject({ code: 0, stdout: "222008\n" });
  });

  it("says with --explain what was refused and why, masked", async () => {
    const { code, stdout, stderr } = await runCli(["extract", "--explain"], { stdin: phoneSms });
    expect({ code, stdout }).toEqual({ code: 4, stdout: "" });
    expect(stderr).toMatch(/^refused {2}.*•.*\(text\)/m);
    expect(stderr).not.toContain("222008");
  });

  it("takes the caller's pattern from a flag or the environment", async () => {
    const stdin = "Ihr Zugang: <<77-AB>>";
    expect((await runCli(["extract", "--pattern", "<<(.+?)>>"], { stdin })).stdout).toBe("77-AB\n");
    expect((await runCli(["extract"], { stdin, env: { AUTOSHARES_CODE_PATTERN: "<<(.+?)>>" } })).stdout).toBe(
      "77-AB\n",
    );
  });

  it.each<[string, ReadonlyArray<string>, string]>([
    ["a pattern that is none", ["--pattern", "("], "--pattern is not a regular expression"],
    ["an unknown purpose", ["--purpose", "fun"], "Try: autoshares-auth extract --help"],
  ])("%s: 2", async (_what, args, message) => {
    const { code, lastLine } = await runCli(["extract", ...args], { stdin: loginSms });
    expect(code).toBe(2);
    expect(lastLine).toContain(message);
  });

  it("refuses a message over 1 MiB: 2", async () => {
    const { code, lastLine } = await runCli(["extract"], { stdin: "x".repeat(1024 * 1024 + 1) });
    expect(code).toBe(2);
    expect(lastLine).toContain("over 1 MiB");
  });

  it("finds none in nothing: 4", async () => {
    expect((await runCli(["extract"])).code).toBe(4);
  });
});
