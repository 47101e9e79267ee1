import { Buffer } from "node:buffer";
import { expect, it } from "vitest";
import { imap } from "../../../plugins/imap.ts";
import { armMailbox, codeMail, mailboxAt } from "../../support/armedMailbox.ts";
import type { MailToDeliver } from "../../support/deliverMail.ts";
import { describeWithDovecot } from "../../support/describeWithDovecot.ts";
import { startDovecot } from "../../support/dovecot.ts";
import { dovecotReaders, met, raw, subject } from "../../support/dovecotReaders.ts";
import { tcpProxy } from "../../support/tcpProxy.ts";

const line = "Type 5653 to access the platform.";

describeWithDovecot("imap: messages", () => {
  const { server, mailbox } = dovecotReaders();

  const readable: ReadonlyArray<readonly [what: string, mail: Partial<MailToDeliver>]> = [
    ["plain text", { text: line }],
    ["HTML only, with a logo", {
      html: `<img src="cid:logo"><p>${line}</p><p>Thanks for using ETNA Trader</p>`,
    }],
    ["a code split by tags", { html: "<p>Type <b>56</b><span>53</span> to access the platform.</p>" }],
    ["text and HTML with an attachment", {
      text: line,
      html: `<p>${line}</p>`,
      attachments: [{ filename: "terms.txt", content: "Your code is 9999." }],
    }],
    ["letters of other scripts", {
      text: "Введите 5653, чтобы войти.\nВаш код: 5653",
      textEncoding: "base64",
    }],
    ["base64", { text: `Grüße!\n${line}`, textEncoding: "base64" }],
    [
      "quoted-printable, broken within the code",
      raw(
        `Subject: ${subject}`,
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: quoted-printable",
        "",
        "Type 56=",
        "53 to access the platform=2E",
        "",
      ),
    ],
    [
      "another charset",
      raw(
        "Subject: =?windows-1251?B?yu7kIOTr/yDi9e7k4A==?=",
        "Content-Type: text/plain; charset=windows-1251",
        "Content-Transfer-Encoding: base64",
        "",
        "wuD4IOru5DogNTY1Mw==",
        "",
      ),
    ],
    ["a code in the subject alone", { subject: "5653 is your login code", text: "See above." }],
    ["no header to speak of", { raw: `\r\n${line}\r\n` }],
    ["a date in the future", { text: line, date: new Date("2042-01-01T00:00:00Z") }],
    ["a date long ago", { text: line, date: new Date("1999-01-01T00:00:00Z") }],
    ["a date that is none", raw(`Subject: ${subject}`, "Date: yesterday, or so", "", line, "")],
  ];
  it.each(readable)("are read: %s", async (_what, mail) => {
    await using armed = await mailbox();
    await armed.deliver(mail);
    expect(await armed.next()).toBe("5653");
  });

  it("with nothing to read are passed over", async () => {
    await using armed = await mailbox();
    await armed.deliver({
      subject: "Photo",
      attachments: [{ filename: "5653.png", content: Buffer.alloc(64) }],
    });
    await armed.deliver(raw("Subject: nothing", ""));
    await armed.deliver(raw("Content-Type: multipart/mixed; boundary=x", "", "no part ever begins", ""));
    await armed.deliver({ text: line });
    expect(await armed.next()).toBe("5653");
    await met(armed, 4, { "no code": 3 });
  });

  it("and their attachments are not downloaded, be they 30 MB large", async () => {
    await using proxy = await tcpProxy(server().imapPort);
    let bytes = 0;
    proxy.garble = (chunk) => {
      bytes += chunk.length;
      return chunk;
    };
    await using armed = await mailbox({ tls: "none", port: proxy.port });
    const attachment = Buffer.alloc(30 * 1024 * 1024, "Your code is 9999.\r\n");
    const head = (
      type: string,
      ...more: ReadonlyArray<string>
    ) => ["--x", `Content-Type: ${type}`, ...more, ""];
    const before = [
      "Content-Type: multipart/mixed; boundary=x",
      "",
      ...head("text/plain"),
      line,
      ...head("text/plain; name=terms.txt", "Content-Disposition: attachment"),
      "",
    ].join("\r\n");
    await armed.deliver({
      raw: Buffer.concat([Buffer.from(before), attachment, Buffer.from("\r\n--x--\r\n")]),
    });
    expect(await armed.next()).toBe("5653");
    expect(bytes).toBeLessThan(64 * 1024);
  });

  it("and their texts are downloaded up to the limit", async () => {
    await using proxy = await tcpProxy(server().imapPort);
    let bytes = 0;
    proxy.garble = (chunk) => {
      bytes += chunk.length;
      return chunk;
    };
    await using armed = await mailbox({ tls: "none", port: proxy.port, maxMessageBytes: 16_384 });
    const text = `${line}\n${"All the best from all of us.\n".repeat(300_000)}`;
    await armed.deliver({ text });
    expect(await armed.next()).toBe("5653");
    expect(bytes).toBeLessThan(64 * 1024);
  });

  it("of which two come before the wait: the later one's code first, then the other", async () => {
    await using armed = await mailbox();
    await armed.deliver(codeMail("4163", {}));
    await armed.deliver(codeMail("5653", {}));
    await met(armed, 2);
    expect(await armed.next()).toBe("5653");
    expect(await armed.next()).toBe("4163");
  });

  it("of which two come at once: the later one's code first, then the other", async () => {
    await using proxy = await tcpProxy(server().imapPort);
    await using armed = await mailbox({ tls: "none", port: proxy.port });
    const waiting = armed.next();
    const asked = proxy.clientLine(/ NOOP$/);
    proxy.onClientLine(/ NOOP$/, () => proxy.hold(), 1);
    await asked;
    await armed.deliver(codeMail("4163", {}));
    await armed.deliver({ text: line });
    await armed.deliver({ subject: "News", html: "<p>Nothing new.</p>" });
    proxy.release();
    expect(await waiting).toBe("5653");
    expect(await armed.next()).toBe("4163");
    await met(armed, 3, { "no code": 1 });
  });

  it("are not lost when a wait is interrupted, be it in the moment in which their code is found", async () => {
    await using armed = await mailbox();
    for (let round = 0; round < 20; round++) {
      const code = String(1000 + round);
      const abort = new AbortController();
      const waiting = armed.next(abort.signal).catch(() => undefined);
      if (round % 4 === 0) abort.abort();
      await armed.deliver(codeMail(code, {}));
      if (round % 4 === 1) abort.abort();
      if (round % 4 === 2) {
        // Looked at as often as this process can.
        while ((await armed.sightings()).seen === round) {
          await new Promise((resolve) => setImmediate(resolve));
        }
        abort.abort();
      }
      expect(await waiting ?? await armed.next()).toBe(code);
    }
    await met(armed, 20);
  });
});

describeWithDovecot("imap: messages of a server that offers to compress", () => {
  it("are read without: 1 MB of text, up to the limit, and the next one", async () => {
    await using server = await startDovecot({ compress: true });
    await using proxy = await tcpProxy(server.imapPort);
    const to = "bob@example.test";
    const options = { user: "bob", tls: "none", port: proxy.port, maxMessageBytes: 1024 * 1024 } as const;
    await using armed = await armMailbox(imap(mailboxAt(server, options)));
    await server.deliver({ to, subject, text: `${line}\n${"All the best.\n".repeat(75_000)}` });
    expect(await armed.next()).toBe("5653");
    await server.deliver(codeMail("4163", { to }));
    expect(await armed.next()).toBe("4163");
    expect(proxy.clientLines.filter((each) => each.includes("COMPRESS"))).toEqual([]);
  });
});
