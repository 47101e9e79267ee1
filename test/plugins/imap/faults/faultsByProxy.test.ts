import { Buffer } from "node:buffer";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { imap, type ImapOptions } from "../../../../plugins/imap.ts";
import { armMailbox, codeMail, mailboxAt } from "../../../support/armedMailbox.ts";
import { describeWithDovecot } from "../../../support/describeWithDovecot.ts";
import { type Dovecot, startDovecot } from "../../../support/dovecot.ts";
import { type ProxiedConnection, type TcpProxy, tcpProxy } from "../../../support/tcpProxy.ts";

const sleep = (millis: number) => new Promise((resolve) => setTimeout(resolve, millis));
const idle = { lookout: { duration: 0, poll: 400 } };

describeWithDovecot("imap: a line that fails", () => {
  let server: Dovecot;
  let users = 0;
  beforeAll(async () => void (server = await startDovecot()));
  afterAll(() => server?.stop());
  afterEach(() => expect.poll(() => server.connections()).toBe(0));

  const at = (proxy: TcpProxy, user: string, options: Partial<ImapOptions> = {}): ImapOptions =>
    mailboxAt(server, {
      user,
      port: proxy.port,
      tls: "none",
      connectTimeout: 1500,
      commandTimeout: 500,
      ...options,
    });

  /** The code that a login gets whose line is spoilt when it waits. */
  async function codeBy(
    spoil: (proxy: TcpProxy) => void,
    options: Partial<ImapOptions> = {},
  ): Promise<number> {
    await using proxy = await tcpProxy(server.imapPort);
    const user = `user${++users}`;
    const to = `${user}@example.test`;
    await server.deliver(codeMail("1111", { to }));
    await using armed = await armMailbox(imap(at(proxy, user, options)));
    spoil(proxy);
    const next = armed.next(AbortSignal.timeout(8000));
    await sleep(100);
    await server.deliver(codeMail("5653", { to }));
    expect(await next).toBe("5653");
    return proxy.accepted;
  }

  const once = (pattern: RegExp, act: (connection: ProxiedConnection) => void) => (proxy: TcpProxy) =>
    proxy.onClientLine(pattern, act, 1);
  /** Changes what the server sends after a client's line, until the connection ends. */
  const garbling = (pattern: RegExp, change: (bytes: Buffer) => Uint8Array) => (proxy: TcpProxy) =>
    proxy.onClientLine(pattern, ({ number }) => {
      proxy.garble = (bytes, connection) => connection.number === number ? change(bytes) : bytes;
    }, 1);

  it.each<[string, (proxy: TcpProxy) => void, Partial<ImapOptions>]>([
    ["is cut", (proxy) => proxy.cut(), {}],
    ["is cut in the wait", once(/ NOOP$/, (connection) => connection.cut()), {}],
    ["is cut between the notice and the FETCH", once(/ UID FETCH /, (connection) => connection.cut()), {}],
    ["is cut between the notice and the SEARCH", once(/ UID SEARCH /, (connection) => connection.cut()), {}],
    ["is cut in IDLE", once(/ IDLE$/, (connection) => connection.cut()), idle],
    [
      "ends with BYE in IDLE",
      once(/ IDLE$/, (connection) => connection.end("* BYE Shutting down\r\n")),
      idle,
    ],
    ["is cut where IDLE is to end", once(/^DONE$/, (connection) => connection.cut()), idle],
    ["falls silent at NOOP", (proxy) => {
      proxy.onClientLine(/ NOOP$/, () => proxy.hold(), 1);
      void proxy.connected(2).then(() => proxy.release());
    }, {}],
    ["falls silent at FETCH", (proxy) => {
      proxy.onClientLine(/ UID FETCH /, () => proxy.hold(), 1);
      void proxy.connected(2).then(() => proxy.release());
    }, {}],
    ["falls silent where IDLE is to end", (proxy) => {
      proxy.onClientLine(/^DONE$/, () => proxy.hold(), 1);
      void proxy.connected(2).then(() => proxy.release());
    }, idle],
    ["garbles the answer to FETCH", garbling(/ UID FETCH /, (bytes) => bytes.map((byte) => byte ^ 0x15)), {}],
    ["loses every other byte", garbling(/ UID FETCH /, (bytes) => bytes.filter((_, i) => i % 2 === 0)), {}],
    [
      "puts bytes between the server's",
      garbling(/ NOOP$/, (bytes) => Buffer.concat([Buffer.from("\0\xff{3}\r\n"), bytes])),
      {},
    ],
  ])("that %s costs no code", async (_, spoil, options) => {
    expect(await codeBy(spoil, options)).toBeLessThanOrEqual(4);
  });

  it("of TLS that is cut between the notice and the FETCH costs no code", async () => {
    await using proxy = await tcpProxy(server.imapsPort);
    const to = "tls@example.test";
    await using armed = await armMailbox(imap(at(proxy, "tls", { tls: "implicit" })));
    const next = armed.next(AbortSignal.timeout(8000));
    proxy.cutAfter(100);
    await server.deliver(codeMail("5653", { to }));
    await proxy.connected(2);
    proxy.cutAfter(Infinity);
    expect(await next).toBe("5653");
  });

  it("that is cut in the midst of the message's text costs no code", async () => {
    await using proxy = await tcpProxy(server.imapPort);
    const to = "literal@example.test";
    await using armed = await armMailbox(imap(at(proxy, "literal")));
    proxy.onClientLine(/ UID FETCH \S+ \(UID BODY\.PEEK/, () => proxy.cutAfter(60), 1);
    void proxy.connected(2).then(() => proxy.cutAfter(Infinity));
    await server.deliver(codeMail("5653", { to }));
    expect(await armed.next(AbortSignal.timeout(8000))).toBe("5653");
    expect(proxy.accepted).toBe(2);
  });

  it("whose literal is spoilt gives no wrong code: the wait ends, and the sightings tell why", async () => {
    await using proxy = await tcpProxy(server.imapPort);
    const to = "spoilt@example.test";
    await using armed = await armMailbox(imap(at(proxy, "spoilt")));
    proxy.garble = (bytes) =>
      Buffer.from(bytes.toString("latin1").replace(/Type 5653/, "Typ\xe9 \0\x01\xff\x02"), "latin1");
    const next = armed.next(AbortSignal.timeout(1500));
    await server.deliver({ to, subject: "Disposable password", text: "Type 5653 to access the platform." });
    await expect(next).rejects.toBeDefined();
    expect(await armed.sightings()).toEqual({ seen: 1, refused: { "no code": 1 } });
  });

  it("that is cut again and again while the mail arrives costs no code", async () => {
    await using proxy = await tcpProxy(server.imapPort);
    const to = "again@example.test";
    await using armed = await armMailbox(imap(at(proxy, "again")));
    const next = armed.next(AbortSignal.timeout(10_000));
    for (const time of [1, 2, 3]) {
      await proxy.connected(time);
      await sleep(30);
      proxy.cut();
    }
    await server.deliver(codeMail("5653", { to }));
    expect(await next).toBe("5653");
    expect(await armed.sightings()).toMatchObject({ seen: 1 });
  });

  it("that is cut while several logins wait is made anew once for all of them", async () => {
    await using proxy = await tcpProxy(server.imapPort);
    const names = ["ann", "bea", "cleo", "dora", "eve"];
    const logins = await Promise.all(
      names.map((name) => armMailbox(imap(at(proxy, "crowd", { to: `crowd+${name}@example.test` })), name)),
    );
    const codes = logins.map((login) => login.next(AbortSignal.timeout(8000)));
    await sleep(50);
    proxy.cut();
    for (const [i, name] of names.entries()) {
      await server.deliver(codeMail(`565${i}`, { to: `crowd+${name}@example.test` }));
    }
    expect(await Promise.all(codes)).toEqual(["5650", "5651", "5652", "5653", "5654"]);
    expect(proxy.accepted).toBe(2);
    for (const login of logins) await login[Symbol.asyncDispose]();
  });

  it("behind which the access token was revoked fails the login that waits, after one more token", async () => {
    await using proxy = await tcpProxy(server.imapPort);
    const token = server.issueToken("revoked");
    let asked = 0;
    const accessToken = () => Promise.resolve(asked++ === 0 ? token : `${token}${asked}`);
    await using armed = await armMailbox(imap(at(proxy, "revoked", { accessToken })));
    const next = armed.next(AbortSignal.timeout(8000));
    server.revokeToken(token);
    proxy.cut();
    await expect(next).rejects.toMatchObject({
      _tag: "ProviderFailed",
      retryable: false,
      reason: { _tag: "TokenRefused" },
    });
    await sleep(400);
    expect([asked, proxy.accepted]).toEqual([3, 3]);
  });
});
