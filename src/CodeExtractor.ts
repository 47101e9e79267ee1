/**
 * Reads the verification code out of a message, or says that there is none.
 *
 * @module
 */
import { compilePattern, matchPattern } from "./extraction/callerPattern.ts";
import type { Candidate } from "./extraction/candidates.ts";
import { cueMask } from "./extraction/cues.ts";
import { htmlToText, looksLikeHtml } from "./extraction/htmlToText.ts";
import { hasWord, linkWithin, type Part, readPart, type Where } from "./extraction/Part.ts";
import { hasOtherPurpose } from "./extraction/purpose.ts";
import type { CandidateReason } from "./extraction/reasons.ts";
import { judge } from "./extraction/judge.ts";

export type { AcceptedReason, CandidateReason, RefusedReason } from "./extraction/reasons.ts";

/** A message: its plain text alone, or the parts that it has. */
export type CodeMessage = string | {
  /** The subject of a mail. */
  readonly subject?: string;
  /** The plain text. */
  readonly text?: string;
  /** The HTML. */
  readonly html?: string;
};

/** How to look for a code. */
export interface ExtractCodeOptions {
  /**
   * `login` (the default) refuses codes that the message says are for something else: a password reset, a phone
   * confirmation, a payment, a transfer, a change of e-mail address, the deletion of an account. `any` takes them too.
   */
  readonly purpose?: "login" | "any";
  /**
   * The caller's own pattern; it replaces all other rules, `purpose` included. Its first capture group is the code,
   * else its whole match. Looked for in the subject, then in the text, then in the text of the HTML; the flags `g` and
   * `y` are ignored. A string is the source of a regular expression.
   */
  readonly pattern?: RegExp | string;
  /** The code's length in characters, or its bounds; without it, 4 to 8. Narrows what is found. */
  readonly length?: number | { readonly min: number; readonly max: number };
}

/** Something that looked like a code, and what became of it. */
export interface CodeCandidate {
  /** The first character, the others hidden: `5•••`. */
  readonly masked: string;
  /** The part of the message where it stands. */
  readonly where: "subject" | "text" | "html";
  /** Whether it is the code. */
  readonly accepted: boolean;
  /** Why it is the code, or not. */
  readonly reason: CandidateReason;
}

/** What {@linkcode explainCode} says. */
export interface CodeExplanation {
  /** The code; `undefined` where there is none, or where nothing tells which of several it is. */
  readonly code: string | undefined;
  /** All candidates in the order of the message, at most 128 a part; without their text. */
  readonly candidates: ReadonlyArray<CodeCandidate>;
}

/** Characters read of a message: a code stands near its beginning, and longer ones are not written for people. */
const maxCharacters = 256 * 1024;

/** How much better than all others a candidate must be: less is a tie, and a tie is no code. */
const margin = 10;

const codeWords = cueMask("code");
const purposeWords = cueMask("login", "verify", "passwordReset", "phoneConfirmation", "emailChange");

interface Bounds {
  readonly min: number;
  readonly max: number;
}

function boundsOf(length: ExtractCodeOptions["length"]): Bounds {
  if (length === undefined) return { min: 1, max: Number.POSITIVE_INFINITY };
  const { min, max } = typeof length === "number" ? { min: length, max: length } : length;
  if (!Number.isInteger(min) || !Number.isInteger(max) || min < 1 || max < min) {
    throw new TypeError("length must be a whole number of at least 1, or such bounds with min <= max");
  }
  return { min, max };
}

/** Reads a message's parts as plain text, up to the limit. */
function plainParts(message: CodeMessage): ReadonlyArray<readonly [Where, string]> {
  let left = maxCharacters;
  const take = (value: unknown): string => {
    const text = typeof value === "string" ? value.slice(0, left) : "";
    left -= text.length;
    return text;
  };
  const whole = typeof message === "string" ? { text: message } : message ?? {};
  const parts: Array<readonly [Where, string]> = [];
  const subject = take(whole.subject);
  if (subject !== "") parts.push(["subject", subject.replace(/[\r\n]+/g, " ")]);
  const text = take(whole.text);
  if (text !== "") parts.push(["text", looksLikeHtml(text) ? htmlToText(text) : text]);
  const html = take(whole.html);
  if (html !== "") parts.push(["html", htmlToText(html)]);
  return parts;
}

const mask = (code: string): string => code.slice(0, 1) + "•".repeat(Math.max(0, code.length - 1));

interface Entry {
  readonly part: Part;
  readonly candidate: Candidate;
  readonly score: number;
  reason: CandidateReason;
}

function entriesOf(
  parts: ReadonlyArray<Part>,
  purpose: "login" | "any",
  bounds: Bounds,
): ReadonlyArray<Entry> {
  const subject = parts.find((part) => part.where === "subject");
  const naming = parts.filter((part) => part.cues.some((cue) => (cue.kinds & codeWords) !== 0));
  const isPurposeful = (part: Part): boolean => part.cues.some((cue) => (cue.kinds & purposeWords) !== 0);
  return parts.flatMap((part) => {
    const [first] = part.candidates;
    const alone = parts.length === 1 && first !== undefined && part.candidates.length === 1 &&
      !hasWord(part, 0, first.start) && !hasWord(part, first.end, part.text.length);
    const verdicts = judge(part, {
      codeElsewhere: naming.some((other) => other !== part),
      purposeElsewhere: parts.some((other) => other !== part && isPurposeful(other)),
      subject: subject === undefined || subject === part || isPurposeful(subject)
        ? []
        : subject.cues.filter(({ start, end }) => linkWithin(subject, start, end) === undefined),
      alone,
    });
    return part.candidates.map((candidate, index): Entry => {
      const verdict = verdicts[index] ?? { score: 0, reason: "no-keyword" };
      const { length } = candidate.value;
      if (verdict.score === 0) return { part, candidate, ...verdict };
      if (length < bounds.min || length > bounds.max) return { part, candidate, score: 0, reason: "length" };
      return purpose === "login" && hasOtherPurpose(part, candidate, subject)
        ? { part, candidate, score: 0, reason: "other-purpose" }
        : { part, candidate, ...verdict };
    });
  });
}

/** Picks the one code: the same code twice is one candidate, two codes of about the same score are none. */
function decide(entries: ReadonlyArray<Entry>): string | undefined {
  const scores = new Map<string, number>();
  for (const { candidate, score } of entries) {
    if (score > 0) scores.set(candidate.value, Math.max(score, scores.get(candidate.value) ?? 0));
  }
  const [best, second] = [...scores].sort(([, a], [, b]) => b - a);
  if (best === undefined) return undefined;
  const tie = second !== undefined && best[1] - second[1] < margin;
  for (const entry of entries) {
    if (entry.score > 0 && (tie || entry.candidate.value !== best[0])) {
      entry.reason = tie && best[1] - entry.score < margin ? "tie" : "weaker-candidate";
    }
  }
  return tie ? undefined : best[0];
}

function explainPattern(message: CodeMessage, pattern: RegExp | string, bounds: Bounds): CodeExplanation {
  const compiled = compilePattern(pattern);
  const candidates: Array<CodeCandidate> = [];
  for (const [where, text] of plainParts(message)) {
    const code = matchPattern(compiled, text);
    if (code === undefined) continue;
    const accepted = code.length >= bounds.min && code.length <= bounds.max;
    candidates.push({ masked: mask(code), where, accepted, reason: accepted ? "pattern" : "length" });
    if (accepted) return { code, candidates };
  }
  return { code: undefined, candidates };
}

/**
 * Finds a message's verification code and says why: for logs and bug reports, which may show everything but `code`.
 *
 * @param message The message: plain text (or HTML), or its parts. At most 262,144 characters are read.
 * @param options Purpose, length, or a pattern of one's own.
 * @returns The code, as {@linkcode extractCode} gives it, and every candidate with its fate.
 * @throws {TypeError} Where `pattern` or `length` cannot be used.
 *
 * @example
 * ```ts
 * import { explainCode } from "@autoshares/auth";
 *
 * explainCode("Type 222008 to confirm your phone number").candidates;
 * // [{ masked: "2•••••", where: "text", accepted: false, reason: "other-purpose" }]
 * ```
 */
export function explainCode(message: CodeMessage, options: ExtractCodeOptions = {}): CodeExplanation {
  const bounds = boundsOf(options.length);
  if (options.pattern !== undefined) return explainPattern(message, options.pattern, bounds);
  const parts = plainParts(message).map(([where, text]) => readPart(where, text));
  const entries = entriesOf(parts, options.purpose ?? "login", bounds);
  const code = decide(entries);
  return {
    code,
    candidates: entries.map(({ part, candidate, score, reason }) => ({
      masked: mask(candidate.value),
      where: part.where,
      accepted: score > 0 && candidate.value === code,
      reason,
    })),
  };
}

/**
 * Finds a message's verification code. Knows about 45 languages, codes of 4 to 8 digits or letters and digits, written
 * together, in groups (`123 456`) or after a prefix (`G-123456`), and digits of all scripts. Takes no order numbers,
 * amounts, dates or telephone numbers for codes; where two candidates are equally good, there is no code: a code that is
 * missing costs a wait, a wrong one an attempt.
 *
 * @param message The message: plain text (or HTML), or its parts. At most 262,144 characters are read.
 * @param options Purpose, length, or a pattern of one's own.
 * @returns The code without blanks, hyphens and prefix, digits as ASCII digits; `undefined` where there is none.
 * @throws {TypeError} Where `pattern` or `length` cannot be used.
 *
 * @example
 * ```ts
 * import { extractCode } from "@autoshares/auth";
 *
 * extractCode("Type 0417 to access the platform"); // "0417"
 * extractCode("Type 222008 to confirm your phone number"); // undefined
 * extractCode("Token: AB-77", { pattern: /Token: (\S+)/ }); // "AB-77"
 * ```
 */
export function extractCode(message: CodeMessage, options: ExtractCodeOptions = {}): string | undefined {
  return explainCode(message, options).code;
}
