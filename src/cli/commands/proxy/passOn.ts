/**
 * The body of an answer on its way to the program.
 *
 * @module
 */
import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { inTime } from "./inTime.ts";

/** How long one side may hold up the other, in milliseconds. */
export interface PassOnLimits {
  /** How long the broker may be silent. */
  readonly brokerMillis: number;
  /** How long the program may take nothing. */
  readonly programMillis: number;
}

const usual: PassOnLimits = { brokerMillis: 60_000, programMillis: 10 * 60_000 };

/**
 * Passes a body on as it comes, no faster than it is taken.
 *
 * @param body The broker's.
 * @param response Where it goes; its head has been written.
 * @param limits How long one side may hold up the other.
 * @returns Nothing, once the program has all of it, or one side broke off or stood still: then the program's connection is
 * cut, so that what it has cannot be taken for all. It does not reject.
 */
export async function passOn(
  body: ReadableStream<Uint8Array>,
  response: ServerResponse,
  { brokerMillis, programMillis }: PassOnLimits = usual,
): Promise<void> {
  const reader = body.getReader();
  const gone = once(response, "close");
  gone.catch(() => {});
  try {
    for (;;) {
      const part = await inTime(reader.read(), brokerMillis);
      if (part.done) break;
      if (response.destroyed) throw new Error("The program has gone");
      if (response.write(part.value)) continue;
      const waiting = new AbortController();
      const drained = once(response, "drain", { signal: waiting.signal });
      drained.catch(() => {});
      try {
        await inTime(Promise.race([drained, gone]), programMillis);
      } finally {
        waiting.abort();
      }
    }
    response.end();
  } catch {
    reader.cancel().catch(() => {});
    cut(response);
  }
}

/** By HTTP/1.0 an answer may end with its connection: only a reset tells that it has not come to its end. */
function cut(response: ServerResponse): void {
  const { socket, req } = response;
  if (req.httpVersion === "1.0") socket?.resetAndDestroy();
  response.destroy();
}
