import * as Effect from "effect/Effect";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkMailbox } from "../../../plugins/imap/checkMailbox.ts";
import type { ImapOptions } from "../../../plugins/imap.ts";
import { describeWithDovecot } from "../../support/describeWithDovecot.ts";
import { type Dovecot, startDovecot } from "../../support/dovecot.ts";

const report = (options: ImapOptions) => Effect.runPromise(checkMailbox(options));

describeWithDovecot("a check of a mailbox", () => {
  let server: Dovecot;
  let options: ImapOptions;
  beforeAll(async () => {
    server = await startDovecot();
    const { host, imapsPort: port, ca, password } = server;
    options = { host, port, ca, user: "alice", password, mailboxes: ["INBOX", "\\Junk"] };
    await server.deliver({ to: "alice@example.test", subject: "Hello", text: "nothing" });
  });
  afterAll(() => server.stop());

  it("opens each folder, tells of IDLE and of the certificate, and closes the connection", async () => {
    const { certificateExpires, ...others } = await report(options);
    expect(others).toEqual({
      folders: [{ path: "INBOX", messages: 1 }, { path: server.junkMailbox, messages: 0 }],
      idle: true,
      server: "Dovecot",
    });
    const hours = (certificateExpires!.getTime() - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(22);
    expect(hours).toBeLessThan(25);
    await expect.poll(() => server.connections()).toBe(0);
  });

  it("tells of the certificate after STARTTLS too, and of none without TLS", async () => {
    const starttls = { ...options, tls: "starttls", port: server.imapPort } as const;
    expect((await report(starttls)).certificateExpires).toBeInstanceOf(Date);
    expect((await report({ ...starttls, tls: "none" })).certificateExpires).toBeUndefined();
  });

  it.each<[string, (options: ImapOptions) => ImapOptions, string]>([
    ["a wrong password", (it) => ({ ...it, password: "canary" }), "SignInRefused"],
    ["an unknown folder", (it) => ({ ...it, mailboxes: ["INBOX", "Nowhere"] }), "MailboxNotFound"],
    ["a certificate that nobody trusts", (it) => ({ ...it, ca: undefined }), "CertificateUntrusted"],
    ["a port where nothing listens", (it) => ({ ...it, port: 1 }), "ConnectionRefused"],
  ])("%s: ProviderFailed, whose reason says so", async (_what, change, tag) => {
    const failure = await report(change(options)).catch((error: unknown) => error);
    expect(failure).toMatchObject({ _tag: "ProviderFailed", reason: { _tag: tag } });
    expect(`${failure} ${JSON.stringify(failure)}`).not.toContain("canary");
    await expect.poll(() => server.connections()).toBe(0);
  });

  it("a server without IDLE is told", async () => {
    await using plain = await startDovecot({ idle: false });
    const { host, imapsPort: port, ca, password } = plain;
    expect(await report({ host, port, ca, user: "alice", password })).toMatchObject({ idle: false });
  });
});

describe("options that cannot be used", () => {
  it("fail with InvalidConfiguration, and nothing is thrown", async () => {
    const check = checkMailbox({ host: "", user: "alice", password: "x" });
    expect(await Effect.runPromise(Effect.flip(check))).toMatchObject({
      _tag: "InvalidConfiguration",
      setting: "imap host",
    });
  });
});
