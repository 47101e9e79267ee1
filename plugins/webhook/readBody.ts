/**
 * Reads a request's body up to a size and within a time.
 *
 * @module
 */
import type { IncomingMessage } from "node:http";

/** Greatest size of a body, in bytes: a message with its fields takes about one tenth. */
export const mostBodyBytes: number = 16 * 1024;

/** Longest time for a body, in milliseconds. */
export const longestBodyMillis: number = 5000;

/** Why a body was not read. */
export type BodyProblem = "too large" | "too slow" | "not UTF-8" | "broken off";

/** A body, or why there is none. */
export type Body = { readonly text: string } | { readonly problem: BodyProblem };

/** A byte order mark stays: it is signed like all else. */
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** What `srvx` gives beside a request: what `node:http` has received. Its pieces come faster than those of a stream. */
type ServedRequest = Request & { readonly runtime?: { readonly node?: { readonly req: IncomingMessage } } };

/** A body's pieces, up to the greatest size. */
class Pieces {
  readonly #pieces: Array<Uint8Array> = [];
  #size = 0;

  /** Whether it is still within the limit. */
  add(piece: Uint8Array): boolean {
    this.#size += piece.length;
    if (this.#size <= mostBodyBytes) this.#pieces.push(piece);
    return this.#size <= mostBodyBytes;
  }

  get body(): Body {
    try {
      return { text: decoder.decode(this.#pieces.length === 1 ? this.#pieces[0] : this.#joined()) };
    } catch {
      return { problem: "not UTF-8" };
    }
  }

  #joined(): Uint8Array {
    const bytes = new Uint8Array(this.#size);
    let at = 0;
    for (const piece of this.#pieces) {
      bytes.set(piece, at);
      at += piece.length;
    }
    return bytes;
  }
}

function readIncoming(incoming: IncomingMessage, tooLate: AbortSignal): Promise<Body> {
  if (incoming.readableEnded || incoming.destroyed) return Promise.resolve({ problem: "broken off" });
  return new Promise((resolve) => {
    const pieces = new Pieces();
    const brokenOff = () => resolve({ problem: "broken off" });
    const take = (piece: Uint8Array): void => {
      if (!pieces.add(piece)) stop("too large");
    };
    const stop = (problem: BodyProblem): void => {
      incoming.off("data", take).pause();
      resolve({ problem });
    };
    tooLate.addEventListener("abort", () => stop("too slow"));
    incoming.once("end", () => resolve(pieces.body)).once("error", brokenOff).once("close", brokenOff);
    incoming.on("data", take);
  });
}

async function readStream(stream: ReadableStream<Uint8Array>, tooLate: AbortSignal): Promise<Body> {
  const reader = stream.getReader();
  const cancel = () => void reader.cancel().catch(() => {});
  // What is waited for ends with it.
  tooLate.addEventListener("abort", cancel);
  const pieces = new Pieces();
  for (;;) {
    const { done, value } = await reader.read();
    if (tooLate.aborted) return { problem: "too slow" };
    if (done) return pieces.body;
    if (pieces.add(value)) continue;
    cancel();
    return { problem: "too large" };
  }
}

function read(request: ServedRequest, tooLate: AbortSignal): Promise<Body> {
  const incoming = request.runtime?.node?.req;
  if (incoming !== undefined) return readIncoming(incoming, tooLate);
  return request.body === null ? Promise.resolve({ text: "" }) : readStream(request.body, tooLate);
}

/**
 * Reads the body.
 *
 * @param request The request; what it has beyond the limit is not read.
 * @param limitMillis Longest time, in milliseconds.
 * @returns The text, or why there is none.
 */
export async function readBody(request: Request, limitMillis: number = longestBodyMillis): Promise<Body> {
  const declared = request.headers.get("content-length");
  if (declared !== null && Number(declared) > mostBodyBytes) return { problem: "too large" };
  const tooLate = new AbortController();
  const timer = setTimeout(() => tooLate.abort(), limitMillis);
  try {
    return await read(request, tooLate.signal);
  } catch {
    return { problem: "broken off" };
  } finally {
    clearTimeout(timer);
  }
}
