import * as Effect from "effect/Effect";
import { Buffer } from "node:buffer";
import { describe, expect, it } from "vitest";
import { domainName, mailAddress, sendersOf } from "../../../../plugins/imap/filter/addressMatch.ts";
import { readHeader } from "../../../../plugins/imap/mail/MailHeader.ts";

describe("a domain", () => {
  it.each([
    ["Broker.EXAMPLE", "broker.example"],
    ["broker.example.", "broker.example"],
    ["bücher.example", "xn--bcher-kva.example"],
    ["BÜCHER.example", "xn--bcher-kva.example"],
    ["xn--bcher-kva.example", "xn--bcher-kva.example"],
    ["пример.example", "xn--e1afmkfd.example"],
    ["localhost", "localhost"],
  ])("%s is %s", (text, domain) => {
    expect(domainName(text)).toBe(domain);
  });

  it.each([
    "",
    ".",
    "a b.example",
    "a/b",
    "a?b",
    "a#b",
    "a:80",
    "user@a.example",
    "127.0.0.1",
    "[::1]",
    "1.2",
    "%61.example",
    "a..example",
    `${"x.".repeat(150)}example`,
  ])(
    "%j is none",
    (text) => {
      expect(domainName(text)).toBe(undefined);
    },
  );

  it("that looks like another one is another one", () => {
    expect(domainName("brоker.example")).not.toBe("broker.example");
  });
});

describe("an address", () => {
  it("is in small letters, its tag a part of it", () => {
    expect(mailAddress(" Bot+Alice@Bücher.example ")).toEqual({
      local: "bot+alice",
      domain: "xn--bcher-kva.example",
    });
  });

  it.each([
    "",
    "a",
    "@a.example",
    "a@",
    "a@b@c.example",
    "a b@c.example",
    '"a@b"@c.example',
    "a@[127.0.0.1]",
    "<a@b.example>",
  ])(
    "%j is none",
    (text) => {
      expect(mailAddress(text)).toBe(undefined);
    },
  );
});

describe("the senders of a message", () => {
  const senders = async (...fields: ReadonlyArray<string>) => {
    const header = await Effect.runPromise(
      readHeader(Buffer.from(fields.map((field) => `${field}\r\n`).join(""))),
    );
    return sendersOf(header)?.map(({ local, domain }) => `${local}@${domain}`);
  };

  it.each([
    ["a@b.example", ["a@b.example"]],
    ["Name <a@b.example>", ["a@b.example"]],
    ['"noreply@broker.example" <a@b.example>', ["a@b.example"]],
    ["noreply@broker.example <a@b.example>", ["a@b.example"]],
    ["=?utf-8?Q?noreply=40broker.example?= <a@b.example>", ["a@b.example"]],
    ["a@b.example (noreply@broker.example)", ["a@b.example"]],
    ["(c <noreply@broker.example>) <a@b.example>", ["a@b.example"]],
    ["a@b.example, C <c@d.example>", ["a@b.example", "c@d.example"]],
    ["Team: a@b.example, c@d.example;", ["a@b.example", "c@d.example"]],
    ["a@bücher.example", ["a@xn--bcher-kva.example"]],
    ["a@b.example (one (nested) comment),", ["a@b.example"]],
    ['"A \\" B" <a@b.example>, (x) <c@d.example (y)>', ["a@b.example", "c@d.example"]],
  ])("%s", async (from, found) => {
    expect(await senders(`From: ${from}`)).toEqual(found);
  });

  it.each([
    "",
    "undisclosed",
    "Team:;",
    '"noreply@broker.example"',
    "a@b.example, nobody",
    "a@b@broker.example",
    "<@broker.example>",
    "(noreply@broker.example)",
    "<noreply@broker.example> <x@evil.example>",
    "<x@evil.example> noreply@broker.example",
    "<noreply@broker.example> x",
    "<noreply@broker.example",
    "noreply@broker.example>",
    "<<noreply@broker.example>>",
    "noreply@broker.example x@evil.example",
    "x@evil.example(c)noreply@broker.example",
    "noreply@broker.example (",
    "noreply@broker.example )",
    'noreply@broker.example "',
    '"Name", noreply@broker.example',
    "\\<x@evil.example> <noreply@broker.example>",
    "Team: Other: <x@evil.example> <noreply@broker.example>;",
    `=?utf-8?B?${Buffer.from("<noreply@broker.example>").toString("base64")}?=`,
  ])("%j: they cannot be read", async (from) => {
    expect(await senders(`From: ${from}`)).toBe(undefined);
  });

  it("are not what stands in nested comments", async () => {
    expect(await senders("From: (a (b) <noreply@broker.example> c) <noreply@broker.example.evil.example>"))
      .toEqual(["noreply@broker.example.evil.example"]);
  });

  it.each(["(", '"', "<", ":", ",", "a@", " ", "\\", "a:b,"])(
    "of 16 KiB of %j are read in linear time",
    (unit) => {
      const fields = [{ name: "from", value: unit.repeat(16_384 / unit.length) }];
      const start = performance.now();
      expect(sendersOf({ subject: undefined, fields })).toBe(undefined);
      expect(performance.now() - start).toBeLessThan(1500);
    },
  );

  it("cannot be read where there are thousands", async () => {
    expect(await senders(`From: a@b.example${", a@b.example".repeat(2000)}`)).toBe(undefined);
  });

  it("are those of all From fields", async () => {
    expect(await senders("From: a@b.example", "Reply-To: r@b.example", "From: c@d.example")).toEqual([
      "a@b.example",
      "c@d.example",
    ]);
    expect(await senders("Reply-To: r@b.example")).toBe(undefined);
  });
});
