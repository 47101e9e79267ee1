/** Programs from their text, in processes of their own, with the runtime that runs the test. */
import { type ChildProcess, spawn } from "node:child_process";
import process from "node:process";

/** A program that runs, and what becomes of it. */
export interface Program {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly stdout: string }>;
}

/**
 * Starts a program. Its stderr is the test's.
 *
 * @param text The program, in TypeScript; `process` is there.
 * @param args Its arguments, the last of `process.argv`.
 * @param timeout After how many milliseconds it is ended.
 */
export function startProgram(text: string, args: ReadonlyArray<string>, timeout: number): Program {
  const words = "Deno" in globalThis
    ? ["eval", "--ext=ts", `import process from "node:process";${text}`, ...args]
    : ["--input-type=module-typescript", "--eval", text, ...args];
  const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "inherit"], timeout });
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => stdout += chunk);
  const ended = new Promise<{ readonly code: number | null; readonly stdout: string }>((resolve, reject) => {
    child.once("error", reject).once("close", (code) => resolve({ code, stdout }));
  });
  return { child, ended };
}
