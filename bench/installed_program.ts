/**
 * The command line as npm installs it: built, packed, and installed into an empty folder.
 *
 * @module
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { environment, root, runWell } from "../test/package/run.ts";

/** An installed program; disposing of it removes its folder. */
export interface InstalledProgram extends Disposable {
  readonly folder: string;
  /** Its path, as a shell finds it. */
  readonly path: string;
}

/** A program that serves; disposing of it ends it. */
export interface Served extends AsyncDisposable {
  readonly url: string;
}

/**
 * Builds the package and installs it.
 *
 * @returns The program. Rejects with what npm wrote.
 */
export async function installProgram(): Promise<InstalledProgram> {
  const folder = mkdtempSync(join(tmpdir(), "autoshares-auth-bench-"));
  try {
    await runWell("npm", ["run", "build"]);
    await runWell("npm", ["pack", join(root, "npm"), "--pack-destination", folder]);
    const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"))!;
    const quiet = ["--prefer-offline", "--no-audit", "--no-fund"];
    await runWell("npm", ["install", "--prefix", folder, ...quiet, join(folder, tarball)], { cwd: folder });
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return {
    folder,
    path: join(folder, "node_modules", ".bin", "autoshares-auth"),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/**
 * How long a process takes from its start to its end.
 *
 * @param program Its path.
 * @param args Its arguments.
 * @param variables What is set beside the usual.
 * @param stdout What it must write; another output throws.
 * @returns Milliseconds.
 */
export function processMillis(
  program: string,
  args: ReadonlyArray<string>,
  variables: Readonly<Record<string, string>>,
  stdout: string,
): number {
  const env = environment(variables);
  const begun = performance.now();
  const outcome = spawnSync(program, args, { env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  const millis = performance.now() - begun;
  if (outcome.status !== 0 || outcome.stdout !== stdout) {
    throw new Error(`${args.join(" ")}: status ${outcome.status}: ${outcome.stderr}`);
  }
  return millis;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, "close");
  process.kill(child.pid, "SIGTERM");
  await closed;
}

/**
 * Starts a program that serves, and writes its URL to stdout once it does.
 *
 * @param program Its path.
 * @param args Its arguments.
 * @param variables What is set beside the usual.
 * @returns The program. Rejects where it ends before.
 */
export async function serve(
  program: string,
  args: ReadonlyArray<string>,
  variables: Readonly<Record<string, string>>,
): Promise<Served> {
  const child = spawn(program, args, { env: environment(variables), stdio: ["ignore", "pipe", "ignore"] });
  const [url] = await Promise.race([
    once(createInterface({ input: child.stdout }), "line"),
    once(child, "close").then(([code]) => Promise.reject(new Error(`${args[0]} ended with status ${code}`))),
  ]) as [string];
  return { url, [Symbol.asyncDispose]: () => end(child) };
}
