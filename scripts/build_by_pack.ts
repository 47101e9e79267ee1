/**
 * Compiles the package by `deno pack`, which needs no network.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { moduleFolder } from "./npm_manifest.ts";

function run(program: string, args: ReadonlyArray<string>, cwd: string): void {
  const { status, error } = spawnSync(program, args, { cwd, stdio: ["ignore", 2, 2] });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${program} ${args[0]} ended with status ${status}`);
}

/**
 * Compiles every entry point of the library.
 *
 * @param root The repository.
 * @param out The package's folder; it holds the compiled modules, and nothing else, afterwards.
 * @returns What built it.
 */
export function buildByPack(root: string, out: string): string {
  const temporary = mkdtempSync(join(tmpdir(), "autoshares-auth-pack-"));
  try {
    // Source maps would hold this machine's paths.
    run(
      "deno",
      ["pack", "--allow-dirty", "--no-source-maps", "--output", join(temporary, "packed.tgz")],
      root,
    );
    run("tar", ["-xzf", "packed.tgz"], temporary);
    rmSync(out, { recursive: true, force: true });
    mkdirSync(out);
    const packed = join(temporary, "package");
    // deno.json has the command line among its entry points: JSR wants it there, and npm gets it bundled.
    const wanted = /^(mod|src|plugins)\b(?!\/cli\b)/;
    cpSync(packed, join(out, moduleFolder), {
      recursive: true,
      filter: (path) => {
        const name = path.slice(packed.length + 1);
        return name === "" || wanted.test(name) && (/\.(js|d\.ts)$/.test(name) || !/\.[a-z]+$/.test(name));
      },
    });
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return "deno pack";
}
