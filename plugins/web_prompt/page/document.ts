/**
 * A whole page.
 *
 * @module
 */
import { html } from "./html.ts";
import { styles } from "./styles.ts";

const icon = (paths: string): string =>
  `<svg width="22" height="22" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${paths}</svg>`;

/** Pictures beside a heading. */
export const icons: Readonly<Record<"key" | "done" | "wait" | "none", string>> = {
  key: icon('<circle cx="8" cy="15.5" r="4.5"/><path d="m11.2 12.3 8.3-8.3M16 7.5l3 3"/>'),
  done: icon('<circle cx="12" cy="12" r="9"/><path d="m8 12.3 2.7 2.7L16 9.5"/>'),
  wait: icon('<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.2 2"/>'),
  none: icon('<circle cx="12" cy="12" r="9"/><path d="M12 7.5v5.2M12 16.2v.1"/>'),
};

/** What a page is made of. */
export interface PageParts {
  /** The title; it names nobody, for services that preview links show it. */
  readonly title: string;
  readonly icon: string;
  readonly tone?: "good" | "bad" | undefined;
  /** The heading, as text. */
  readonly heading: string;
  /** What stands below it, as HTML. */
  readonly body: string;
  /** Rules of this page alone. */
  readonly css?: string | undefined;
  readonly script?: string | undefined;
}

/**
 * Writes a page.
 *
 * @param parts Its parts.
 * @param nonce What its style and script are allowed by.
 * @returns HTML.
 */
export function page({ title, icon, tone, heading, body, css, script }: PageParts, nonce: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex, nofollow">
<title>${html(title)}</title>
<style nonce="${nonce}">${styles(css)}</style>
</head>
<body>
<main class="card">
<div class="mark${tone === undefined ? "" : ` ${tone}`}">${icon}</div>
<h1>${html(heading)}</h1>
${body}
</main>
${script === undefined ? "" : `<script nonce="${nonce}">${script}</script>\n`}</body>
</html>
`;
}
