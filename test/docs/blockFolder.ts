/**
 * A folder for blocks as modules. It lies in the repository, so that `@autoshares/auth` is the package itself there, to the
 * compiler, to Node and to Deno; and git, the formatter and the linter pass over it.
 *
 * @module
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../package/run.ts";
import type { Block } from "./pages.ts";

/** The folder; disposing of it removes it. */
export interface BlockFolder extends Disposable {
  readonly path: string;
  /** Writes a block as a module whose lines have the numbers that they have in the page, and gives the file's name. */
  readonly write: (block: Block) => string;
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
    write: ({ page, line, text }) => {
      const name = `${page.replaceAll("/", "__")}__${line}.ts`;
      writeFileSync(join(path, name), `${"\n".repeat(line - 1)}${text}\nexport {};\n`);
      return name;
    },
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
}
