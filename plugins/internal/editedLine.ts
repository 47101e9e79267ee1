/**
 * A line that somebody edits on the terminal.
 *
 * @module
 */
import process from "node:process";
import { createInterface, type Interface } from "node:readline";
import type { Writable } from "node:stream";

/** How a question is shown. */
export interface Shown {
  /** Shows it. */
  readonly begin: () => void;
  /** Shows it again, with what is typed, once a stopped program goes on (Ctrl-Z, then `fg`). */
  readonly again: () => void;
  /** What is to be done at the end, whatever that is; it is told whether a line has come. */
  readonly end: (hasLine: boolean) => void;
}

/**
 * Reads a line from the terminal on stdin, by readline.
 *
 * @param output Where readline shows what is typed.
 * @param signal Ends the wait; the promise then rejects with the signal's reason.
 * @param shown How the question is shown.
 * @returns The line, or `undefined` where the input ends (Ctrl-D). Ctrl-C is passed on as `SIGINT`.
 */
export function editedLine(
  output: Writable,
  signal: AbortSignal,
  shown: (editor: Interface) => Shown,
): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const { stdin } = process;
    const editor = createInterface({ input: stdin, output, terminal: true, historySize: 0 });
    const { begin, again, end } = shown(editor);
    let line: string | undefined;
    const abort = (): void => editor.close();
    editor.on("line", (text) => {
      line = text;
      editor.close();
    });
    editor.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
    editor.on("SIGCONT", () => {
      // readline has paused the input, and nothing else would hold the process.
      editor.resume();
      again();
    });
    editor.on("close", () => {
      signal.removeEventListener("abort", abort);
      stdin.unref?.();
      end(line !== undefined);
      if (signal.aborted) reject(signal.reason);
      else resolve(line);
    });
    signal.addEventListener("abort", abort);
    stdin.ref?.();
    begin();
  });
}
