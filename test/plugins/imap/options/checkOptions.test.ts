import { describe, expect, it } from "vitest";
import { InvalidConfiguration } from "../../../../mod.ts";
import { imap, type ImapOptions } from "../../../../plugins/imap.ts";

const good: ImapOptions = { host: "imap.example.com", user: "bot", password: "hunter2-password" };

const bad: ReadonlyArray<readonly [string, object, string]> = [
  ["a pattern that is none", { code: { pattern: "(" } }, "imap code"],
  ["bounds of length that exclude each other", { code: { length: { min: 9, max: 2 } } }, "imap code"],
  ["a misspelt option", { form: "broker.example" }, "imap form"],
  ["mailboxes that are no list", { mailboxes: "INBOX" }, "imap mailboxes"],
  ["another use of the message", { afterUse: "trash" }, "imap afterUse"],
  ["a user of blanks", { user: "   " }, "imap user"],
  ["a port in the host", { host: "127.0.0.1:993" }, "imap host"],
  ["a time that is none", { connectTimeout: "abc" }, "imap connectTimeout"],
  ["a look-out that is none", { lookout: 5 }, "imap lookout"],
  ["a look-out's time that is none", { lookout: { duration: "x" } }, "imap lookout.duration"],
  ["warm as a word", { warm: "yes" }, "imap warm"],
  ["authentication without a kind", { authentication: {} }, "imap authentication"],
  ["authentication that is no object", { authentication: true }, "imap authentication"],
  ["authentication by a server without a name", { authentication: { results: "" } }, "imap authentication"],
  ["senders that are none", { from: "not a domain" }, "imap"],
];

describe("imap", () => {
  for (const [what, options, setting] of bad) {
    it(`refuses ${what} when it is made, and names the option`, () => {
      const make = () => imap({ ...good, ...options } as ImapOptions);
      expect(make).toThrow(InvalidConfiguration);
      expect(make).toThrow(expect.objectContaining({ setting: expect.stringContaining(setting) }));
      expect(make).not.toThrow(/hunter2/);
    });
  }

  it("takes every option that it knows", () => {
    const all: ImapOptions = {
      ...good,
      ...{ port: 143, tls: "starttls", mailboxes: ["INBOX", "\\Junk"], from: "@broker.example" },
      ...{ to: "bot@example.com", subject: /code/i, authentication: { results: "mx.example.com" } },
      ...{ code: { length: 4 }, afterUse: "seen", maxMessageBytes: 65_536, warm: true },
      ...{ lookout: { interval: 200, duration: "1 minute", commands: 100, poll: "5 seconds" } },
      ...{ connectTimeout: "20 seconds", commandTimeout: 5000 },
    };
    expect(imap(all).name).toBe("imap");
  });
});
