import { expect, it } from "vitest";
import { imap } from "../../../plugins/imap.ts";
import { armMailbox, mailboxAt } from "../../support/armedMailbox.ts";
import type { MailToDeliver } from "../../support/deliverMail.ts";
import { describeWithDovecot } from "../../support/describeWithDovecot.ts";
import { dovecotReaders, met, raw, subject } from "../../support/dovecotReaders.ts";

const line = "Type 5653 to access the platform.";

describeWithDovecot("imap: filters", () => {
  const { server, mailbox } = dovecotReaders();

  it("that are no login code: 100 decoys, and then the code", async () => {
    const decoys: ReadonlyArray<Partial<MailToDeliver>> = [
      { text: "Type 222008 to confirm your phone number" },
      {
        text:
          "Hi Robert, Someone has requested a password reset for your account. Confirmation code: 231408 " +
          "If this was a mistake, just ignore this email and nothing will happen.",
      },
      { text: "Your code 7070 confirms the payment of 120.00 USD." },
      { from: "Somebody <somebody@other.example>", text: "Type 1234 to access the platform." },
      { subject: "Invoice 2024-5577", text: "Your order 889912 was shipped on 12.05.2024." },
    ];
    await using armed = await mailbox({ from: "example.test" });
    const waiting = armed.next();
    for (let i = 0; i < 100; i++) await armed.deliver(decoys[i % decoys.length]!);
    await armed.deliver({ text: line });
    expect(await waiting).toBe("5653");
    await met(armed, 101, { "other purpose": 60, "other sender": 20, "no code": 20 });
  });

  it("of other senders, recipients and subjects are not a login's own, and are counted", async () => {
    const user = "filters";
    const provider = imap(mailboxAt(server(), {
      user,
      from: ["no-reply@etna.example", "@broker.example"],
      to: ({ username }) => `${user}+${username}@example.test`,
      subject: "disposable PASSWORD",
    }));
    await using armed = await armMailbox(provider, "bob");
    const deliver = (mail: Partial<MailToDeliver>) =>
      server().deliver({
        from: "ETNA Trader <no-reply@etna.example>",
        to: `${user}+bob@example.test`,
        subject,
        text: "Type 9999 to access the platform.",
        ...mail,
      });
    await deliver({ from: "no-reply@broker.example <no-reply@evil.example>" });
    await deliver({ from: "other@etna.example" });
    await deliver({ from: "x@notbroker.example" });
    await deliver({ to: `${user}+alice@example.test` });
    await deliver({ to: `${user}@example.test` });
    await deliver({ subject: "Your code" });
    await deliver({ from: "x@mail.broker.example", text: line });
    expect(await armed.next()).toBe("5653");
    await deliver({
      to: `Bob <${user.toUpperCase()}+bob@EXAMPLE.test>`,
      text: "Type 4163 to access the platform.",
    });
    expect(await armed.next()).toBe("4163");
    await met(armed, 8, { "other sender": 3, "other recipient": 2, "other subject": 1 });
  });

  it("whose sender the mailbox's server did not prove are refused", async () => {
    await using armed = await mailbox({ authentication: { results: "mx.example.test" } });
    const deliver = (code: string, ...results: ReadonlyArray<string>) =>
      armed.deliver(
        raw(
          ...results.map((each) => `Authentication-Results: ${each}`),
          "From: ETNA Trader <no-reply@etna.example>",
          `Subject: ${subject}`,
          "",
          `Type ${code} to access the platform.`,
          "",
        ),
      );
    await deliver("1111");
    await deliver(
      "2222",
      "mx.example.test; dkim=fail header.d=etna.example; dmarc=fail header.from=etna.example",
    );
    await deliver("3333", "mx.evil.example; dkim=pass header.d=etna.example");
    await deliver(
      "4444",
      "mx.example.test; dkim=pass header.d=evil.example",
      "mx.example.test; dkim=pass header.d=etna.example",
    );
    await deliver("5653", "mx.example.test; dkim=pass header.d=etna.example");
    expect(await armed.next()).toBe("5653");
    await met(armed, 5, { "sender not checked": 2, "forged sender": 2 });
  });

  it("without a signature are refused where one is asked for", async () => {
    await using armed = await mailbox({ authentication: { dkim: true, resolve: () => Promise.resolve([]) } });
    await armed.deliver({ text: line });
    await met(armed, 1, { "not signed": 1 });
  });
});
