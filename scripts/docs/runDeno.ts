/**
 * Runs the repository's own Deno.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { delimiter, join } from "node:path";
import process from "node:process";
import { root } from "../support/root.ts";

/** What Deno said. */
export interface DenoResult {
  /** Exit code; not 0 where it failed. */
  readonly status: number;
  /** Its standard output. */
  readonly stdout: string;
  /** Its standard error. */
  readonly stderr: string;
}

/**
 * Runs Deno to its end, in the repository's folder.
 *
 * @param args Its arguments.
 * @param input Its standard input; default none.
 * @returns What it said. Throws where it cannot be started.
 */
export function runDeno(args: ReadonlyArray<string>, input = ""): DenoResult {
  const path = [join(root, "node_modules", ".bin"), process.env["PATH"]].join(delimiter);
  const { status, stdout, stderr, error } = spawnSync("deno", args, {
    cwd: root,
    env: { ...process.env, PATH: path, NO_COLOR: "1" },
    encoding: "utf8",
    input,
    maxBuffer: 2 ** 26,
  });
  if (error !== undefined) throw error;
  return { status: status ?? 1, stdout, stderr };
}
