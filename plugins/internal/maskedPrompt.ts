/**
 * A prompt on the terminal that does not show what is typed.
 *
 * @module
 */
import process from "node:process";
import { Writable } from "node:stream";
import { editedLine } from "./editedLine.ts";

/** More would say how long a long secret is. */
const mostStars = 40;

/** What a line must have left beside the question, or the stars get a line of their own. */
const roomForStars = 20;

/** Columns of the terminal; nothing where it does not tell. */
const columns = (): number | undefined => process.stderr.columns || undefined;

/**
 * Asks on stderr and reads a line from the terminal on stdin, showing `*` for each character. What is drawn again and
 * again never wraps: beside a question that is too long for that, or of a terminal that tells no width, the stars have a
 * line of their own.
 *
 * @param question The prompt, for example `Password: `.
 * @param signal Ends the prompt; the promise then rejects with the signal's reason.
 * @returns The line, or `undefined` where the input ends (Ctrl-D). Ctrl-C is passed on as `SIGINT`.
 */
export function maskedPrompt(question: string, signal: AbortSignal): Promise<string | undefined> {
  const { stdin } = process;
  // readline edits the line; what it would echo is thrown away, and stars are drawn instead.
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  return editedLine(silent, signal, (editor) => {
    editor.setPrompt(question);
    const questionWidth = editor.getCursorPos().cols;
    let before = question;
    let closed = false;
    /** A terminal may have become narrower meanwhile. */
    const makeRoom = (): void => {
      const width = columns();
      if (before === "" || (width !== undefined && questionWidth + roomForStars < width)) return;
      before = "";
      process.stderr.write("\n");
    };
    const draw = (): void => {
      if (closed) return;
      makeRoom();
      const room = (columns() ?? Infinity) - (before === "" ? 0 : questionWidth) - 1;
      const stars = Math.max(0, Math.min([...editor.line].length, mostStars, room));
      process.stderr.write(`\r\u001b[K${before}${"*".repeat(stars)}`);
    };
    return {
      begin: () => {
        stdin.on("keypress", draw);
        process.stderr.write(question);
        makeRoom();
      },
      again: draw,
      end: () => {
        closed = true;
        stdin.off("keypress", draw);
        process.stderr.write("\n");
      },
    };
  });
}
