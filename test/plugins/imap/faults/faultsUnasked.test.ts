import { describe, expect, it } from "vitest";
import { imap } from "../../../../plugins/imap.ts";
import { armMailbox } from "../../../support/armedMailbox.ts";
import { drop } from "../../../support/imapScript.ts";
import { optionsAt, servedMailboxes } from "../../../support/servedMailboxes.ts";

const serve = servedMailboxes();

/** Lines that a server may send at any time, because another client changes something (RFC 9051, 7). */
const unasked = [
  ["the flags of an old message, without its UID", "* 2 FETCH (FLAGS (\\Seen))"],
  ["the flags of an old message", "* 2 FETCH (UID 2 FLAGS (\\Seen))"],
  ["the flags of the new message", "* 4 FETCH (UID 4 FLAGS (\\Seen))"],
  ["the flags of a message that there is not", "* 9 FETCH (FLAGS (\\Seen))"],
] as const;

describe("what a server tells unasked", () => {
  for (const [what, line] of unasked) {
    it(`in every answer, ${what}: the code is taken from the new message, and the mark stays`, async () => {
      const server = await serve({
        answer: ({ name, connection }) => {
          if (name.endsWith("FETCH")) connection.send(`${line}\r\n`);
          return undefined;
        },
      });
      await using armed = await armMailbox(imap(optionsAt(server)));
      const next = armed.next(AbortSignal.timeout(5000));
      server.deliver("5653");
      expect(await next).toBe("5653");
      expect(await armed.sightings()).toEqual({ seen: 1, refused: {} });
    });
  }

  it("does not spoil a connection that is kept warm", async () => {
    const server = await serve({
      answer: ({ name, connection, before }) => {
        if (name === "FETCH" && before === 0) connection.send("* 2 FETCH (FLAGS (\\Seen))\r\n");
        return undefined;
      },
    });
    await using provider = imap(optionsAt(server, { warm: true }));
    for (const code of ["5653", "4163"]) {
      await using armed = await armMailbox(provider);
      const next = armed.next(AbortSignal.timeout(5000));
      server.deliver(code);
      expect(await next).toBe(code);
    }
    expect(server.sent.filter(({ name }) => name === "LOGIN")).toHaveLength(1);
  });
});

describe("a server that refuses", () => {
  it("SEARCH is asked for the UIDs by FETCH", async () => {
    const server = await serve({
      answer: ({ name }) => name === "UID SEARCH" ? "$ NO not here" : undefined,
    });
    await using armed = await armMailbox(imap(optionsAt(server)));
    const next = armed.next(AbortSignal.timeout(5000));
    server.deliver("5653");
    expect(await next).toBe("5653");
  });

  it("to expunge one message alone keeps what others have marked as deleted: the message is only marked", async () => {
    const server = await serve();
    {
      await using armed = await armMailbox(imap(optionsAt(server, { afterUse: "delete" })));
      const next = armed.next(AbortSignal.timeout(5000));
      server.deliver("5653");
      expect(await next).toBe("5653");
    }
    const changes = server.sent.filter(({ name }) => /STORE|EXPUNGE/.test(name)).map(({ line }) => line);
    expect(changes.join()).toMatch(/UID STORE 4 \+FLAGS.*\\Deleted/);
    expect(changes.join()).not.toContain("EXPUNGE");
  });
});

describe("a login", () => {
  it("that arms while older messages are still to be read is given none of them", async () => {
    let drops = 0;
    const server = await serve({
      answer: ({ name }) => name === "UID FETCH" && drops++ === 0 ? drop : undefined,
    });
    const to = (address: string) => imap(optionsAt(server, { to: address }));
    await using alice = await armMailbox(to("alice@example.test"), "alice");
    const hers = alice.next(AbortSignal.timeout(1500)).catch(() => "none");
    for (const code of ["2222", "3333", "4444"]) server.deliver(code);
    await expect.poll(() => drops, { interval: 1 }).toBeGreaterThan(0);
    await using bob = await armMailbox(to("bob@example.test"), "bob");
    const his = bob.next(AbortSignal.timeout(5000));
    await hers;
    server.deliver("5653");
    expect(await his).toBe("5653");
  });

  it("whose used message cannot be marked any more does not sign in again and again", async () => {
    let isRevoked = false;
    const server = await serve({
      answer: ({ name }) => {
        if (!isRevoked) return undefined;
        return name === "LOGIN" ? "$ NO [AUTHENTICATIONFAILED] no" : drop;
      },
    });
    await using armed = await armMailbox(
      imap(optionsAt(server, { afterUse: "seen", password: "correct-horse-2" })),
    );
    server.deliver("5653");
    await expect.poll(async () => (await armed.sightings()).seen).toBe(1);
    isRevoked = true;
    expect(await armed.next(AbortSignal.timeout(3000))).toBe("5653");
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(server.sent.filter(({ name }) => name === "LOGIN").length).toBeLessThanOrEqual(2);
  });
});

describe("a provider that is closed", () => {
  it("keeps nothing open after a login that began before", async () => {
    const server = await serve();
    const provider = imap(optionsAt(server, { warm: true }));
    const arming = armMailbox(provider);
    await provider.close();
    const armed = await arming;
    await armed[Symbol.asyncDispose]();
    await expect.poll(() => server.openConnections).toBe(0);
  });
});
