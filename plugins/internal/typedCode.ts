/**
 * The code in what a person has typed or pasted.
 *
 * @module
 */

/** Marks that come along when a code is copied out of a sentence. */
const around = /^[\s"'“”„‘’«»()[\]<>]+|[\s"'“”„‘’«»()[\]<>.,;!?]+$/gu;

/** Digits of other scripts stand in rows of ten, from zero upwards (Unicode, general category Nd). */
function ascii(digit: string): string {
  const at = digit.codePointAt(0)!;
  let zero = at;
  while (at - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String(at - zero);
}

/**
 * Makes a code of what was typed: digits of any script, groups of them (`123 456`, `123-456`), marks around it.
 *
 * @param text What was typed.
 * @returns The code, not checked yet; `undefined` of a sentence or a whole message that was pasted.
 */
export function typedCode(text: string): string | undefined {
  const plain = text.normalize("NFKC").replace(/\p{Cf}/gu, "").replace(/\p{Nd}/gu, ascii).replace(around, "");
  if (/^\d[\d\s\p{Pd}]*$/u.test(plain)) return plain.replace(/\D/g, "");
  const groups = plain.split(/\s+/);
  if (groups.length === 1 && !/[:=]/.test(plain)) return plain;
  // `AB12 CD34`: a group without a digit is a word.
  return groups.every((group) => /^[A-Z\d]*\d[A-Z\d]*$/.test(group)) ? groups.join("") : undefined;
}
