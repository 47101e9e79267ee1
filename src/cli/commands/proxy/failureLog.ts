/**
 * Tells of failures, in few lines: each request may meet the same one.
 *
 * @module
 */
import { failureLine, failureTag } from "./failureAnswer.ts";

/** Time between two lines about the same kind of failure, in milliseconds. */
const quietMillis = 60_000;

/**
 * Makes the log.
 *
 * @param write Takes a line.
 * @param now The present, in milliseconds since 1970.
 * @returns Takes note of a failure: it is told where none of the same tag was within the last minute.
 */
export function failureLog(
  write: (line: string) => void,
  now: () => number = Date.now,
): (error: unknown) => void {
  const toldAt = new Map<string, number>();
  return (error) => {
    const tag = failureTag(error);
    const before = toldAt.get(tag);
    // The clock may have been set back.
    if (before !== undefined && Math.abs(now() - before) < quietMillis) return;
    toldAt.set(tag, now());
    write(failureLine(error));
  };
}
