import { describe, expect, it } from "vitest";
import { CodeTimedOut } from "../../../../src/AuthError.ts";
import { NothingHeard } from "../../../../src/cli/commands/NothingHeard.ts";
import { smsAdvice } from "../../../../src/cli/providers/smsAdvice.ts";
import { runCli } from "../../../support/cli.ts";

describe("listen without success", () => {
  it("ends with 4 and names its own time limit", async () => {
    const { code, stdout, lastLine } = await runCli(["listen", "--provider", "stdin", "--timeout", "0.3s"], {
      stdin: "open",
    });
    expect({ code, stdout }).toEqual({ code: 4, stdout: "" });
    expect(lastLine).toContain("No verification code from stdin within 0.3 s (seen: 0).");
    expect(lastLine).toContain("(--timeout)");
    expect(lastLine).not.toMatch(/AUTOSHARES_/);
  });

  it.each<[string, number, string | undefined, boolean]>([
    ["nothing was seen in the inbox", 0, "INBOX", true],
    ["something was seen", 1, "INBOX", false],
    ["Junk is looked at", 0, "INBOX,\\Junk", false],
    ["there is no mailbox", 0, undefined, false],
  ])("hints at Junk or does not: %s", (_what, seen, mailboxes, hinted) => {
    const error = new CodeTimedOut({
      provider: "imap",
      waitedMillis: 3000,
      codesRefused: 0,
      seen,
      refused: {},
    });
    const { message, exitCode } = new NothingHeard(error, mailboxes);
    expect(message.includes("AUTOSHARES_IMAP_MAILBOX=INBOX,\\Junk")).toBe(hinted);
    expect(message).not.toContain("AUTOSHARES_CODE_TIMEOUT");
    expect(exitCode).toBe(4);
  });

  it.each<[string, ReadonlyArray<string>, number, Record<string, number>, RegExp]>([
    ["nothing came by Twilio's webhook", ["twilio-webhook"], 0, {}, /set at Twilio .* \(error 30038\)/],
    [
      "only requests of others came",
      ["twilio-webhook"],
      0,
      { "not genuine": 2 },
      /^A request came and was refused, see above\. Is AUTOSHARES_WEBHOOK_PUBLIC_URL the address that is set at Twilio, letter by letter, and TWILIO_AUTH_TOKEN that account's\?$/,
    ],
    [
      "nothing came by Twilio's API",
      ["twilio-messages"],
      0,
      {},
      /^Twilio generally redacts .*provider webhook\.$/,
    ],
    [
      "nothing was posted",
      ["stdin", "webhook"],
      0,
      {},
      /^No request reached the webhook\. Does the sender post to it/,
    ],
    [
      "another secret was posted",
      ["webhook"],
      0,
      { "not genuine": 1 },
      /^A request .* Does the sender have the secret/,
    ],
    [
      "something else was posted",
      ["twilio-webhook"],
      0,
      { "wrong path": 1 },
      /^A request came and was refused, see above\. Is the webhook's public address set at Twilio .* \(error 30038\)/,
    ],
    [
      "an old message was posted",
      ["webhook"],
      0,
      { "repeated": 1 },
      /^What came was the repetition [^.]*\.$/,
    ],
    [
      "something that is no message was posted",
      ["twilio-webhook"],
      0,
      { "no message": 1 },
      /^Twilio told of something that is no message: [^.]*\.$/,
    ],
    ["messages came", ["twilio-webhook", "webhook"], 1, {}, /^$/],
    ["there is no SMS", ["imap", "command"], 0, {}, /^$/],
  ])("advises by what came: %s", (_what, providers, seen, refused, advice) => {
    expect(smsAdvice(providers, { seen, refused })).toMatch(advice);
  });

  it.each<[string, Record<string, string>, string]>([
    ["no provider", {}, "AUTOSHARES_PROVIDER is not set"],
    [
      "a mailbox without its host",
      { AUTOSHARES_IMAP_PASSWORD: "canary" },
      "AUTOSHARES_IMAP_PASSWORD is set, but AUTOSHARES_IMAP_HOST is not",
    ],
  ])("%s: 2", async (_what, env, said) => {
    const { code, lastLine } = await runCli(["listen"], { env });
    expect(code).toBe(2);
    expect(lastLine).toContain(said);
  });

  it("tells misspelt settings first", async () => {
    const { stderr } = await runCli(["listen"], { env: { AUTOSHARES_IMAP_HOSTS: "x" } });
    expect(stderr).toContain("AUTOSHARES_IMAP_HOSTS is no setting; did you mean AUTOSHARES_IMAP_HOST?");
  });
});
