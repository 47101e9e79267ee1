/**
 * Puts the library's compiled modules together in fewer files: `node scripts/bundle_library.ts npm`.
 *
 * The sources are many and small, and each file that is imported takes time. The entry points keep their names and the
 * types beside them; what they share becomes a few files, cut so that a bundler still leaves out what a program
 * does not use.
 *
 * @module
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import process from "node:process";
import { type OutputChunk, rolldown } from "rolldown";
import { compiled, moduleFolder, type SourceManifest } from "./npm_manifest.ts";
import { root } from "./support/root.ts";

const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as SourceManifest;

/** `src/api/mod` for `./src/api/mod.ts`. */
function entryName(source: string): string {
  return compiled(source, "js").slice(moduleFolder.length + 1, -".js".length);
}

async function bundle(out: string): Promise<ReadonlyArray<OutputChunk>> {
  const entries = Object.values(manifest.exports);
  const built = await rolldown({
    input: Object.fromEntries(
      entries.map((source) => [entryName(source), resolve(out, compiled(source, "js"))]),
    ),
    cwd: resolve(out, moduleFolder),
    platform: "node",
    tsconfig: false,
    external: (id) => !/^[./]/.test(id),
    // As package.json says.
    treeshake: { moduleSideEffects: false },
    onLog: (level, log) => {
      if (level === "warn") throw new Error(log.message);
    },
  });
  const { output } = await built.generate({
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "src/shared/[name].js",
    // The types have the documentation.
    comments: { legal: true, annotation: true, jsdoc: false },
    minifyInternalExports: false,
    codeSplitting: {
      groups: [
        { name: "errors", test: /\/src\/(AuthError\w*|internal\/(.*\/)?authErrorClass)\.js$/ },
        { name: "extraction", test: /\/src\/(CodeExtractor|extraction\/.*)\.js$/ },
        { name: "core", test: /\/src\/(internal\/.*|\w+)\.js$/ },
      ],
    },
  });
  await built.close();
  return output.filter((part) => part.type === "chunk");
}

const out = process.argv[2];
if (out === undefined) throw new Error("where? node scripts/bundle_library.ts <the package's folder>");
const folder = join(out, moduleFolder);
const chunks = await bundle(out);
for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
  if (name.endsWith(".js")) rmSync(join(folder, name));
}
for (const { fileName, code } of chunks) {
  mkdirSync(dirname(join(folder, fileName)), { recursive: true });
  writeFileSync(join(folder, fileName), code);
}
