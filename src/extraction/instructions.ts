/**
 * Rates a candidate by what the message tells the reader to do with it.
 *
 * @module
 */
import { cueBit, cueMask, purposes } from "./cues.ts";
import { claims, codes, type Context, type Elsewhere, has } from "./Context.ts";
import { cuesWithin, hasDigit, sentenceAround } from "./Part.ts";
import { isLead, isOwnFigure } from "./qualifiers.ts";

/** "Type 5653 to access the platform": a verb at the number, and a purpose or a keyword nearby. */
export function byInstruction(
  { part, candidate, before, after, sentence, announcement }: Context,
  elsewhere: Elsewhere,
): number {
  const { start, end } = candidate;
  const verb = cueBit.enter;
  const last = before.findLast((cue) => has(cue, verb));
  // "Type\n\nX3F9\n\ninto the launcher."
  const across = last !== undefined && !/\S/.test(part.text.slice(last.end, start));
  const from = announcement?.[0] ?? (across ? sentenceAround(part, last.start, last.end)[0] : sentence[0]);
  const left = last !== undefined && last.start >= from ? last : undefined;
  // "Hi 551203, use 482913": the verb has a number of its own.
  const right = after.find((cue) =>
    cue.end <= sentence[1] && has(cue, verb) && !hasDigit(part, cue.end, cue.end + 3)
  );
  const figure = before.some((cue) => start - cue.end <= 3 && isOwnFigure(part, cue)) ||
    after.some((cue) => cue.start - end <= 16 && isOwnFigure(part, cue));
  const gap = left === undefined ? "1" : part.text.slice(left.end, start);
  // "Use entrance 4412": a noun of which nothing is known.
  const thing = /^ \p{Ll}{3,24} $/u.test(gap) && left !== undefined && !isLead(part, left.end, start) &&
    cuesWithin(part, left.end, start).length === 0;
  // "Type into the app 448120 to sign in"
  const beside = !thing &&
    (gap.length <= 12 ? !/\d/.test(gap) : gap.length <= 24 && /^[^\d,;:()]*$/.test(gap) &&
      !before.some((cue) => left !== undefined && cue.start >= left.end && has(cue, claims)));
  // "Confirm it with 730218."
  const next = /^ \p{Ll}+/u.exec(part.text.slice(end, end + 24))?.[0].length ?? 0;
  // "With 450912 you complete your login", but not "with 4412 friends".
  const following = after.some((cue) =>
    cue.start - end <= (candidate.value.length >= 5 ? 48 : 1) && cue.end <= sentence[1] &&
    has(cue, cueMask("login", "verify"))
  );
  const by = /(?:^|\s)(?:with|using|mit|avec|con|com|met|med|z|ze|se|с|со|із) $/i.test(
    part.text.slice(Math.max(0, start - 7), start),
  ) && (following || isLead(part, end, end + next)) &&
    cuesWithin(part, from, sentence[1]).some((cue) => has(cue, purposes));
  // "118204 will verify your phone number", "118204 to log in"
  const purpose = after.find((cue) =>
    has(cue, cueMask("login", "verify", "phoneConfirmation", "passwordReset"))
  );
  const subject = purpose !== undefined && start - sentence[0] <= 2 && purpose.start > end &&
    purpose.start - end <= 24 && purpose.end <= sentence[1] && !hasDigit(part, end, purpose.start) &&
    isLead(part, end, purpose.start);
  const near = by || subject || (left !== undefined && (announcement !== undefined || figure || beside)) ||
    (right !== undefined && (figure || right.start - end <= 12));
  if (!near) return 0;
  if (cuesWithin(part, from, sentence[1]).some((cue) => has(cue, purposes))) return 80;
  if (
    elsewhere.codeElsewhere || before.some((cue) => has(cue, codes | cueBit.outdated)) ||
    after.some((cue) => has(cue, codes))
  ) {
    return 74;
  }
  const earlier = before.some((cue) => has(cue, cueMask("login", "verify")) && start - cue.end <= 150);
  return earlier || elsewhere.purposeElsewhere ? 68 : 0;
}
