/**
 * Why requests are refused.
 *
 * @module
 */

/** A refusal's words. */
export interface Refusal {
  /** For the sender. */
  readonly answer: string;
  /** For the error of a wait that ends. */
  readonly mishap: string;
}

/** A status with which a request is refused. */
export type RefusalStatus = 400 | 403 | 404 | 405 | 408 | 413 | 415 | 500;

/** By status. */
export const refusals: Readonly<Record<RefusalStatus, Refusal>> = {
  404: { answer: "Not Found", mishap: "wrong path" },
  405: { answer: "Method Not Allowed", mishap: "wrong method" },
  415: { answer: "Unsupported Media Type", mishap: "wrong type of body" },
  400: { answer: "Bad Request", mishap: "unreadable" },
  403: { answer: "Forbidden", mishap: "not genuine" },
  408: { answer: "Request Timeout", mishap: "too slow" },
  413: { answer: "Content Too Large", mishap: "too large" },
  500: { answer: "Internal Server Error", mishap: "failed here" },
};
