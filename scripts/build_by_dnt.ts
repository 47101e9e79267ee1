/**
 * Compiles the package by dnt, which is on JSR only.
 *
 * @module
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { moduleFolder, type SourceManifest } from "./npm_manifest.ts";

/** Pinned: a new release of the compiler must not change what is published unseen. */
const dntModule = "jsr:@deno/dnt@0.43.2";

/** What is used of dnt's `mod.ts`. */
interface Dnt {
  readonly emptyDir: (path: string) => Promise<void>;
  readonly build: (options: {
    readonly entryPoints: ReadonlyArray<
      { readonly name: string; readonly path: string }
    >;
    readonly outDir: string;
    readonly cwd: string;
    readonly configFile: string;
    readonly shims: Readonly<Record<string, never>>;
    readonly polyfills: false;
    readonly scriptModule: false;
    readonly declaration: "inline";
    readonly typeCheck: false;
    readonly test: false;
    readonly skipSourceOutput: true;
    readonly compilerOptions: { readonly target: "ES2023"; readonly lib: ReadonlyArray<string> };
    readonly package: Readonly<Record<string, unknown>>;
  }) => Promise<void>;
}

/**
 * Tells whether JSR can be reached. Any answer counts, a server error too: then the build must fail, not take another way.
 *
 * @returns Whether it answered; false after a network fault or 15 seconds.
 */
export async function canReachJsr(): Promise<boolean> {
  const registry = process.env["JSR_URL"] || "https://jsr.io";
  try {
    await fetch(new URL("/@deno/dnt/meta.json", registry), { signal: AbortSignal.timeout(15_000) });
    return true;
  } catch (error) {
    const isNetworkFault = error instanceof TypeError;
    const isTimeout = error instanceof DOMException && error.name === "TimeoutError";
    if (isNetworkFault || isTimeout) return false;
    throw error;
  }
}

/** Packages whose types the compiler wants, beside those of the dependencies. */
function typesFor({ devDependencies, peerDependencies }: SourceManifest): Readonly<Record<string, string>> {
  const wanted = ["@types/node", ...Object.keys(peerDependencies)];
  return Object.fromEntries(wanted.map((name) => [name, devDependencies[name] ?? "*"]));
}

/**
 * Compiles every entry point of the library.
 *
 * @param root The repository.
 * @param out The package's folder; it holds the compiled modules, and nothing else, afterwards.
 * @param manifest The development manifest.
 * @returns What built it.
 */
export async function buildByDnt(root: string, out: string, manifest: SourceManifest): Promise<string> {
  const dnt = await import(dntModule) as Dnt;
  await dnt.emptyDir(out);
  await dnt.build({
    entryPoints: Object.entries(manifest.exports).map(([name, path]) => ({ name, path })),
    outDir: out,
    cwd: root,
    configFile: pathToFileURL(join(root, "deno.json")).href,
    shims: {},
    polyfills: false,
    scriptModule: false,
    declaration: "inline",
    // The checks and the package test do both: types from the sources, and types as a user gets them.
    typeCheck: false,
    test: false,
    skipSourceOutput: true,
    compilerOptions: { target: "ES2023", lib: ["ESNext"] },
    package: {
      name: manifest.name,
      version: manifest.version,
      dependencies: manifest.dependencies,
      peerDependencies: manifest.peerDependencies,
      peerDependenciesMeta: manifest.peerDependenciesMeta,
      devDependencies: typesFor(manifest),
    },
  });
  // What it needed for compiling; the manifest is written by the caller.
  for (const left of ["node_modules", "package.json", "package-lock.json", ".npmignore", "src"]) {
    rmSync(join(out, left), { recursive: true, force: true });
  }
  rmSync(join(out, moduleFolder, "package.json"), { force: true });
  return dntModule;
}
