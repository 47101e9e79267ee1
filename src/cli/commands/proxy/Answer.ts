/**
 * What the proxy says itself, in JSON.
 *
 * @module
 */
import type { IncomingMessage, ServerResponse } from "node:http";

/** An answer that does not come from the broker. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object;
}

/**
 * Makes an answer that says no.
 *
 * @param status HTTP status.
 * @param error What it is, one word for programs.
 * @param message The same for people; free of secrets.
 * @param headers Headers that go with it.
 * @returns The answer.
 */
export function refusal(
  status: number,
  error: string,
  message: string,
  headers: Answer["headers"] = {},
): Answer {
  return { status, headers, body: { error, message } };
}

/**
 * Says of a failure that the broker may have done what it was asked for.
 *
 * @param failure What is answered to a request that changes something, and that may have arrived.
 * @returns The same with `mayHaveArrived` and `retryable: false`, and without what invites to another try.
 */
export function undecidedAnswer(failure: Answer): Answer {
  const { "Retry-After": _, ...headers } = failure.headers;
  return { ...failure, headers, body: { ...failure.body, mayHaveArrived: true, retryable: false } };
}

/**
 * Sends an answer. Where a long body has not been read, the connection carries no further request.
 *
 * @param request What is answered.
 * @param response Where the answer goes; one that has begun already is cut off.
 * @param answer The answer.
 */
export function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  if (response.headersSent) return void response.destroy();
  const text = JSON.stringify(answer.body);
  response.writeHead(answer.status, {
    ...answer.headers,
    ...restUnread(request),
    "Content-Type": "application/json",
    "Content-Length": String(new TextEncoder().encode(text).length),
  });
  response.end(request.method === "HEAD" ? undefined : text);
}

/** What is left of a body up to here is read and thrown away, so that the connection can carry the next request. */
const longestRest = 256 * 1024;

/**
 * Headers of an answer to a request whose body has not come to its end.
 *
 * @param request The request.
 * @returns `Connection: close` for a long body (over 256 KiB, or of unknown length); nothing else.
 */
export function restUnread({ complete, headers }: IncomingMessage): Readonly<Record<string, string>> {
  const isLong = headers["transfer-encoding"] !== undefined ||
    Number(headers["content-length"] ?? 0) > longestRest;
  return isLong && !complete ? { "Connection": "close" } : {};
}
