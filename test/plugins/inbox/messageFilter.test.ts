import { describe, expect, it } from "vitest";
import {
  addressSet,
  type MessageFilter,
  numberSet,
  overlaps,
  refusedBy,
} from "../../../plugins/inbox/messageFilter.ts";

const set = (...list: ReadonlyArray<string>) => addressSet(list) as ReadonlySet<string>;
const filter = (given: { from?: ReadonlySet<string>; to?: ReadonlySet<string> }): MessageFilter => ({
  from: given.from,
  to: given.to,
});

describe("a message's sender", () => {
  it.each([
    ["+12015550123", "+1 (201) 555-0123"],
    ["12015550123", "+12015550123"],
    ["+1.201.555.0123", "1-201-555-0123"],
    [" +12015550123 ", "+1/201/5550123"],
    ["72345", "72345"],
    ["CentrSoobsh", "centrsoobsh"],
    ["ETNA 24", "etna 24"],
  ])("%s is %s", (from, entry) => {
    expect(refusedBy(filter({ from: set("other", entry) }), { from })).toBe(undefined);
  });

  it.each([
    ["+12015550124", "+12015550123"],
    ["2015550123", "+12015550123"],
    ["+112015550123", "+12015550123"],
    ["0012015550123", "+12015550123"],
    ["723456", "72345"],
    ["7234", "72345"],
    ["CentrSoobsh1", "CentrSoobsh"],
    ["CentrS00bsh", "CentrSoobsh"],
    ["Centr Soobsh", "CentrSoobsh"],
    ["whatsapp:+12015550123", "+12015550123"],
  ])("%s is not %s", (from, entry) => {
    expect(refusedBy(filter({ from: set(entry) }), { from })).toBe("other sender");
  });

  it("that is not known is none that was asked for", () => {
    for (const from of [undefined, "", " ", "+"]) {
      expect(refusedBy(filter({ from: set("CentrSoobsh") }), { from })).toBe("no sender");
    }
    expect(refusedBy(filter({ from: set("CentrSoobsh") }), {})).toBe("no sender");
  });

  it("may be anybody where none is asked for", () => {
    expect(refusedBy(filter({}), {})).toBe(undefined);
    expect(refusedBy(filter({}), { from: "anybody", to: "anywhere" })).toBe(undefined);
  });
});

describe("a message's recipient", () => {
  const to = set("+12015550123");

  it("is looked at before its sender, so that another user's message is called that", () => {
    expect(refusedBy(filter({ to, from: set("a") }), { to: "+12015550124", from: "b" })).toBe(
      "other recipient",
    );
    expect(refusedBy(filter({ to, from: set("a") }), { to: "+12015550123", from: "b" })).toBe("other sender");
  });

  it("that is not known is none that was asked for", () => {
    expect(refusedBy(filter({ to }), { from: "+12015550123" })).toBe("no recipient");
  });
});

describe("a list of senders or recipients", () => {
  it.each([
    [[], "must name at least one, or be left out"],
    [["a", ""], "entry 2 is neither a phone number nor a sender's name"],
    [["+"], "entry 1 is neither a phone number nor a sender's name"],
    ["  ", "entry 1 is neither a phone number nor a sender's name"],
    [[12015550123], "entry 1 is neither a phone number nor a sender's name"],
    [null, "entry 1 is neither a phone number nor a sender's name"],
  ])("%j cannot be used", (given, problem) => {
    expect(addressSet(given)).toBe(problem);
  });
});

describe("a list of recipients", () => {
  const phoneNumbers = "must be phone numbers with their country code, such as +12015550123, or short codes";

  it.each([
    [[], "must name at least one, or be left out"],
    ["CentrSoobsh", phoneNumbers],
    [["+12015550123", "+1201555CALL"], phoneNumbers],
    [["+12015550123", ""], phoneNumbers],
    ["whatsapp:+12015550123", phoneNumbers],
    [[12015550123], phoneNumbers],
  ])("%j cannot be used", (given, problem) => {
    expect(numberSet(given)).toBe(problem);
  });

  it("may be numbers in any spelling, and short codes", () => {
    expect(numberSet(["+1 (201) 555-0123", "72345"])).toEqual(new Set(["12015550123", "72345"]));
  });
});

describe("two filters overlap", () => {
  const alice = filter({ to: set("+12015550123") });
  const bob = filter({ to: set("+1 201 555 0124") });
  it.each(
    [
      ["which let all through", filter({}), filter({}), true],
      ["of which one lets all through", alice, filter({}), true],
      ["with the same number in two spellings", bob, filter({ to: set("+1-201-555-0124") }), true],
      ["not with two numbers", alice, bob, false],
      ["not with two senders", filter({ from: set("a") }), filter({ from: set("b") }), false],
      ["with one number and one sender", alice, filter({ from: set("b") }), true],
      [
        "not with one sender and two numbers",
        { ...alice, from: set("a") },
        { ...bob, from: set("a") },
        false,
      ],
    ] as const,
  )("%s", (_, one, other, expected) => {
    expect(overlaps(one, other)).toBe(expected);
    expect(overlaps(other, one)).toBe(expected);
  });
});
