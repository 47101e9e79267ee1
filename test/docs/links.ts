/**
 * Links within the documentation.
 *
 * @module
 */
import { existsSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { root } from "../package/run.ts";
import { textOf } from "./pages.ts";

/** A link of a page. */
export interface Link {
  readonly line: number;
  readonly target: string;
}

/** The text with blank lines for blocks of code, and without what stands as code in a sentence. */
function prose(text: string): string {
  const withoutBlocks = text.replaceAll(
    /^( *)(`{3,})[^]*?^\1\2 *$/gm,
    (block) => block.replaceAll(/[^\n]/g, ""),
  );
  return withoutBlocks.replaceAll(/`[^`\n]*`/g, "``");
}

/**
 * Finds a page's links, but those to other hosts.
 *
 * @param text The page.
 * @returns Where each is, and where it leads.
 */
export function linksIn(text: string): ReadonlyArray<Link> {
  return prose(text).split("\n").flatMap((line, index) =>
    Array.from(line.matchAll(/\]\(([^)\s]+)(?: "[^"]*")?\)|^\[[^\]]+\]: (\S+)/g))
      .map(([, inline, reference = ""]) => ({ line: index + 1, target: inline ?? reference }))
      .filter(({ target }) => !/^[a-z]+:/.test(target))
  );
}

/**
 * The anchors of a page's headings, as GitHub makes them.
 *
 * @param text The page.
 * @returns The anchors, without `#`.
 */
export function anchorsIn(text: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  const withoutBlocks = text.replaceAll(/^( *)(`{3,})[^]*?^\1\2 *$/gm, "");
  for (const [, heading = ""] of withoutBlocks.matchAll(/^#{1,6} +(.*?) *$/gm)) {
    const shown = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1");
    const slug = shown.toLowerCase().replaceAll(/[^\p{L}\p{N}\p{M}_ -]/gu, "").replaceAll(" ", "-");
    let anchor = slug;
    for (let n = 1; anchors.has(anchor); n++) anchor = `${slug}-${n}`;
    anchors.add(anchor);
  }
  return anchors;
}

/**
 * Says why a link leads nowhere.
 *
 * @param page The page that it is on, below the repository.
 * @param target Where it leads.
 * @returns What is missing; `undefined` where the link is good.
 */
export function brokenLink(page: string, target: string): string | undefined {
  const [path = "", anchor] = target.split("#");
  const file = path === "" ? page : relative(root, join(root, dirname(page), decodeURI(path)));
  if (file.startsWith("..")) return "is outside the repository";
  if (!existsSync(join(root, file))) return "there is no such file";
  if (anchor === undefined) return undefined;
  if (statSync(join(root, file)).isDirectory() || !file.endsWith(".md")) return "an anchor where none can be";
  return anchorsIn(textOf(file)).has(anchor) ? undefined : "there is no such heading";
}
