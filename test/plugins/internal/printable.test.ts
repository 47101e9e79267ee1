import { describe, expect, it } from "vitest";
import { printable, shownName } from "../../../plugins/internal/printable.ts";

describe("printable", () => {
  it.each([
    ["bob", "bob"],
    ["Zoë 李 😀", "Zoë 李 😀"],
    ["\u001b[2J\u0007\u009b", "?[2J??"],
    ["a\r\nb\tc", "a??b?c"],
    ["\u202eevil\u2069", "?evil?"],
    ["a\u200bb\ufeffc\u00add", "a?b?c?d"],
    ["a\u2028b\u2029c", "a?b?c"],
  ])("shows %j as %j", (text, shown) => expect(printable(text)).toBe(shown));
});

describe("shownName", () => {
  it("keeps 80 characters, and marks what was cut off", () => {
    expect(shownName("😀".repeat(80))).toBe("😀".repeat(80));
    expect(shownName("😀".repeat(81))).toBe(`${"😀".repeat(79)}…`);
  });
});
