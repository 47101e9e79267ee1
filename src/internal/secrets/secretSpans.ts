/**
 * Finds known secrets in foreign text, however JSON, HTML, a URL or base64 spells them.
 *
 * @module
 */

/** A text whose spelling was undone; its `i`-th unit came from `starts[i]` up to `ends[i]` of the original. */
interface Plain {
  readonly text: string;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** Where a secret stands: from `start` up to `end`, in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

function plain(text: string): Plain {
  const starts = new Uint32Array(text.length).map((_, index) => index);
  return { text, starts, ends: starts.map((start) => start + 1) };
}

/** Replaces every match by at most one unit. */
function rewrite(before: Plain, pattern: RegExp, unitOf: (match: RegExpExecArray) => string): Plain {
  const starts = new Uint32Array(before.text.length);
  const ends = new Uint32Array(before.text.length);
  let text = "";
  let copied = 0;
  const copyUpTo = (end: number): void => {
    starts.set(before.starts.subarray(copied, end), text.length);
    ends.set(before.ends.subarray(copied, end), text.length);
    text += before.text.slice(copied, end);
  };
  for (const match of before.text.matchAll(pattern)) {
    copyUpTo(match.index);
    copied = match.index + match[0].length;
    const unit = unitOf(match);
    if (unit === "") continue;
    starts[text.length] = before.starts[match.index]!;
    ends[text.length] = before.ends[copied - 1]!;
    text += unit;
  }
  copyUpTo(before.text.length);
  return { text, starts: starts.subarray(0, text.length), ends: ends.subarray(0, text.length) };
}

const escape =
  /\\u([\da-f]{4})|\\x([\da-f]{2})|%([\da-f]{2})|&#x([\da-f]{1,6});|&#(\d{1,7});|&([a-z]{2,8}\d?);/gi;
const named = new Map([["amp", "&"], ["lt", "<"], ["gt", ">"], ["quot", '"'], ["apos", "'"]]);
const beyondAscii = "\uFFFD";

/** Undoes one layer of JSON, JavaScript, HTML and URL escapes. */
function unescaped(text: Plain): Plain {
  return rewrite(text, escape, ([, ...groups]) => {
    const [json, script, url, hex, decimal, name] = groups;
    if (name !== undefined) return named.get(name.toLowerCase()) ?? beyondAscii;
    const digits = json ?? script ?? url ?? hex;
    const code = digits === undefined ? Number(decimal) : Number.parseInt(digits, 16);
    return code < 0x80 ? String.fromCharCode(code) : beyondAscii;
  });
}

/**
 * Leaves out what differs between spellings: backslashes, the kind and number of blanks (a `+` is one in URLs), and
 * which character beyond ASCII stands there, since a wrong character set changes it.
 */
function folded(text: Plain): Plain {
  // deno-lint-ignore no-control-regex
  return rewrite(rewrite(text, /\\+/g, () => ""), /[\u0000-\u0020+\u007f]+|[^\u0000-\u007f]+/g, ([run]) => {
    return run.charCodeAt(0) < 0x80 ? " " : beyondAscii;
  });
}

/** Base64 of the secret's bytes, in both usual character sets and alphabets, with and without padding. */
function base64Of(secret: string): ReadonlyArray<string> {
  const utf8 = Array.from(new TextEncoder().encode(secret), (byte) => String.fromCharCode(byte)).join("");
  // deno-lint-ignore no-control-regex
  const latin1 = /^[\u0000-\u00ff]*$/.test(secret) ? [secret] : [];
  return [utf8, ...latin1].map((bytes) => btoa(bytes))
    .flatMap((base64) => [base64, base64.replace(/=+$/, "")])
    .flatMap((base64) => [base64, base64.replaceAll("+", "-").replaceAll("/", "_")]);
}

function wanted(secrets: Iterable<string>): ReadonlySet<string> {
  const words = [...secrets].filter((secret) => secret !== "").flatMap((
    secret,
  ) => [secret, ...base64Of(secret)]);
  const forms = words.flatMap((
    word,
  ) => [word, folded(plain(word)).text, folded(unescaped(plain(word))).text]);
  return new Set(forms.filter((form) => form.trim() !== ""));
}

/**
 * Finds secrets in a text, as they are or as JSON, HTML, a URL (up to two layers of them) or base64 writes them. It may
 * find more than there is, never less.
 *
 * @param text Any text.
 * @param secrets The secrets; empty ones are left out.
 * @returns Where they stand, in order, without overlaps.
 */
export function secretSpans(text: string, secrets: Iterable<string>): ReadonlyArray<Span> {
  const forms = wanted(secrets);
  if (forms.size === 0) return [];
  const once = unescaped(plain(text));
  const views = [plain(text), folded(plain(text)), folded(once), folded(unescaped(once))];
  const found: Array<Span> = [];
  for (const { text: view, starts, ends } of views) {
    for (const form of forms) {
      for (let index = view.indexOf(form); index >= 0; index = view.indexOf(form, index + form.length)) {
        // Up to the units beside it, so that backslashes left out around it go with it.
        found.push({ start: ends[index - 1] ?? 0, end: starts[index + form.length] ?? text.length });
      }
    }
  }
  const merged: Array<{ start: number; end: number }> = [];
  for (const { start, end } of found.sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}
