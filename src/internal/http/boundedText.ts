/**
 * Reads a body up to a limit.
 *
 * @module
 */
import { type RequestStep, ResponseTooLarge } from "../../AuthError.ts";

/**
 * Reads a body to its end.
 *
 * @param body The body.
 * @param limitBytes How long it may be, after decompression.
 * @param step The step that asked, for the error.
 * @param status The answer's status, for the error.
 * @returns The text. Rejects with `ResponseTooLarge`, or with what the runtime says of a broken connection.
 */
export async function boundedText(
  body: ReadableStream<Uint8Array>,
  limitBytes: number,
  step: RequestStep,
  status: number,
): Promise<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let size = 0;
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > limitBytes) {
      reader.cancel().catch(() => {});
      throw new ResponseTooLarge({ step, status, limitBytes });
    }
    text += decoder.decode(value, { stream: true });
  }
}
