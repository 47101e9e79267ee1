import { parseEnv } from "node:util";
import { describe, expect, it } from "vitest";
import { lineWithoutEquals } from "../../../src/cli/lineWithoutEquals.ts";

describe("an env file's line that sets nothing", () => {
  it.each<[text: string, line: number]>([
    ["A 1", 1],
    ["A=1\nB 2\nC=3", 2],
    ["# c\n\nA=1\r\nAUTOSHARES_PIN: 0417\r\n", 4],
    ['A="two\nlines"\nB', 3],
    ["=nameless", 1],
    ["A='open\nB 2", 2],
    ["export", 1],
  ])("%j: line %i", (text, line) => expect(lineWithoutEquals(text)).toBe(line));

  it.each<[text: string, values: Record<string, string>]>([
    ["", {}],
    ["\n \n\t\n", {}],
    ["# A comment, then\n  # another\nA=1", { A: "1" }],
    ["A=1\r\nexport B=2\r\n\r\nC=\r\n", { A: "1", B: "2", C: "" }],
    [" A = x # told", { A: "x" }],
    ['A="two\nlines, no equals\n"\nB=1', { A: "two\nlines, no equals\n", B: "1" }],
    ["A='x\ny' # z\nB=`q\nr`", { A: "x\ny", B: "q\nr" }],
    ['A="open\nB=1', { A: '"open', B: "1" }],
    ["A=b=c", { A: "b=c" }],
  ])("%j has none", (text, values) => {
    expect(lineWithoutEquals(text)).toBeUndefined();
    expect({ ...parseEnv(text) }).toEqual(values); // What is passed is read whole.
  });

  it("is found in time in a large file", () => {
    const text = `${"A='".repeat(10_000)}\n${"B=1\n".repeat(5000)}x`;
    expect(lineWithoutEquals(text)).toBeTypeOf("number");
  }, 2000);
});
