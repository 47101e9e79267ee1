/**
 * Reads a request's body up to a size and within a time.
 *
 * @module
 */

/** Greatest size of a body, in bytes: a message with its fields takes about one tenth. */
export const mostBodyBytes: number = 16 * 1024;

/** Longest time for a body, in milliseconds. */
export const longestBodyMillis: number = 5000;

/** Why a body was not read. */
export type BodyProblem = "too large" | "too slow" | "not UTF-8" | "broken off";

/** A body, or why there is none. */
export type Body = { readonly text: string } | { readonly problem: BodyProblem };

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function decode(bytes: Uint8Array): Body {
  try {
    return { text: decoder.decode(bytes) };
  } catch {
    return { problem: "not UTF-8" };
  }
}

/** Bytes of a text in UTF-8. */
function byteLength(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** Servers hold a body to its declared length and read it in one piece faster than by a stream. */
async function readDeclared(request: Request, length: number): Promise<Body> {
  const text = await request.text();
  // A replacement or a byte order mark that was dropped changes the length, or else what is signed.
  return byteLength(text) === length ? { text } : { problem: "not UTF-8" };
}

async function readStream(stream: ReadableStream<Uint8Array>): Promise<Body> {
  const reader = stream.getReader();
  const chunks: Array<Uint8Array> = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > mostBodyBytes) {
      void reader.cancel().catch(() => {});
      return { problem: "too large" };
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return decode(bytes);
}

/**
 * Reads the body.
 *
 * @param request The request; what it has beyond the limit is not read.
 * @param limitMillis Longest time, in milliseconds.
 * @returns The text, or why there is none.
 */
export function readBody(request: Request, limitMillis: number = longestBodyMillis): Promise<Body> {
  const header = request.headers.get("content-length");
  const declared = header === null || !/^\d{1,15}$/.test(header) ? undefined : Number(header);
  if (declared !== undefined && declared > mostBodyBytes) return Promise.resolve({ problem: "too large" });
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ problem: "too slow" }), limitMillis);
    const settle = (body: Body): void => {
      clearTimeout(timer);
      resolve(body);
    };
    const reading = declared !== undefined
      ? readDeclared(request, declared)
      : request.body === null
      ? Promise.resolve({ text: "" })
      : readStream(request.body);
    reading.then(settle, () => settle({ problem: "broken off" }));
  });
}
