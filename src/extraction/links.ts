/**
 * Finds links and e-mail addresses, whose digits are no codes.
 *
 * @module
 */
import { charClass, type NormalizedText } from "./normalizeText.ts";

/** A stretch of text. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly kind: "link" | "email-address";
}

/** Top-level domains that make a bare name a link: the common ones, so that "123456.Please" is none. */
const topLevel: ReadonlySet<string> = new Set(
  ("com net org edu gov info biz io co app dev me ly gl gd tv cc us uk de fr es it nl be ch at se no dk fi pl cz sk ru " +
    "ua by kz tr gr ro hu bg hr rs si eu pt br mx ar cl id my vn th in jp cn hk tw kr sg au nz ca za il ir sa ae eg " +
    "ai to link page site online store shop xyz bank").split(" "),
);

const delimiters: ReadonlySet<string> = new Set("\"'<>()[]{}|\\^`“”‘’「」【】《》（）");

function isLinkChar(source: NormalizedText, at: number): boolean {
  const kind = source.classes[at];
  if (kind === charClass.Ascii || kind === charClass.Digit || kind === charClass.Letter) return true;
  if (kind === undefined || kind === charClass.Blank || kind === charClass.Newline) return false;
  const char = source.text[at] ?? " ";
  return char > " " && char <= "~" && !delimiters.has(char);
}

const isNameChar = (char: string | undefined): boolean => char !== undefined && /[A-Za-z0-9.-]/.test(char);

/** Reads back over a host or mailbox name, at most 64 characters. */
function nameStart(text: string, at: number, floor: number, extra: string): number {
  let start = at;
  while (
    start > floor && at - start < 64 &&
    (isNameChar(text[start - 1]) || extra.includes(text[start - 1] ?? "\n"))
  ) {
    start--;
  }
  return start;
}

function nameEnd(text: string, at: number, end: number): number {
  let to = at;
  while (to < end && to - at < 254 && isNameChar(text[to])) to++;
  return to;
}

/** Looks for a link within one run of link characters. */
function linksOf(source: NormalizedText, start: number, end: number, out: Array<Span>): void {
  const { text, folded } = source;
  for (let at = start; at < end; at++) {
    const char = text[at];
    if (char === ":" && text[at + 1] === "/" && text[at + 2] === "/") {
      out.push({ start: nameStart(text, at, start, "+"), end, kind: "link" });
      return;
    }
    if (char === "@" && at > start) {
      const from = nameStart(text, at, start, "_+%");
      const to = nameEnd(text, at + 1, end);
      if (from < at && folded.slice(at + 1, to).includes(".")) {
        out.push({ start: from, end: to, kind: "email-address" });
        at = to - 1;
      }
      continue;
    }
    if (char !== ".") continue;
    if (folded.startsWith("www", at - 3) && at - 3 >= start) {
      out.push({ start: at - 3, end, kind: "link" });
      return;
    }
    let to = at + 1;
    while (to < end && to - at <= 8 && source.classes[to] === charClass.Ascii) to++;
    const next = text[to];
    if (!topLevel.has(text.slice(at + 1, to)) || source.classes[to] === charClass.Digit || next === "@") {
      continue;
    }
    const from = nameStart(text, at, start, "");
    if (!/[A-Za-z]/.test(text.slice(from, at))) continue;
    if (to < end && (next === "/" || next === "?" || next === ":" || next === "#")) {
      out.push({ start: from, end, kind: "link" });
      return;
    }
    out.push({ start: from, end: to, kind: "link" });
    at = to - 1;
  }
}

/**
 * Lists the links and e-mail addresses of a text. Takes linear time.
 *
 * @param source The normalized text.
 * @returns The spans in order.
 *
 * @example
 * ```ts
 * findLinks(normalizeText("see https://example.com/123456")).length; // 1
 * ```
 */
export function findLinks(source: NormalizedText): ReadonlyArray<Span> {
  const spans: Array<Span> = [];
  const { length } = source.classes;
  let at = 0;
  while (at < length) {
    if (!isLinkChar(source, at)) {
      at++;
      continue;
    }
    let end = at + 1;
    while (end < length && isLinkChar(source, end)) end++;
    if (end - at > 5) linksOf(source, at, end, spans);
    at = end;
  }
  return spans;
}
