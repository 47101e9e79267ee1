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
/** Whether what comes belongs to a line that was too long. */
let dropping = false;

/** Takes what is unread up to a line's end, which is taken too; or all of it, where there is none. */
function takeToEnd(): { readonly bytes: Buffer; readonly hasEnd: boolean } {
  const end = unread.indexOf("\n");
  const bytes = unread.subarray(0, end < 0 ? unread.length : end);
  unread = unread.subarray(end < 0 ? unread.length : end + 1);
  return { bytes, hasEnd: end >= 0 };
}

/** The next line, `undefined` where it has not come yet; throws where it is too long. */
function takeLine(): string | undefined {
  if (dropping) dropping = !takeToEnd().hasEnd;
  const { bytes, hasEnd } = takeToEnd();
  if (bytes.length > longestLineBytes) {
    dropping = !hasEnd;
    throw new RangeError("line too long");
  }
  if (hasEnd || ended && bytes.length > 0) return bytes.toString("utf8");
  unread = bytes;
  return undefined;
}

/**
 * Reads one line.
 *
 * @param signal Ends the wait; the promise then rejects with the signal's reason, and nothing is lost.
 * @returns The line without its end, or `undefined` at the end of the input. Rejects with a `RangeError` where a line is
 * longer than 1,024 bytes, which is dropped up to its end, or with the stream's own error.
 */
export function readStdinLine(signal: AbortSignal): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const { stdin } = process;
    let settled = false;
    const settle = (act: () => void): void => {
      settled = true;
      stdin.off("data", onData).off("end", onEnd).off("close", onEnd).off("error", onError).pause();
      // A socket or a pipe that is no longer read must not keep the process alive.
      stdin.unref?.();
      signal.removeEventListener("abort", onAbort);
      act();
    };
    const check = (): void => {
      try {
        const line = takeLine();
        if (line !== undefined || ended) settle(() => resolve(line));
      } catch (error) {
        settle(() => reject(error));
      }
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
    if (settled) return;
    if (stdin.readableEnded || stdin.destroyed) onEnd();
    else stdin.resume();
  });
}
