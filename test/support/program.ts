/** Programs from their text, in processes of their own, with the runtime that runs the test. */
import { type ChildProcess, type ChildProcessByStdio, spawn } from "node:child_process";
import process from "node:process";
import type { Readable, Writable } from "node:stream";

/** A program that runs, and what becomes of it; disposing of it kills it. */
export interface Program extends Disposable {
  readonly child: ChildProcessByStdio<Writable, Readable, null>;
  /** What it has written so far. */
  readonly written: () => string;
  readonly ended: Promise<{ readonly code: number | null; readonly stdout: string }>;
}

/**
 * Sends a signal to a process that runs. `child.kill` works only once under Deno: after a `SIGSTOP`, nothing would let
 * the process go on or end it.
 *
 * @param child The process; one that has ended gets none.
 * @param name The signal's name.
 */
export function sendSignal(child: ChildProcess, name: "SIGKILL" | "SIGSTOP" | "SIGCONT"): void {
  const { pid, exitCode, signalCode } = child;
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as { readonly code?: unknown }).code !== "ESRCH") throw error;
  }
}

/**
 * Starts a program. Its stderr is the test's.
 *
 * @param text The program, in TypeScript; `process` is there.
 * @param args Its arguments, the last of `process.argv`.
 * @param timeout After how many milliseconds it is killed.
 * @param shell What a shell does before it becomes the program, such as `ulimit -f 1`; default: there is no shell.
 */
export function startProgram(
  text: string,
  args: ReadonlyArray<string>,
  timeout: number,
  shell?: string,
): Program {
  const words = "Deno" in globalThis
    ? ["eval", "--ext=ts", `import process from "node:process";${text}`, ...args]
    : ["--input-type=module-typescript", "--eval", text, ...args];
  const [command, all] = shell === undefined
    ? [process.execPath, words]
    : ["sh", ["-c", `${shell}; exec "$0" "$@"`, process.execPath, ...words]];
  const child = spawn(command, all, { stdio: ["pipe", "pipe", "inherit"], timeout, killSignal: "SIGKILL" });
  child.stdin.on("error", () => {});
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => stdout += chunk);
  const ended = new Promise<{ readonly code: number | null; readonly stdout: string }>((resolve, reject) => {
    child.once("error", reject).once("close", (code) => resolve({ code, stdout }));
  });
  return { child, written: () => stdout, ended, [Symbol.dispose]: () => sendSignal(child, "SIGKILL") };
}
