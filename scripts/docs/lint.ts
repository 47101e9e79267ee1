/**
 * Whether everything public is documented, by `deno doc --lint`: `node scripts/docs/lint.ts` ends with 1 where something
 * is not.
 *
 * Deno takes every type of another package for a private one. So it is not shown the packages (`--no-npm`); and since it
 * insists on those that the modules it is given import themselves, it is given modules that only re-export ours.
 *
 * @module
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { entryPoints } from "./entryPoints.ts";
import { root } from "../support/root.ts";
import { runDeno } from "./runDeno.ts";

/**
 * Looks for exports without documentation, and for types that public ones name and nobody can import.
 *
 * @param paths The public modules; default those of `deno.json`.
 * @returns What Deno found, as it says it; empty where all is well.
 */
export function lintDocs(paths: Iterable<string> = entryPoints().values()): string {
  const folder = mkdtempSync(join(tmpdir(), "autoshares-auth-lint-docs-"));
  try {
    const modules = Array.from(paths, (path, index) => {
      const file = join(folder, `${index}.ts`);
      const url = pathToFileURL(resolve(root, path)).href;
      writeFileSync(file, `/**\n * ${path}\n * @module\n */\nexport * from ${JSON.stringify(url)};\n`);
      return file;
    });
    const { status, stderr } = runDeno(
      ["doc", "--lint", "--no-npm", "--config", join(root, "deno.json"), ...modules],
    );
    return status === 0 ? "" : stderr.replaceAll(/^Warning npm specifiers .*\n +at .*\n/gm, "");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (process.argv[1] !== undefined && pathToFileURL(process.argv[1]).href === import.meta.url) {
  const found = lintDocs();
  if (found !== "") {
    console.error(found);
    process.exitCode = 1;
  }
}
