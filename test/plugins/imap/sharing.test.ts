import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { createClient, firstOf } from "../../../mod.ts";
import { imap, type ImapOptions } from "../../../plugins/imap.ts";
import { simulate } from "../../../src/simulator/mod.ts";
import { armMailbox, codeMail, mailboxAt } from "../../support/armedMailbox.ts";
import { describeWithDovecot } from "../../support/describeWithDovecot.ts";
import { type Dovecot, startDovecot } from "../../support/dovecot.ts";
import { tcpProxy } from "../../support/tcpProxy.ts";

/** Any order but the one in which they came. */
function shuffled<A>(items: ReadonlyArray<A>): ReadonlyArray<A> {
  return items.map((item) => ({ item, at: Math.random() })).sort((a, b) => a.at - b.at).map(({ item }) =>
    item
  );
}

describeWithDovecot("imap: logins at one mailbox", () => {
  let server: Dovecot;
  beforeAll(async () => void (server = await startDovecot()));
  afterAll(() => server?.stop());
  afterEach(() => expect.poll(() => server.connections()).toBe(0));

  it("200 of different users share one connection, and each gets its own code", async () => {
    const users = Array.from({ length: 200 }, (_, index) => `user${index}`);
    const codeOf = (user: string) => String(1000 + 37 * Number(user.slice(4)));
    await using logins = new AsyncDisposableStack();
    const waiting = await Promise.all(users.map(async (user) => {
      const provider = imap(
        mailboxAt(server, { user: "bot", to: ({ username }) => `bot+${username}@example.test` }),
      );
      const armed = logins.use(await armMailbox(provider, user));
      return { user, code: armed.next() };
    }));
    let most = server.connections();
    expect(most).toBe(1);
    for (const user of shuffled(users)) {
      await server.deliver(codeMail(codeOf(user), { to: `bot+${user}@example.test` }));
      most = Math.max(most, server.connections());
    }
    for (const { user, code } of waiting) expect([user, await code]).toEqual([user, codeOf(user)]);
    expect(most).toBe(1);
  });

  it("close it after the last of them, and not before", async () => {
    const options = mailboxAt(server, {
      user: "last",
      to: ({ username }) => `last+${username}@example.test`,
    });
    const first = await armMailbox(imap(options), "alice");
    const second = await armMailbox(imap(options), "bob");
    await first[Symbol.asyncDispose]();
    expect(server.connections()).toBe(1);
    await server.deliver(codeMail("5653", { to: "last+bob@example.test" }));
    expect(await second.next()).toBe("5653");
    await second[Symbol.asyncDispose]();
    await expect.poll(() => server.connections()).toBe(0);
  });

  it("of users whose mail nothing tells apart run one after the other", async () => {
    const provider = imap(mailboxAt(server, { user: "turns" }));
    const first = await armMailbox(provider, "alice");
    const events: Array<string> = [];
    const arming = armMailbox(provider, "bob").then((armed) => {
      events.push("bob is armed");
      return armed;
    });
    await server.deliver(codeMail("1111", { to: "turns@example.test" }));
    expect(await first.next()).toBe("1111");
    events.push("alice has ended");
    await first[Symbol.asyncDispose]();
    await using second = await arming;
    expect(events).toEqual(["alice has ended", "bob is armed"]);
    await server.deliver(codeMail("5653", { to: "turns@example.test" }));
    expect(await second.next()).toBe("5653");
  });

  it("that wait for their turn do so no more when they are interrupted", async () => {
    const provider = imap(mailboxAt(server, { user: "impatient" }));
    const first = await armMailbox(provider, "alice");
    const abort = new AbortController();
    const second = armMailbox(provider, "bob", abort.signal).then(() => "armed", () => "interrupted");
    const third = armMailbox(provider, "carol");
    abort.abort();
    expect(await second).toBe("interrupted");
    await first[Symbol.asyncDispose]();
    await (await third)[Symbol.asyncDispose]();
  });

  it("of one user may use it twice: two providers in one login do not wait for each other", async () => {
    const options = mailboxAt(server, { user: "twice" });
    await using armed = await armMailbox(firstOf(imap(options), imap({ ...options, subject: "password" })));
    expect(server.connections()).toBe(1);
    await server.deliver(codeMail("5653", { to: "twice@example.test" }));
    expect(await armed.next()).toBe("5653");
  });

  it("of two users who watch the same two mailboxes, in whatever order, do not block each other", async () => {
    const at = (user: string, options: Partial<ImapOptions> = {}) =>
      imap(mailboxAt(server, { user, ...options }));
    const checked = { authentication: { dkim: true } } as const;
    const both = [
      armMailbox(firstOf(at("x", checked), at("y")), "alice"),
      armMailbox(firstOf(at("y"), at("x")), "bob"),
    ];
    await (await Promise.race(both))[Symbol.asyncDispose]();
    for (const armed of both) await (await armed)[Symbol.asyncDispose]();
  });

  it("never take another's code: a login that was interrupted while it armed takes none", async () => {
    await using proxy = await tcpProxy(server.imapPort);
    const to = "ghost@example.test";
    const options = mailboxAt(server, { user: "ghost", tls: "none", port: proxy.port, warm: true });
    await using provider = imap(options);
    const idles = proxy.clientLine(/ IDLE$/);
    await (await armMailbox(provider))[Symbol.asyncDispose]();
    await idles;
    const abort = new AbortController();
    const asked = proxy.clientLine(/ NOOP$/);
    proxy.onClientLine(/ NOOP$/, () => proxy.hold(), 1);
    const arming = armMailbox(provider, "bob", abort.signal).then(() => "armed", () => "interrupted");
    await asked;
    abort.abort();
    expect(await arming).toBe("interrupted");
    proxy.release();
    await using armed = await armMailbox(provider);
    await server.deliver(codeMail("5653", { to }));
    expect(await armed.next()).toBe("5653");
  });
});

describeWithDovecot("imap: a warm connection", () => {
  let server: Dovecot;
  beforeAll(async () => void (server = await startDovecot()));
  afterAll(() => server?.stop());
  afterEach(() => expect.poll(() => server.connections()).toBe(0));

  it("is kept between logins, passes over the mail between them, and ends with the provider", async () => {
    await using proxy = await tcpProxy(server.imapPort);
    const to = "warm@example.test";
    const provider = imap(mailboxAt(server, { user: "warm", tls: "none", port: proxy.port, warm: true }));
    for (const code of ["5653", "4163"]) {
      await using armed = await armMailbox(provider);
      await server.deliver(codeMail(code, { to }));
      expect(await armed.next()).toBe(code);
      expect(await armed.sightings()).toEqual({ seen: 1, refused: {} });
      await armed[Symbol.asyncDispose]();
      expect(server.connections()).toBe(1);
      await server.deliver(codeMail("1111", { to }));
    }
    expect(proxy.accepted).toBe(1);
    await provider.close();
    await expect.poll(() => server.connections()).toBe(0);
    await provider.close();
  });

  it("that died is replaced by the next login, with a mark of its own", async () => {
    const to = "dead@example.test";
    await using provider = imap(mailboxAt(server, { user: "dead", warm: true }));
    await (await armMailbox(provider))[Symbol.asyncDispose]();
    await server.kick("dead");
    await expect.poll(() => server.connections()).toBe(0);
    await server.deliver(codeMail("1111", { to }));
    await using armed = await armMailbox(provider);
    await server.deliver(codeMail("5653", { to }));
    expect(await armed.next()).toBe("5653");
  });

  it("that is closed while a login uses it stays until that login ends", async () => {
    const provider = imap(mailboxAt(server, { user: "closing", warm: true }));
    const armed = await armMailbox(provider);
    await provider.close();
    await server.deliver(codeMail("5653", { to: "closing@example.test" }));
    expect(await armed.next()).toBe("5653");
    await armed[Symbol.asyncDispose]();
    await expect.poll(() => server.connections()).toBe(0);
  });

  it("serves whole logins of a client, one after another", async () => {
    await using broker = await simulate({
      appKey: "key",
      users: [{ username: "bob", password: "pw", twoFactor: "email", email: "bob@example.test" }],
      deliver: async ({ from, to, subject, html }) => {
        await server.deliver({ from, to, subject, html });
      },
    });
    await using provider = imap(mailboxAt(server, { user: "bob", from: "etna.example", warm: true }));
    await using client = createClient({
      baseUrl: broker.baseUrl,
      appKey: "key",
      username: "bob",
      password: "pw",
      provider,
    });
    for (let login = 0; login < 3; login++) {
      expect(await client.login()).toMatchObject({ _tag: "AuthToken", provider: "imap", codesTried: 1 });
      expect(server.connections()).toBe(1);
    }
  });
});
