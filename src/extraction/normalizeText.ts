/**
 * The form in which messages and keywords are compared.
 *
 * @module
 */

/** What a character is to the extractor. */
export type CharClass = typeof charClass[keyof typeof charClass];

/** The character classes; 0 is kept for "not looked at yet". */
export const charClass: {
  readonly Drop: 1;
  readonly Blank: 2;
  readonly Newline: 3;
  readonly Digit: 4;
  readonly Ascii: 5;
  readonly Letter: 6;
  readonly Detached: 7;
  readonly Unspaced: 8;
  readonly End: 9;
  readonly Clause: 10;
  readonly Other: 11;
} = {
  /** Invisible or a combining mark: not kept. */
  Drop: 1,
  Blank: 2,
  Newline: 3,
  /** `0` to `9`, and the decimal digits of all other scripts turned into them. */
  Digit: 4,
  /** `A` to `Z`, `a` to `z`, full width too. */
  Ascii: 5,
  /** A letter of a script that joins with digits into one word: Latin, Greek, Cyrillic and the like. */
  Letter: 6,
  /** A letter of a script with blanks between words that does not join with digits: Arabic, Hebrew, Indic. */
  Detached: 7,
  /** A letter of a script without (or with optional) blanks between words: Han, Kana, Hangul, Thai and the like. */
  Unspaced: 8,
  /** Ends a sentence. */
  End: 9,
  /** Ends a clause. */
  Clause: 10,
  Other: 11,
};

/** A message's text, normalized: all three fields have the same length and indices. */
export interface NormalizedText {
  /** The text with ASCII digits and blanks collapsed; letters keep their case. */
  readonly text: string;
  /** The same, in lower case and without diacritics. */
  readonly folded: string;
  /** The class of each character. */
  readonly classes: Uint8Array;
}

const textOf = new Uint16Array(65536);
const foldedOf = new Uint16Array(65536);
const classOf = new Uint8Array(65536);

const dropped =
  /[\p{Cc}\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u061c\u0640\u064b-\u065f\u0670\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20e3\u3164\ufe00-\ufe0f\ufeff]/u;
const blank = /[\t\v\f \u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000]/;
const newline = /[\n\r\u0085\u2028\u2029]/;
const dash = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/;
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u30fc]/u;
const joining =
  /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Georgian}]/u;
const sentenceEnd = /[.!?\u3002\uff01\uff1f\u061f\u0964\u06d4\uff61\u2026]/;
const clauseEnd = /[,;\u060c\uff0c\u3001\uff1b\u061b]/;

/** Letters that spellings without diacritics replace, but that Unicode does not decompose; and letter variants. */
const variants: ReadonlyMap<string, string> = new Map([
  ..."łl øo đd ıi ςσ ґг ьь".split(" ").map((pair): [string, string] => [pair[0] ?? "", pair[1] ?? ""]),
  ..."أا إا آا ىي یي کك ةه".split(" ").map((pair): [string, string] => [pair[0] ?? "", pair[1] ?? ""]),
]);

function fold(char: string): string {
  let lower = char.toLowerCase();
  if (joining.test(char)) lower = lower.normalize("NFD");
  const first = lower[0] ?? char;
  return variants.get(first) ?? first;
}

function digitValue(code: number): number {
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCharCode(code - value - 1))) value++;
  return value;
}

function learn(code: number): CharClass {
  const char = String.fromCharCode(code);
  const compatible = char.normalize("NFKC");
  let kept = compatible.length === 1 && !/[\uff0c\uff01\uff1f\uff1b\u2026]/.test(char) ? compatible : char;
  let kind: CharClass = charClass.Other;
  if (newline.test(char)) [kept, kind] = ["\n", charClass.Newline];
  else if (blank.test(char)) [kept, kind] = [" ", charClass.Blank];
  else if (dropped.test(char)) kind = charClass.Drop;
  else if (dash.test(char)) kept = "-";
  else if (/\p{Nd}/u.test(char)) [kept, kind] = [String(digitValue(code)), charClass.Digit];
  else if (/[0-9]/.test(kept)) kept = char; // a superscript or a circled digit is no digit of a code
  else if (sentenceEnd.test(kept)) kind = charClass.End;
  else if (clauseEnd.test(kept)) kind = charClass.Clause;
  else if (/[A-Za-z]/.test(kept)) kind = charClass.Ascii;
  else if (unspaced.test(kept)) kind = charClass.Unspaced;
  else if (joining.test(kept)) kind = charClass.Letter;
  else if (/[\p{L}\p{M}]/u.test(kept)) kind = charClass.Detached;
  textOf[code] = kept.charCodeAt(0);
  foldedOf[code] = fold(kept).charCodeAt(0);
  classOf[code] = kind;
  return kind;
}

function decode(units: Uint16Array): string {
  let text = "";
  for (let at = 0; at < units.length; at += 8192) {
    text += String.fromCharCode.apply(null, units.subarray(at, at + 8192) as unknown as Array<number>);
  }
  return text;
}

/**
 * Normalizes text: digits of every script become ASCII digits, full-width forms plain ones; invisible characters
 * and diacritics written as separate marks go; one blank stays a blank, more (or a tab) become one tab; line breaks
 * become `\n`, empty lines one empty line. Takes linear time.
 *
 * @param input Any text.
 * @returns The normalized text, its folded form and its character classes.
 *
 * @example
 * ```ts
 * normalizeText("Código: ٤٨٢٩").folded; // "codigo: 4829"
 * ```
 */
export function normalizeText(input: string): NormalizedText {
  const text = new Uint16Array(input.length);
  const folded = new Uint16Array(input.length);
  const classes = new Uint8Array(input.length);
  let length = 0;
  for (let at = 0; at < input.length; at++) {
    const code = input.charCodeAt(at);
    const kind = classOf[code] || learn(code);
    if (kind === charClass.Drop) continue;
    const before = length > 0 ? classes[length - 1] : charClass.Newline;
    let kept = textOf[code] ?? code;
    if (kind === charClass.Blank) {
      if (before === charClass.Newline) continue;
      if (before === charClass.Blank) {
        text[length - 1] = 9;
        folded[length - 1] = 9;
        continue;
      }
      if (code === 9) kept = 9;
    } else if (kind === charClass.Newline) {
      if (code === 10 && input.charCodeAt(at - 1) === 13) continue;
      if (before === charClass.Blank) length--;
      if (length === 0) continue;
      if (
        length > 1 && classes[length - 1] === charClass.Newline && classes[length - 2] === charClass.Newline
      ) {
        continue;
      }
    }
    text[length] = kept;
    folded[length] = kept === 9 ? 9 : foldedOf[code] ?? code;
    classes[length] = kind;
    length++;
  }
  return {
    text: decode(text.subarray(0, length)),
    folded: decode(folded.subarray(0, length)),
    classes: classes.slice(0, length),
  };
}
