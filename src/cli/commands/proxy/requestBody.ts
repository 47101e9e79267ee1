/**
 * The body of a request to the proxy.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { inTime } from "./inTime.ts";

/** Up to here a body is read before it is sent, so that it can be sent again after a login. */
const longestRead = 256 * 1024;

/** How long a program may be silent in the middle of it, in milliseconds. */
const silenceMillis = 30_000;

/** How long it may take until it can be sent, in milliseconds: one that drips is never silent for long. */
const longestMillis = 60_000;

/**
 * Reads a body, or the beginning of a long one.
 *
 * @param parts The request.
 * @param limitMillis How long the program may be silent, in milliseconds.
 * @param readMillis How long all may take that is read before it is sent, in milliseconds.
 * @returns Nothing, all of it up to 256 KiB, or a stream of a longer one, which is read as fast as it is taken. Rejects
 * where it breaks off, and with `Silence`.
 */
export async function requestBody(
  parts: AsyncIterable<Uint8Array<ArrayBuffer>>,
  limitMillis: number = silenceMillis,
  readMillis: number = longestMillis,
): Promise<Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array<ArrayBuffer>> | undefined> {
  const iterator = parts[Symbol.asyncIterator]();
  const next = (millis = limitMillis) => inTime(iterator.next(), millis);
  const end = performance.now() + readMillis;
  const read: Array<Uint8Array<ArrayBuffer>> = [];
  let size = 0;
  while (size <= longestRead) {
    const part = await next(Math.min(limitMillis, end - performance.now()));
    // No Buffer: `ofetch` takes what has a `toJSON` for JSON.
    if (part.done) return size === 0 ? undefined : new Uint8Array(Buffer.concat(read));
    read.push(part.value);
    size += part.value.length;
  }
  return new ReadableStream({
    pull: async (controller) => {
      const early = read.shift();
      if (early !== undefined) return controller.enqueue(early);
      const part = await next();
      if (part.done) controller.close();
      else controller.enqueue(part.value);
    },
  }, { highWaterMark: 0 });
}
