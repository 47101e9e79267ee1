import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { imap } from "../../../../plugins/imap.ts";
import { armMailbox, codeMail, mailboxAt } from "../../../support/armedMailbox.ts";
import { describeWithDovecot } from "../../../support/describeWithDovecot.ts";
import { type Dovecot, startDovecot } from "../../../support/dovecot.ts";
import { tcpProxy } from "../../../support/tcpProxy.ts";

describeWithDovecot("imap: very many messages", () => {
  let server: Dovecot;
  beforeAll(async () => void (server = await startDovecot()));
  afterAll(() => server?.stop());
  afterEach(() => expect.poll(() => server.connections()).toBe(0));

  it("5,000 that come at once are read, the newest first, and the code is found", async () => {
    await using proxy = await tcpProxy(server.imapPort);
    const options = mailboxAt(server, {
      user: "flood",
      tls: "none",
      port: proxy.port,
      from: "broker.example",
    });
    await server.fill("source", 4999);
    await using armed = await armMailbox(imap(options));
    proxy.hold();
    await server.deliver({ ...codeMail("5653", { to: "flood@example.test" }), from: "codes@broker.example" });
    await server.doveadm("copy", "-u", "flood", "INBOX", "user", "source", "mailbox", "INBOX", "all");
    const from = performance.now();
    proxy.release();
    expect(await armed.next(AbortSignal.timeout(15_000))).toBe("5653");
    expect(performance.now() - from).toBeLessThan(12_000);
    expect(await armed.sightings()).toMatchObject({ refused: { "other sender": 4999 } });
  });

  it("50,000 old ones cost nothing: no more commands and bytes than an empty mailbox", async () => {
    await server.fill("huge", 50_000);
    const cost = async (user: string) => {
      await using proxy = await tcpProxy(server.imapPort);
      let bytes = 0;
      proxy.garble = (chunk) => {
        bytes += chunk.length;
        return chunk;
      };
      const from = performance.now();
      await using _armed = await armMailbox(imap(mailboxAt(server, { user, tls: "none", port: proxy.port })));
      return { millis: performance.now() - from, bytes, commands: proxy.clientLines.length };
    };
    // The first time, Dovecot reads its own index.
    for (const user of ["huge", "small"]) await cost(user);
    const runs = [];
    for (let i = 0; i < 5; i++) runs.push({ huge: await cost("huge"), small: await cost("small") });
    for (const { huge, small } of runs) {
      expect(huge.commands - small.commands).toBeLessThanOrEqual(1);
      expect(huge.bytes).toBeLessThan(small.bytes + 200);
    }
    const median = (times: ReadonlyArray<number>): number => times.toSorted((a, b) => a - b)[2]!;
    const slower = median(runs.map(({ huge }) => huge.millis)) -
      median(runs.map(({ small }) => small.millis));
    expect(slower).toBeLessThan(40);
  });
});
