import { ImapFlow } from "imapflow";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { imap } from "../../../../plugins/imap.ts";
import { armMailbox, codeMail, mailboxAt } from "../../../support/armedMailbox.ts";
import { describeWithDovecot } from "../../../support/describeWithDovecot.ts";
import { type Dovecot, startDovecot } from "../../../support/dovecot.ts";
import { tcpProxy } from "../../../support/tcpProxy.ts";

describeWithDovecot("imap: a line", () => {
  let server: Dovecot;
  beforeAll(async () => void (server = await startDovecot({ maxConnections: 1 })));
  afterAll(() => server?.stop());
  afterEach(() => expect.poll(() => server.connections()).toBe(0));

  it("with 300 ms each way still gives the code, under the usual limits", async () => {
    await using proxy = await tcpProxy(server.imapPort);
    proxy.delay = 600;
    const to = "slow@example.test";
    await using armed = await armMailbox(
      imap(mailboxAt(server, { user: "slow", tls: "none", port: proxy.port })),
    );
    const next = armed.next();
    await server.deliver(codeMail("5653", { to }));
    const before = proxy.clientLines.length;
    expect(await next).toBe("5653");
    const commands = proxy.clientLines.slice(before).filter((line) => / (NOOP|UID [A-Z]+)\b/.test(line));
    // Each takes 600 ms: NOOP, SEARCH and two FETCHes, perhaps after a NOOP that came too early.
    expect(commands.length, commands.join("\n")).toBeLessThanOrEqual(5);
    expect(proxy.accepted).toBe(1);
  });

  it("to an account that is full fails the arming, but not a login that waits", async () => {
    await using proxy = await tcpProxy(server.imapPort);
    const options = mailboxAt(server, { user: "full", tls: "none", port: proxy.port });
    const other = async (): Promise<ImapFlow> => {
      const client = new ImapFlow({
        host: server.host,
        port: server.imapPort,
        secure: false,
        doSTARTTLS: false,
        auth: { user: "full", pass: server.password },
        logger: false,
      });
      client.on("error", () => {});
      await client.connect();
      return client;
    };
    {
      const client = await other();
      await expect(armMailbox(imap(options))).rejects.toMatchObject({
        retryable: true,
        reason: { _tag: "TooManyConnections" },
      });
      await client.logout();
      await expect.poll(() => server.connections()).toBe(0);
    }
    await using armed = await armMailbox(imap(options));
    const next = armed.next(AbortSignal.timeout(15_000));
    await proxy.refuse();
    proxy.cut();
    await expect.poll(() => server.connections()).toBe(0);
    const client = await other();
    await proxy.accept();
    const before = proxy.accepted;
    await proxy.connected(before + 1);
    await server.deliver(codeMail("5653", { to: "full@example.test" }));
    await client.logout();
    expect(await next).toBe("5653");
    const { refused } = await armed.sightings();
    expect(refused["connection lost"]).toBeGreaterThanOrEqual(2);
  });
});
