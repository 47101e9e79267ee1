/**
 * Builds the npm package in `npm/` from the sources that JSR gets too: `npm run build`.
 *
 * dnt compiles the library, rolldown puts its modules together and bundles the command line. dnt comes from JSR; where
 * JSR cannot be reached, `deno pack` does it instead, and a line on stderr says so. `--dnt` fails there: a release
 * takes no other way.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { buildByDnt, canReachJsr } from "./build_by_dnt.ts";
import { buildByPack } from "./build_by_pack.ts";
import { npmManifest, type SourceManifest, texts } from "./npm_manifest.ts";
import { root } from "./support/root.ts";

const out = join(root, "npm");

function readJson<A>(name: string): A {
  return JSON.parse(readFileSync(join(root, name), "utf8")) as A;
}

const source = readJson<SourceManifest>("package.json");
const { version } = readJson<{ version: string }>("deno.json");
const { GITHUB_REPOSITORY, GITHUB_SERVER_URL = "https://github.com" } = process.env;
const manifest = npmManifest(
  source,
  version,
  GITHUB_REPOSITORY && `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}`,
);

async function compile(): Promise<string> {
  if (await canReachJsr()) return await buildByDnt(root, out, source);
  if (process.argv.includes("--dnt")) throw new Error("JSR cannot be reached, and --dnt allows no other way");
  console.error("JSR cannot be reached, so dnt cannot be loaded: deno pack builds the package instead.");
  return buildByPack(root, out);
}

/** By Node, which finds the bundler in node_modules; this program runs without them. */
function bundle(script: string): void {
  const { status, error } = spawnSync("node", [join(root, "scripts", script), out], {
    stdio: ["ignore", 2, 2],
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${script} ended with status ${status}`);
}

const builder = await compile();
bundle("bundle_library.ts");
bundle("bundle_cli.ts");

for (const path of Object.values(manifest.exports).flatMap((entry) => Object.values(entry))) {
  if (!existsSync(join(out, path))) throw new Error(`${builder} made no ${path}`);
}
for (const path of Object.values(manifest.bin)) {
  if (!readFileSync(join(out, path), "utf8").startsWith("#!/usr/bin/env node\n")) {
    throw new Error(`no ${path} that a shell can run by node`);
  }
  chmodSync(join(out, path), 0o755);
}
for (const text of texts) copyFileSync(join(root, text), join(out, text));
writeFileSync(join(out, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
console.error(`npm/ holds ${manifest.name} ${manifest.version}, built by ${builder}.`);
