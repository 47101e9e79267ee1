/**
 * Makes foreign text (a server's answer, somebody's error message) safe to show.
 *
 * @module
 */

const masked = "<redacted>";

/** How one secret may stand in a text: as it is, or as JSON, HTML, a URL or base64 would write it. */
function spellings(secret: string): ReadonlyArray<string> {
  const bytes = new TextEncoder().encode(secret);
  const html = secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    html.replaceAll('"', "&quot;"),
    html.replaceAll('"', "&quot;").replaceAll("'", "&#39;"),
    encodeURIComponent(secret.toWellFormed()),
    btoa(String.fromCharCode(...bytes)),
  ];
}

/**
 * Masks known secrets, in any usual spelling.
 *
 * @param text Any text.
 * @param secrets Values that must not stand in the result.
 * @returns The text with each of them replaced.
 */
export function hideSecrets(text: string, secrets: Iterable<string>): string {
  const known = [...new Set([...secrets].filter((secret) => secret !== "").flatMap(spellings))];
  // The longest first, so that no rest of one is left by another that it contains.
  known.sort((a, b) => b.length - a.length);
  return known.reduce((safe, spelling) => safe.replaceAll(spelling, masked), text);
}

/**
 * What a foreign error says, safe to show.
 *
 * @param error What was thrown.
 * @returns Its name and message without anything that looks like a secret, at most 200 characters.
 */
export function foreignText(error: unknown): string {
  if (!(error instanceof Error)) return "it gave no reason";
  return scrub(error.message === "" ? error.name : `${error.name}: ${error.message}`, []);
}

/**
 * Text that may be shown: known secrets, long runs that could be tokens and runs of digits that could be codes are
 * masked, control characters and blanks become single blanks, and the length is bounded.
 *
 * @param text Any text.
 * @param secrets Values that must not stand in the result, in any usual spelling.
 * @param limit Greatest length of the result, in UTF-16 code units.
 * @returns The safe text, with `…` at its end where it was cut.
 */
export function scrub(text: string, secrets: Iterable<string>, limit = 200): string {
  // Cut generously first, so that a large body costs little, and mask before the final cut, so that no secret is halved.
  const safe = hideSecrets(text.slice(0, 16_384), secrets)
    .replace(/[A-Za-z0-9+/_=.~-]{20,}/g, (run) => isPlainRun(run) ? run : masked)
    .replace(/\d(?:[ -]?\d){3,}/g, masked)
    // deno-lint-ignore no-control-regex
    .replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ")
    .trim();
  return safe.length <= limit ? safe : `${safe.slice(0, limit - 1)}…`;
}

/** A long word or a line of dashes is no token. */
function isPlainRun(run: string): boolean {
  return run.length < 32 && /^(?:[A-Za-z]+|[-=_.~]+)$/.test(run);
}
