/**
 * The package's entry points.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../support/root.ts";

/**
 * Reads them from `deno.json`, the command line's among them.
 *
 * @returns Paths below the repository, such as `plugins/imap.ts`, by what is imported, such as `@autoshares/auth/imap`.
 */
export function entryPoints(): ReadonlyMap<string, string> {
  const { name, exports } = JSON.parse(readFileSync(join(root, "deno.json"), "utf8")) as {
    readonly name: string;
    readonly exports: Readonly<Record<string, string>>;
  };
  return new Map(
    Object.entries(exports).map(([key, path]) => [`${name}${key.slice(1)}`, path.replace(/^\.\//, "")]),
  );
}
