import { describe, expect, it } from "vitest";
import { looksRedacted } from "../../../plugins/inbox/looksRedacted.ts";

describe("a code that somebody has hidden", () => {
  it.each([
    "Type **** to access the platform",
    "Type XXXX to access the platform",
    "Type #### to access the platform",
    "Type •••• to access the platform.",
    "Your verification code is ******",
    "Your login code: ●●●●●●. Do not share it with anyone.",
    "G-****** is your Google verification code.",
    "Use ██████ as your sign-in code",
  ])("%s", (text) => {
    expect(looksRedacted(text, undefined)).toBe(true);
  });

  it("is found by the caller's own pattern", () => {
    const own = { pattern: /^Losung (\d{4})$/ };
    expect(looksRedacted("Losung ****", own)).toBe(true);
    expect(looksRedacted("Wort ****", own)).toBe(false);
  });
});

describe("nothing is hidden, or nothing that is the code", () => {
  it.each([
    "",
    "Type 5653 to access the platform",
    "**** IMPORTANT **** The platform will be closed tonight",
    "Your account ****1234 was charged $20.00",
    "Card **** 4321: code 5653 to confirm the sign-in",
    "Type 5653 to access the platform with card ****",
    "Call us at XXX-XXX",
    "Happy new year **********",
  ])("%s", (text) => {
    expect(looksRedacted(text, undefined)).toBe(false);
  });
});
