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

const block = { format: "block", options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } };

/** Elements that are not seen: what stands in them alone is said to nobody. */
const hidden = [
  ...["img", "title", "template", "hr", "noscript", "textarea", "[hidden]"],
  ...["display:none", "visibility:hidden"].map((style) => `[style*="${style}"]`),
];

/** A reply's quotes, as mail programs mark them. A plain `blockquote` is a sender's own way to indent. */
const quoted = ['blockquote[type="cite"]', 'blockquote[class*="gmail_quote"]'];

/** A font size of nothing; not `font-size:0.9em`. */
const noSize = [
  ...["", "px", "pt", "em", "rem", "%"].flatMap((unit) => [
    `[style*="font-size:0${unit};"]`,
    `[style*="font-size:0${unit}!important"]`,
    `[style$="font-size:0${unit}"]`,
  ]),
];

/** Whether an element may have a size of its own, perhaps by a style sheet. */
const mayHaveSize = ({ name, attribs = {} }: DomNode): boolean =>
  name === "table" || name === "font" || attribs["class"] !== undefined ||
  /(?:^|[; ])font(?:-size)?:/.test(attribs["style"] ?? "");

/**
 * An element of font size zero: its own text is not seen, but what has a size of its own is. Whole mails stand within such
 * cells, for that takes away the gaps between inline blocks.
 */
const sizeless: FormatCallback = (element, walk, builder) => {
  const left: Array<DomNode> = [element];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    node.children = (node.children ?? []).filter(({ type }) => type !== "text");
    left.push(...node.children.filter((child) => !mayHaveSize(child)));
  }
  if (element.name === "td" || element.name === "th") return cell(element, walk, builder, {});
  builder.openBlock({ leadingLineBreaks: 1 });
  walk(element.children ?? [], builder);
  builder.closeBlock({ trailingLineBreaks: 1 });
};

const convert = compile({
  wordwrap: false,
  baseElements: { selectors: [] },
  formatters: { cell, sizeless },
  limits: { maxDepth, ellipsis: "" },
  selectors: [
    { selector: "a", options: { ignoreHref: true } },
    ...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({ selector, options: { uppercase: false } })),
    ...["blockquote", "table", "tr", "thead", "tbody", "tfoot", "ul", "ol", "li", "center", "button"]
      .map((selector) => ({ selector, ...block })),
    ...["td", "th"].map((selector) => ({ selector, format: "cell" })),
    ...noSize.map((selector) => ({ selector, format: "sizeless" })),
    ...[...hidden, ...quoted].map((selector) => ({ selector, format: "skip" })),
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

/** Styles in small letters and without blanks, as the selectors have them. */
function withPlainStyles(html: string): string {
  return html.replace(
    /\bstyle\s*=\s*(?:"[^"]*"|'[^']*')/gi,
    (style) => style.toLowerCase().replace(/\s+/g, " ").replace(/ ?([:;=!"']) ?/g, "$1"),
  );
}

/**
 * Turns a message's HTML into text, by html-to-text: no links' targets, no pictures, a table's row as a line, a code that
 * tags split (`<b>4</b><b>8</b>`) in one piece.
 *
 * Hidden text goes: a sender's preheader says what the text says too, or what was never meant for the reader. It is known by
 * the element's own attributes; style sheets are not read. `mso-hide` alone hides it from Outlook only, so that stays.
 *
 * @param html The HTML, whole or cut off.
 * @returns The text, perhaps empty; `undefined` where the HTML defeats the library.
 */
export function htmlText(html: string): string | undefined {
  try {
    return convert(withPlainStyles(cut(html))).trim();
  } catch {
    return undefined;
  }
}
