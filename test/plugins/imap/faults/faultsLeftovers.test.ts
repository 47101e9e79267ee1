import { spawn } from "node:child_process";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { type ImapMailbox, imapMailbox, type ImapMailboxOptions } from "../../../support/imapMailbox.ts";
import { drop, type ImapAnswer, reset, silence } from "../../../support/imapScript.ts";

const program = fileURLToPath(new URL("../../../support/imapFaultyLogins.ts", import.meta.url));
const runtimeArgs = "Deno" in globalThis ? ["run", "-A", program] : [program];

interface Run {
  readonly outcomes: ReadonlyArray<string>;
  readonly status: number | null;
  readonly stderr: string;
  /** From its last word to its end. */
  readonly millisToEnd: number;
}

function run(ports: ReadonlyArray<number>): Promise<Run> {
  const child = spawn(process.execPath, [...runtimeArgs, ...ports.map(String)], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [stdout, stderr, saidAt] = ["", "", 0];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    saidAt = performance.now();
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => void (stderr += text));
  // A program that does not end is a finding of its own.
  const limit = setTimeout(() => child.kill("SIGKILL"), 12_000);
  return new Promise((resolve) => {
    child.once("close", (status) => {
      clearTimeout(limit);
      const outcomes = stdout === "" ? [] : JSON.parse(stdout) as ReadonlyArray<string>;
      resolve({ outcomes, status, stderr, millisToEnd: performance.now() - saidAt });
    });
  });
}

const always = (name: string, answer: ImapAnswer): ImapMailboxOptions => ({
  answer: (command) => command.name === name ? answer : undefined,
});
/** A mail comes when the login waits, and so there is something to fetch. */
const withMail = (
  answer: (server: ImapMailbox, name: string) => ImapAnswer | undefined,
): ImapMailboxOptions => {
  let delivered = false;
  return {
    answer: ({ name }, server) => {
      if (name === "NOOP" && !delivered) {
        delivered = true;
        server.deliver("5653");
      }
      return answer(server, name);
    },
  };
};

const faults: ReadonlyArray<readonly [outcome: string, script: ImapMailboxOptions]> = [
  ["5653", withMail(() => undefined)],
  ["5653", withMail((_, name) => name === "LOGOUT" ? silence : undefined)],
  ["5653", withMail((_, name) => name === "LOGOUT" ? reset : undefined)],
  ["ConnectionLost", { greeting: drop }],
  ["GreetingUnreadable", { greeting: "* OK hal" }],
  ["GreetingUnreadable", { greeting: "\x00\xff((((\r\n" }],
  ["NoAnswer", { greeting: silence }],
  ["NoAnswer", always("LOGIN", silence)],
  ["SignInRefused", always("LOGIN", "$ NO [AUTHENTICATIONFAILED] no")],
  ["ConnectionLost", always("LOGIN", reset)],
  ["MailboxNotFound", always("EXAMINE", "$ NO [NONEXISTENT] no such mailbox")],
  ["NoAnswer", always("UID SEARCH", silence)],
  ["none", always("NOOP", drop)],
  ["none", always("NOOP", reset)],
  ["none", always("NOOP", silence)],
  ["none", always("NOOP", "* OK {2147483648}")],
  ["none", always("IDLE", silence)],
  ["none", always("IDLE", "+ idling\r\n* BYE Autologout")],
  ["none", withMail((_, name) => name === "UID FETCH" ? drop : undefined)],
  ["none", withMail((_, name) => name === "UID FETCH" ? silence : undefined)],
  ["none", withMail((_, name) => name === "UID FETCH" ? "* 4 FETCH (BODY[1] {100}\r\nabc" : undefined)],
];

it("whatever goes wrong, nothing stays open: the process ends by itself, with no stray error", async () => {
  const servers = await Promise.all(faults.map(([, script]) => imapMailbox(script)));
  try {
    const { outcomes, status, stderr, millisToEnd } = await run(servers.map(({ port }) => port));
    expect({ stderr, status, outcomes }).toEqual({
      stderr: "",
      status: 0,
      outcomes: faults.map(([outcome]) => outcome),
    });
    expect(millisToEnd).toBeLessThan(3000);
    await expect.poll(() => servers.map(({ openConnections }) => openConnections)).toEqual(
      faults.map(() => 0),
    );
  } finally {
    for (const server of servers) await server[Symbol.asyncDispose]();
  }
});
