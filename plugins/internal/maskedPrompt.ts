/**
 * A prompt on the terminal that does not show what is typed.
 *
 * @module
 */
import process from "node:process";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";

/**
 * Asks on stderr and reads a line from the terminal on stdin, showing `*` for each character.
 *
 * @param question The prompt, for example `Password: `.
 * @param signal Ends the prompt; the promise then rejects with the signal's reason.
 * @returns The line, or `undefined` where the input ends (Ctrl-D). Ctrl-C is passed on as `SIGINT`.
 */
export function maskedPrompt(question: string, signal: AbortSignal): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const { stdin } = process;
    // readline edits the line; what it would echo is thrown away, and stars are drawn instead.
    const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
    const editor = createInterface({ input: stdin, output: silent, terminal: true, historySize: 0 });
    let closed = false;
    const draw = (): void => {
      if (!closed) {
        process.stderr.write(`\r\u001b[K${question}${"*".repeat(Math.min(editor.line.length, 40))}`);
      }
    };
    let line: string | undefined;
    const abort = (): void => editor.close();
    editor.on("line", (text) => {
      line = text;
      editor.close();
    });
    editor.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
    editor.on("close", () => {
      closed = true;
      signal.removeEventListener("abort", abort);
      stdin.off("keypress", draw);
      stdin.unref?.();
      process.stderr.write("\n");
      if (signal.aborted) reject(signal.reason);
      else resolve(line);
    });
    signal.addEventListener("abort", abort);
    stdin.ref?.();
    stdin.on("keypress", draw);
    draw();
  });
}
