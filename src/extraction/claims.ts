/**
 * Refuses candidates that the words around them claim for something else.
 *
 * @module
 */
import type { Candidate } from "./candidates.ts";
import { type Cue, cueBit, cueMask, purposes } from "./cues.ts";
import { claims, codes, type Context, countLines, has } from "./Context.ts";
import { charClass } from "./normalizeText.ts";
import { cuesWithin, hasDigit, hasWord } from "./Part.ts";
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
  if (left !== undefined) return has(left, cueBit.outdated) && !has(left, cueBit.renewed);
  const right = after.find((cue) => cue.end <= to && (cue.kinds & mask) !== 0);
  return has(right, cueBit.outdated) && (right?.start ?? to) - candidate.end <= 30;
}

/** Refuses a number that a noun before it (or after it) claims: an order, an account, a telephone. */
export function claimed({ part, candidate, before, after, sentence }: Context): RefusedReason | undefined {
  const { text } = part;
  const { start, end } = candidate;
  const inSentence = before.filter((cue) => cue.start >= sentence[0] && (cue.kinds & claims) !== 0);
  const code = inSentence.findLast((cue) => has(cue, codes));
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
export function claimedByLineBefore({ part, candidate, before }: Context): RefusedReason | undefined {
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

/**
 * A booking's or a parcel's code: such an occasion nearby, and nothing that names a code for proving who one is.
 */
export function isOccasional(
  { part, candidate, before, after }: Context,
  inSentence: ReadonlyArray<Cue>,
): boolean {
  const near = cuesWithin(part, Math.max(0, candidate.start - 250), candidate.end + 250);
  if (!near.some((cue) => has(cue, cueBit.occasion))) return false;
  if (inSentence.some((cue) => has(cue, cueBit.code | purposes))) return false;
  const naming = before.findLast((cue) => has(cue, codes)) ?? after.find((cue) => has(cue, codes));
  return !has(naming, cueBit.code);
}
