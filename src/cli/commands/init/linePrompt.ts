/**
 * A prompt on the terminal that shows what is typed; its sibling that does not is `maskedPrompt`.
 *
 * @module
 */
import process from "node:process";
import { createInterface } from "node:readline";

/**
 * Asks on stderr and reads a line from the terminal on stdin.
 *
 * @param question The prompt, for example `User name: `.
 * @param signal Ends the prompt; the promise then rejects with the signal's reason.
 * @returns The line, or `undefined` where the input ends (Ctrl-D). Ctrl-C is passed on as `SIGINT`.
 */
export function linePrompt(question: string, signal: AbortSignal): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const editor = createInterface({
      input: process.stdin,
      output: process.stderr,
      terminal: true,
      historySize: 0,
    });
    let line: string | undefined;
    const abort = (): void => editor.close();
    editor.on("line", (text) => {
      line = text;
      editor.close();
    });
    editor.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
    editor.on("close", () => {
      signal.removeEventListener("abort", abort);
      process.stdin.unref?.();
      if (line === undefined) process.stderr.write("\n");
      if (signal.aborted) reject(signal.reason);
      else resolve(line);
    });
    signal.addEventListener("abort", abort);
    process.stdin.ref?.();
    editor.setPrompt(question);
    editor.prompt();
  });
}
