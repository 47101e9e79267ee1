/**
 * What an error may show of an undocumented response body.
 *
 * @module
 */
import { hideSecrets, scrub } from "../secrets/scrub.ts";

/** Keys whose string values are words of the protocol; every other value may be a token. */
const wordKeys = new Set(["state", "step", "reason", "error", "message"]);

const shownEntries = 20;

/** Names of values that are secrets. */
const secretName = /token|ticket|password|passwd|secret|bearer|authorization|pin|code|key/i;
const namedSecret = new RegExp(
  `((?:${secretName.source})\\w{0,20}["']?\\s{0,3}[:= ]\\s{0,3}["'[]{0,3})(?:\\\\.|[^\\s"',;<>{}\\\\]){2,}`,
  "gi",
);

const secretElement = new RegExp(`<([\\w:.-]{0,20}(?:${secretName.source})[\\w.-]{0,20})>[^<>]{2,}`, "gi");

/** A JSON object as an outline: words kept, every other value reduced to its type. */
function outline(body: object): string {
  const entries = Object.entries(body).slice(0, shownEntries).map(([key, value]) => {
    const shown = typeof value === "string" && wordKeys.has(key.toLowerCase())
      ? JSON.stringify(value)
      : Array.isArray(value)
      ? "array"
      : value === null
      ? "null"
      : typeof value;
    return `${JSON.stringify(key)}: ${shown}`;
  });
  return `{${entries.join(", ")}}`;
}

/** What JSON other than an object may show: a bare string or a list may hold a token. */
function kindOf(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "an array" : `a ${typeof value}`;
}

/** The body's own secrets, which another of its words may repeat. */
function secretsIn(body: object): ReadonlyArray<string> {
  return Object.entries(body).slice(0, shownEntries).flatMap(([key, value]) =>
    typeof value === "string" && value.length >= 4 && secretName.test(key) ? [value] : []
  );
}

/**
 * The start of a body, free of secrets: of JSON an outline, of anything else the text without tags.
 *
 * @param text The body, within the limit of what is read.
 * @param secrets Values that must not stand in the result.
 * @returns At most 200 characters.
 */
export function bodyExcerpt(text: string, secrets: Iterable<string>): string {
  const known = [...secrets];
  let body: unknown;
  try {
    body = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return scrub(withoutMarkup(hideSecrets(text, known)), known);
  }
  return typeof body === "object" && body !== null && !Array.isArray(body)
    ? scrub(outline(body), [...known, ...secretsIn(body)])
    : `JSON: ${kindOf(body)}`;
}

/** A broken or foreign structure may name a value as a secret: what follows such a name is dropped. */
function withoutMarkup(text: string): string {
  return text
    .replace(secretElement, " $1: <redacted> ")
    .replace(/<(?!redacted>)[^<>]{0,1000}>/g, " ")
    .replace(namedSecret, "$1<redacted>");
}
