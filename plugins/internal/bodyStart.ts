/**
 * Reads an answer's body up to a size.
 *
 * @module
 */

/** What was read of a body. */
export interface BodyStart {
  /** The text; of a longer body, its beginning. */
  readonly text: string;
  /** Whether that is all. */
  readonly isWhole: boolean;
}

/**
 * Reads a body to its end, or to a limit.
 *
 * @param body The body; none is an empty one.
 * @param mostBytes How much of it is read, after decompression.
 * @returns What was read; the rest is not. Rejects with what the runtime says of a broken connection.
 */
export async function bodyStart(
  body: ReadableStream<Uint8Array> | null | undefined,
  mostBytes: number,
): Promise<BodyStart> {
  if (body === null || body === undefined) return { text: "", isWhole: true };
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let left = mostBytes;
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { text: text + decoder.decode(), isWhole: true };
    text += decoder.decode(value.subarray(0, left), { stream: true });
    left -= value.byteLength;
    if (left >= 0) continue;
    reader.cancel().catch(() => {});
    return { text, isWhole: false };
  }
}
