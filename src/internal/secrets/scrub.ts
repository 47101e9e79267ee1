/**
 * Makes foreign text (a server's answer, somebody's error message) safe to show.
 *
 * @module
 */

import { secretSpans } from "./secretSpans.ts";

const masked = "<redacted>";
/** Longest text that is looked at, in UTF-16 code units: that of the largest response body that is read. */
const longest = 64 * 1024;

/**
 * Masks known secrets, in any usual spelling ({@linkcode secretSpans}).
 *
 * @param text Any text.
 * @param secrets Values that must not stand in the result.
 * @returns The text with each of them replaced.
 */
export function hideSecrets(text: string, secrets: Iterable<string>): string {
  let safe = "";
  let copied = 0;
  for (const { start, end } of secretSpans(text, secrets)) {
    safe += text.slice(copied, start) + masked;
    copied = end;
  }
  return safe + text.slice(copied);
}

/** The start of a long text, ending well before a secret that the cut would halve and so hide from the search. */
function startOf(text: string, secrets: ReadonlyArray<string>): string {
  if (text.length <= longest) return text;
  // An escape spells a character with six others at most; two layers of escapes multiply.
  const margin = 36 * Math.max(0, ...secrets.map((secret) => secret.length));
  return text.slice(0, Math.max(0, longest - margin));
}

/**
 * What a foreign error says, safe to show.
 *
 * @param error What was thrown.
 * @returns Its name and message without anything that looks like a secret, at most 2000 characters: whoever knows the
 * secrets hides them before the text is cut to a length for people, so that none is halved.
 */
export function foreignText(error: unknown): string {
  if (!(error instanceof Error)) return "it gave no reason";
  return scrub(error.message === "" ? error.name : `${error.name}: ${error.message}`, [], 2000);
}

/**
 * Text that may be shown: known secrets, long runs that could be tokens and runs of digits that could be codes are
 * masked, control and formatting characters and blanks become single blanks, and the length is bounded.
 *
 * @param text Any text.
 * @param secrets Values that must not stand in the result, in any usual spelling.
 * @param limit Greatest length of the result, in UTF-16 code units.
 * @returns The safe text, with `…` at its end where it was cut.
 */
export function scrub(text: string, secrets: Iterable<string>, limit = 200): string {
  const known = [...secrets];
  const start = startOf(text, known);
  // Masked before the final cut, so that no secret is halved.
  const safe = hideSecrets(start, known)
    .replace(/[A-Za-z0-9+/_=.~%\\-]{20,}/g, (run) => isPlainRun(run) ? run : masked)
    .replace(/\d(?:[ -]?\d){3,}/g, masked)
    // Control, formatting and half characters too: a terminal must not obey a server.
    .replace(/[\s\p{C}]+/gu, " ")
    .trim();
  if (safe.length <= limit && start === text) return safe;
  return `${safe.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** A long word or a line of dashes is no token. */
function isPlainRun(run: string): boolean {
  return run.length < 32 && /^(?:[A-Za-z]+|[-=_.~]+)$/.test(run);
}
