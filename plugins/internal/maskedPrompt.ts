/**
 * A prompt on the terminal that does not show what is typed.
 *
 * @module
 */
import process from "node:process";
import { Writable } from "node:stream";
import { editedLine } from "./editedLine.ts";

/**
 * Asks on stderr and reads a line from the terminal on stdin, showing `*` for each character.
 *
 * @param question The prompt, for example `Password: `.
 * @param signal Ends the prompt; the promise then rejects with the signal's reason.
 * @returns The line, or `undefined` where the input ends (Ctrl-D). Ctrl-C is passed on as `SIGINT`.
 */
export function maskedPrompt(question: string, signal: AbortSignal): Promise<string | undefined> {
  // readline edits the line; what it would echo is thrown away, and stars are drawn instead.
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  return editedLine(silent, signal, (editor) => {
    let closed = false;
    const draw = (): void => {
      if (closed) return;
      process.stderr.write(`\r\u001b[K${question}${"*".repeat(Math.min(editor.line.length, 40))}`);
    };
    return {
      begin: () => {
        process.stdin.on("keypress", draw);
        draw();
      },
      end: () => {
        closed = true;
        process.stdin.off("keypress", draw);
        process.stderr.write("\n");
      },
    };
  });
}
