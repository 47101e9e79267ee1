/**
 * Text inside of HTML.
 *
 * @module
 */
import { shownName } from "../../internal/printable.ts";

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

/**
 * A name that somebody else has chosen: without control and formatting characters, of bounded length, in a direction of
 * its own.
 *
 * @param text The name.
 * @returns HTML.
 */
export function nameHtml(text: string): string {
  return `<bdi>${html(shownName(text))}</bdi>`;
}
