import { describe, expect, it } from "vitest";
import { typedCode } from "../../../plugins/internal/typedCode.ts";

describe("what a person types for a code", () => {
  it.each([
    ["a code", "4163", "4163"],
    ["leading zeros", "0417", "0417"],
    ["blanks around it and in it", "\t 123 456\n", "123456"],
    ["groups with a hyphen, or a dash", "123-456", "123456"],
    ["groups with a dash", "12 – 34 – 56", "123456"],
    ["the end of a sentence", "123456.", "123456"],
    ["quotes", "“123456”", "123456"],
    ["invisible marks", "\u200e12\u200b34\u2060", "1234"],
    ["full-width digits", "４１６３", "4163"],
    ["Arabic digits", "٤١٦٣", "4163"],
    ["Persian and Devanagari digits", "۴۱६३", "4163"],
    ["letters and digits", "aB3-x9", "aB3-x9"],
    ["groups of letters and digits", "AB12 CD34", "AB12CD34"],
  ])("%s", (_what, typed, code) => expect(typedCode(typed)).toBe(code));

  it.each([
    ["the whole message", "Type 4163 to access the platform"],
    ["a sentence", "Your code is 123456"],
    ["a sentence in capitals", "YOUR CODE IS 123456"],
    ["a code with a label", "code: 4163"],
    ["a label by itself", "code:4163"],
    ["words", "I have got no message yet"],
  ])("%s is none", (_what, typed) => expect(typedCode(typed)).toBe(undefined));

  it.each(["  \n", "“.”"])("is nothing where nothing is left of it: %j", (typed) => {
    expect(typedCode(typed)).toBe("");
  });
});
