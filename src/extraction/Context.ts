/**
 * A candidate and the words around it.
 *
 * @module
 */
import type { Candidate } from "./candidates.ts";
import { type Cue, cueBit, cueMask } from "./cues.ts";
import { charClass } from "./normalizeText.ts";
import { cuesWithin, hasWord, type Part, reach, sentenceAround } from "./Part.ts";

/** Kinds that name a code. */
export const codes: number = cueMask("code", "weakCode", "renewed");

/** Kinds that claim the number after them. */
export const claims: number = codes | cueMask("unrelated", "numberName", "numbered", "contact", "ending");

/**
 * Whether a cue is of one of several kinds.
 *
 * @param cue The cue; `undefined` is of none.
 * @param mask The kinds.
 */
export function has(cue: Cue | undefined, mask: number): boolean {
  return cue !== undefined && (cue.kinds & mask) !== 0;
}

/** A candidate, the cues within reach on either side, and its sentence's bounds. */
export interface Context {
  readonly part: Part;
  readonly candidate: Candidate;
  readonly before: ReadonlyArray<Cue>;
  readonly after: ReadonlyArray<Cue>;
  readonly sentence: readonly [number, number];
  /** What announces it: a sentence's beginning up to a colon, an arrow or an "is" right before it. */
  readonly announcement: readonly [number, number] | undefined;
}

/**
 * The announcement before a number, also on the line above.
 *
 * @param part The part.
 * @param start Where the number begins.
 * @returns Where the announcement begins, and where its colon, arrow or "is" stands; `undefined` where there is none.
 */
export function announcementOf(part: Part, start: number): readonly [number, number] | undefined {
  const { text } = part;
  let end = start;
  while (end > 0 && start - end < 12 && /[\s"'«„“‘「『\[(*_]/.test(text[end - 1] ?? "")) end--;
  const copula = cuesWithin(part, Math.max(0, end - 24), end).find((cue) =>
    cue.end === end && has(cue, cueBit.copula)
  );
  // "O código … é 482137": as a folded letter it would be an "and".
  const verb = /\s[éè]$/i.test(text.slice(Math.max(0, end - 2), end));
  if (copula === undefined && !verb && !/[:=>→➜➡⇒►▶\udc49]/.test(text[end - 1] ?? " ")) return undefined;
  if (copula === undefined) end -= verb ? 2 : 1;
  return [sentenceAround(part, end, end)[0], copula?.start ?? end];
}

/**
 * Looks around a candidate.
 *
 * @param part The part that holds it.
 * @param candidate The candidate.
 */
export function contextOf(part: Part, candidate: Candidate): Context {
  const { start, end } = candidate;
  const before = cuesWithin(part, Math.max(0, start - reach.before), start);
  return {
    part,
    candidate,
    before,
    after: cuesWithin(part, end, end + reach.after),
    sentence: sentenceAround(part, start, end),
    announcement: announcementOf(part, start),
  };
}

/**
 * Whether a candidate stands alone on its line, or is a sentence of its own.
 *
 * @param context The candidate.
 */
export function isLone({ part, candidate, sentence }: Context): "line" | "sentence" | undefined {
  const { classes } = part;
  let from = candidate.start;
  while (from > 0 && candidate.start - from < 40 && classes[from - 1] !== charClass.Newline) from--;
  let to = candidate.end;
  while (to < classes.length && to - candidate.end < 40 && classes[to] !== charClass.Newline) to++;
  if (!hasWord(part, from, candidate.start) && !hasWord(part, candidate.end, to)) return "line";
  const [start, end] = sentence;
  return hasWord(part, start, candidate.start) || hasWord(part, candidate.end, end) ? undefined : "sentence";
}

/**
 * Counts line breaks, empty lines not counted.
 *
 * @param part The part.
 * @param from Start.
 * @param to End.
 */
export function countLines(part: Part, from: number, to: number): number {
  let lines = 0;
  for (let at = from; at < to; at++) {
    if (part.classes[at] === charClass.Newline && part.classes[at - 1] !== charClass.Newline) lines++;
  }
  return lines;
}

/** What other parts of the message (the subject, for a text) name. */
export interface Elsewhere {
  readonly codeElsewhere: boolean;
  readonly purposeElsewhere: boolean;
}
