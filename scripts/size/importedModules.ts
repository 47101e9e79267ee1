/**
 * Which modules of other packages the library's main entry point loads.
 *
 * @module
 */
import { bundle } from "./bundle.ts";

/**
 * Lists the packages and their parts that `mod.ts` imports, for example `effect/Effect` and `ofetch`.
 *
 * @returns The specifiers without those of the runtime, sorted.
 */
export async function importedModules(): Promise<ReadonlyArray<string>> {
  const { metafile } = await bundle({ entries: ["mod.ts"] });
  const paths = Object.values(metafile.inputs).flatMap(({ imports }) =>
    imports.filter(({ external, kind }) => external && kind === "import-statement").map(({ path }) => path)
  );
  return [...new Set(paths)].filter((path) => !path.startsWith("node:")).sort();
}
