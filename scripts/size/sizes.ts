/**
 * The sizes of the library, entry point by entry point.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { SourceManifest } from "../npm_manifest.ts";
import { root } from "../support/root.ts";
import { bundle, type Size } from "./bundle.ts";

/** The row of all entry points together. */
export const wholePackage = "the whole package";

/** The row of `.` together with the packages that it needs. */
export const withPackages = ". with effect and ofetch";

/** Functions of `.` that a program imports alone: the rows show what a bundler leaves out. */
const names: ReadonlyArray<string> = ["createClient", "login"];

/** One row of the table. */
export interface SizeRow {
  /** The entry point as a user names it, such as `.` or `./imap`, or one of the names above. */
  readonly title: string;
  /** Everything of this library that it brings. */
  readonly alone: Size;
  /** What it adds to a program that imports `.`; only for the other entry points. */
  readonly beside?: Size;
}

const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as SourceManifest;

/** Entry points by name, as in package.json; paths from the repository's root. */
export const entryPoints: ReadonlyArray<readonly [name: string, source: string]> = Object.entries(
  manifest.exports,
).map(([name, source]) => [name, source.replace(/^\.\//, "")]);

/**
 * Measures everything.
 *
 * @returns The rows in package.json's order, then the whole package. Rejects where esbuild cannot bundle an entry point.
 */
export async function measureSizes(): Promise<ReadonlyArray<SizeRow>> {
  const [[first, mod], ...others] = entryPoints as [(typeof entryPoints)[number], ...typeof entryPoints];
  const main = await bundle({ entries: [mod] });
  const without = new Set(Object.keys(main.metafile.inputs));
  return await Promise.all([
    { title: first, alone: main },
    ...names.map(async (name) => ({
      title: `. { ${name} }`,
      alone: await bundle({ entries: [mod], name }),
    })),
    bundle({ entries: [mod], withPackages: true }).then((alone) => ({ title: withPackages, alone })),
    ...others.map(async ([title, source]) => ({
      title,
      alone: await bundle({ entries: [source] }),
      beside: await bundle({ entries: [source], without }),
    })),
    bundle({ entries: entryPoints.map(([, source]) => source) }).then((alone) => ({
      title: wholePackage,
      alone,
    })),
  ]);
}
