/**
 * The npm package's manifest, made from the development manifest in one place, whatever built the package.
 *
 * @module
 */

/** Condition names of one entry point; `types` must come first. */
export interface EntryPoint {
  readonly types: string;
  readonly default: string;
}

/** The parts of the development manifest that the package's manifest is made from. */
export interface SourceManifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly keywords: ReadonlyArray<string>;
  readonly license: string;
  readonly author: string;
  readonly sideEffects: boolean;
  readonly exports: Readonly<Record<string, string>>;
  readonly bin: Readonly<Record<string, string>>;
  readonly engines: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta: Readonly<Record<string, { readonly optional: boolean }>>;
}

/** What npm gets. */
export interface NpmManifest
  extends Omit<SourceManifest, "exports" | "bin" | "engines" | "keywords" | "devDependencies"> {
  readonly keywords: ReadonlyArray<string>;
  readonly repository?: { readonly type: "git"; readonly url: string };
  readonly type: "module";
  readonly exports: Readonly<Record<string, EntryPoint>>;
  readonly bin: Readonly<Record<string, string>>;
  readonly files: ReadonlyArray<string>;
  readonly engines: { readonly node: string };
}

/** Where the compiled modules stand in the package. */
export const moduleFolder = "esm";

/** Where the program stands in the package, bundled. */
export const programFolder = "bin";

/** The program's own file, in that folder. */
export const programFile = "autoshares-auth.js";

/** The license texts of what is bundled, in that folder. */
export const licensesFile = "LICENSES.txt";

/** Texts that the package brings along. */
export const texts: ReadonlyArray<string> = ["LICENSE", "README.md", "CHANGELOG.md"];

/**
 * Names a compiled module by its source.
 *
 * @param source Path of the source from the repository's root, for example `./mod.ts`.
 * @param extension `js`, or `d.ts` for its types.
 * @returns Path from the package's root without `./`, for example `esm/mod.js`.
 */
export function compiled(source: string, extension: "js" | "d.ts"): string {
  return `${moduleFolder}/${source.replace(/^\.\//, "").replace(/\.ts$/, `.${extension}`)}`;
}

/**
 * The packages that a user may do without.
 *
 * @param source The development manifest.
 * @returns Their names.
 */
export function optionalPeers(
  { peerDependencies, peerDependenciesMeta }: SourceManifest,
): ReadonlyArray<string> {
  return Object.keys(peerDependencies).filter((name) => peerDependenciesMeta[name]?.optional);
}

/**
 * Makes the package's manifest.
 *
 * @param source The development manifest.
 * @param version The version of deno.json; both manifests must agree.
 * @param repositoryUrl Where the source stands; npm's provenance compares it with where the package was built.
 * @returns The manifest. Throws where the two versions differ.
 */
export function npmManifest(
  source: SourceManifest,
  version: string,
  repositoryUrl: string | undefined,
): NpmManifest {
  if (source.version !== version) {
    throw new Error(`package.json has version ${source.version}, deno.json has ${version}`);
  }
  const { name, description, keywords, license, author, sideEffects } = source;
  const { dependencies, peerDependencies, peerDependenciesMeta } = source;
  const exports = Object.entries(source.exports).map(([entry, path]) => [
    entry,
    { types: `./${compiled(path, "d.ts")}`, default: `./${compiled(path, "js")}` },
  ]);
  return {
    name,
    version,
    description,
    keywords,
    license,
    author,
    ...(repositoryUrl ? { repository: { type: "git", url: `git+${repositoryUrl}.git` } } : {}),
    type: "module",
    sideEffects,
    exports: Object.fromEntries(exports),
    bin: Object.fromEntries(Object.keys(source.bin).map((bin) => [bin, `${programFolder}/${programFile}`])),
    files: [programFolder, moduleFolder, ...texts],
    engines: { node: source.engines["node"]! },
    dependencies,
    peerDependencies,
    peerDependenciesMeta,
  };
}
