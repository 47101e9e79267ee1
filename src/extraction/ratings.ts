/**
 * Rates a candidate by how the message presents it: near a keyword, on its own line, after a verb.
 *
 * @module
 */
import type { Candidate } from "./candidates.ts";
import { type Cue, cueBit, cueMask, purposes } from "./cues.ts";
import { codes, type Context, countLines, has } from "./Context.ts";
import { charClass } from "./normalizeText.ts";
import { cuesWithin, hasDigit, hasWord, type Part } from "./Part.ts";
import { isQualified } from "./qualifiers.ts";
import { isVouched } from "./vouching.ts";

/** "Application 20251148": a word right before the number that is no keyword and no verb. */
function isAfterNoun(part: Part, start: number, before: ReadonlyArray<Cue>): boolean {
  const kind = part.classes[start - 2];
  if (
    part.classes[start - 1] !== charClass.Blank || (kind !== charClass.Ascii && kind !== charClass.Letter)
  ) return false;
  return !before.some((cue) =>
    cue.end === start - 1 && has(cue, cueMask("enter", "renewed", "code", "weakCode"))
  );
}

/** Kinds that keep an ambiguous keyword's sentence about its code, across other numbers. */
const told = cueMask("enter", "login", "payment");

/** Distance to the keyword in the same sentence, as a score; 0 where there is none. */
export function byKeyword(
  { part, candidate, before, after, sentence }: Context,
  others: ReadonlyArray<Candidate>,
): number {
  const left = before.findLast((cue) => cue.start >= sentence[0] && has(cue, codes));
  const right = after.find((cue) => cue.end <= sentence[1] && has(cue, codes));
  const secrecy = (cue: Cue): boolean =>
    cuesWithin(part, sentence[0], sentence[1]).some((other) =>
      has(other, cueBit.secrecy) && other.end <= cue.start && cue.start - other.end < 20
    );
  let score = 0;
  if (left !== undefined) {
    const gap = candidate.start - left.end;
    const weight = has(left, cueBit.code) ? 0 : 8;
    score = gap <= 30 ? 100 - gap - weight : secrecy(left) ? 0 : Math.max(56, 78 - gap / 5 - weight);
    // A list ("1234 or 5678") shares its keyword; a sentence that goes on does not.
    const between = others.some((other) => other.start >= left.end && candidate.start - other.end >= 12);
    if (between) score -= 20;
    const listed = others.some((other) => other.start >= left.end && other.end <= candidate.start);
    if (
      weight > 0 &&
      (isQualified(part, left, candidate) || !isVouched(part, left, candidate) ||
        (hasDigit(part, left.end, candidate.start) && !listed &&
          !before.some((cue) => cue.start >= left.end && has(cue, told))))
    ) {
      score = 0;
    }
  }
  if (right !== undefined && !secrecy(right)) {
    const gap = right.start - candidate.end;
    const clause = part.classes.subarray(candidate.end, right.start).includes(charClass.Clause);
    const weight = (has(right, cueBit.code) ? 0 : 8) + (clause ? 12 : 0);
    const between = others.some((other) => other.end <= right.start && other.start >= candidate.end);
    const own = gap <= 40 ? 96 - gap / 2 - weight : Math.max(56, 76 - gap / 5 - weight);
    // "Application 20251148 needs a PIN": a noun before the number, and a keyword that may be something else.
    const noun = !has(right, cueBit.code) &&
      (isAfterNoun(part, candidate.start, before) || isQualified(part, right) ||
        !isVouched(part, right, candidate));
    score = Math.max(score, noun ? 0 : between ? own - 20 : own);
  }
  return score;
}

/** A lone line, by the nearest line that names a code (or at least a login). */
export function byLine({ part, candidate, before, after }: Context, elsewhere: boolean): number {
  const left = before.findLast((cue) => has(cue, codes | cueBit.secrecy));
  const right = after.find((cue) => has(cue, codes | cueBit.secrecy));
  let score = elsewhere ? 75 : 0;
  if (left !== undefined) score = Math.max(score, 90 - 2 * countLines(part, left.end, candidate.start));
  if (right !== undefined) score = Math.max(score, 84 - 2 * countLines(part, candidate.end, right.start));
  if (score === 0 && (before.some((cue) => has(cue, purposes)) || after.some((cue) => has(cue, purposes)))) {
    score = 66;
  }
  return score;
}

/** "Type 5653 to access the platform": a verb right at the number, and a purpose or a keyword nearby. */
export function byInstruction(
  { part, candidate, before, after, sentence }: Context,
  elsewhere: boolean,
): number {
  const verb = cueBit.enter;
  const left = before.findLast((cue) => cue.start >= sentence[0] && has(cue, verb));
  const right = after.find((cue) => cue.end <= sentence[1] && has(cue, verb));
  const near =
    (left !== undefined && candidate.start - left.end <= 12 && !hasDigit(part, left.end, candidate.start)) ||
    (right !== undefined && right.start - candidate.end <= 12);
  if (!near) return 0;
  if (cuesWithin(part, sentence[0], sentence[1]).some((cue) => has(cue, purposes))) return 80;
  if (before.some((cue) => has(cue, cueMask("login", "verify")) && candidate.start - cue.end <= 150)) {
    return 68;
  }
  return elsewhere || before.some((cue) => has(cue, codes)) || after.some((cue) => has(cue, codes)) ? 74 : 0;
}

/** "We received a request for a code. It is 482913.": a sentence of hardly a word more. */
export function byShortSentence(
  { part, candidate, before, after, sentence }: Context,
  elsewhere: boolean,
): number {
  const [start, end] = sentence;
  // "Acme: 4471. Never share this code.": the sender's name, the code, a warning.
  if (start === 0 && candidate.start <= 30 && /^[^:\n]{2,28}: ?$/.test(part.text.slice(0, candidate.start))) {
    const warned = after.some((cue) => cue.start - candidate.end <= 60 && has(cue, codes | cueBit.secrecy));
    const named = before.some((cue) => has(cue, codes));
    if (warned && !named && !hasWord(part, candidate.end, end)) return 66;
  }
  if (candidate.start - start > 8 || end - candidate.end > 6) return 0;
  if (part.text.slice(start, candidate.start).includes(":")) return 0;
  const left = before.findLast((cue) => has(cue, codes));
  return left !== undefined && start - left.end <= 120 ? 64 : elsewhere ? 60 : 0;
}
