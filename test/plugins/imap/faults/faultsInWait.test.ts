import { describe, expect, it } from "vitest";
import type { ImapOptions } from "../../../../plugins/imap.ts";
import type { ImapMailbox, ImapMailboxOptions, SentCommand } from "../../../support/imapMailbox.ts";
import { drop, type ImapAnswer, reset, silence } from "../../../support/imapScript.ts";
import { active, armImpatient, first, idle, sleep } from "../../../support/impatientMailbox.ts";
import { commandsNamed, servedMailboxes } from "../../../support/servedMailboxes.ts";

const serve = servedMailboxes();

const always = (name: string, answer: ImapAnswer): ImapMailboxOptions => first(name, answer, Infinity);
/** From the arming on, SEARCH has been sent once. */
const afterArming = (name: string, answer: ImapAnswer, times = 1): ImapMailboxOptions => ({
  answer: (command, server) =>
    command.name === name && commandsNamed(server, "UID SEARCH").length > 1 &&
      command.before < times + (name === "UID SEARCH" ? 1 : 0)
      ? answer
      : undefined,
});

describe("the code is found all the same at a server that", () => {
  it.each<[string, ImapMailboxOptions, Partial<ImapOptions>]>([
    ["never announces anything", { announces: false }, { lookout: { duration: 300, poll: 150 } }],
    ["never announces anything, in IDLE", { announces: false }, idle],
    ["has no IDLE", { capability: "IMAP4rev1" }, idle],
    ["refuses IDLE with NO", always("IDLE", "$ NO not today"), idle],
    ["refuses IDLE with BAD", always("IDLE", "$ BAD what"), idle],
    ["never answers IDLE", first("IDLE", silence, 2), idle],
    ["does not let go of IDLE", first("IDLE", ["+ idling", silence], 2), idle],
    [
      "announces the message in IDLE before SEARCH knows it",
      afterArming("UID SEARCH", "* SEARCH\r\n$ OK done", 3),
      idle,
    ],
    [
      "announces the message before SEARCH knows it",
      afterArming("UID SEARCH", "* SEARCH\r\n$ OK done", 3),
      active,
    ],
    ["refuses SEARCH for a while", afterArming("UID SEARCH", "$ NO not now", 2), active],
    ["refuses NOOP", always("NOOP", "$ NO not now"), { lookout: { duration: 300, poll: 150 } }],
    [
      "answers SEARCH with UIDs below the mark",
      afterArming("UID SEARCH", "* SEARCH 1 2 3 4\r\n$ OK done", 9),
      active,
    ],
    [
      "answers SEARCH with numbers that are none",
      afterArming("UID SEARCH", "* SEARCH 0 -1 nan 4\r\n$ OK done", 9),
      active,
    ],
    ["says BYE in IDLE", first("IDLE", "+ idling\r\n* BYE Autologout"), idle],
    ["drops the connection in IDLE", first("IDLE", drop), idle],
    ["says nothing at NOOP", first("NOOP", silence), active],
    ["says nothing at SEARCH", afterArming("UID SEARCH", silence), active],
    ["says nothing at FETCH", first("UID FETCH", silence), active],
    ["drops the connection at NOOP", first("NOOP", drop), active],
    ["resets the connection at SEARCH, with the message announced", afterArming("UID SEARCH", reset), active],
    ["drops the connection at FETCH, with the message found", first("UID FETCH", drop), active],
    ["breaks off in the midst of a literal", {
      answer: (command, server) =>
        command.name === "UID FETCH" && command.before === 0 ? server.breakOff(command) : undefined,
    }, active],
    ["falls silent in the midst of a literal", {
      answer: (command, server) => {
        if (command.name !== "UID FETCH" || command.before > 0) return undefined;
        server.breakOff(command);
        return silence;
      },
    }, active],
    [
      "garbles the answer to FETCH",
      first("UID FETCH", `* 4 FETCH (UID 4 BODYSTRUCTURE (((\r\n$ OK done`),
      active,
    ],
    ["answers FETCH with nothing", first("UID FETCH", "$ OK done"), active],
    ["announces a literal of 2 GB", first("UID FETCH", "* 4 FETCH (UID 4 BODY[1] {2147483648}"), active],
    ["cannot be signed in to for a while", {
      answer: ({ name, before }) =>
        name === "NOOP" && before === 0
          ? drop
          : name === "LOGIN" && before < 2 && before > 0
          ? drop
          : undefined,
    }, active],
    ["has too many connections for a while", {
      answer: ({ name, before }) =>
        name === "NOOP" && before === 0
          ? drop
          : name === "LOGIN" && before < 2 && before > 0
          ? "$ NO [LIMIT] too many connections"
          : undefined,
    }, active],
    ["cannot open the mailbox for a while", {
      answer: ({ name, before }) =>
        name === "NOOP" && before === 0
          ? drop
          : name === "EXAMINE" && before < 2 && before > 0
          ? "$ NO [UNAVAILABLE] try later"
          : undefined,
    }, active],
  ])("%s", async (_, script, options) => {
    const server = await serve(script);
    await using armed = await armImpatient(server, options);
    const next = armed.next(AbortSignal.timeout(5000));
    await sleep(50);
    server.deliver("5653");
    expect(await next).toBe("5653");
  });
});

describe("one message", () => {
  const wants4 = / FETCH (?:\d+[,:])*4(?:[,:]\d+)* /;
  it.each<[string, (server: ImapMailbox, command: SentCommand) => ImapAnswer]>([
    ["whose FETCH ends the connection each time", () => drop],
    ["whose FETCH is refused", () => "$ NO [SERVERBUG] Internal error occurred"],
    ["whose FETCH is refused in words that say nothing", () => "$ NO it cannot be"],
    ["that is sent as 2 GB", () => "* 4 FETCH (UID 4 BODY[1] {2147483648}"],
    ["that breaks off in its literal", (server, command) => server.breakOff(command)],
  ])("%s is asked for alone, less and less, and the others are read", async (_, answer) => {
    const server: ImapMailbox = await serve({
      answer: (command) =>
        command.name === "UID FETCH" && wants4.test(command.line) ? answer(server, command) : undefined,
    });
    await using armed = await armImpatient(server, active);
    const next = armed.next(AbortSignal.timeout(6000));
    server.deliver("2222");
    await expect.poll(() => commandsNamed(server, "UID FETCH").length, { timeout: 5000 })
      .toBeGreaterThanOrEqual(2);
    server.deliver("5653");
    expect(await next).toBe("5653");
    expect(commandsNamed(server, "UID FETCH").filter(({ line }) => / FETCH 4 /.test(line)).length)
      .toBeLessThanOrEqual(5);
  });

  it("whose FETCH breaks off twice is read at the third", async () => {
    const server = await serve({
      answer: ({ name, before }) => name === "UID FETCH" && before < 2 ? drop : undefined,
    });
    await using armed = await armImpatient(server, active);
    const next = armed.next(AbortSignal.timeout(5000));
    server.deliver("5653");
    expect(await next).toBe("5653");
  });

  it("that ends the connection does not take others with it that came at once", async () => {
    const server = await serve({
      answer: ({ name, line }) => name === "UID FETCH" && wants4.test(line) ? drop : undefined,
    });
    await using armed = await armImpatient(server, active);
    const next = armed.next();
    for (const code of ["2222", "3333", "5653"]) server.deliver(code);
    expect(await next).toBe("5653");
    expect(await armed.next()).toBe("3333");
  });
});
