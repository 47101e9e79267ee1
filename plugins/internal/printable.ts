/**
 * Texts of others, made safe to show.
 *
 * @module
 */

/** Greatest length of a name that is shown, in characters. */
const longestName = 80;

/**
 * Replaces what is no visible character by `?`: control and formatting characters (which move a cursor, hide text or turn
 * it round), line and paragraph separators, and code points that mean nothing.
 *
 * @param text Any text.
 * @returns As many characters, all of them visible or blank.
 */
export function printable(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "?");
}

/**
 * A name that somebody else has chosen, to be shown.
 *
 * @param name The name.
 * @returns The same, printable; one of more than 80 characters ends with `…`.
 */
export function shownName(name: string): string {
  const characters = [...printable(name)];
  return characters.length > longestName
    ? `${characters.slice(0, longestName - 1).join("")}…`
    : characters.join("");
}
