/**
 * Judges candidates by the words around them.
 *
 * @module
 */
import type { Candidate } from "./candidates.ts";
import { claimed, claimedByLineBefore, isOccasional, isOutdated } from "./claims.ts";
import { codes, type Context, contextOf, has, isLone } from "./Context.ts";
import { type Cue, cueBit, cueMask } from "./cues.ts";
import { charClass } from "./normalizeText.ts";
import { cuesWithin, endsSentence, type Part } from "./Part.ts";
import { isLead } from "./qualifiers.ts";
import { byInstruction } from "./instructions.ts";
import { byAnnouncement, byKeyword, byLine, byShortSentence } from "./ratings.ts";
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
  /** Whether another part names a login or a confirmation. */
  readonly purposeElsewhere: boolean;
  /** The cues of a subject that names no login and no confirmation, for another part. */
  readonly subject: ReadonlyArray<Cue>;
  /** Whether the message holds nothing but the candidate. */
  readonly alone: boolean;
}

const refused = (reason: RefusedReason): Verdict => ({ score: 0, reason });

function isYear({ shape, value }: Candidate): boolean {
  return shape === "digits" && /^(?:19|20)\d\d(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))?$/.test(value);
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

/** Refuses what is something else, whatever stands next to it. */
function exclude(context: Context): RefusedReason | undefined {
  const { part, candidate, before, sentence } = context;
  if (candidate.shape === "bound") return undefined;
  const keyword = before.findLast((cue) => cue.start >= sentence[0] && has(cue, codes));
  // "Security code for operation 4412098: 730218"
  if (/^\s?:\s["'*(«]*\d/.test(part.text.slice(candidate.end, candidate.end + 6))) return "reference-number";
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

  if (isOccasional(context, inSentence, surroundings.subject)) return refused("unrelated-code");

  const lone = isLone(context);
  const keyword = Math.max(byKeyword(context, others), byAnnouncement(context, rivals));
  const line = lone === undefined ? 0 : Math.min(byLine(context, surroundings), lone === "line" ? 100 : 68);
  const instruction = byInstruction(context, surroundings);
  const short = byShortSentence(context, surroundings.codeElsewhere);
  const alone = surroundings.alone && shape !== "letters" ? 70 : 0;
  const best = Math.max(keyword, line, instruction, short, alone);

  // "Your code for Ledger 2023 Professional:"
  const named = before.findLast((cue) => cue.start >= sentence[0] && has(cue, codes));
  const loose = context.announcement === undefined && named !== undefined && !isLead(part, named.end, start);
  if (isYear(candidate) && (keyword < 80 || loose) && instruction < 80 && !(lone === "line" && line >= 86)) {
    return refused("year");
  }
  // "K7X2P9" is drawn by lot; "ABC123" may be a name with a number.
  const drawn = /[A-Z]\d+[A-Z]|\d[A-Z]+\d/.test(value);
  const sure = drawn ? Math.max(keyword, line, short) >= 60 : keyword >= 80 || line >= 70;
  if (shape === "mixed" && !sure && instruction === 0) return refused("no-keyword");
  if (shape === "mixed" && part.text[end] === ":") return refused("part-of-word");
  // "kP4xTz" is a password, unless plainly announced.
  if (/[a-z]/.test(value) && /[A-Z]/.test(value) && Math.max(keyword, line) < 84) {
    return refused("no-keyword");
  }
  if (/^[A-Z]{3,}\d{1,2}$/.test(value) && keyword < 94) return refused("part-of-word");
  if (shape === "letters") {
    const vowels = value.match(/[AEIOUY]/g)?.length ?? 0;
    const colon = endsWithColon(part, start);
    const announced = lone === "line" && line >= 86 && colon && !isState(candidate);
    const random = keyword >= 90 && endsSentenceOrLine(part, end) &&
      (vowels * 4 <= value.length || (keyword >= 97 && colon && !isState(candidate)));
    // No vowel at all: no word.
    const consonants = vowels === 0 && (keyword >= 90 || instruction >= 74);
    if (!announced && !random && !consonants) return refused("no-keyword");
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
