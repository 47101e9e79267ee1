import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { headerValueProblem } from "../../../../src/internal/http/headerValue.ts";

describe("headerValueProblem", () => {
  it.each(["a", "0417", "a b", "a  b", "~!@#$%^&*()_+-=[]{}|;':\",./<>?`\\", "ö", "ÿ", "a\u00a0b", "a+/=="])(
    "finds none in %j",
    (text) => expect(headerValueProblem(text)).toBeUndefined(),
  );

  it.each([
    ["", "is empty"],
    [" a", "blank"],
    ["a ", "blank"],
    ["\u00a0a", "blank"],
    ["a\ufeff", "blank"],
    ["a\u0000b", "control"],
    ["a\rb", "control"],
    ["a\nb", "control"],
    ["a\u009fb", "control"],
    ["aĀb", "Latin-1"],
    ["a\u2028b", "Latin-1"],
    ["a\ud800b", "Latin-1"],
  ])("finds one in %j", (text, words) => expect(headerValueProblem(text)).toContain(words));

  it("passes only what a Headers object keeps as it is, and every visible text up to Latin-1", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), (text) => {
        if (headerValueProblem(text) === undefined) expect(new Headers({ x: text }).get("x")).toBe(text);
      }),
      { numRuns: 1000 },
    );
    fc.assert(fc.property(fc.stringMatching(/^[!-~\xa1-\xff]([ -~\xa0-\xff]*[!-~\xa1-\xff])?$/), (text) => {
      expect(headerValueProblem(text)).toBeUndefined();
    }));
  });

  it("repeats nothing of the text", () => {
    fc.assert(fc.property(fc.stringMatching(/^s3cret[^a-z]+$/), (text) => {
      expect(headerValueProblem(text) ?? "").not.toContain("s3cret");
    }));
  });
});
