/**
 * The documentation's pages and the blocks of code in them.
 *
 * @module
 */
import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../package/run.ts";

/** A block of code. */
export interface Block {
  /** Its file, below the repository. */
  readonly page: string;
  /** The line of the file, from 1, on which its code begins. */
  readonly line: number;
  /** What it is written in; empty where the page does not say. */
  readonly language: string;
  /** Whether the page says that it can be run as it stands. */
  readonly runs: boolean;
  /** Further words after the language, which nobody knows. */
  readonly unknownWords: ReadonlyArray<string>;
  /** The code, without the indentation that a list gives it. */
  readonly text: string;
}

const files = (pattern: string): ReadonlyArray<string> =>
  globSync(pattern, { cwd: root }).map((path) => path.replaceAll("\\", "/")).toSorted();

/** The pages, by their paths below the repository. The reference in `docs/api` is made, and no page. */
export const pages: ReadonlyArray<string> = [
  ...["README.md", "CONTRIBUTING.md", "SECURITY.md"].filter((name) => existsSync(join(root, name))),
  ...files("docs/**/*.md").filter((path) => !path.startsWith("docs/api/")),
];

/** What nobody can import: examples there are for those who work on the library. */
const internal = /^src\/(?:cli|extraction|internal)\/|^src\/TokenReply\.ts$/;

/** The sources whose docstrings have examples for users. */
export const sources: ReadonlyArray<string> = [
  "mod.ts",
  ...files("src/**/*.ts"),
  ...files("plugins/**/*.ts"),
].filter((path) => !internal.test(path));

/**
 * Reads a file of the repository.
 *
 * @param path Its path below the repository.
 * @returns Its text.
 */
export function textOf(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/**
 * Finds the fenced blocks in Markdown.
 *
 * @param page The file, for messages.
 * @param text The Markdown.
 * @returns The blocks, in their order.
 */
export function blocksIn(page: string, text: string): ReadonlyArray<Block> {
  const blocks: Array<Block> = [];
  const lines = text.split("\n");
  for (let i = 0; i < lines.length; i++) {
    const [, indent = "", fence, words = ""] = /^( *)(`{3,})(.*)$/.exec(lines[i] ?? "") ?? [];
    if (fence === undefined) continue;
    const begin = i + 1;
    while (++i < lines.length && lines[i]?.trim() !== fence);
    if (i === lines.length) throw new Error(`${page}:${begin}: a block does not end`);
    const [language = "", ...flags] = words.trim().split(/\s+/);
    blocks.push({
      page,
      line: begin + 1,
      language,
      runs: flags.includes("run"),
      unknownWords: flags.filter((word) => word !== "run"),
      text: lines.slice(begin, i).map((line) => line.startsWith(indent) ? line.slice(indent.length) : line)
        .join("\n"),
    });
  }
  return blocks;
}

/**
 * Finds the examples in the docstrings of a source.
 *
 * @param path Its path below the repository.
 * @returns The blocks of TypeScript.
 */
export function examplesIn(path: string): ReadonlyArray<Block> {
  // What is no docstring becomes blank lines, so that line numbers stay.
  let within = false;
  const markdown = textOf(path).split("\n").map((line) => {
    const begins = /^\s*\/\*\*/.test(line);
    const shown = within && !begins ? line.replace(/^\s*\*(?: |\/$|$)/, "") : "";
    within = (within || begins) && !line.includes("*/");
    return shown;
  });
  return blocksIn(path, markdown.join("\n")).filter(({ language }) => language === "ts");
}

/** Every block of every page. */
export const blocks: ReadonlyArray<Block> = pages.flatMap((page) => blocksIn(page, textOf(page)));

/** Every example of a docstring. */
export const examples: ReadonlyArray<Block> = sources.flatMap(examplesIn);

/**
 * Where a block is.
 *
 * @param block The block.
 * @returns File and line, as editors open them.
 */
export function placeOf({ page, line }: Block): string {
  return `${page}:${line}`;
}
