import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { createClient } from "../../../mod.ts";
import { imap } from "../../../plugins/imap.ts";
import { simulate } from "../../../src/simulator/mod.ts";
import { armMailbox, codeMail, mailboxAt } from "../../support/armedMailbox.ts";
import { describeWithDovecot } from "../../support/describeWithDovecot.ts";
import { type Dovecot, startDovecot } from "../../support/dovecot.ts";
import { tcpProxy } from "../../support/tcpProxy.ts";

describeWithDovecot("imap: the mark", () => {
  let server: Dovecot;
  beforeAll(async () => void (server = await startDovecot()));
  afterAll(() => server?.stop());
  afterEach(() => expect.poll(() => server.connections()).toBe(0));

  const plain = { tls: "none" } as const;

  it("lies above all that is there: a mail from before is never the answer, be it as young as can be", async () => {
    const to = "old@example.test";
    await server.fill("old", 20);
    await server.deliver(codeMail("1111", { to }));
    await using armed = await armMailbox(imap(mailboxAt(server, { user: "old" })));
    await server.deliver(codeMail("5653", { to }));
    expect(await armed.next()).toBe("5653");
    expect(await armed.sightings()).toEqual({ seen: 1, refused: {} });
  });

  it("is set at arm: a code that comes before the wait is not missed", async () => {
    await using armed = await armMailbox(imap(mailboxAt(server, { user: "early" })));
    await server.deliver(codeMail("5653", { to: "early@example.test" }));
    await expect.poll(async () => (await armed.sightings()).seen).toBe(1);
    expect(await armed.next()).toBe("5653");
  });

  it("is set in every folder that is named, the junk folder found by its flag", async () => {
    const { junkMailbox } = server;
    await server.fill("junk", 1, junkMailbox);
    const provider = imap(mailboxAt(server, { user: "junk", mailboxes: ["INBOX", "\\Junk"] }));
    await using armed = await armMailbox(provider);
    await server.deliver(codeMail("5653", { to: "junk@example.test" }));
    expect(await armed.next()).toBe("5653");
    const waiting = armed.next();
    await server.deliver(codeMail("4163", { to: "courier@example.test" }));
    await server.doveadm("move", "-u", "junk", junkMailbox, "user", "courier", "mailbox", "INBOX", "all");
    expect(await waiting).toBe("4163");
  });

  it("costs the mailbox nothing: it is opened read-only, and no flag changes", async () => {
    await using proxy = await tcpProxy(server.imapPort);
    const to = "flags@example.test";
    await server.deliver(codeMail("1111", { to }));
    const options = mailboxAt(server, { user: "flags", ...plain, port: proxy.port });
    {
      await using armed = await armMailbox(imap(options));
      await server.deliver(codeMail("5653", { to }));
      expect(await armed.next()).toBe("5653");
    }
    const commands = proxy.clientLines.map((line) => line.split(" ").slice(1).join(" "));
    expect(commands.filter((line) => /^(?:SELECT|STORE|UID STORE|EXPUNGE|CLOSE)/i.test(line))).toEqual([]);
    expect(commands.some((line) => line.startsWith("EXAMINE"))).toBe(true);
    expect(commands.filter((line) => /BODY\[/i.test(line))).toEqual([]);
    expect(await server.doveadm("fetch", "-u", "flags", "flags", "mailbox", "INBOX", "all")).not.toContain(
      "Seen",
    );
    expect(await server.doveadm("mailbox", "status", "-u", "flags", "recent unseen", "INBOX")).toMatch(
      /recent=2 unseen=2/,
    );
  });

  it("holds for a folder whose name the server spells otherwise, which is looked at no more often", async () => {
    await using proxy = await tcpProxy(server.imapPort);
    const options = mailboxAt(server, { user: "case", ...plain, port: proxy.port, mailboxes: ["inbox"] });
    const idles = proxy.clientLine(/ IDLE$/);
    await using armed = await armMailbox(imap(options));
    await idles;
    const before = proxy.clientLines.length;
    await server.deliver(codeMail("5653", { to: "case@example.test" }));
    expect(await armed.next()).toBe("5653");
    expect(proxy.clientLines.length - before).toBeLessThan(12);
  });

  // The server's clock has seconds, and a message of the same second as the last known one counts as old.
  const nextSecond = () => new Promise((resolve) => setTimeout(resolve, 1001));

  it("is found again when the server renumbers the messages: old ones are not taken, the new one is", async () => {
    const to = "renumbered@example.test";
    await server.fill("renumbered", 5);
    await server.deliver(codeMail("1111", { to }));
    await using armed = await armMailbox(imap(mailboxAt(server, { user: "renumbered" })));
    const waiting = armed.next();
    await server.resetUidValidity("renumbered");
    // A server that notices ends the connection by itself.
    await server.kick("renumbered");
    await nextSecond();
    await server.deliver(codeMail("5653", { to }));
    expect(await waiting).toBe("5653");
    expect(await armed.sightings()).toMatchObject({ seen: 1 });
  });

  it("is found again by the server's clock: a mail is not missed that came before the numbers were known", async () => {
    await using proxy = await tcpProxy(server.imapPort);
    const to = "gap@example.test";
    await server.fill("gap", 5);
    const options = mailboxAt(server, { user: "gap", ...plain, port: proxy.port });
    await using armed = await armMailbox(imap(options));
    await server.deliver(codeMail("5653", { to }));
    expect(await armed.next()).toBe("5653");
    await proxy.refuse();
    await server.kick("gap");
    await server.resetUidValidity("gap");
    await nextSecond();
    await server.deliver(codeMail("4163", { to }));
    await proxy.accept();
    expect(await armed.next()).toBe("4163");
    expect(await armed.sightings()).toMatchObject({ seen: 2 });
  });

  it("stays when messages are expunged", async () => {
    const to = "expunged@example.test";
    await server.fill("expunged", 5);
    await using armed = await armMailbox(imap(mailboxAt(server, { user: "expunged" })));
    const waiting = armed.next();
    await server.expunge("expunged");
    await server.deliver(codeMail("5653", { to }));
    expect(await waiting).toBe("5653");
  });

  it("stays when the server ends the connection: mail that came meanwhile is found", async () => {
    await using proxy = await tcpProxy(server.imapPort);
    const to = "kicked@example.test";
    await server.deliver(codeMail("1111", { to }));
    await using armed = await armMailbox(
      imap(mailboxAt(server, { user: "kicked", ...plain, port: proxy.port })),
    );
    const waiting = armed.next();
    await proxy.refuse();
    await server.kick("kicked");
    await server.deliver(codeMail("5653", { to }));
    await proxy.accept();
    expect(await waiting).toBe("5653");
    expect(proxy.accepted).toBe(2);
    expect(await armed.sightings()).toMatchObject({
      seen: 1,
      refused: { "connection lost": expect.any(Number) },
    });
  });

  it("stays when the connection ends while nobody waits yet", async () => {
    await using armed = await armMailbox(imap(mailboxAt(server, { user: "between" })));
    await server.kick("between");
    await expect.poll(() => server.connections()).toBe(0);
    await server.deliver(codeMail("5653", { to: "between@example.test" }));
    expect(await armed.next()).toBe("5653");
  });

  it("cannot help where the server is gone for good: the wait ends in time, and nothing stays open", async () => {
    await using gone = await startDovecot();
    await using broker = await simulate({
      appKey: "key",
      users: [{ username: "bob", password: "pw", twoFactor: "email" }],
      deliver: () => gone.stop(),
    });
    const client = createClient({
      baseUrl: broker.baseUrl,
      appKey: "key",
      username: "bob",
      password: "pw",
      provider: imap(mailboxAt(gone, { user: "bob" })),
      codeTimeout: 1000,
    });
    await expect(client.login()).rejects.toMatchObject({
      _tag: "CodeTimedOut",
      seen: 0,
      refused: { "connection lost": expect.any(Number) },
    });
    expect(gone.connections()).toBe(0);
  });
});
