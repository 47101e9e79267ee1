/**
 * The licenses of what a bundle contains.
 *
 * @module
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

interface Bundled {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/** The folder of the package that a module belongs to, from the repository's root; nothing for our own. */
function packageFolder(path: string): string | undefined {
  return /^.*\bnode_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
}

/**
 * Puts the license texts of packages together.
 *
 * @param root The repository, which the packages are installed in.
 * @param moduleIds The paths of all modules in the bundle.
 * @returns One text: each package by name, with its version, its kind of license and its license's text. Throws where a
 * package has no such text.
 */
export function bundledLicenses(root: string, moduleIds: ReadonlyArray<string>): string {
  const paths = moduleIds.map((id) => relative(root, id).split(sep).join("/"));
  const folders = new Set(paths.map(packageFolder).filter((folder) => folder !== undefined));
  const parts = [...folders].sort().map((folder) => {
    const files = readdirSync(join(root, folder)).filter((name) =>
      /^(licen[cs]e|copying|notice)\b/i.test(name)
    );
    const { name, version, license = "" } = JSON.parse(
      readFileSync(join(root, folder, "package.json"), "utf8"),
    ) as Bundled;
    if (files.length === 0) throw new Error(`${name} is bundled, and has no license text`);
    const texts = files.sort().map((file) => readFileSync(join(root, folder, file), "utf8").trim());
    return [`${name} ${version} (${license})`, ...texts].join("\n\n");
  });
  const head = "The program of this package contains code of these packages, under their licenses.";
  return `${[head, ...parts].join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}
