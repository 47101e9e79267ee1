/**
 * One part of a message, read: its text, words, links and candidates, and questions about places in it.
 *
 * @module
 */
import { type Candidate, findCandidates } from "./candidates.ts";
import { type Cue, findCues } from "./cues.ts";
import { findLinks, type Span } from "./links.ts";
import { charClass, type NormalizedText, normalizeText } from "./normalizeText.ts";

/** Where a part comes from. */
export type Where = "subject" | "text" | "html";

/** A part of a message. */
export interface Part extends NormalizedText {
  readonly where: Where;
  readonly cues: ReadonlyArray<Cue>;
  readonly links: ReadonlyArray<Span>;
  readonly candidates: ReadonlyArray<Candidate>;
}

/**
 * Reads a part.
 *
 * @param where Where it comes from.
 * @param text Its plain text.
 * @returns The part.
 */
export function readPart(where: Where, text: string): Part {
  const source = normalizeText(text);
  const candidates = findCandidates(source);
  const { length } = source.text;
  // Words matter around candidates; a part without any can still name what another part holds.
  const ranges: Array<[number, number]> = candidates.length === 0 ? [[0, Math.min(length, 4096)]] : [];
  for (const { start, end } of candidates) {
    const from = Math.max(0, start - reach.before - sentenceReach);
    const to = Math.min(length, end + reach.after + sentenceReach);
    const last = ranges.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = to;
    else ranges.push([from, to]);
  }
  const links = candidates.length === 0 && where !== "subject" ? [] : findLinks(source);
  return { ...source, where, cues: findCues(source, ranges), links, candidates };
}

/** How far from a candidate words count, in characters. */
export const reach: { readonly before: number; readonly after: number } = { before: 900, after: 500 };

/** How far a sentence is followed, in characters: what keeps the work per candidate bounded. */
const sentenceReach = 300;

/**
 * Whether a sentence ends with the character at an index.
 *
 * @param part The part.
 * @param at The index.
 */
export function endsSentence(part: Part, at: number): boolean {
  const { classes, text } = part;
  const kind = classes[at];
  if (kind === charClass.Newline) return !isWrap(part, at);
  if (kind !== charClass.End || text[at] === "…") return false;
  const next = classes[at + 1];
  if (text[at] !== ".") return true;
  // "DE..4471"
  if (text[at + 1] === "." || text[at - 1] === ".") return false;
  // "12.03. um 10:44 Uhr"
  if (/(?:^|\D)\d{1,2}\. [a-z]$/.test(text.slice(Math.max(0, at - 3), at + 3))) return false;
  if (next === charClass.Digit || next === charClass.Letter) return false;
  // "123456.Please", but not "GOV.UK".
  if (next === charClass.Ascii) return /[A-Z]/.test(text[at + 1] ?? "") && !/[A-Z]/.test(text[at - 1] ?? "");
  if (next !== charClass.Blank) return next !== charClass.Other || !/[/@_-]/.test(text[at + 1] ?? "");
  // "349,00 kr. hos": the point of a unit or a currency, and a small letter.
  if (/\d ?\p{L}{1,4}\. \p{Ll}$/u.test(text.slice(Math.max(0, at - 6), at + 3))) return false;
  // "R. Kumar"
  if (/\s\p{Lu}\. \p{Lu}\p{Ll}$/u.test(text.slice(Math.max(0, at - 2), at + 4))) return false;
  // "No. 12", "Rs. 50", "A/c no. XX7719": a short word before, a digit after, or a masked one.
  if (classes[at + 2] !== charClass.Digit && !/^(?:X{2,}|x{2,}|\*{2,})\d/.test(text.slice(at + 2, at + 16))) {
    return true;
  }
  let letters = 0;
  while (
    letters < 4 &&
    (classes[at - 1 - letters] === charClass.Ascii || classes[at - 1 - letters] === charClass.Letter)
  ) {
    letters++;
  }
  return letters === 0 || letters > 3;
}

/** Whether a line break only wraps a sentence: after a long line, or before a small letter. */
function isWrap(part: Part, at: number): boolean {
  const { classes, text } = part;
  if (classes[at + 1] === charClass.Newline || classes[at - 1] === charClass.Newline) return false;
  if (classes[at - 1] === charClass.End || text[at - 1] === ":") return false;
  if (/[a-z]/.test(text[at + 1] ?? "")) return true;
  let length = 0;
  while (length < 50 && at - 1 - length >= 0 && classes[at - 1 - length] !== charClass.Newline) length++;
  return length >= 50;
}

/**
 * The sentence around a stretch of text.
 *
 * @param part The part.
 * @param start Start of the stretch.
 * @param end End of the stretch.
 * @returns Start and end of the sentence, at most 300 characters away on either side.
 */
export function sentenceAround(part: Part, start: number, end: number): readonly [number, number] {
  let from = start;
  while (from > 0 && start - from < sentenceReach && !endsSentence(part, from - 1)) from--;
  let to = end;
  while (to < part.text.length && to - end < sentenceReach && !endsSentence(part, to)) to++;
  return [from, to];
}

/**
 * Whether a stretch of text contains a digit.
 *
 * @param part The part.
 * @param from Start.
 * @param to End.
 */
export function hasDigit(part: Part, from: number, to: number): boolean {
  return part.classes.subarray(from, to).includes(charClass.Digit);
}

/**
 * Whether a stretch of text contains a letter or a digit.
 *
 * @param part The part.
 * @param from Start.
 * @param to End.
 */
export function hasWord(part: Part, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const kind = part.classes[at] ?? charClass.Other;
    if (kind >= charClass.Digit && kind <= charClass.Unspaced) return true;
  }
  return false;
}

/**
 * The cues that lie wholly within a stretch of text.
 *
 * @param part The part.
 * @param from Start.
 * @param to End.
 * @returns The cues in order.
 */
export function cuesWithin(part: Part, from: number, to: number): ReadonlyArray<Cue> {
  let low = 0;
  let high = part.cues.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((part.cues[middle]?.start ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  const found: Array<Cue> = [];
  for (let at = low; at < part.cues.length; at++) {
    const cue = part.cues[at];
    if (cue === undefined || cue.start >= to) break;
    if (cue.end <= to) found.push(cue);
  }
  return found;
}

/**
 * The link or e-mail address that a stretch of text touches.
 *
 * @param part The part.
 * @param from Start.
 * @param to End.
 * @returns The first such link, or `undefined`.
 */
export function linkWithin(part: Part, from: number, to: number): Span | undefined {
  let low = 0;
  let high = part.links.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((part.links[middle]?.end ?? 0) <= from) low = middle + 1;
    else high = middle;
  }
  const link = part.links[low];
  return link !== undefined && link.start < to ? link : undefined;
}
