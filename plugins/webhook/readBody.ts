/**
 * Reads a request's body up to a size and within a time.
 *
 * @module
 */
import type { IncomingMessage } from "node:http";

/** Greatest size of a body, in bytes: a message with its fields takes about one tenth. */
export const mostBodyBytes: number = 16 * 1024;

/** Longest time for a body, in milliseconds. */
const longestBodyMillis = 5000;

/** Why a body was not read. */
export type BodyProblem = "too large" | "too slow" | "not UTF-8" | "broken off";

/** What is answered where a body was not read: the status, and why, in words for the log. */
export const bodyRefusals: {
  readonly [Problem in BodyProblem]: readonly [status: 400 | 408 | 413, why: string];
} = {
  "too large": [413, "its body is too large"],
  "too slow": [408, "its body is too slow"],
  "not UTF-8": [400, "its body is not UTF-8"],
  "broken off": [
    400,
    "its body is broken off (or a body parser has read it before: mount the handler before those)",
  ],
};

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

/** A body on its way. */
interface Reading {
  readonly body: Promise<Body>;
  /** Reads no further. */
  readonly stop: () => void;
}

function readIncoming(incoming: IncomingMessage): Reading {
  const { promise, resolve } = Promise.withResolvers<Body>();
  const pieces = new Pieces();
  const stop = () => void incoming.off("data", take).pause();
  const brokenOff = () => resolve({ problem: "broken off" });
  function take(piece: Uint8Array): void {
    if (pieces.add(piece)) return;
    stop();
    resolve({ problem: "too large" });
  }
  if (incoming.readableEnded || incoming.destroyed) brokenOff();
  incoming.once("end", () => resolve(pieces.body)).once("error", brokenOff).once("close", brokenOff);
  incoming.on("data", take);
  return { body: promise, stop };
}

function readStream(stream: ReadableStream<Uint8Array>): Reading {
  const reader = stream.getReader();
  const stop = () => void reader.cancel().catch(() => {});
  const read = async (): Promise<Body> => {
    const pieces = new Pieces();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return pieces.body;
      if (pieces.add(value)) continue;
      stop();
      return { problem: "too large" };
    }
  };
  return { body: read(), stop };
}

const readBefore: Reading = { body: Promise.resolve({ problem: "broken off" }), stop: () => {} };
const noBody: Reading = { body: Promise.resolve({ text: "" }), stop: () => {} };

function read(request: ServedRequest): Reading {
  const incoming = request.runtime?.node?.req;
  if (incoming !== undefined) return readIncoming(incoming);
  // Somebody else may have read it, or be reading it.
  if (request.bodyUsed || request.body?.locked === true) return readBefore;
  return request.body === null ? noBody : readStream(request.body);
}

/**
 * Reads the body.
 *
 * @param request The request; what it has beyond the limit is not read.
 * @param limitMillis Longest time, in milliseconds.
 * @returns The text, or why there is none.
 */
export function readBody(request: Request, limitMillis: number = longestBodyMillis): Promise<Body> {
  const declared = request.headers.get("content-length");
  if (declared !== null && Number(declared) > mostBodyBytes) return Promise.resolve({ problem: "too large" });
  const { body, stop } = read(request);
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      resolve({ problem: "too slow" });
      stop();
    }, limitMillis);
    const settle = (read: Body): void => {
      clearTimeout(timer);
      resolve(read);
    };
    body.then(settle, () => settle({ problem: "broken off" }));
  });
}
