/**
 * What the compiler says of blocks of TypeScript.
 *
 * @module
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../package/run.ts";
import { blockFolder } from "./blockFolder.ts";
import { type Block, placeOf } from "./pages.ts";
import { prelude } from "./prelude.ts";

/**
 * Compiles blocks, each as a module of its own, all in one program with the project's options. Names that a block does not
 * declare are those of `prelude.ts`.
 *
 * @param blocks The blocks.
 * @returns The compiler's messages, `file:line: message`, by the place of their block; without an entry where all is well.
 */
export async function typeErrors(
  blocks: ReadonlyArray<Block>,
): Promise<ReadonlyMap<string, ReadonlyArray<string>>> {
  using folder = blockFolder();
  const places = new Map(blocks.map((block) => [folder.write(block), placeOf(block)]));
  writeFileSync(join(folder.path, "prelude.d.ts"), prelude);
  writeFileSync(
    join(folder.path, "tsconfig.json"),
    JSON.stringify({
      extends: "../../../tsconfig.json",
      compilerOptions: {
        // A block is no library: what it declares need be neither exported, annotated nor used.
        declaration: false,
        isolatedDeclarations: false,
        noUnusedLocals: false,
        noUnusedParameters: false,
      },
      files: [...places.keys(), "prelude.d.ts"],
      include: [],
    }),
  );
  const { status, stdout } = await run("tsc", ["--project", folder.path, "--pretty", "false"]);
  const errors = new Map<string, Array<string>>();
  for (const [, file = "", line, message] of stdout.matchAll(/^(\S+?)\((\d+),\d+\): error (.*)$/gm)) {
    const place = places.get(file.split("/").slice(-2).join("/")) ?? file;
    errors.set(place, [...errors.get(place) ?? [], `line ${line}: ${message}`]);
  }
  if (status !== 0 && errors.size === 0) throw new Error(`tsc has failed: ${stdout}`);
  return errors;
}
