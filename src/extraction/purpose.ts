/**
 * Tells a login code from a code for something else.
 *
 * @module
 */
import type { Candidate } from "./candidates.ts";
import { type Cue, cueBit, otherPurposes } from "./cues.ts";
import { charClass } from "./normalizeText.ts";
import { cuesWithin, type Part, sentenceAround } from "./Part.ts";

/** How far around a code its purpose is looked for, in characters. */
const reachBefore = 500;
const reachAfter = 250;

/** Purposes named in "if you did not …" and "never …" are none: cues without them. */
function spoken(part: Part, from: number, to: number): ReadonlyArray<Cue> {
  const cues = cuesWithin(part, from, to);
  const silent: Array<readonly [number, number]> = [];
  for (const cue of cues) {
    if ((cue.kinds & (cueBit.unrequested | cueBit.secrecy)) === 0) continue;
    const [start, end] = sentenceAround(part, cue.start, cue.end);
    let clauseStart = cue.start;
    while (clauseStart > start && part.classes[clauseStart - 1] !== charClass.Clause) clauseStart--;
    let clauseEnd = cue.end;
    while (clauseEnd < end && part.classes[clauseEnd] !== charClass.Clause) clauseEnd++;
    silent.push([clauseStart, (cue.kinds & cueBit.unrequested) !== 0 ? end : clauseEnd]);
  }
  return cues.filter((cue) => !silent.some(([start, end]) => cue.start >= start && cue.end <= end));
}

const any = (cues: ReadonlyArray<Cue>, mask: number): boolean => cues.some((cue) => (cue.kinds & mask) !== 0);

/**
 * Whether a code is for something other than logging in.
 *
 * @param part The part that holds the code.
 * @param candidate The code.
 * @param subject The message's subject, where it is another part.
 * @returns `true` where the message says another purpose: in the code's sentence, in the subject, or near the code and
 * not outweighed by a login named nearer.
 */
export function hasOtherPurpose(part: Part, candidate: Candidate, subject: Part | undefined): boolean {
  const { start, end } = candidate;
  const [from, to] = sentenceAround(part, start, end);
  const own = [...cuesWithin(part, from, start), ...cuesWithin(part, end, to)];
  const ownSpoken = spoken(part, from, to).filter((cue) => own.includes(cue));
  if (any(ownSpoken, otherPurposes)) return true;
  if (any(ownSpoken, cueBit.login)) return false;
  if (subject !== undefined && subject !== part) {
    const said = spoken(subject, 0, subject.text.length);
    if (any(said, otherPurposes)) return true;
    if (any(said, cueBit.login)) return false;
  }
  const near = spoken(part, Math.max(0, start - reachBefore), end + reachAfter);
  const before = near.filter((cue) => cue.end <= start && (cue.kinds & (otherPurposes | cueBit.login)) !== 0)
    .at(-1);
  if (before !== undefined) return (before.kinds & otherPurposes) !== 0;
  const after = near.find((cue) => cue.start >= end && (cue.kinds & (otherPurposes | cueBit.login)) !== 0);
  return after !== undefined && (after.kinds & otherPurposes) !== 0;
}
