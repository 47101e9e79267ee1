/**
 * Rates a candidate by how the message presents it: near a keyword, on its own line, after a verb.
 *
 * @module
 */
import { belongsAfter, belongsBefore } from "./belonging.ts";
import type { Candidate } from "./candidates.ts";
import { type Cue, cueBit, cueMask, purposes } from "./cues.ts";
import { announcementOf, codes, type Context, countLines, type Elsewhere, has } from "./Context.ts";
import { charClass } from "./normalizeText.ts";
import { cuesWithin, hasDigit, hasWord, type Part, sentenceAround } from "./Part.ts";
import { isLead, isOwnFigure, isQualified } from "./qualifiers.ts";
import { isVouched } from "./vouching.ts";

/** "Copy these digits into the app": a name of the characters themselves, which the reader is told to use. */
function isToldFigure(part: Part, cue: Cue): boolean {
  if (!isOwnFigure(part, cue)) return false;
  const [from, to] = sentenceAround(part, cue.start, cue.end);
  return cuesWithin(part, from, to + 40).some((other) => has(other, cueBit.enter));
}

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
const told = cueMask("enter", "login", "payment", "transfer");

/** What stands between two numbers that share a keyword: "or", a comma. */
const list =
  /^[\s,;/|&]*(?:or|and|oder|und|ou|et|o|y|e|of|en|eller|och|og|tai|ja|lub|i|nebo|vagy|és|sau|и|или|і|або|veya|ve|أو|یا|או|या|或|和|か|または|또는|หรือ|hoặc|atau)?\s*$/iu;

/** What stands between two numbers of which one is the code. */
const or =
  /^\s?(?:or|oder|ou|o|of|eller|tai|lub|albo|nebo|alebo|vagy|sau|ili|или|або|veya|أو|یا|או|या|或|または|또는|หรือ|hoặc|atau)\s?$/iu;

/** Distance to the keyword in the same sentence, as a score; 0 where there is none. */
export function byKeyword(
  { part, candidate, before, after, sentence }: Context,
  others: ReadonlyArray<Candidate>,
): number {
  const left = before.findLast((cue) => cue.start >= sentence[0] && has(cue, codes));
  const right = after.find((cue) => cue.end <= sentence[1] && has(cue, codes));
  const isGuarded = (cue: Cue, from: number): boolean =>
    cuesWithin(part, from, cue.start).some((other) =>
      has(other, cueBit.secrecy) && cue.start - other.end < 20
    );
  let score = 0;
  const gapFrom = (other: Candidate): string => part.text.slice(other.end, candidate.start);
  if (left !== undefined) {
    // "481920 or 773015": the second is as near as the first.
    const equal = others.find((other) =>
      other.start >= left.end && other.end <= candidate.start && or.test(gapFrom(other))
    );
    const gap = (equal ?? candidate).start - left.end;
    const weight = has(left, cueBit.code) ? 0 : 8;
    score = gap <= 30
      ? 100 - gap - weight
      : isGuarded(left, sentence[0])
      ? 0
      : Math.max(56, 78 - gap / 5 - weight);
    // A list ("1234 or 5678") shares its keyword; a sentence that goes on does not.
    const between = others.some((other) =>
      (other.start >= left.end && other.end <= candidate.start && !list.test(gapFrom(other))) ||
      isNamedAfter(part, other, left)
    );
    if (between) score -= 20;
    const listed = others.some((other) => other.start >= left.end && other.end <= candidate.start);
    if (
      !belongsAfter(part, left, candidate.start) ||
      // "Your PIN comes by post in 1205 format"
      (weight > 0 && gap > 12 && !belongsBefore(part, candidate.end, candidate.end + 40)) || weight > 0 &&
        (isQualified(part, left, candidate) || !isVouched(part, left, candidate) ||
          (hasDigit(part, left.end, candidate.start) && !listed &&
            !before.some((cue) => cue.start >= left.end && has(cue, told))))
    ) {
      score = 0;
    }
  }
  if (right !== undefined && !isGuarded(right, candidate.end)) {
    const gap = right.start - candidate.end;
    const clause = part.classes.subarray(candidate.end, right.start).includes(charClass.Clause);
    const weight = (has(right, cueBit.code) ? 0 : 8) + (clause ? 12 : 0);
    const between = others.some((other) => other.end <= right.start && other.start >= candidate.end);
    // "[88120] Your code is 118204": the keyword is taken.
    const taken = others.some((other) =>
      other.start >= right.end && announcementOf(part, other.start) !== undefined
    );
    const own = gap <= 40 ? 96 - gap / 2 - weight : Math.max(56, 76 - gap / 5 - weight);
    // "Application 20251148 needs a PIN": a noun before the number, and a keyword that may be something else.
    const noun = !has(right, cueBit.code) &&
      (isAfterNoun(part, candidate.start, before) || isQualified(part, right) ||
        !isVouched(part, right, candidate));
    score = Math.max(
      score,
      noun || !belongsBefore(part, candidate.end, right.start) ? 0 : between || taken ? own - 20 : own,
    );
  }
  return score;
}

/** A lone line, by the nearest line that names a code (or at least a login). */
export function byLine({ part, candidate, before, after }: Context, elsewhere: Elsewhere): number {
  const left = before.findLast((cue) => has(cue, codes | cueBit.secrecy) || isToldFigure(part, cue));
  const right = after.find((cue) =>
    has(cue, codes | cueBit.secrecy) || (cue.start - candidate.end <= 60 && isToldFigure(part, cue))
  );
  let score = elsewhere.codeElsewhere ? 75 : 0;
  if (left !== undefined) score = Math.max(score, 90 - 2 * countLines(part, left.end, candidate.start));
  if (right !== undefined) score = Math.max(score, 84 - 2 * countLines(part, candidate.end, right.start));
  // "Richiesta\n482137": a label, and nothing near that names a code.
  const labelled = /(?:^|\n)[^\n:.!?]{2,24}\n[^\n]{0,4}$/.test(
    part.text.slice(Math.max(0, candidate.start - 40), candidate.start),
  );
  if (
    score === 0 && !labelled &&
    (elsewhere.purposeElsewhere ||
      [...before, ...after].some((cue) => has(cue, purposes | cueBit.unrequested)))
  ) {
    score = 66;
  }
  return score;
}

/** "482913 is your code", "482913 - your code". */
function isNamedAfter(part: Part, { end }: Candidate, naming: Cue): boolean {
  return end <= naming.start && (/^\s?[-(]/.test(part.text.slice(end, end + 2)) ||
    cuesWithin(part, end, naming.start).some((cue) => has(cue, cueBit.copula) && cue.start - end <= 2));
}

/** "The TAN for your transfer of 1,250 EUR at 10:22 is: 938451": what a colon or an "is" right before the number tells. */
export function byAnnouncement(context: Context, rivals: ReadonlyArray<Candidate>): number {
  const { part, candidate, after, announcement } = context;
  if (announcement === undefined) return 0;
  const cues = cuesWithin(part, announcement[0], announcement[1]);
  const naming = cues.findLast((cue) => has(cue, codes));
  if (naming !== undefined && !cues.some((cue) => has(cue, cueBit.secrecy))) {
    // "Your code is 118204 Info: 1500888"
    const rival = rivals.findLast((other) =>
      other.end <= announcement[1] &&
      (other.start >= naming.end || (other.start >= announcement[0] && isNamedAfter(part, other, naming)))
    );
    const isTaken = rival !== undefined && !isLead(part, Math.max(rival.end, naming.end), announcement[1]);
    const taken = isTaken ? 25 : 0;
    if (has(naming, cueBit.code)) return 90 - taken;
    // "Code for locker 12: 5512"
    const numbered = /\p{L}{4} \d{1,3} ?$/u.test(
      part.text.slice(Math.max(0, announcement[1] - 12), announcement[1]),
    );
    if (!numbered && !isQualified(part, naming, candidate) && isVouched(part, naming, candidate)) {
      return 84 - taken;
    }
  }
  // "Activation key: 64310. Enter it within 24 hours."
  const told = after.find((cue) => has(cue, cueBit.enter));
  const limit = after.find((cue) => has(cue, cueBit.unit) && hasDigit(part, cue.start - 4, cue.start));
  if (
    told !== undefined && limit !== undefined && told.start - candidate.end <= 25 &&
    limit.start - candidate.end <= 80 &&
    part.classes.subarray(candidate.end, told.start).includes(charClass.End)
  ) {
    return 64;
  }
  // "Confirm it's you: 551203"
  const last = cues.at(-1);
  const number = /(?:nummer|number|numero|номер|numer|cislo|numarasi|szam)/.test(
    part.folded.slice(announcement[0], announcement[1]),
  );
  return !number && has(last, cueBit.verify) && announcement[1] - (last?.end ?? 0) <= 12 ? 66 : 0;
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
  // "551820 - confirm the transfer with it": at the very beginning, before a dash.
  if (candidate.start <= 1 && /^ ?[-:|] /.test(part.text.slice(candidate.end, candidate.end + 3))) {
    const said = cuesWithin(part, candidate.end, end);
    if (said.some((cue) => has(cue, cueMask("login", "verify", "enter")))) return 66;
  }
  if (candidate.start - start > 8 || end - candidate.end > 6) return 0;
  if (part.text.slice(start, candidate.start).includes(":") || !isLead(part, start, candidate.start)) {
    return 0;
  }
  const left = before.findLast((cue) => has(cue, codes));
  return left !== undefined && start - left.end <= 120 ? 64 : elsewhere ? 60 : 0;
}
