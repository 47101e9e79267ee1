/**
 * Runs programs as a user does, for the tests of what is published.
 *
 * @module
 */
import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

/** The repository. */
export const root: string = fileURLToPath(new URL("../..", import.meta.url));

/** What a program did. */
export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a program is run. */
export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Its whole standard input, as soon as it is known; default: none. */
  readonly input?: string | Promise<string>;
  /** When it is ended, in milliseconds: before the test's own limit, so that nothing stays behind; default 250,000. */
  readonly limit?: number;
}

/** Nothing is read from or kept in the home of whoever runs the tests. */
const noHome = {
  AUTOSHARES_STORE: "memory",
  XDG_CONFIG_HOME: "/nonexistent/config",
  XDG_STATE_HOME: "/nonexistent/state",
};

/**
 * This environment with the repository's runtimes and tools first on PATH, without what npm tells its scripts, and with no place
 * for the command line's files.
 *
 * @param added More variables.
 * @returns The variables.
 */
export function environment(added: Readonly<Record<string, string>> = {}): Record<string, string> {
  const inherited = Object.entries(process.env).filter(([name, value]) =>
    value !== undefined &&
    !/^(npm_(package|lifecycle|command)|npm_config_local_prefix|AUTOSHARES_|VITEST)/.test(name)
  ) as Array<[string, string]>;
  const path = [join(root, "node_modules", ".bin"), process.env["PATH"]].join(delimiter);
  return { ...Object.fromEntries(inherited), ...noHome, NO_COLOR: "1", PATH: path, ...added };
}

/**
 * Runs a program to its end.
 *
 * @param program Its name or path.
 * @param args Its arguments.
 * @param options Folder (default: the repository), more variables, standard input.
 * @returns What it did. Rejects where it cannot be started.
 */
export function run(
  program: string,
  args: ReadonlyArray<string>,
  { cwd = root, env = {}, input, limit = 250_000 }: RunOptions = {},
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const stdin = input === undefined ? "ignore" : "pipe";
    const child = spawn(program, args, {
      cwd,
      env: environment(env),
      stdio: [stdin, "pipe", "pipe"],
      timeout: limit,
    });
    let stdout = "";
    let stderr = "";
    child.stdout!.setEncoding("utf8").on("data", (text: string) => stdout += text);
    child.stderr!.setEncoding("utf8").on("data", (text: string) => stderr += text);
    child.on("error", reject).on("close", (status) => resolve({ status, stdout, stderr }));
    Promise.resolve(input).then((text) => child.stdin?.end(text), reject);
  });
}

/**
 * Runs a program that must succeed.
 *
 * @param program Its name or path.
 * @param args Its arguments.
 * @param options As for {@linkcode run}.
 * @returns Its standard output. Rejects, with all that it wrote, where its status is not 0.
 */
export async function runWell(
  program: string,
  args: ReadonlyArray<string>,
  options: RunOptions = {},
): Promise<string> {
  const { status, stdout, stderr } = await run(program, args, options);
  if (status !== 0) throw new Error(`${program} ${args.join(" ")}: status ${status}\n${stdout}${stderr}`);
  return stdout;
}
