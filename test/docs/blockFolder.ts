/**
 * A folder for blocks as modules, in a folder for each page. A block that begins with a comment such as `// timed.ts` is the
 * module of that name, and other blocks of its page may import it.
 * * The folder lies in the repository, so that `@autoshares/auth` is the package itself there, to the
 * compiler, to Node and to Deno; and git, the formatter and the linter pass over it.
 *
 * @module
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../package/run.ts";
import type { Block } from "./pages.ts";

/** The folder; disposing of it removes it. */
export interface BlockFolder extends Disposable {
  readonly path: string;
  /** Writes a block as a module whose lines have the numbers that they have in the page, and gives its path in the folder. */
  readonly write: (block: Block) => string;
}

/**
 * The name that a block gives itself.
 *
 * @param block The block.
 * @returns The name, such as `timed.ts`; `undefined` where it has none, so that nobody can import it.
 */
export function moduleName({ text }: Block): string | undefined {
  return /^\/\/ ([\w-]+\.ts)$/m.exec(text.slice(0, text.indexOf("\n")))?.[1];
}

/**
 * Makes a folder.
 *
 * @returns The folder, empty.
 */
export function blockFolder(): BlockFolder {
  const path = mkdtempSync(join(root, "test", "docs", ".blocks-"));
  writeFileSync(join(path, ".gitignore"), "*\n");
  return {
    path,
    write: (block) => {
      const { page, line, text } = block;
      const ofPage = page.replaceAll("/", "__");
      const name = `${ofPage}/${moduleName(block) ?? `${line}.ts`}`;
      mkdirSync(join(path, ofPage), { recursive: true });
      writeFileSync(join(path, name), `${"\n".repeat(line - 1)}${text}\nexport {};\n`);
      return name;
    },
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
}
