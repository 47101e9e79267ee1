/**
 * HTML to plain text, in one pass: enough to read a code from a mail, not a renderer.
 *
 * @module
 */
import { decodeEntity } from "./entities.ts";

const blocks: ReadonlySet<string> = new Set(
  ("address article aside blockquote body br button caption center dd div dl dt fieldset figcaption figure footer " +
    "form h1 h2 h3 h4 h5 h6 header hr html li main nav ol option p pre section table tbody tfoot thead tr ul")
    .split(" "),
);
const cells: ReadonlySet<string> = new Set(["td", "th"]);
const dropped: ReadonlySet<string> = new Set(["head", "script", "style", "template", "title"]);

const [ampersand, lessThan, exclamation, question, slash] = [38, 60, 33, 63, 47];
/** Of lower-case names, those that somebody defines for himself (`head-line`) among them. */
const isNameChar = (c: number): boolean => (c >= 97 && c <= 122) || (c >= 48 && c <= 57) || c === 45;

/** Lower case with the same indices: some letters become longer ("İ"), and then only ASCII letters are changed. */
function lowerCase(html: string): string {
  const lower = html.toLowerCase();
  return lower.length === html.length ? lower : html.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase());
}

/**
 * Turns HTML into text. Comments, tags, and the contents of `head`, `script`, `style`, `template` and `title` go;
 * block elements become line breaks, table cells tabs; entities are decoded. Hidden text stays: a sender's
 * preheader often holds the code. Takes linear time on any input.
 *
 * @param html The HTML, whole or cut off anywhere.
 * @returns The text, with blanks as they come.
 *
 * @example
 * ```ts
 * htmlToText("<style>b{color:#123456}</style><p>Your code: <b>0417</b>"); // "\nYour code: 0417"
 * ```
 */
export function htmlToText(html: string): string {
  const lower = lowerCase(html);
  // Searches go forwards only, so that what one has found, or not found, holds for the next: without this memory,
  // hostile input costs n² steps.
  const found = new Map<string, number>();
  const remembered = (what: string, from: number, search: () => number): number => {
    const before = found.get(what);
    if (before !== undefined && (before === -1 || before >= from)) return before;
    const at = search();
    found.set(what, at);
    return at;
  };
  const find = (needle: string, from: number): number =>
    remembered(needle, from, () => lower.indexOf(needle, from));
  /** A tag by its beginning (`</head`), which is no other's (`</header`). */
  const findTag = (start: string, from: number): number =>
    remembered(`tag ${start}`, from, () => {
      let at = lower.indexOf(start, from);
      while (at !== -1 && isNameChar(lower.charCodeAt(at + start.length))) at = lower.indexOf(start, at + 1);
      return at;
    });
  const endOfDropped = (name: string, from: number): number => {
    const close = findTag(`</${name}`, from);
    if (name !== "head") return close;
    // Its end tag may be left out (HTML Living Standard, 13.1.2.4).
    const body = findTag("<body", from);
    return close === -1 || body !== -1 && body < close ? body : close;
  };

  const tagEnd = (from: number): number => {
    for (let i = from; i < lower.length; i++) {
      const c = lower[i];
      if (c === ">") return i + 1;
      // A quote opens a value only after "=": a stray apostrophe must not swallow the rest of the message.
      if ((c === '"' || c === "'") && lower[i - 1] === "=") {
        const close = find(c, i + 1);
        if (close !== -1) i = close;
      }
    }
    return lower.length;
  };

  let out = "";
  let kept = 0;
  let at = 0;
  const replace = (by: string, end: number): void => {
    out += html.slice(kept, at).replace(/\s/g, " ") + by;
    kept = at = end;
  };
  while (at < html.length) {
    const c = html.charCodeAt(at);
    if (c === ampersand) {
      const entity = decodeEntity(html, at);
      if (entity === undefined) at++;
      else replace(entity.text, entity.end);
      continue;
    }
    if (c !== lessThan) {
      at++;
      continue;
    }
    const next = lower.charCodeAt(at + 1);
    if (lower.startsWith("<!--", at)) {
      const end = find("-->", at + 4);
      replace("", end === -1 ? html.length : end + 3);
    } else if (next === exclamation || next === question) {
      replace("", tagEnd(at + 2));
    } else if (next === slash || (next >= 97 && next <= 122)) {
      const nameStart = next === slash ? at + 2 : at + 1;
      let nameEnd = nameStart;
      while (nameEnd - nameStart < 16 && isNameChar(lower.charCodeAt(nameEnd))) nameEnd++;
      const name = lower.slice(nameStart, nameEnd);
      let end = tagEnd(nameEnd);
      if (next !== slash && dropped.has(name)) {
        const close = endOfDropped(name, end);
        if (close !== -1) end = close;
      }
      replace(blocks.has(name) ? "\n" : cells.has(name) ? "\t" : "", end);
    } else {
      at++;
    }
  }
  replace("", html.length);
  return out;
}

/**
 * Whether text is HTML in fact: some senders put HTML where plain text belongs.
 *
 * @param text A message's text.
 * @returns `true` when its first 4,096 characters hold a tag that plain text would not.
 *
 * @example
 * ```ts
 * looksLikeHtml("<p>Your code: 0417</p>"); // true
 * ```
 */
export function looksLikeHtml(text: string): boolean {
  return /<(?:!doctype html|html|head|body|div|p|br|table|span|td|h[1-6])[\s/>]/i.test(text.slice(0, 4096));
}
