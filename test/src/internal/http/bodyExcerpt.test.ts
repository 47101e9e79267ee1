import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bodyExcerpt } from "../../../../src/internal/http/bodyExcerpt.ts";
import { spellings } from "../../../support/spellings.ts";

const all = Object.entries(spellings);

describe("bodyExcerpt of a JSON object", () => {
  it("keeps the protocol's words, and of every other value its type", () => {
    const body = {
      State: "Odd",
      Step: "Captcha",
      Token: "t",
      Id: 5,
      Ok: true,
      List: [1],
      Extra: { a: 1 },
      No: null,
    };
    expect(bodyExcerpt(JSON.stringify(body), [])).toBe(
      `{"State": "Odd", "Step": "Captcha", "Token": string, "Id": number, "Ok": boolean, "List": array, "Extra": object, "No": null}`,
    );
  });

  it("takes a byte-order mark for nothing", () => {
    expect(bodyExcerpt(`\uFEFF{"State":"Odd"}`, [])).toBe(`{"State": "Odd"}`);
  });

  it("masks in the words what another field holds as secret", () => {
    const body = { Token: "tok-1", Reason: "bad tok-1", VerificationCode: "ab-12", message: "ab-12?" };
    expect(bodyExcerpt(JSON.stringify(body), [])).toBe(
      `{"Token": string, "Reason": "bad <redacted>", "VerificationCode": string, "message": "<redacted>?"}`,
    );
  });
});

describe("bodyExcerpt of other JSON", () => {
  it.each([[`["tok-1"]`, "an array"], [`"tok-1"`, "a string"], ["5653", "a number"], ["null", "null"], [
    "true",
    "a boolean",
  ]])("%s shows its type only", (body, type) => expect(bodyExcerpt(body, [])).toBe(`JSON: ${type}`));
});

describe("bodyExcerpt of anything else", () => {
  it("is the text without tags", () => {
    expect(bodyExcerpt("<html><h1>Bad Gateway</h1>\n<hr>nginx</html>", [])).toBe("Bad Gateway nginx");
    expect(bodyExcerpt("", [])).toBe("");
  });

  it.each([
    `{"State":"Succeeded","Token":"tok-1`,
    `{"State":"Succeeded","Token":"tok-1"`,
    `{"State":"Succeeded","Token":["tok-1"`,
    `{"Token":"a\\"tok-1`,
    `{'Token': 'tok-1'}`,
    `Token=tok-1&x=1`,
    `authorization: tok-1`,
    `Bearer tok-1`,
    `<token>tok-1</token>`,
    `access_token = tok-1`,
  ])("drops what follows the name of a secret: %s", (body) => {
    expect(bodyExcerpt(body, [])).not.toContain("tok-1");
  });

  it.each(all)("masks a secret with tags in it, spelled as %s", (_, spell) => {
    const shown = bodyExcerpt(`<p>No: ${spell("un<b>der</b>\\go")} x`, ["un<b>der</b>\\go"]);
    expect(shown).toBe("No: <redacted> x");
  });
});

describe("bodyExcerpt of any body", () => {
  const secret = fc.stringMatching(/^[!-~\xa1-\xff]([ -~\xa1-\xff]{2,30})[!-~\xa1-\xff]$/)
    .filter((text) => /[^A-Za-z .:]/.test(text) && !`<redacted>…{"Reason": "": string}`.includes(text));
  const body = fc.tuple(fc.stringMatching(/^[A-Z ,.\n]{0,250}$/), fc.constantFrom(...all), fc.nat(3)).map((
    [filler, [, spell], kind],
  ) =>
  (hidden: string) =>
    [
      `${filler} ${spell(hidden)} ${filler}`,
      `<html>${filler}<a href="?p=${spell(hidden)}">${spell(hidden)}</a>`,
      JSON.stringify({ Reason: `${filler} ${spell(hidden)}`, [spell(hidden)]: hidden }),
      `{"Reason":"${filler}${JSON.stringify(spell(hidden)).slice(1, -1)}`,
    ][kind]!
  );

  it("shows no secret, and at most 200 characters", () => {
    fc.assert(
      fc.property(secret, body, (hidden, bodyOf) => {
        const shown = bodyExcerpt(bodyOf(hidden), [hidden]);
        expect(shown.length).toBeLessThanOrEqual(200);
        for (const [, spell] of all) expect(shown.includes(spell(hidden))).toBe(false);
      }),
      { numRuns: 3000 },
    );
  });

  it("never throws", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: "binary" }), fc.json()),
        fc.array(fc.string()),
        (text, secrets) => {
          expect(bodyExcerpt(text, secrets).length).toBeLessThanOrEqual(200);
        },
      ),
      { numRuns: 1000 },
    );
  });

  // Each would take minutes if a pattern backtracked without bound.
  it.each([
    "<",
    "<a",
    "pin",
    "pin ",
    "token:",
    'code"',
    "key   ",
    "\\",
    '"',
    "[",
    "%",
    "&#",
    "1-",
    "code= '",
  ])(
    "ends on 64 KiB of %j",
    (piece) => {
      const text = piece.repeat(64 * 1024 / piece.length);
      expect(bodyExcerpt(text, ["pass-word", `${piece.repeat(1_000)}!`]).length).toBeLessThanOrEqual(200);
    },
  );

  it("ends on an object of very many keys that look secret", () => {
    const many = Object.fromEntries(
      Array.from({ length: 3_000 }, (_, index) => [`key${index}`, `value${index}`]),
    );
    expect(bodyExcerpt(JSON.stringify(many), []).length).toBeLessThanOrEqual(200);
  });
});
