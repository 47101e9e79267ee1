/**
 * Scores a candidate by the words around it.
 *
 * @module
 */
import type { Candidate } from "./candidates.ts";
import { type Cue, cueBit, cueMask } from "./cues.ts";
import { charClass } from "./normalizeText.ts";
import { cuesWithin, endsSentence, hasDigit, hasWord, type Part, reach, sentenceAround } from "./Part.ts";
import type { AcceptedReason, RefusedReason } from "./reasons.ts";
import { refuseByShape } from "./refuseByShape.ts";

/** What was found about one candidate. */
export type Verdict =
  | { readonly score: number; readonly reason: AcceptedReason }
  | { readonly score: 0; readonly reason: RefusedReason };

/** What the rest of the message says. */
export interface Surroundings {
  /** Whether another part (the subject, for a text) names a code. */
  readonly codeElsewhere: boolean;
  /** Whether the message holds nothing but the candidate. */
  readonly alone: boolean;
}

const codes = cueMask("code", "weakCode", "renewed");
const purposes = cueMask(
  "login",
  "verify",
  "passwordReset",
  "phoneConfirmation",
  "emailChange",
  "payment",
  "transfer",
  "deletion",
);
/** Words that claim the number after them. */
const claims = cueMask(
  "code",
  "weakCode",
  "renewed",
  "unrelated",
  "numberName",
  "numbered",
  "contact",
  "ending",
);
const has = (cue: Cue | undefined, mask: number): boolean => cue !== undefined && (cue.kinds & mask) !== 0;

const refused = (reason: RefusedReason): Verdict => ({ score: 0, reason });

interface Context {
  readonly part: Part;
  readonly candidate: Candidate;
  readonly before: ReadonlyArray<Cue>;
  readonly after: ReadonlyArray<Cue>;
  readonly sentence: readonly [number, number];
}

function isLone({ part, candidate, sentence }: Context): "line" | "sentence" | undefined {
  const { classes } = part;
  let from = candidate.start;
  while (from > 0 && candidate.start - from < 40 && classes[from - 1] !== charClass.Newline) from--;
  let to = candidate.end;
  while (to < classes.length && to - candidate.end < 40 && classes[to] !== charClass.Newline) to++;
  if (!hasWord(part, from, candidate.start) && !hasWord(part, candidate.end, to)) return "line";
  const [start, end] = sentence;
  return hasWord(part, start, candidate.start) || hasWord(part, candidate.end, end) ? undefined : "sentence";
}

function countLines(part: Part, from: number, to: number): number {
  let lines = 0;
  for (let at = from; at < to; at++) {
    if (part.classes[at] === charClass.Newline && part.classes[at - 1] !== charClass.Newline) lines++;
  }
  return lines;
}

/** "Old code 1111 has expired, new code 2222". */
function isOutdated(
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
  if (left !== undefined) return has(left, cueBit.outdated) && !has(left, cueBit.renewed);
  const right = after.find((cue) => cue.end <= to && (cue.kinds & mask) !== 0);
  return has(right, cueBit.outdated) && (right?.start ?? to) - candidate.end <= 30;
}

/** Refuses a number that a noun before it (or after it) claims: an order, an account, a telephone. */
function claimed({ part, candidate, before, after, sentence }: Context): RefusedReason | undefined {
  const { text } = part;
  const { start, end } = candidate;
  const inSentence = before.filter((cue) => cue.start >= sentence[0] && (cue.kinds & claims) !== 0);
  const code = inSentence.findLast((cue) => has(cue, codes));
  for (const cue of inSentence.toReversed()) {
    if (hasDigit(part, cue.end, start)) break;
    if (has(cue, codes)) return undefined;
    const gap = text.slice(cue.end, start);
    if (has(cue, cueBit.unrelated)) return gap.length <= 40 ? "unrelated-code" : undefined;
    if (has(cue, cueBit.ending) && gap.length <= 12) return "account-number";
    if (has(cue, cueBit.numberName) && gap.length <= 40) return "reference-number";
    const bare = /^[\s.#"'(«№-]{0,4}$/.test(gap);
    if (has(cue, cueBit.contact) && (bare || (code === undefined && gap.length <= 25))) return "phone-number";
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
function claimedByLineBefore({ part, candidate, before }: Context): RefusedReason | undefined {
  const last = before.findLast((cue) => (cue.kinds & (claims | cueBit.outdated)) !== 0);
  if (last === undefined || has(last, codes) || countLines(part, last.end, candidate.start) !== 1) {
    return undefined;
  }
  if (hasDigit(part, last.end, candidate.start)) return undefined;
  if (has(last, cueBit.unrelated)) return "unrelated-code";
  if (has(last, cueBit.outdated)) return "outdated-code";
  const announced = /[:：]\s*$/.test(part.text.slice(last.end, candidate.start)) ||
    !hasWord(part, last.end, candidate.start);
  if (!announced) return undefined;
  return has(last, cueBit.numberName)
    ? "reference-number"
    : has(last, cueBit.contact)
    ? "phone-number"
    : undefined;
}

/** Distance to the keyword in the same sentence, as a score; 0 where there is none. */
function byKeyword(
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
  }
  if (right !== undefined && !secrecy(right)) {
    const gap = right.start - candidate.end;
    const clause = part.classes.subarray(candidate.end, right.start).includes(charClass.Clause);
    const weight = (has(right, cueBit.code) ? 0 : 8) + (clause ? 12 : 0);
    const between = others.some((other) => other.end <= right.start && other.start >= candidate.end);
    const own = gap <= 40 ? 96 - gap / 2 - weight : Math.max(56, 76 - gap / 5 - weight);
    score = Math.max(score, between ? own - 20 : own);
  }
  return score;
}

/** A lone line, by the nearest line that names a code (or at least a login). */
function byLine({ part, candidate, before, after }: Context, elsewhere: boolean): number {
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
function byInstruction({ part, candidate, before, after, sentence }: Context, elsewhere: boolean): number {
  const verb = cueBit.enter;
  const left = before.findLast((cue) => cue.start >= sentence[0] && has(cue, verb));
  const right = after.find((cue) => cue.end <= sentence[1] && has(cue, verb));
  const near =
    (left !== undefined && candidate.start - left.end <= 12 && !hasDigit(part, left.end, candidate.start)) ||
    (right !== undefined && right.start - candidate.end <= 12);
  if (!near) return 0;
  if (cuesWithin(part, sentence[0], sentence[1]).some((cue) => has(cue, purposes))) return 80;
  return elsewhere || before.some((cue) => has(cue, codes)) || after.some((cue) => has(cue, codes)) ? 74 : 0;
}

/** "We received a request for a code. It is 482913.": a sentence of hardly a word more. */
function byShortSentence({ candidate, before, sentence }: Context, elsewhere: boolean): number {
  const [start, end] = sentence;
  if (end - start > candidate.end - candidate.start + 14) return 0;
  const left = before.findLast((cue) => has(cue, codes));
  return left !== undefined && start - left.end <= 120 ? 64 : elsewhere ? 60 : 0;
}

function isYear({ shape, value }: Candidate): boolean {
  return shape === "digits" && /^(?:19|20)\d\d(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))?$/.test(value);
}

function contextOf(part: Part, candidate: Candidate): Context {
  const { start, end } = candidate;
  return {
    part,
    candidate,
    before: cuesWithin(part, Math.max(0, start - reach.before), start),
    after: cuesWithin(part, end, end + reach.after),
    sentence: sentenceAround(part, start, end),
  };
}

/** Refuses what is something else, whatever stands next to it. */
function exclude(context: Context): RefusedReason | undefined {
  const { part, candidate, before, sentence } = context;
  if (candidate.shape === "bound") return undefined;
  const keyword = before.findLast((cue) => cue.start >= sentence[0] && has(cue, codes));
  return refuseByShape(part, candidate, keyword?.end ?? -1) ?? claimed(context) ??
    (isLone(context) === "line" ? claimedByLineBefore(context) : undefined);
}

function rate(context: Context, rivals: ReadonlyArray<Candidate>, surroundings: Surroundings): Verdict {
  const { part, candidate, before, sentence } = context;
  const { start, end, shape, value } = candidate;
  if (shape === "bound") return { score: 120, reason: "domain-bound" };
  const others = rivals.filter((other) =>
    other !== candidate && other.start >= sentence[0] && other.end <= sentence[1]
  );
  if (isOutdated(context, others)) return refused("outdated-code");
  const inSentence = cuesWithin(part, sentence[0], sentence[1]);
  const offer = inSentence.some((cue) => has(cue, cueBit.promotion));
  if (offer && !inSentence.some((cue) => has(cue, cueBit.code))) return refused("unrelated-code");

  const lone = isLone(context);
  const keyword = byKeyword(context, others);
  const line = lone === undefined
    ? 0
    : byLine(context, surroundings.codeElsewhere) - (lone === "line" ? 0 : 4);
  const instruction = byInstruction(context, surroundings.codeElsewhere);
  const short = byShortSentence(context, surroundings.codeElsewhere);
  const alone = surroundings.alone && shape !== "letters" ? 70 : 0;
  const best = Math.max(keyword, line, instruction, short, alone);

  if (isYear(candidate) && keyword < 84 && !(lone === "line" && line >= 86)) return refused("year");
  if (shape === "mixed" && keyword < 80 && line < 70 && instruction === 0) return refused("no-keyword");
  if (/^[A-Z]{3,}\d{1,2}$/.test(value) && keyword < 94) return refused("part-of-word");
  if (shape === "letters") {
    const vowels = value.match(/[AEIOUY]/g)?.length ?? 0;
    const colon = endsWithColon(part, start);
    const announced = lone === "line" && line >= 86 && colon && !isState(candidate);
    const random = keyword >= 90 && endsSentenceOrLine(part, end) &&
      (vowels * 4 <= value.length || (keyword >= 97 && colon && !isState(candidate)));
    if (!announced && !random) return refused("no-keyword");
  }
  if (best < 55) return refused("no-keyword");
  const penalty = shape === "mixed" || shape === "letters" ? 2 : value.length > 6 ? 3 : 0;
  const fresh = before.findLast((cue) =>
    cue.start >= sentence[0] && has(cue, cueMask("renewed", "outdated"))
  );
  const reason: AcceptedReason = best === keyword
    ? "keyword"
    : best === instruction
    ? "instruction"
    : "lone-line";
  return { score: best - penalty + (has(fresh, cueBit.renewed) ? 15 : 0), reason };
}

/**
 * Judges a part's candidates by the words around them.
 *
 * @param part The part.
 * @param surroundings What the rest of the message says.
 * @returns One verdict for each candidate: a score and its reason; score 0 with the reason of the refusal.
 */
export function judge(part: Part, surroundings: Surroundings): ReadonlyArray<Verdict> {
  const judged = part.candidates.map((candidate) => {
    const context = contextOf(part, candidate);
    return { context, reason: exclude(context) };
  });
  const rivals = judged.filter(({ context, reason }) =>
    reason === undefined && context.candidate.shape !== "letters"
  )
    .map(({ context }) => context.candidate);
  return judged.map(({ context, reason }) =>
    reason === undefined ? rate(context, rivals, surroundings) : refused(reason)
  );
}

/** "Code: EXPIRED" names no code. */
function isState({ value }: Candidate): boolean {
  return /^(?:EXPIRED|INVALID|REQUIRED|PENDING|BLOCKED|UNKNOWN|MISSING|HIDDEN|ERROR|FAILED|LOCKED|PRIVATE|BELOW|NEVER|NEEDED|ENTER|SECRET|ABOVE)$/
    .test(value);
}

function endsWithColon(part: Part, at: number): boolean {
  return /[:：]\s*$/.test(part.text.slice(Math.max(0, at - 6), at));
}

function endsSentenceOrLine(part: Part, at: number): boolean {
  return at >= part.text.length || endsSentence(part, at) || part.classes[at] === charClass.Newline;
}
