/**
 * Refuses candidates that the words around them claim for something else.
 *
 * @module
 */
import type { Candidate } from "./candidates.ts";
import { type Cue, cueBit, cueMask, purposes } from "./cues.ts";
import { claims, codes, type Context, countLines, has } from "./Context.ts";
import { charClass } from "./normalizeText.ts";
import { cuesWithin, hasDigit, hasWord, linkWithin, sentenceAround } from "./Part.ts";
import { isOwnFigure } from "./qualifiers.ts";
import type { RefusedReason } from "./reasons.ts";

/** "Old code 1111 has expired, new code 2222". */
export function isOutdated(
  { part, candidate, before, after, sentence }: Context,
  others: ReadonlyArray<Candidate>,
): boolean {
  const { classes } = part;
  let from = candidate.start;
  while (from > sentence[0] && classes[from - 1] !== charClass.Clause) from--;
  let to = candidate.end;
  while (to < sentence[1] && classes[to] !== charClass.Clause) to++;
  for (const other of others) {
    if (other.end <= candidate.start) from = Math.max(from, other.end);
    if (other.start >= candidate.end) to = Math.min(to, other.start);
  }
  const mask = cueMask("outdated", "renewed");
  const left = before.filter((cue) => cue.start >= from && (cue.kinds & mask) !== 0).at(-1);
  const right = after.find((cue) => cue.end <= to && (cue.kinds & mask) !== 0);
  const nearer = right !== undefined && right.start - candidate.end < candidate.start - (left?.end ?? 0);
  if (left !== undefined && !(nearer && right.start - candidate.end <= 3)) {
    return has(left, cueBit.outdated) && !has(left, cueBit.renewed);
  }
  return has(right, cueBit.outdated) && (right?.start ?? to) - candidate.end <= 30;
}

/** Refuses a number that a noun before it (or after it) claims: an order, an account, a telephone. */
export function claimed({ part, candidate, before, after, sentence }: Context): RefusedReason | undefined {
  const { text } = part;
  const { start, end } = candidate;
  const inSentence = before.filter((cue) => cue.start >= sentence[0] && (cue.kinds & claims) !== 0);
  const code = inSentence.findLast((cue) => has(cue, codes));
  // "Customer no. 88120344": the point ends no sentence.
  const noun = before.findLast((cue) => (cue.kinds & claims) !== 0);
  if (
    noun !== undefined && !has(noun, codes) && /^\.\s$/.test(text.slice(noun.end, start)) &&
    !/\p{L}{5}$/u.test(text.slice(Math.max(0, noun.end - 5), noun.end))
  ) {
    return has(noun, cueBit.contact) ? "phone-number" : "reference-number";
  }
  // "Text WIN to 55120"
  if (
    /(?:^|\s)(?:to|an|au|al|para|naar|na|на) $/.test(text.slice(Math.max(0, start - 6), start)) &&
    (/\b(?:text|sms|send|sende|envoyez|envía|envie|invia|stuur|wyślij)\b/i.test(
      text.slice(sentence[0], start),
    ) ||
      cuesWithin(part, sentence[0], start).some((cue) => has(cue, cueBit.contact)))
  ) {
    return "phone-number";
  }
  // "Vorgangsnr. 551820", "ordernummer: 551820"
  if (
    (noun === undefined || !has(noun, codes) || noun.end < start - 4) &&
    /\p{L}{3}(?:nr|nummer|numret|nummeret|numero)[.:]{0,2}\s?$/u.test(
      part.folded.slice(Math.max(0, start - 24), start),
    )
  ) {
    return "reference-number";
  }
  const told = cuesWithin(part, sentence[0], sentence[1]).some((cue) => has(cue, cueBit.enter));
  // "Use the following digits to open an account: 482137"
  const figure = /:\s*$/.test(text.slice(Math.max(0, start - 4), start))
    ? cuesWithin(part, sentence[0], start).find((cue) => isOwnFigure(part, cue))
    : undefined;
  for (const cue of inSentence.toReversed()) {
    if (hasDigit(part, cue.end, start)) break;
    // "Front door password 4471": the thing's name right before an ambiguous keyword.
    if (has(cue, codes)) {
      const thing = has(cue, cueBit.code)
        ? undefined
        : inSentence.findLast((other) => other.end <= cue.start);
      return has(thing, cueBit.unrelated) && cue.start - (thing?.end ?? 0) <= 1
        ? "unrelated-code"
        : undefined;
    }
    // "Enter the number 551203 to log in": what it is for is judged later.
    if (told && (isOwnFigure(part, cue) || (has(cue, cueBit.numbered) && figure !== undefined))) continue;
    // "Verify your phone number by typing in 118204"
    if (
      has(cue, cueBit.contact) && cuesWithin(part, cue.end, start).some((other) => has(other, cueBit.enter))
    ) continue;
    const gap = text.slice(cue.end, start);
    if (has(cue, cueBit.unrelated)) return gap.length <= 40 ? "unrelated-code" : undefined;
    if (has(cue, cueBit.ending) && gap.length <= 12) return "account-number";
    if (has(cue, cueBit.numberName) && gap.length <= 40) return "reference-number";
    const bare = /^[\s.#"'(«№-]{0,4}$/.test(gap);
    // "Never over the phone: 660912 (your login code)"
    const named = after.some((next) => has(next, codes) && next.start - end <= 8);
    if (has(cue, cueBit.contact) && !named && (bare || (code === undefined && gap.length <= 25))) {
      return "phone-number";
    }
    if (has(cue, cueBit.numbered) && (bare || (code === undefined && /^\s?:\s?$/.test(gap)))) {
      return "reference-number";
    }
  }
  if (code !== undefined) return undefined;
  const next = after.find((cue) => cue.end <= sentence[1]);
  if (next === undefined || next.start - end > 16) return undefined;
  if (has(next, codes)) return undefined;
  if (has(next, cueBit.unrelated)) return "unrelated-code";
  return has(next, cueBit.numberName) ? "reference-number" : undefined;
}

/** A lone number takes its meaning from the line before it. */
export function claimedByLineBefore({ part, candidate, before }: Context): RefusedReason | undefined {
  const last = before.findLast((cue) => (cue.kinds & (claims | cueBit.outdated)) !== 0);
  if (last === undefined || has(last, codes) || countLines(part, last.end, candidate.start) !== 1) {
    return undefined;
  }
  if (hasDigit(part, last.end, candidate.start)) return undefined;
  if (has(last, cueBit.unrelated)) return "unrelated-code";
  if (has(last, cueBit.outdated)) {
    // "The last one has expired. Use this one:"
    const over = part.classes.subarray(last.end, candidate.start).includes(charClass.End);
    return over ? undefined : "outdated-code";
  }
  // "Here is the code to confirm your phone number:"
  const confirmed = before.some((cue) => has(cue, cueBit.phoneConfirmation) && cue.end >= last.end) &&
    before.some((cue) => has(cue, codes) && countLines(part, cue.end, last.start) === 0);
  if (has(last, cueBit.contact) && confirmed) return undefined;
  const announced = /[:：]\s*$/.test(part.text.slice(last.end, candidate.start)) ||
    !hasWord(part, last.end, candidate.start);
  if (!announced) return undefined;
  // "Account\n88120344": a label that is the whole line.
  const line = part.text.lastIndexOf("\n", last.start - 1) + 1;
  if (has(last, cueBit.numbered) && !hasWord(part, Math.max(line, last.start - 40), last.start)) {
    return "reference-number";
  }
  return has(last, cueBit.numberName)
    ? "reference-number"
    : has(last, cueBit.contact)
    ? "phone-number"
    : undefined;
}

/**
 * A booking's or a parcel's code, or a receipt's ("Payment approved. Authorization code 830155"): such words nearby or in
 * the subject, and nothing that names a code for proving who one is.
 *
 * @param context The candidate.
 * @param inSentence The cues of its sentence.
 * @param inSubject The cues of the subject, where that is another part.
 */
export function isOccasional(
  { part, candidate, before, after, sentence, announcement }: Context,
  inSentence: ReadonlyArray<Cue>,
  inSubject: ReadonlyArray<Cue>,
): boolean {
  const near = cuesWithin(part, Math.max(0, candidate.start - 250), candidate.end + 250);
  const told = inSentence.some((cue) => has(cue, cueBit.enter));
  // "Booking.com: your code is 118204": a sender's name is no occasion.
  const spoken = near.filter((cue) => linkWithin(part, cue.start, cue.end) === undefined);
  const words = told ? spoken : [...spoken, ...inSubject];
  const said = (mask: number): boolean => words.some((cue) => has(cue, mask));
  const occasion = said(cueBit.occasion);
  // A receipt asks nobody to use a code or to guard it.
  const receipt = said(cueBit.receipt) && !said(cueMask("secrecy", "unrequested"));
  if (!occasion && !receipt) return false;
  const naming = before.findLast((cue) => has(cue, codes)) ?? after.find((cue) => has(cue, codes));
  // "Enter this verification code below. The code is good for 10 minutes.": one line, and so one code.
  const full = naming === undefined
    ? undefined
    : before.findLast((cue) => has(cue, cueBit.code) && countLines(part, cue.end, naming.start) === 0);
  if (has(naming, cueBit.code) || full !== undefined) return false;
  const within = (cue: Cue): boolean =>
    naming !== undefined && cue.start >= naming.start && cue.end <= naming.end;
  // "To verify it, enter the code below."
  const from = announcement?.[0] ?? naming?.start ?? candidate.start;
  const [begin] = sentenceAround(part, Math.min(from, naming?.start ?? from), candidate.start);
  const around = cuesWithin(part, Math.max(begin, candidate.start - 250), sentence[1]);
  if (
    around.some((cue) => has(cue, cueBit.enter)) && around.some((cue) => has(cue, cueMask("login", "verify")))
  ) {
    return false;
  }
  const live = cueBit.code | (occasion ? purposes : cueMask("enter", "login", "verify"));
  return !inSentence.some((cue) => has(cue, live) && (occasion || !within(cue)));
}
