/**
 * What an error may show of an undocumented response body.
 *
 * @module
 */
import { scrub } from "./scrub.ts";

/** Keys whose string values are words of the protocol; every other value may be a token. */
const wordKeys = new Set(["state", "step", "reason", "error", "message"]);

/** A JSON object as an outline: words kept, every other value reduced to its type. */
function outline(body: object): string {
  const entries = Object.entries(body).slice(0, 20).map(([key, value]) => {
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

function jsonObjectOf(text: string): object | undefined {
  try {
    const body: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    return typeof body === "object" && body !== null && !Array.isArray(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The start of a body, free of secrets: of JSON an outline, of anything else the text without tags.
 *
 * @param text The body.
 * @param secrets Values that must not stand in the result.
 * @returns At most 200 characters.
 */
export function bodyExcerpt(text: string, secrets: Iterable<string>): string {
  const body = jsonObjectOf(text);
  if (body !== undefined) return scrub(outline(body), secrets);
  // A broken or foreign structure may name a value as a secret: what follows such a name is dropped.
  const plain = text.slice(0, 16_384)
    .replace(/<[^<>]{0,1000}>/g, " ")
    .replace(
      /((?:token|ticket|password|passwd|secret|bearer|authorization|pin|code|key)\w{0,20}["']?\s{0,3}[:= ]\s{0,3}["']?)[^\s"',;<>{}]{2,}/gi,
      "$1<redacted>",
    );
  return scrub(plain, secrets);
}
