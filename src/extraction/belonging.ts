/**
 * Tells a keyword that speaks of a number from one that only stands in the same sentence.
 *
 * @module
 */
import { has } from "./Context.ts";
import { type Cue, cueMask, purposes } from "./cues.ts";
import { cuesWithin, linkWithin, type Part } from "./Part.ts";
import { isLead } from "./qualifiers.ts";

/** Words of a code message: next to a number they say nothing of another thing that it could be the number of. */
const known = purposes | cueMask(
  "code",
  "weakCode",
  "enter",
  "copula",
  "figure",
  "secrecy",
  "unrequested",
  "outdated",
  "renewed",
  "receipt",
  "unit",
);

/** Whether a small word within a stretch of text is one of a code message. */
function isKnown(part: Part, from: number, to: number): boolean {
  return isLead(part, from, to) || linkWithin(part, from, to) !== undefined ||
    cuesWithin(part, Math.max(0, from - 40), to + 40).some((cue) =>
      cue.start < to && cue.end > from && has(cue, known)
    );
}

/**
 * Whether a keyword before a number names it: "login code (commit 4821)" does not, "login code for Fern 4821" may. Only a
 * small word of the Latin, Greek or Cyrillic script right before the number can speak against it.
 *
 * @param part The part.
 * @param keyword The keyword.
 * @param start Where the number begins.
 */
export function belongsAfter(part: Part, keyword: Cue, start: number): boolean {
  const gap = part.text.slice(Math.max(keyword.end, start - 40), start);
  const found =
    /(?:^|[^\p{L}\d])((?!\p{Lu})[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]{3,24})["'»”)]?[,;]?[ (\["'«“]{1,3}$/u
      .exec(gap);
  if (found?.[1] === undefined) return true;
  const from = start - gap.length + found.index + found[0].indexOf(found[1]);
  return isKnown(part, from, from + found[1].length);
}

/**
 * Whether a keyword after a number names it: "4821 is your code" does, "4821 new stars: how codes work" does not.
 *
 * @param part The part.
 * @param end Where the number ends.
 * @param keyword Where the keyword begins.
 */
export function belongsBefore(part: Part, end: number, keyword: number): boolean {
  const gap = part.text.slice(end, Math.min(keyword, end + 40));
  const colon = /^ ?: ?/.exec(gap)?.[0].length;
  if (colon !== undefined) {
    const next = /^\p{L}+/u.exec(gap.slice(colon))?.[0].length ?? 0;
    return isKnown(part, end + colon, end + colon + next);
  }
  const next = /^ ((?!\p{Lu})[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]{3,24})(?![\p{L}'’])/u.exec(
    gap,
  )?.[1];
  return next === undefined || isKnown(part, end + 1, end + 1 + next.length);
}
