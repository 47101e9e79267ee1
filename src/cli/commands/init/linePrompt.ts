/**
 * A prompt on the terminal that shows what is typed; its sibling that does not is `maskedPrompt`.
 *
 * @module
 */
import process from "node:process";
import { editedLine } from "../../../../plugins/internal/editedLine.ts";

/**
 * Asks on stderr and reads a line from the terminal on stdin.
 *
 * @param question The prompt, for example `User name: `.
 * @param signal Ends the prompt; the promise then rejects with the signal's reason.
 * @returns The line, or `undefined` where the input ends (Ctrl-D). Ctrl-C is passed on as `SIGINT`.
 */
export function linePrompt(question: string, signal: AbortSignal): Promise<string | undefined> {
  return editedLine(process.stderr, signal, (editor) => ({
    begin: () => {
      editor.setPrompt(question);
      editor.prompt();
    },
    again: () => editor.prompt(true),
    end: (hasLine) => {
      // readline itself ends the line that Enter ends.
      if (!hasLine) process.stderr.write("\n");
    },
  }));
}
