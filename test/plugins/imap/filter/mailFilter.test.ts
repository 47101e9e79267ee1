import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import { Buffer } from "node:buffer";
import { describe, expect, it } from "vitest";
import { readHeader } from "../../../../plugins/imap/mail/MailHeader.ts";
import {
  type FilterSettings,
  mailFilter,
  overlaps,
  refusedBy,
} from "../../../../plugins/imap/filter/mailFilter.ts";

const filter = (settings: FilterSettings) => Result.getOrThrow(mailFilter(settings));
const judged = async (settings: FilterSettings, ...fields: ReadonlyArray<string>) => {
  const header = Buffer.from(fields.map((field) => `${field}\r\n`).join(""));
  return refusedBy(filter(settings), await Effect.runPromise(readHeader(header)));
};

describe("senders", () => {
  const from = (sender: string, ...senders: ReadonlyArray<string>) => judged({ senders }, `From: ${sender}`);

  it.each([
    ["noreply@broker.example", "noreply@broker.example"],
    ["NoReply@Broker.Example", "noreply@broker.example"],
    ["noreply@broker.example", "broker.example"],
    ["noreply@broker.example", "@broker.example"],
    ["noreply@mail.broker.example", "@Broker.Example."],
    ["ETNA Trader <noreply@broker.example>", "noreply@broker.example"],
    ["noreply@bücher.example", "xn--bcher-kva.example"],
    ["noreply@xn--bcher-kva.example", "BÜCHER.example"],
    ["Team: a@broker.example, b@mail.broker.example;", "broker.example"],
  ])("%s is from %s", async (sender, entry) => {
    expect(await from(sender, "other.example", entry)).toBe(undefined);
  });

  it.each([
    ["noreply@evilbroker.example", "broker.example"],
    ["noreply@broker.example.evil.example", "broker.example"],
    ["noreply@mail.broker.example", "noreply@broker.example"],
    ["noreply+x@broker.example", "noreply@broker.example"],
    ["noreply@example", "broker.example"],
    ['"noreply@broker.example" <evil@evil.example>', "broker.example"],
    ['"noreply@broker.example"', "broker.example"],
    ["noreply@broker.example, evil@evil.example", "broker.example"],
    ["Team: noreply@broker.example, evil@evil.example;", "broker.example"],
    ["noreply@broker.example, nobody", "broker.example"],
    ["<noreply@broker.example> <x@evil.example>", "broker.example"],
    ["(a (b) <noreply@broker.example> c) <noreply@broker.example.evil.example>", "broker.example"],
    ["noreply@brоker.example", "broker.example"],
    ["", "broker.example"],
  ])("%s is not from %s", async (sender, entry) => {
    expect(await from(sender, entry)).toBe("other sender");
  });

  it("are not those of Reply-To, Sender or a second From", async () => {
    const settings = { senders: ["broker.example"] };
    expect(await judged(settings, "Reply-To: a@broker.example", "Sender: a@broker.example")).toBe(
      "other sender",
    );
    expect(await judged(settings, "From: a@broker.example", "From: a@evil.example")).toBe("other sender");
  });
});

describe("recipients", () => {
  const alice = { recipients: ["bot+alice@bot.example"] };
  const bot = { recipients: ["bot@bot.example"] };

  it("are those of To and Cc, exactly", async () => {
    expect(await judged(alice, "To: x@y.example, Bot <BOT+Alice@bot.example>")).toBe(undefined);
    expect(await judged(alice, "To: x@y.example", "Cc: bot+alice@bot.example")).toBe(undefined);
    expect(await judged(bot, "To: bot@bot.example")).toBe(undefined);
    expect(await judged(alice, "To: bot@bot.example")).toBe("other recipient");
    expect(await judged(bot, "To: bot+alice@bot.example")).toBe("other recipient");
    expect(await judged(alice, "To: bot+bob@bot.example")).toBe("other recipient");
    expect(await judged(alice)).toBe("other recipient");
  });

  it("of tagged mail, which Gmail delivers to the mailbox without its tag, are the tagged ones", async () => {
    const fields = ["Delivered-To: bot@bot.example", "To: bot+alice@bot.example"];
    expect(await judged(bot, ...fields)).toBe("other recipient");
    expect(await judged(alice, ...fields)).toBe(undefined);
  });

  it.each(["Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Forwarded-To"])(
    "of mail that does not name the mailbox are those that the server noted in %s",
    async (field) => {
      expect(await judged(alice, `${field}: bot+alice@bot.example`, "To: undisclosed-recipients:;")).toBe(
        undefined,
      );
      expect(await judged(bot, `${field}: bot@bot.example`, "To: team@broker.example")).toBe(undefined);
      expect(await judged(alice, `${field}: bot@bot.example`, "To: team@broker.example")).toBe(
        "other recipient",
      );
    },
  );

  it("are the tagged one where the server noted both", async () => {
    const fields = ["Delivered-To: bot@bot.example", "X-Original-To: bot+alice@bot.example"];
    expect(await judged(alice, ...fields)).toBe(undefined);
    expect(await judged(bot, ...fields)).toBe("other recipient");
  });

  it("are not those of a list that cannot be read for sure", async () => {
    expect(await judged(alice, "To: <bot+alice@bot.example> <x@evil.example>")).toBe("other recipient");
  });

  it("are not other people's mailboxes, nor Bcc", async () => {
    expect(await judged(alice, "To: alice@bot.example", "Bcc: bot+alice@bot.example")).toBe(
      "other recipient",
    );
    expect(await judged(alice, "To: bot+alice@other.example")).toBe("other recipient");
  });
});

describe("the subject", () => {
  it("contains the text, whatever its case, however it is encoded or folded", async () => {
    const settings = { subject: "disposable PASSWORD" };
    expect(await judged(settings, "Subject: Your Disposable\r\n password is here")).toBe(undefined);
    expect(await judged(settings, "Subject: =?utf-8?B?RGlzcG9zYWJsZSBwYXNzd29yZA==?=")).toBe(undefined);
    expect(await judged({ subject: "КОД" }, "Subject: =?utf-8?B?0LrQvtC0?=")).toBe(undefined);
    expect(await judged(settings, "Subject: Password reset")).toBe("other subject");
    expect(await judged(settings)).toBe("other subject");
  });

  it("fits the pattern each time, also one that is global or sticky", async () => {
    for (const subject of [/password$/, /password$/g, /Disposable password/gy]) {
      for (let i = 0; i < 3; i++) {
        expect(await judged({ subject }, "Subject: Disposable password")).toBe(undefined);
      }
      expect(await judged({ subject }, "Subject: Password reset")).toBe("other subject");
    }
    expect(await judged({ subject: /^$/ })).toBe(undefined);
  });
});

describe("a filter without settings", () => {
  it("lets everything through", async () => {
    expect(await judged({})).toBe(undefined);
  });
});

describe("settings that cannot be used", () => {
  it.each<[string, unknown, string]>([
    ["no sender", { senders: [] }, "senders must name at least one sender, or be left out"],
    [
      "a wrong sender",
      { senders: ["a.example", "b c@d"] },
      "senders: entry 2 is neither an address nor a domain",
    ],
    ["a blank sender", { senders: [" "] }, "senders: entry 1 is neither an address nor a domain"],
    ["a sender that is none", { senders: [5] }, "senders: entry 1 is neither an address nor a domain"],
    ["no recipient", { recipients: [] }, "recipients must name at least one address, or be left out"],
    ["a domain as recipient", { recipients: ["bot.example"] }, "recipients: entry 1 is no address"],
    [
      "an empty subject",
      { subject: " " },
      "subject must be a text that is not empty, or a regular expression",
    ],
    [
      "a subject that is none",
      { subject: 5 },
      "subject must be a text that is not empty, or a regular expression",
    ],
  ])("%s", (_, settings, problem) => {
    const made = mailFilter(settings as FilterSettings);
    expect(Result.isFailure(made) && made.failure).toBe(problem);
  });
});

describe("two filters overlap", () => {
  const both = (a: FilterSettings, b: FilterSettings) => {
    const found = overlaps(filter(a), filter(b));
    expect(overlaps(filter(b), filter(a))).toBe(found);
    return found;
  };

  it("unless their recipients have nothing in common", () => {
    expect(both({}, {})).toBe(true);
    expect(both({ recipients: ["a@b.example"] }, {})).toBe(true);
    expect(both({ recipients: ["a@b.example", "C@b.example"] }, { recipients: ["c@B.example"] })).toBe(true);
    expect(both({ recipients: ["bot+a@b.example"] }, { recipients: ["bot+c@b.example", "bot@b.example"] }))
      .toBe(false);
  });

  it("or their senders", () => {
    expect(both({ senders: ["a.example"] }, { senders: ["x@mail.a.example"] })).toBe(true);
    expect(both({ senders: ["a.example"] }, { senders: ["mail.a.example"] })).toBe(true);
    expect(both({ senders: ["x@a.example"] }, { senders: ["X@a.example"] })).toBe(true);
    expect(both({ senders: ["x@a.example"] }, { senders: ["y@a.example"] })).toBe(false);
    expect(both({ senders: ["a.example"] }, { senders: ["b.example", "x@c.example"] })).toBe(false);
  });

  it("also where their subjects differ", () => {
    expect(both({ subject: "a" }, { subject: "b" })).toBe(true);
  });
});
