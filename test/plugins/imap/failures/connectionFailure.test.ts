import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { mailboxFailure } from "../../../../plugins/imap/failures/mailboxFailure.ts";
import { drop, type ImapScriptOptions, reset, silence } from "../../../support/imapScript.ts";
import { certificateAuthority, selfSigned } from "../../../support/certificates.ts";
import { freePort } from "../../../support/freePort.ts";
import { failureOf } from "../../../support/imapScriptFailure.ts";

const authority = certificateAuthority();
const ca = authority.ca;
const certificate = authority.issue();
const context = {
  host: "mail.example.com",
  port: 993,
  tls: "implicit",
  auth: "password",
} as const;
const isDeno = "Deno" in globalThis;

describe("no connection", () => {
  it("because the name does not exist (RFC 6761: invalid)", async () => {
    expect(await failureOf({}, { to: { host: "mail.invalid", port: 993 } })).toMatchObject({
      _tag: "HostNotFound",
      problem: "the name mail.invalid cannot be resolved: check the host and the network",
      retryable: true,
    });
  });

  it.each(["implicit", "none"] as const)("because nothing listens there, tls %s", async (tls) => {
    const to = { host: "127.0.0.1", port: await freePort() };
    expect(await failureOf({}, { tls, to })).toMatchObject({ _tag: "ConnectionRefused", retryable: true });
  });

  it("because the port is none", async () => {
    expect(await failureOf({}, { to: { host: "127.0.0.1", port: 99999 } }))
      .toMatchObject({ _tag: "SettingUnusable", retryable: false });
  });
});

describe("a server that", () => {
  it.each<[string, string, ImapScriptOptions]>([
    ["accepts and says nothing", "NoAnswer", { greeting: silence }],
    ["accepts TLS and says nothing", "NoAnswer", { greeting: silence, certificate }],
    ["sends half a greeting", "GreetingUnreadable", { greeting: "* OK rea" }],
    ["sends half a greeting by TLS", "GreetingUnreadable", { greeting: "* OK rea", certificate }],
    ["speaks HTTP", "GreetingUnreadable", { greeting: "HTTP/1.1 400 Bad Request\r\n\r\n" }],
    ["speaks SMTP", "GreetingUnreadable", { greeting: "220 mail.example.com ESMTP\r\n" }],
    ["sends garbage", "GreetingUnreadable", { greeting: "\x00\x01\xff((((\r\n" }],
    ["says goodbye at once", "GreetingUnreadable", { greeting: "* BYE not you\r\n" }],
    ["has too many connections", "TooManyConnections", {
      greeting: "* BYE Too many connections from you\r\n",
    }],
    ["closes at once", "ConnectionLost", { greeting: drop }],
    ["closes at the sign-in", "ConnectionLost", { answers: { LOGIN: drop } }],
    ["resets at the sign-in", "ConnectionLost", { answers: { LOGIN: reset } }],
    ["never answers the sign-in", "NoAnswer", { answers: { LOGIN: silence } }],
  ])("%s: %s", async (_, tag, script) => {
    expect(await failureOf(script, { ca })).toMatchObject({ _tag: tag, retryable: true });
  });

  it("breaks off during the TLS handshake", async () => {
    const server = createServer((socket) => {
      socket.on("error", () => {});
      socket.once("data", () => socket.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const failure = await failureOf({}, { tls: "implicit", to: { host: "127.0.0.1", port } });
    await new Promise((resolve) => server.close(resolve));
    expect(failure).toMatchObject({ _tag: "ConnectionLost", retryable: true });
  });

  it("sends what cannot be read, after a proper greeting", async () => {
    expect(await failureOf({ answers: { CAPABILITY: "* OK {99999999999999}" } })).toMatchObject({
      _tag: "Unexpected",
      problem: "the mail server gave an answer that cannot be used (LiteralTooLarge): try again",
    });
  });
});

describe.each([false, true])("a certificate is refused, with STARTTLS: %s", (starttls) => {
  const tls = { starttls, capability: "IMAP4rev1 STARTTLS" };

  it.each([
    ["signed by nobody known", certificate, undefined],
    ["signed by itself", selfSigned(), undefined],
    ["signed by another authority", certificate, certificateAuthority().ca],
  ])("%s", async (_, certificate, ca) => {
    const failure = await failureOf({ ...tls, certificate }, { ca });
    expect(failure).toMatchObject({ _tag: "CertificateUntrusted", retryable: false });
    expect(failure.problem).toMatch(/; set ca to its authority's certificate$/);
    expect(failure.commands).not.toContain("LOGIN");
  });

  it("that has expired, which Deno calls untrusted", async () => {
    const failure = await failureOf(
      { ...tls, certificate: authority.issue({ notAfter: new Date(Date.now() - 86_400_000) }) },
      { ca },
    );
    expect(failure._tag).toBe(isDeno ? "CertificateUntrusted" : "CertificateExpired");
    expect(failure.problem).toContain("expired");
    expect(failure.retryable).toBe(false);
  });

  it("that is for another name", async () => {
    const other = authority.issue({ names: ["mail.example.com"] });
    expect(await failureOf({ ...tls, certificate: other }, { ca })).toMatchObject({
      _tag: "CertificateNameMismatch",
      retryable: false,
    });
  });
});

describe("TLS and plain speech do not mix:", () => {
  it("a plain port spoken to with TLS", async () => {
    const failure = await failureOf({}, { tls: "implicit" });
    expect(failure).toMatchObject({ _tag: "TlsFailed", retryable: false });
    expect(failure.problem).toContain("tls: starttls");
  });

  it("a TLS port spoken to plainly", async () => {
    const failure = await failureOf({ certificate }, { tls: "starttls" });
    expect(failure._tag).toBe("NoAnswer");
    expect(failure.problem).toContain("tls: implicit");
  });

  it.each<[string, ImapScriptOptions]>([
    ["not offered", {}],
    ["refused", { capability: "IMAP4rev1 STARTTLS", answers: { STARTTLS: "$ NO not now" } }],
    ["made impossible", { greeting: "* PREAUTH welcome\r\n" }],
  ])("STARTTLS that is %s ends it, without the password", async (_, script) => {
    const failure = await failureOf(script, { tls: "starttls" });
    expect(failure).toMatchObject({ _tag: "StarttlsUnavailable", retryable: false });
    expect(failure.commands).not.toContain("LOGIN");
  });

  it("bytes between STARTTLS and TLS end it", async () => {
    const answers = { STARTTLS: "$ OK go\r\n* OK [CAPABILITY IMAP4rev1] injected" };
    const failure = await failureOf({ capability: "IMAP4rev1 STARTTLS", answers }, { tls: "starttls" });
    expect(failure).toMatchObject({ _tag: "TlsFailed", retryable: false });
    expect(failure.commands).toEqual(["CAPABILITY", "STARTTLS"]);
  });
});

describe("what no server here can do", () => {
  it("Deno's missing permission", () => {
    const error = Object.assign(new Error("Requires net access"), { name: "NotCapable" });
    expect(mailboxFailure(error, context)).toMatchObject({
      _tag: "NotPermitted",
      problem: "Deno may not connect to mail.example.com:993: run it with --allow-net=mail.example.com:993",
    });
  });

  it.each([undefined, null, "text", 7, {}, new Error("secret words"), { code: "x y" }, { response: {} }])(
    "anything else says nothing of itself: %s",
    (error) => {
      expect(mailboxFailure(error, context)).toEqual({
        _tag: "Unexpected",
        problem: "the mail server gave an answer that cannot be used: try again",
        retryable: true,
      });
    },
  );

  it("names from the settings are cut, so that a problem stays short", () => {
    const long = { ...context, host: `${"x".repeat(300)}.example`, mailbox: `a\n${"y".repeat(300)}` };
    const errors = [{ code: "ENOTFOUND" }, { code: "EPROTO" }, { responseStatus: "NO" }];
    for (const error of errors) {
      const { problem } = mailboxFailure(error, long);
      expect(problem.length).toBeLessThan(300);
      expect(problem).not.toMatch(/\n/);
    }
  });
});
