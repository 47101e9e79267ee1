/**
 * What a program pays for an import: an entry point, bundled by esbuild as a user's bundler would.
 *
 * @module
 */
import { join, relative } from "node:path";
import { gzipSync } from "node:zlib";
import { build, type Metafile, type Plugin } from "esbuild";
import { root } from "../support/root.ts";

/** How much there is. */
export interface Size {
  /** Bytes, minified. */
  readonly minified: number;
  /** Bytes, minified and then gzipped. */
  readonly gzipped: number;
}

/** A bundle's size, and what is in it. */
export interface Bundle extends Size {
  /** esbuild's account of the modules, paths from the repository's root. */
  readonly metafile: Metafile;
}

/** What is bundled. */
export interface BundleOptions {
  /** Sources from the repository's root, such as `mod.ts`; code that they share counts once. */
  readonly entries: ReadonlyArray<string>;
  /** What is imported of the one entry, such as `createClient`; default: all. */
  readonly name?: string;
  /** Packages such as effect are bundled too; default: left out. */
  readonly withPackages?: boolean;
  /** Sources that are left out, as for a program that has them anyway; default: none. */
  readonly without?: ReadonlySet<string>;
}

/** Each import of these sources stays an import. */
const outside = (sources: ReadonlySet<string>): Plugin => ({
  name: "outside",
  setup: ({ onResolve }) => {
    onResolve(
      { filter: /^\./ },
      ({ path, resolveDir }) =>
        sources.has(relative(root, join(resolveDir, path)))
          ? { path: "@autoshares/auth", external: true }
          : undefined,
    );
  },
});

/**
 * Bundles, minifies and gzips; writes nothing.
 *
 * @param options What.
 * @returns The sizes. Rejects where esbuild cannot bundle it.
 */
export async function bundle(options: BundleOptions): Promise<Bundle> {
  const { entries, name, withPackages = false, without = new Set() } = options;
  const what = name === undefined
    ? { entryPoints: entries.map((entry) => join(root, entry)) }
    : { stdin: { contents: `export { ${name} } from "./${entries[0]}";`, resolveDir: root } };
  const { outputFiles, metafile } = await build({
    ...what,
    absWorkingDir: root,
    outdir: join(root, "size"),
    write: false,
    metafile: true,
    bundle: true,
    splitting: entries.length > 1,
    minify: true,
    format: "esm",
    platform: "node",
    target: "es2023",
    charset: "utf8",
    legalComments: "none",
    logLevel: "silent",
    packages: withPackages ? "bundle" : "external",
    plugins: [outside(without)],
  });
  const sum = (sizeOf: (contents: Uint8Array) => number) =>
    outputFiles.reduce((total, { contents }) => total + sizeOf(contents), 0);
  return {
    minified: sum((contents) => contents.length),
    gzipped: sum((contents) => gzipSync(contents, { level: 9 }).length),
    metafile,
  };
}
