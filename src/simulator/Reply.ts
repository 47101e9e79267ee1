/**
 * A response before it is written.
 *
 * @module
 */
import type { OutgoingHttpHeaders, ServerResponse } from "node:http";

/** A response. */
export interface Reply {
  readonly status: number;
  readonly headers?: OutgoingHttpHeaders | undefined;
  /** The body as it goes out; none by default. */
  readonly body?: string | Uint8Array | undefined;
}

/**
 * A response of JSON.
 *
 * @param status Its status.
 * @param value What the body says.
 * @param headers Further headers.
 * @returns The response.
 */
export function json(status: number, value: unknown, headers?: OutgoingHttpHeaders): Reply {
  return {
    status,
    headers: { "Content-Type": "application/json; charset=utf-8", ...headers },
    body: JSON.stringify(value),
  };
}

/** What every endpoint says to a request without a known app key. */
export const appKeyRefused: Reply = json(403, {
  error: "Application key is not defined or does not exist",
});

/**
 * Says that an endpoint has no such method.
 *
 * @param allow The methods that it has.
 * @returns The response.
 */
export function methodRefused(allow: string): Reply {
  const message = "The requested resource does not support this http method.";
  return json(405, { Message: message }, { "Allow": allow });
}

/**
 * Writes a response.
 *
 * @param response Where to.
 * @param reply What.
 * @returns Ends when the response has been handed to the network, or its connection is gone.
 */
export function send(response: ServerResponse, { status, headers, body }: Reply): Promise<void> {
  return new Promise((resolve) => {
    if (response.destroyed) return resolve();
    response.once("finish", resolve).once("close", resolve);
    const bytes = status === 204 || status === 304 ? undefined : bytesOf(body ?? "");
    for (const [name, value] of Object.entries(headers ?? {})) {
      if (value !== undefined) response.setHeader(name, value);
    }
    if (bytes !== undefined && !response.hasHeader("Content-Length")) {
      response.setHeader("Content-Length", bytes.length);
    }
    response.writeHead(status);
    response.end(bytes);
  });
}

/**
 * A body as bytes.
 *
 * @param body Text, which becomes UTF-8, or bytes.
 * @returns The bytes.
 */
export function bytesOf(body: string | Uint8Array): Uint8Array {
  return typeof body === "string" ? new TextEncoder().encode(body) : body;
}
