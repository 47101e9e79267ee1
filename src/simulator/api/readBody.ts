/**
 * Reads what a request carries.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import type { IncomingMessage } from "node:http";

const limitBytes = 64 * 1024;

/**
 * Reads what a request carries; for other methods than POST and PUT that is nothing, whatever comes.
 *
 * @param request The request.
 * @returns Its bytes; `undefined` as soon as they are more than 64 KiB, and the rest is thrown away as it comes. Rejects
 * with an `Error` where the client goes away in the middle: half a body must not be acted upon.
 */
export function readBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
  if (request.method !== "POST" && request.method !== "PUT") {
    request.resume();
    return Promise.resolve(new Uint8Array());
  }
  const body = bodyOf(request);
  body.catch(() => {}); // A fault may answer before anybody asks for it.
  return body;
}

function bodyOf(request: IncomingMessage): Promise<Uint8Array | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Array<Uint8Array> = [];
    let size = 0;
    request.on("data", (chunk: Uint8Array) => {
      size += chunk.length;
      if (size <= limitBytes) return void chunks.push(chunk);
      chunks.length = 0;
      resolve(undefined);
    });
    const broken = () => reject(new Error("the request broke off"));
    request.once("end", () => resolve(size > limitBytes ? undefined : Buffer.concat(chunks))).once(
      "error",
      broken,
    ).once("close", broken);
  });
}

/**
 * Reads a body as JSON.
 *
 * @param body Its bytes.
 * @returns The object that it says; `undefined` where it is no JSON, or no object.
 */
export function jsonObject(body: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? value as Record<string, unknown>
      : undefined;
  } catch {
    return undefined;
  }
}
