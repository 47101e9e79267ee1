import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foreignText, hideSecrets, scrub } from "../../../../src/internal/secrets/scrub.ts";
import { spellings } from "../../../support/spellings.ts";

const password = `p"a\\s/s<w>&'ö+~ %41 9Z`;
const all = Object.entries(spellings);

describe("hideSecrets", () => {
  it.each(all)("masks a secret spelled as %s, and nothing else", (_, spell) => {
    expect(hideSecrets(`before: ${spell(password)}; after`, [password])).toBe("before: <redacted>; after");
  });

  it("masks every occurrence, and every secret", () => {
    expect(hideSecrets("one two one", ["one", "two"])).toBe("<redacted> <redacted> <redacted>");
  });

  it("leaves no rest of a secret that contains or overlaps another", () => {
    expect(hideSecrets("x abcdef y", ["abc", "abcdef"])).toBe("x <redacted> y");
    expect(hideSecrets("x abcdef y", ["abcd", "cdef"])).toBe("x <redacted> y");
  });

  it("does not look for secrets in its own masks", () => {
    expect(hideSecrets("e x", ["e", "redacted", "x"])).toBe("<redacted> <redacted>");
  });

  it("masks a secret whose blanks became line breaks", () => {
    expect(hideSecrets("a pass\r\n  word b", ["pass word"])).toBe("a <redacted> b");
  });

  it("changes nothing without secrets, empty ones included", () => {
    expect(hideSecrets("a \\u0041 &amp; %41", [])).toBe("a \\u0041 &amp; %41");
    expect(hideSecrets("a \\u0041 &amp; %41", [""])).toBe("a \\u0041 &amp; %41");
  });
});

describe("scrub", () => {
  it("shows plain words as they are", () => {
    expect(scrub("Your account is locked; call 0800 or wait.", [])).toBe(
      "Your account is locked; call <redacted> or wait.",
    );
    expect(scrub("Disposable password expired", [])).toBe("Disposable password expired");
  });

  it.each([
    ["digits that may be a code", "Type 5653 to", "Type <redacted> to"],
    ["digits in groups", "code 22 20-08.", "code <redacted>."],
    ["a long run that may be a token", `see eyJhbGciOi.JIUzI1NiIs_InR5 now`, "see <redacted> now"],
    ["a long run of letters alone", `see ${"a".repeat(32)} now`, "see <redacted> now"],
    ["a token in a URL's spelling", "t=aB3%2BaB3%2FaB3%3DaB3%3D.", "<redacted>"],
  ])("masks %s", (_, text, shown) => expect(scrub(text, [])).toBe(shown));

  it.each([
    "a".repeat(20),
    "a".repeat(31),
    "-".repeat(20),
    "=_.~-".repeat(6),
  ])("shows %j, which is no token", (run) => expect(scrub(`see ${run} now`, [])).toBe(`see ${run} now`));

  it.each([
    `${"a".repeat(19)}1`,
    `${"a".repeat(19)}-`,
    `1${"a".repeat(19)}`,
    "-".repeat(32),
  ])("masks %j, which may be one", (run) => expect(scrub(`see ${run} now`, [])).toBe("see <redacted> now"));

  it("turns blanks, control and formatting characters into single blanks", () => {
    expect(scrub(" a\r\n\t b\u0000\u001b[31mc\u202ed\u200be\u0085f\ud800g ", [])).toBe("a b [31mc d e f g");
  });

  it("cuts to 200 characters, or as asked, and never in the middle of one", () => {
    expect(scrub("word ".repeat(40).trim(), [])).toHaveLength(199);
    expect(scrub(`${"word ".repeat(40).trim()}s`, [])).toBe(`${"word ".repeat(40).trim()}s`);
    expect(scrub("word ".repeat(50), [])).toHaveLength(200);
    expect(scrub("word ".repeat(50), [], 10)).toBe("word word…");
    expect(scrub("😀 ".repeat(100), [], 11)).toBe("😀 😀 😀 …");
    expect(scrub("a😀", [], 2)).toBe("a…");
  });

  const standsAt = [0, 150, 185, 190, 195, 199, 200, 16_380];
  it.each(all)("shows no part of a secret spelled as %s, at whatever cut", (_, spell) => {
    const expectOnlyFiller = (filler: string, at: number) => {
      const shown = scrub(filler.repeat(at).slice(0, at) + spell(password) + filler.repeat(10), [password]);
      expect(shown).toMatch(/^[a \n]*(<[redact]*>?)?[a \n]*…?$/);
      expect(shown.length).toBeLessThanOrEqual(200);
    };
    for (const at of standsAt) for (const filler of [" ", "a ", "\n"]) expectOnlyFiller(filler, at);
    expectOnlyFiller(" ", 65_530);
  });

  it("looks at 65,536 characters, and of a longer text at fewer, lest a secret be halved", () => {
    const textOf = (length: number) => `word${" ".repeat(length - 7)}end`;
    expect(scrub(textOf(65_536), ["ten chars!"])).toBe("word end");
    expect(scrub(textOf(65_537), ["ten chars!"])).toBe("word…");
    expect(scrub(`${textOf(65_000)}, and more`.padEnd(65_600, "!"), ["ten chars!"])).toMatch(
      /^word end, and more!+…$/,
    );
  });

  const secret = fc.stringMatching(/^[!-~\xa1-\xff]([ -~\xa1-\xff]{2,30})[!-~\xa1-\xff]$/)
    .filter((text) => !"<redacted>…".includes(text) && /[^A-Z ]/.test(text));
  const filler = fc.stringMatching(/^[A-Z ,.;:!?\n]*$/);

  it("shows no secret, wherever it stands and however it is spelled", () => {
    fc.assert(
      fc.property(secret, filler, filler, fc.constantFrom(...all), (hidden, before, after, [, spell]) => {
        const shown = scrub(`${before}|${spell(hidden)}|${after}`, [hidden, "other"]);
        expect(shown.includes(hidden)).toBe(false);
        // What is left are the fillers, bars, masks and the mark of a cut.
        expect(shown.replace(/<redacted>?|<[redact]*…/g, "")).toMatch(/^[A-Z ,.;:!?|]*…?$/);
      }),
      { numRuns: 2000 },
    );
  });

  it("stays within the limit on any text", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.array(fc.string()),
        fc.nat(50),
        (text, secrets, limit) => {
          expect(scrub(text, secrets, limit + 10).length).toBeLessThanOrEqual(limit + 10);
          // deno-lint-ignore no-control-regex
          expect(scrub(text, secrets)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200b\u202e]/);
        },
      ),
      { numRuns: 1000 },
    );
  });

  // Each would take minutes or fail if a pattern backtracked without bound.
  it.each([
    "\\",
    "\\u",
    "&",
    "&#",
    "&#x",
    "%",
    "<",
    "<a ",
    "1 ",
    "1-",
    "pin",
    "pin ",
    "a",
    "=",
    " ",
    "\u202e",
    '"',
    "token:",
  ])(
    "ends on 300,000 characters of %j",
    (piece) => {
      const text = piece.repeat(300_000 / piece.length);
      expect(scrub(text, ["pass-word", piece.repeat(40_000), `${piece.repeat(2_000)}!`]).length)
        .toBeLessThanOrEqual(200);
      expect(scrub(`${text}!`, []).length).toBeLessThanOrEqual(200);
    },
  );
});

describe("foreignText", () => {
  it("tells an error's name and message, scrubbed", () => {
    expect(foreignText(new TypeError("code 5653 in\nmail"))).toBe("TypeError: code <redacted> in mail");
    expect(foreignText(new RangeError(""))).toBe("RangeError");
  });

  it("shows nothing of what is no error", () => {
    for (const thrown of ["5653", undefined, null, { message: "5653" }, 5653]) {
      expect(foreignText(thrown)).toBe("it gave no reason");
    }
  });
});
