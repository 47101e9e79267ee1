/**
 * Looks for signs that an ambiguous keyword ("code", "PIN") means a verification code.
 *
 * @module
 */
import { has } from "./Context.ts";
import { type Cue, cueMask, purposes } from "./cues.ts";
import { charClass } from "./normalizeText.ts";
import { isLead } from "./qualifiers.ts";
import { cuesWithin, endsSentence, type Part, sentenceAround } from "./Part.ts";
import { wordSet } from "./wordSet.ts";

/** "Your", before the keyword. */
const yourBefore = wordSet(
  "your my dein deine deinen ihr ihre ihren euer votre ton vos tu su tus sus vuestro seu sua teu tuo suo vostro je jouw " +
    "uw din ditt twój váš vas tvůj tvoj vaš vaša vasa ваш ваша твой твоя вашият твоят твій senin sizin iyong tavs jūsu " +
    "jūsų sinu teie",
);

/** "Your", after the keyword. */
const yourAfter = wordSet("σας σου tău ta dvs dumneavoastră anda kamu của mo juaj yt вашия");

/** Keywords that say "your" by their ending. */
const yourEnding = /(?:unuz|un|unu|unuzu|niz|nizi|isi|nne|od|odat|ja|jat|ad|ed|at)$/;

/** Words in the message that make the keyword a verification code's. */
const signs = purposes | cueMask("code", "secrecy", "unrequested", "renewed");

/**
 * Whether an ambiguous keyword is vouched for: by "your", by a colon, by a verb, or by a login, a warning or a time limit
 * nearby. Keywords in scripts that do not join with digits need none: their compounds are told apart already.
 *
 * @param part The part.
 * @param keyword The keyword.
 * @param number Where the number stands.
 */
export function isVouched(
  part: Part,
  keyword: Cue,
  number: { readonly start: number; readonly end: number },
): boolean {
  const { classes, folded, text } = part;
  const kind = classes[keyword.start];
  if (kind !== charClass.Ascii && kind !== charClass.Letter) {
    // "کد کالا 441209": one word between that is no cue says what code it is.
    const between = /^ (\p{L}+)\s?:?\s?$/u.exec(text.slice(keyword.end, number.start))?.[1];
    if (kind !== charClass.Detached || between === undefined || isLead(part, keyword.end, number.start)) {
      return true;
    }
    if (cuesWithin(part, keyword.end, number.start).length > 0) return true;
    const near = cuesWithin(part, Math.max(0, keyword.start - 300), number.end + 300);
    return near.some((cue) => has(cue, signs));
  }
  const tokens = (from: number, to: number): ReadonlyArray<string> =>
    folded.slice(Math.max(0, from), to).split(/[^\p{L}]+/u);
  const [sentence] = sentenceAround(part, keyword.start, keyword.end);
  if (tokens(Math.max(sentence, keyword.start - 32), keyword.end).some((word) => yourBefore.has(word))) {
    return true;
  }
  if (tokens(keyword.start, keyword.end + 14).some((word) => yourAfter.has(word))) return true;
  const name = folded.slice(keyword.start, keyword.end);
  if (name.length > 4 && yourEnding.test(name)) return true;
  const gap = text.slice(keyword.end, number.start);
  if (number.start >= keyword.end && /^\s?[:=>→➜➡⇒►▶-]\s*["'«»“„「[(*]*$/.test(gap)) return true;
  if (number.end <= keyword.start && /^ ?[-:|]+ /.test(text.slice(number.end, keyword.start))) return true;
  const opening = keyword.start === 0 || endsSentence(part, keyword.start - 1) ||
    /[:\]】>-] ?$/.test(text.slice(0, keyword.start).slice(-2));
  if (opening && /^ ?$/.test(gap)) return true;
  const from = Math.max(0, Math.min(keyword.start, number.start) - 300);
  const to = Math.max(keyword.end, number.end);
  if (cuesWithin(part, from, to + 300).some((cue) => has(cue, signs))) return true;
  if (
    cuesWithin(part, Math.max(0, Math.min(keyword.start, number.start) - 40), to + 40).some((cue) =>
      has(cue, cueMask("enter"))
    )
  ) {
    return true;
  }
  return cuesWithin(part, to, to + 120).some((cue) =>
    has(cue, cueMask("unit")) && classes[cue.start - 2] === charClass.Digit
  );
}
