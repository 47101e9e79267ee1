import * as Redacted from "effect/Redacted";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { createClient } from "../../../mod.ts";
import { imap, type ImapOptions } from "../../../plugins/imap.ts";
import { simulate, type Simulator } from "../../../src/simulator/mod.ts";
import { armMailbox, codeMail, mailboxAt } from "../../support/armedMailbox.ts";
import { certificateAuthority } from "../../support/certificates.ts";
import { describeWithDovecot } from "../../support/describeWithDovecot.ts";
import { type Dovecot, startDovecot } from "../../support/dovecot.ts";
import { tcpProxy } from "../../support/tcpProxy.ts";

const onDeno = "Deno" in globalThis;

describeWithDovecot("imap: a mailbox that cannot be opened", () => {
  let server: Dovecot;
  let expired: Dovecot;
  let misnamed: Dovecot;
  let broker: Simulator;
  beforeAll(async () => {
    [server, expired, misnamed, broker] = await Promise.all([
      startDovecot(),
      startDovecot({ certificate: (authority) => authority.issue({ notAfter: new Date("2020-01-01") }) }),
      startDovecot({ certificate: (authority) => authority.issue({ names: ["other.example.test"] }) }),
      simulate({
        appKey: "key",
        users: [{ username: "bob", password: "pw", twoFactor: "email" }],
        deliver: () => {},
      }),
    ]);
  });
  afterAll(() => Promise.all([server?.stop(), expired?.stop(), misnamed?.stop(), broker?.close()]));
  afterEach(() =>
    expect.poll(() => [server, expired, misnamed].map((each) => each.connections())).toEqual([0, 0, 0])
  );

  type Options = () => Partial<ImapOptions>;
  const here = () => server;
  const cases: ReadonlyArray<readonly [what: string, tag: string, options: Options, at: () => Dovecot]> = [
    ["an unknown folder", "MailboxNotFound", () => ({ mailboxes: ["INBOX", "Nowhere"] }), here],
    ["an unknown special use", "MailboxNotFound", () => ({ mailboxes: ["INBOX", "\\Archive"] }), here],
    ["a wrong password", "SignInRefused", () => ({ password: "hunter2" }), here],
    ["a wrong password by STARTTLS", "SignInRefused", () => ({
      password: "hunter2",
      tls: "starttls",
      port: server.imapPort,
    }), here],
    ["a wrong token", "TokenRefused", () => ({
      password: undefined,
      accessToken: () => Promise.resolve("hunter2"),
    }), here],
    [
      "an authority that is not the one",
      "CertificateUntrusted",
      () => ({ ca: certificateAuthority().ca }),
      here,
    ],
    ["no authority", "CertificateUntrusted", () => ({ ca: undefined }), here],
    ["no authority by STARTTLS", "CertificateUntrusted", () => ({
      ca: undefined,
      tls: "starttls",
      port: server.imapPort,
    }), here],
    [
      "an expired certificate",
      onDeno ? "CertificateUntrusted" : "CertificateExpired",
      () => ({}),
      () => expired,
    ],
    ["a certificate for another name", "CertificateNameMismatch", () => ({}), () => misnamed],
    ["TLS at once where the server wants STARTTLS", "TlsFailed", () => ({ port: server.imapPort }), here],
    ["STARTTLS where the server wants TLS at once", "NoAnswer", () => ({
      tls: "starttls",
      port: server.imapsPort,
      connectTimeout: 300,
    }), here],
  ];

  it.each(cases)(
    "%s: %s, and the broker is asked for nothing",
    async (_what, tag, options, at) => {
      const client = createClient({
        baseUrl: broker.baseUrl,
        appKey: "key",
        username: "bob",
        password: "pw",
        provider: imap(mailboxAt(at(), { user: "bob", ...options() })),
      });
      const failure: unknown = await client.login().catch((error: unknown) => error);
      expect(failure).toMatchObject({
        _tag: "ProviderFailed",
        provider: "imap",
        reason: { _tag: tag },
        retryable: tag === "NoAnswer",
      });
      expect(String(failure)).not.toMatch(/hunter2/);
      expect(broker.requests).toEqual([]);
    },
  );

  it("names the folder as the settings have it", async () => {
    const provider = imap(mailboxAt(server, { user: "bob", mailboxes: ["Nowhere"] }));
    await expect(armMailbox(provider)).rejects.toThrow("the mailbox Nowhere does not exist");
  });
});

describeWithDovecot("imap: signing in", () => {
  let server: Dovecot;
  beforeAll(async () => void (server = await startDovecot()));
  afterAll(() => server?.stop());
  afterEach(() => expect.poll(() => server.connections()).toBe(0));

  it.each(["none", "starttls", "implicit"] as const)("by a password with tls: %s", async (tls) => {
    const user = `tls-${tls}`;
    const port = tls === "implicit" ? server.imapsPort : server.imapPort;
    await using proxy = await tcpProxy(port);
    await using armed = await armMailbox(imap(mailboxAt(server, { user, tls, port: proxy.port })));
    await server.deliver(codeMail("5653", { to: `${user}@example.test` }));
    expect(await armed.next()).toBe("5653");
    const readable = proxy.clientLines.filter((line) => /LOGIN|AUTHENTICATE/i.test(line));
    expect(readable.length).toBe(tls === "none" ? 1 : 0);
    if (tls === "starttls") expect(proxy.clientLines.some((line) => /STARTTLS$/.test(line))).toBe(true);
  });

  it.each(["OAUTHBEARER", "XOAUTH2"])("by an access token, as %s", async (mechanism) => {
    await using proxy = await tcpProxy(server.imapPort);
    const other = mechanism === "XOAUTH2" ? "OAUTHBEARER" : "XOAUTH2";
    proxy.garble = (bytes) =>
      new TextEncoder().encode(new TextDecoder().decode(bytes).replaceAll(`AUTH=${other}`, "AUTH=NONE"));
    const accessToken = () => Promise.resolve(Redacted.make(server.issueToken("oauth")));
    const options = mailboxAt(server, { user: "oauth", tls: "none", port: proxy.port, accessToken });
    await using armed = await armMailbox(imap(options));
    await server.deliver(codeMail("5653", { to: "oauth@example.test" }));
    expect(await armed.next()).toBe("5653");
    expect(proxy.clientLines.some((line) => line.includes(`AUTHENTICATE ${mechanism} `))).toBe(true);
  });

  it("asks for the token again when it connects again", async () => {
    const given: Array<unknown> = [];
    const accessToken = (options?: { readonly refused?: boolean }) => {
      given.push(options?.refused);
      return Promise.resolve(server.issueToken("again"));
    };
    await using armed = await armMailbox(imap(mailboxAt(server, { user: "again", accessToken })));
    const waiting = armed.next();
    await server.kick("again");
    await expect.poll(() => given.length).toBe(2);
    await server.deliver(codeMail("5653", { to: "again@example.test" }));
    expect(await waiting).toBe("5653");
    expect(given).toEqual([false, false]);
  });

  it("asks once more for another token when the server refuses one that was kept", async () => {
    const given: Array<unknown> = [];
    const accessToken = (options?: { readonly refused?: boolean }) => {
      given.push(options?.refused);
      return Promise.resolve(options?.refused ? server.issueToken("kept") : "kept-too-long");
    };
    await using armed = await armMailbox(imap(mailboxAt(server, { user: "kept", accessToken })));
    await server.deliver(codeMail("5653", { to: "kept@example.test" }));
    expect(await armed.next()).toBe("5653");
    expect(given).toEqual([false, true]);
  });

  it("does not try the same refused token again", async () => {
    await using proxy = await tcpProxy(server.imapPort);
    const given: Array<unknown> = [];
    const accessToken = (options?: { readonly refused?: boolean }) => {
      given.push(options?.refused);
      return Promise.resolve("worthless");
    };
    const options = mailboxAt(server, { user: "same", tls: "none", port: proxy.port, accessToken });
    await expect(armMailbox(imap(options))).rejects.toMatchObject({ reason: { _tag: "TokenRefused" } });
    expect(given).toEqual([false, true]);
    expect(proxy.clientLines.filter((line) => line.includes("AUTHENTICATE")).length).toBe(1);
  });

  it("tells a wait that a token was revoked in the meantime", async () => {
    const token = server.issueToken("revoked");
    const accessToken = () => Promise.resolve(token);
    await using armed = await armMailbox(imap(mailboxAt(server, { user: "revoked", accessToken })));
    const waiting = armed.next();
    server.revokeToken(token);
    await Promise.all([
      expect(waiting).rejects.toMatchObject({ reason: { _tag: "TokenRefused" }, retryable: false }),
      server.kick("revoked"),
    ]);
  });

  it("says that the account has too many connections where the server says so", async () => {
    await using small = await startDovecot({ maxConnections: 1 });
    const options = mailboxAt(small, { user: "many", tls: "none", port: small.imapPort });
    const first = await armMailbox(imap(options), "alice");
    // Other folders: another connection.
    const second = imap({ ...options, mailboxes: ["INBOX", "\\Junk"] });
    await expect(armMailbox(second, "alice")).rejects.toMatchObject({
      // Under Deno the library may see the connection's end before the line that says why.
      reason: {
        _tag: onDeno
          ? expect.stringMatching(/^(?:TooManyConnections|ConnectionLost)$/)
          : "TooManyConnections",
      },
      retryable: true,
    });
    await first[Symbol.asyncDispose]();
    // The server takes its time to notice.
    const again = async () => await (await armMailbox(second, "alice"))[Symbol.asyncDispose]();
    await expect.poll(() => again().then(() => "armed", () => "refused")).toBe("armed");
  });
});
