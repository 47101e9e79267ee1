/**
 * Runs the command line in a process of its own, with the runtime that runs the test.
 */
import { type ChildProcessByStdio, spawn } from "node:child_process";
import process from "node:process";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
// Without `--`, Node itself would look for `--env-file` among the command line's own arguments.
const runtimeArgs = "Deno" in globalThis ? ["run", "-A", main] : ["--", main];

/** What a run gave. */
export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The last line of stderr. */
  readonly lastLine: string;
}

/** How to run it. */
export interface CliOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Standard input: a text, an open pipe that gives nothing, or the null device (default). */
  readonly stdin?: string | "open";
  readonly cwd?: string;
  /** Standard output: a file to open; default a pipe that is read. */
  readonly stdout?: string;
}

/** A running command line. */
export interface Cli {
  readonly child: ChildProcessByStdio<Writable | null, Readable, Readable>;
  readonly result: Promise<CliResult>;
  /** Waits for a text on stderr or stdout. */
  readonly shown: (text: string) => Promise<void>;
  /** Sends a signal. Deno's own `child.kill` reports the signal instead of the exit code that followed. */
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly stdoutSoFar: () => string;
  readonly stderrSoFar: () => string;
}

/** What Node has compiled is kept: each test starts the command line anew. */
const compileCache = fileURLToPath(new URL("../../node_modules/.cache/node-compile", import.meta.url));

/** Nothing is read from or kept in the home of whoever runs the tests. */
const noHome = {
  AUTOSHARES_STORE: "memory",
  XDG_CONFIG_HOME: "/nonexistent/config",
  XDG_STATE_HOME: "/nonexistent/state",
};

/** The environment without anything that the machine may set for the command line itself. */
function cleanEnvironment(): Record<string, string> {
  const names = ["PATH", "HOME", "TMPDIR", "DENO_DIR", "SystemRoot"];
  const kept = names.flatMap((name) => process.env[name] ? [[name, process.env[name]]] : []);
  return { ...Object.fromEntries(kept), ...noHome, NODE_COMPILE_CACHE: compileCache };
}

/** Starts the command line. */
export function startCli(args: ReadonlyArray<string>, options: CliOptions = {}): Cli {
  const { stdin } = options;
  const [program, words] = options.stdout === undefined
    ? [process.execPath, [...runtimeArgs, ...args]]
    : ["sh", [
      "-c",
      `exec "$0" "$@" >${options.stdout}`,
      process.execPath,
      ...runtimeArgs,
      ...args,
    ]];
  const child = spawn(program, words, {
    env: { ...cleanEnvironment(), NO_COLOR: "1", ...options.env },
    cwd: options.cwd,
    stdio: [stdin === undefined ? "ignore" : "pipe", "pipe", "pipe"],
  }) as ChildProcessByStdio<Writable | null, Readable, Readable>;
  let stdout = "";
  let stderr = "";
  const listeners = new Set<() => void>();
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    for (const listener of listeners) listener();
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    for (const listener of listeners) listener();
  });
  if (stdin !== undefined && stdin !== "open") {
    child.stdin?.on("error", () => {}); // It may end before it has read everything.
    child.stdin?.end(stdin);
  }
  const result = new Promise<CliResult>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      resolve({ code, stdout, stderr, lastLine: stderr.trimEnd().split("\n").at(-1) ?? "" });
    });
  });
  const shown = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const check = () => {
        if (!stdout.includes(text) && !stderr.includes(text)) return;
        listeners.delete(check);
        resolve();
      };
      listeners.add(check);
      void result.then(() => reject(new Error(`ended without showing “${text}”: ${stderr}`)));
      check();
    });
  const kill = (signal: NodeJS.Signals) => void (child.pid !== undefined && process.kill(child.pid, signal));
  return { child, result, shown, kill, stdoutSoFar: () => stdout, stderrSoFar: () => stderr };
}

/** Runs the command line to its end. */
export function runCli(args: ReadonlyArray<string>, options: CliOptions = {}): Promise<CliResult> {
  return startCli(args, options).result;
}
