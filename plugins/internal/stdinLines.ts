/**
 * Lines from a piped standard input.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import process from "node:process";

const longestLineBytes = 1024;

// Standard input belongs to the whole process: what one reader left unread is the next one's.
let unread: Buffer = Buffer.alloc(0);
let ended = false;

function takeLine(): string | undefined {
  const end = unread.indexOf("\n");
  if (end < 0 && !(ended && unread.length > 0)) return undefined;
  const line = unread.subarray(0, end < 0 ? unread.length : end).toString("utf8");
  unread = unread.subarray(end < 0 ? unread.length : end + 1);
  return line;
}

/**
 * Reads one line.
 *
 * @param signal Ends the wait; the promise then rejects with the signal's reason, and nothing is lost.
 * @returns The line without its end, or `undefined` at the end of the input. Rejects with a `RangeError` where a line is
 * longer than 1,024 bytes, or with the stream's own error.
 */
export function readStdinLine(signal: AbortSignal): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const { stdin } = process;
    const settle = (act: () => void): void => {
      stdin.off("data", onData).off("end", onEnd).off("close", onEnd).off("error", onError).pause();
      // A socket or a pipe that is no longer read must not keep the process alive.
      stdin.unref?.();
      signal.removeEventListener("abort", onAbort);
      act();
    };
    const check = (): void => {
      const line = takeLine();
      if (line !== undefined) settle(() => resolve(line));
      else if (ended) settle(() => resolve(undefined));
      else if (unread.length > longestLineBytes) settle(() => reject(new RangeError("line too long")));
    };
    const onData = (chunk: Buffer | string): void => {
      unread = Buffer.concat([unread, Buffer.from(chunk)]);
      check();
    };
    const onEnd = (): void => {
      ended = true;
      check();
    };
    const onError = (error: Error): void => settle(() => reject(error));
    const onAbort = (): void => settle(() => reject(signal.reason));
    signal.addEventListener("abort", onAbort);
    stdin.on("data", onData).on("end", onEnd).on("close", onEnd).on("error", onError);
    stdin.ref?.();
    check();
    if (!ended && (stdin.readableEnded || stdin.destroyed)) onEnd();
    else if (stdin.listeners("data").includes(onData)) stdin.resume();
  });
}
