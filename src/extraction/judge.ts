/**
 * Judges candidates by the words around them.
 *
 * @module
 */
import type { Candidate } from "./candidates.ts";
import { claimed, claimedByLineBefore, isOccasional, isOutdated } from "./claims.ts";
import { codes, type Context, contextOf, has, isLone } from "./Context.ts";
import { cueBit, cueMask } from "./cues.ts";
import { charClass } from "./normalizeText.ts";
import { cuesWithin, endsSentence, type Part } from "./Part.ts";
import { byInstruction, byKeyword, byLine, byShortSentence } from "./ratings.ts";
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

  if (isOccasional(context, inSentence)) return refused("unrelated-code");

  const lone = isLone(context);
  const keyword = byKeyword(context, others);
  const line = lone === undefined
    ? 0
    : byLine(context, surroundings.codeElsewhere) - (lone === "line" ? 0 : 4);
  const instruction = byInstruction(context, surroundings.codeElsewhere);
  const short = byShortSentence(context, surroundings.codeElsewhere);
  const alone = surroundings.alone && shape !== "letters" ? 70 : 0;
  const best = Math.max(keyword, line, instruction, short, alone);

  if (isYear(candidate) && keyword < 80 && instruction < 80 && !(lone === "line" && line >= 86)) {
    return refused("year");
  }
  if (shape === "mixed" && keyword < 80 && line < 70 && instruction === 0) return refused("no-keyword");
  if (shape === "mixed" && part.text[end] === ":") return refused("part-of-word");
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
