/**
 * Finds what could be a code by its shape alone.
 *
 * @module
 */
import { charClass, type NormalizedText } from "./normalizeText.ts";

/** The shape of a candidate. */
export type Shape = "digits" | "grouped" | "prefixed" | "mixed" | "letters" | "bound";

/** Something of a code's shape, and where it stands in the normalized text. */
export interface Candidate {
  /** The code: without separators and prefix. */
  readonly value: string;
  /** Start of the whole written form, prefix and separators included. */
  readonly start: number;
  readonly end: number;
  readonly shape: Shape;
}

/** At most so many candidates are looked at: a message with more of them is no code message. */
export const maxCandidates = 128;

const shortest = 4;
const longest = 8;

interface Run {
  readonly start: number;
  readonly end: number;
  readonly digits: number;
  readonly ascii: number;
}

function runAt(source: NormalizedText, start: number): Run {
  const { classes } = source;
  let digits = 0;
  let ascii = 0;
  let end = start;
  for (; end < classes.length; end++) {
    const kind = classes[end];
    if (kind === charClass.Digit) digits++;
    else if (kind === charClass.Ascii) ascii++;
    else if (kind !== charClass.Letter) break;
  }
  return { start, end, digits, ascii };
}

const isDigits = (run: Run): boolean => run.digits > 0 && run.digits === run.end - run.start;

/** Sizes of the groups in which codes are written, and their separators. */
const groupings: ReadonlyArray<{ readonly sizes: ReadonlyArray<number>; readonly separators: string }> = [
  { sizes: [3, 3], separators: " -" },
  { sizes: [4, 4], separators: " -" },
  { sizes: [2, 2, 2], separators: " " },
];

/** More runs in a row than any code has. */
const longestChain = 9;

/** Digit runs joined with one kind of separator: where each ends; the next begins one character later. */
interface Chain {
  readonly start: number;
  readonly ends: ReadonlyArray<number>;
  readonly by: string;
}

function chain(source: NormalizedText, start: number, firstEnd: number): Chain {
  const { classes, text } = source;
  const by = text[firstEnd] ?? "";
  const ends = [firstEnd];
  let end = firstEnd;
  if (by !== " " && by !== "-" && by !== "\t") return { start, ends, by };
  while (ends.length < longestChain && text[end] === by && classes[end + 1] === charClass.Digit) {
    let next = end + 1;
    while (classes[next] === charClass.Digit) next++;
    if (classes[next] === charClass.Ascii || classes[next] === charClass.Letter) break;
    ends.push(next);
    end = next;
  }
  return { start, ends, by };
}

function grouped(source: NormalizedText, { start, ends, by }: Chain): Candidate | undefined {
  const end = ends.at(-1);
  if (end === undefined || ends.length < 2) return undefined;
  const sizes = ends.map((to, index) => to - (index === 0 ? start : (ends[index - 1] ?? to) + 1));
  const single = sizes.every((size) => size === 1) && sizes.length >= shortest && sizes.length <= longest;
  const known = groupings.some((grouping) =>
    grouping.separators.includes(by) && grouping.sizes.length === sizes.length &&
    grouping.sizes.every((size, index) => size === sizes[index])
  );
  if (!single && !known) return undefined;
  return { value: source.text.slice(start, end).replaceAll(by, ""), start, end, shape: "grouped" };
}

/** Capitals and digits, one at least of each. */
const drawn = /^(?=.*\d)(?=.*[A-Z])[A-Z0-9]+$/;

/**
 * "K7P-2QX": two groups of the same size, letters and digits; "BDWP-HQKX": consonants only; "Q2-8WFD", "K9R4T-2VX", "J4T7 WQ29": both
 * groups of both kinds.
 */
function groupedMixed(source: NormalizedText, first: Run): Candidate | undefined {
  const size = first.end - first.start;
  const by = source.text[first.end];
  if (size < 2 || size > 5 || (by !== "-" && by !== " ")) return undefined;
  const second = runAt(source, first.end + 1);
  const length = second.end - second.start;
  if (length < 2 || size + length > longest || length > 5 || source.text[second.end] === "-") {
    return undefined;
  }
  if (size === 2 || size === 5 || length !== size || by === " ") {
    const groups = [source.text.slice(first.start, first.end), source.text.slice(second.start, second.end)];
    const alike = length === 4 && size === 4;
    if (!groups.every((group) => drawn.test(group)) || !(by === "-" ? size + length >= 6 : alike)) {
      return undefined;
    }
    return { value: groups.join(""), start: first.start, end: second.end, shape: "mixed" };
  }
  const value = source.text.slice(first.start, first.end) + source.text.slice(second.start, second.end);
  const digits = first.digits + second.digits;
  if (digits === value.length || !/^(?:[A-Z0-9]+|[a-z0-9]+)$/.test(value)) return undefined;
  if (digits === 0) {
    if (!/^[B-DF-HJ-NP-TV-Z]{6,}$/.test(value)) return undefined;
    return { value, start: first.start, end: second.end, shape: "letters" };
  }
  if (/[a-z]/.test(value) && (first.digits === 0 || second.digits === 0)) return undefined;
  // Letters only, then digits only, is a prefix and a number: an order, a flight, a model; "QKTD-4827" abbreviates nothing.
  if (isDigits(second) && first.digits === 0 && !/^[B-DF-HJ-NP-TV-Z]{4}/.test(value)) return undefined;
  return { value, start: first.start, end: second.end, shape: "mixed" };
}

/** Whether two or three capitals abbreviate a name in the text: "FB" Facebook, "BB" Blue Bank. */
function abbreviates({ text }: NormalizedText, letters: string): boolean {
  const [first = "", ...others] = letters;
  const within = others.map((letter) => `[^\\s]{0,12}[${letter}${letter.toLowerCase()}]`).join("");
  const initials = others.map((letter) => `[^\\s]{0,20}\\s${letter}`).join("");
  return new RegExp(`(?:^|[^A-Za-z0-9])${first}(?:${within}[A-Za-z]|${initials})`).test(text.slice(0, 2000));
}

/** "G-123456": up to three capitals that belong to the sender, not to the code. */
function prefixed(source: NormalizedText, letters: Run): Candidate | undefined {
  const size = letters.end - letters.start;
  if (size > 3 || letters.ascii !== size || source.text[letters.end] !== "-") return undefined;
  const capitals = source.text.slice(letters.start, letters.end);
  if (!/^[A-Z]+$/.test(capitals)) return undefined;
  // "OTP-482913" is no prefix but the keyword.
  const keyword = /^(?:OTP|PIN|TAN|MFA)$/.test(capitals);
  const digits = runAt(source, letters.end + 1);
  const length = digits.end - digits.start;
  if (!isDigits(digits) || length < shortest || length > longest) return undefined;
  // "WD-7396" within a text: nobody's name, and so perhaps a part of the code.
  if (!keyword && size > 1 && letters.start > 0 && !abbreviates(source, capitals)) return undefined;
  return {
    value: source.text.slice(digits.start, digits.end),
    start: keyword ? digits.start : letters.start,
    end: digits.end,
    shape: keyword ? "digits" : "prefixed",
  };
}

/** One character a table cell, letters too. */
function cells({ text, classes }: NormalizedText, { start, end }: Run): Candidate | undefined {
  if (end - start !== 1 || classes[end] !== charClass.Blank || text[end] !== "\t") return undefined;
  const row = /^(?:[A-Z0-9]\t){3,7}[A-Z0-9](?![^\s])/.exec(text.slice(start, start + 17))?.[0];
  const value = row?.replaceAll("\t", "") ?? "";
  if (
    row === undefined || !drawn.test(value) ||
    /^\t[A-Z0-9](?:\s|$)/.test(text.slice(start + row.length, start + row.length + 3))
  ) {
    return undefined;
  }
  return { value, start, end: start + row.length, shape: "mixed" };
}

function plain(source: NormalizedText, run: Run): Candidate | undefined {
  const size = run.end - run.start;
  if (size < shortest || size > longest || run.digits + run.ascii !== size) return undefined;
  const value = source.text.slice(run.start, run.end);
  const shape = run.ascii === 0 ? "digits" : run.digits > 0 ? "mixed" : "letters";
  if (shape === "letters" && !/^[A-Z]{5,8}$/.test(value)) return undefined;
  return { value, start: run.start, end: run.end, shape };
}

/** The last line `@host #code`. */
function bound(source: NormalizedText): Candidate | undefined {
  const tail = source.text.slice(-300).trimEnd();
  const line = tail.slice(tail.lastIndexOf("\n") + 1);
  const found = /^@[A-Za-z0-9][A-Za-z0-9.:-]{0,200} #([A-Za-z0-9]{4,8})(?: @[A-Za-z0-9.-]{1,80})?$/.exec(
    line,
  );
  if (found?.[1] === undefined) return undefined;
  const start = source.text.trimEnd().length - line.length + line.indexOf(" #") + 2;
  return { value: found[1], start, end: start + found[1].length, shape: "bound" };
}

/**
 * Lists what has a code's shape: 4 to 8 digits, also in groups or with a prefix; letters mixed with digits; capitals
 * only; the domain-bound last line (https://wicg.github.io/sms-one-time-codes/).
 *
 * @param source The normalized text.
 * @returns At most {@linkcode maxCandidates} candidates, in the order of the text.
 *
 * @example
 * ```ts
 * findCandidates(normalizeText("G-123456 or 123 456")).map(({ value }) => value); // ["123456", "123456"]
 * ```
 */
export function findCandidates(source: NormalizedText): ReadonlyArray<Candidate> {
  const { classes } = source;
  const last = bound(source);
  const found: Array<Candidate> = [];
  let at = 0;
  let capitals = 0;
  while (at < classes.length && found.length < maxCandidates - 1) {
    const kind = classes[at];
    if (kind !== charClass.Digit && kind !== charClass.Ascii && kind !== charClass.Letter) {
      at++;
      continue;
    }
    const run = runAt(source, at);
    // Shouted text must not use up the places of real candidates.
    if (run.digits === 0 && capitals >= maxCandidates / 2) {
      at = run.end;
      continue;
    }
    const links = isDigits(run) ? chain(source, run.start, run.end) : undefined;
    if (links !== undefined && links.ends.length === longestChain) {
      // A table, not a code; looking at each of its numbers in turn would cost ten times the work.
      at = links.ends.at(-1) ?? run.end;
      continue;
    }
    const candidate = cells(source, run) ?? (links === undefined ? undefined : grouped(source, links)) ??
      groupedMixed(source, run) ??
      prefixed(source, run) ?? plain(source, run);
    at = candidate?.end ?? run.end;
    if (candidate === undefined || candidate.start === last?.start) continue;
    if (candidate.shape === "letters") capitals++;
    found.push(candidate);
  }
  return last === undefined ? found : [...found, last];
}
