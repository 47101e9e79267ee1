/**
 * The text of a message's HTML.
 *
 * @module
 */
import { compile, type DomNode, type FormatCallback } from "html-to-text";

/** Tags that are read: more cost more than a few dozen milliseconds, and a code stands near the beginning. */
const maxTags = 8192;
const maxDepth = 256;
/** Nodes looked at to learn that an element holds a character or two. */
const maxNodesOfBox = 16;

/** The text of an element that holds one or two characters and nothing else. */
function boxed(element: DomNode): string | undefined {
  let text = "";
  const left: Array<DomNode> = [element];
  for (let seen = 0; left.length > 0; seen++) {
    const node = left.pop();
    if (node === undefined || seen > maxNodesOfBox || (node.children?.length ?? 0) > maxNodesOfBox) {
      return undefined;
    }
    if (node.type === "text") text = (node.data?.trim() ?? "") + text;
    if (text.length > 2) return undefined;
    left.push(...(node.children ?? []));
  }
  return text || undefined;
}

/** A cell, with a blank between it and the next; a code's digits stand in boxes of their own sometimes. */
const cell: FormatCallback = (element, walk, builder) => {
  const text = boxed(element);
  if (text === undefined) walk(element.children ?? [], builder);
  else builder.addInline(text);
  builder.addInline(" ");
};

/** Hidden text stands on a line of its own: a preheader must not run into the first word of the text. */
const hidden = ["display:none", "display: none", "visibility:hidden", "visibility: hidden", "mso-hide:all"];

const block = { format: "block", options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } };

const convert = compile({
  wordwrap: false,
  baseElements: { selectors: [] },
  formatters: { cell },
  limits: { maxDepth, ellipsis: "" },
  selectors: [
    { selector: "a", options: { ignoreHref: true } },
    ...["img", "title", "template", "hr"].map((selector) => ({ selector, format: "skip" })),
    ...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({ selector, options: { uppercase: false } })),
    ...["blockquote", "table", "tr", "thead", "tbody", "tfoot", "ul", "ol", "li", "center", "button"]
      .map((selector) => ({ selector, ...block })),
    ...["td", "th"].map((selector) => ({ selector, format: "cell" })),
    ...hidden.map((style) => ({ selector: `[style*="${style}"]`, ...block })),
  ],
});

/** Cuts HTML that has more tags than are read, before a tag. */
function cut(html: string): string {
  let at = -1;
  for (let tags = 0; tags <= maxTags; tags++) {
    at = html.indexOf("<", at + 1);
    if (at === -1) return html;
  }
  return html.slice(0, at);
}

/**
 * Turns a message's HTML into text, by html-to-text: no links' targets, no pictures, a table's row as a line, a code that
 * tags split (`<b>4</b><b>8</b>`) in one piece.
 *
 * @param html The HTML, whole or cut off.
 * @returns The text, perhaps empty; `undefined` where the HTML defeats the library.
 */
export function htmlText(html: string): string | undefined {
  try {
    return convert(cut(html)).trim();
  } catch {
    return undefined;
  }
}
