/**
 * Text inside of HTML.
 *
 * @module
 */

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * Escapes a text, for an element's content or a quoted attribute.
 *
 * @param text Any text.
 * @returns HTML that shows it.
 */
export function html(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign]!);
}

/** Greatest length of a name that is shown, in characters. */
const longestName = 80;

/**
 * A name that somebody else has chosen: without control and formatting characters, of bounded length, in a direction of
 * its own.
 *
 * @param text The name.
 * @returns HTML.
 */
export function nameHtml(text: string): string {
  const characters = [...text.replace(/\p{C}/gu, "?")];
  const shown = characters.length > longestName
    ? `${characters.slice(0, longestName - 1).join("")}…`
    : characters.join("");
  return `<bdi>${html(shown)}</bdi>`;
}
