/**
 * Bundles the command line into the package's program: `node scripts/bundle_cli.ts npm`.
 *
 * It becomes two bundles. The program itself is one small file, with nothing but the short way to a stored token; it
 * loads the second, all commands with Effect and ofetch inside, only where that way leads nowhere.
 *
 * @module
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";
import process from "node:process";
import { type OutputChunk, type Plugin, rolldown } from "rolldown";
import { bundledLicenses } from "./bundled_licenses.ts";
import {
  licensesFile,
  optionalPeers,
  programFile,
  programFolder,
  type SourceManifest,
} from "./npm_manifest.ts";
import { root } from "./support/root.ts";

const commands = "./commandLine.js";

const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as SourceManifest;
const peers = optionalPeers(manifest);
const isPeer = (id: string) => peers.some((peer) => id === peer || id.startsWith(`${peer}/`));

/** The program's own file leaves the commands where they are. */
const commandsApart: Plugin = {
  name: "commands-apart",
  resolveId: (id) => id.endsWith("/commandLine.ts") ? { id: commands, external: true } : undefined,
};

const builtinMark = "\0builtin:";

/**
 * An import of a built-in module reads all of its exports, `process.stdin` and Web Crypto among them, which takes as long
 * as the rest of the short way; asking the process for the module does not.
 */
const builtinsByProcess: Plugin = {
  name: "builtins-by-process",
  resolveId: (id, importer, { kind }) =>
    id.startsWith("node:") && kind === "import-statement" && !importer?.startsWith("\0")
      ? builtinMark + id
      : undefined,
  load(id) {
    if (!id.startsWith(builtinMark)) return undefined;
    const name = id.slice(builtinMark.length);
    if (name === "node:process") return "export default globalThis.process;";
    const module = process.getBuiltinModule(name) as object;
    const names = Object.keys(module).filter((key) => /^[A-Za-z]\w*$/.test(key) && key !== "default");
    return [
      `const builtin = globalThis.process.getBuiltinModule(${JSON.stringify(name)});`,
      ...names.map((key) => `export const ${key} = /* @__PURE__ */ (() => builtin.${key})();`),
    ].join("\n");
  },
};

async function bundle(
  folder: string,
  file: string,
  source: string,
  plugins: ReadonlyArray<Plugin>,
  codeSplitting: boolean,
): Promise<ReadonlyArray<OutputChunk>> {
  const built = await rolldown({
    cwd: root,
    input: { [file.replace(/\.js$/, "")]: source },
    platform: "node",
    tsconfig: false,
    external: isPeer,
    // package.json says that no module has side effects; this one is there for its own.
    treeshake: { moduleSideEffects: [{ test: /\/requireNode\.ts$/, sideEffects: true }] },
    plugins: [...plugins],
    onLog: (level, log) => {
      if (level === "warn") throw new Error(`${source}: ${log.message}`);
    },
  });
  const { output } = await built.write({
    dir: folder,
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "[name].js",
    comments: false,
    // Names stay: a report of an internal error shows them.
    minify: { compress: true, mangle: false, codegen: true },
    sourcemap: false,
    codeSplitting,
    polyfillRequire: codeSplitting,
  });
  await built.close();
  return output.filter((part) => part.type === "chunk");
}

/** Nothing may be imported that the package does not bring, or its user by choice. */
function checkImports(chunks: ReadonlyArray<OutputChunk>): void {
  const own = new Set([...chunks.map((chunk) => chunk.fileName), commands]);
  for (const { fileName, imports, dynamicImports } of chunks) {
    for (const id of [...imports, ...dynamicImports]) {
      const isBuiltin = id.startsWith("node:") || builtinModules.includes(id);
      if (!own.has(id) && !isBuiltin && !isPeer(id)) throw new Error(`${fileName} imports ${id}`);
    }
  }
}

const out = process.argv[2];
if (out === undefined) throw new Error("where to? node scripts/bundle_cli.ts <the package's folder>");
const folder = join(out, programFolder);
rmSync(folder, { recursive: true, force: true });
const entry = Object.values(manifest.bin)[0]!;
const program = await bundle(folder, programFile, entry, [commandsApart, builtinsByProcess], false);
if (program.some((chunk) => chunk.imports.length > 0)) throw new Error(`${programFile} loads other files`);
const chunks = [
  ...program,
  ...await bundle(folder, commands.slice(2), join(entry, "..", "commandLine.ts"), [], true),
];
checkImports(chunks);
if (!existsSync(join(folder, commands))) throw new Error(`${commands} is missing`);
writeFileSync(join(folder, licensesFile), bundledLicenses(root, chunks.flatMap((chunk) => chunk.moduleIds)));
