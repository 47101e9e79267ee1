/**
 * One request without credentials, for what a server tells whoever knocks.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import type { IncomingMessage } from "node:http";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { certificateEnd } from "../../../../plugins/internal/certificateEnd.ts";

/** What a server told. */
export interface Probe {
  /** HTTP status. */
  readonly status: number;
  /** Its clock, from the `Date` header, in milliseconds since 1970; whole seconds. */
  readonly date: number | undefined;
  /** When the request went out and the answer came, by the clock of this machine. */
  readonly sentAt: number;
  readonly receivedAt: number;
  /** When the server's certificate ends; absent without TLS. */
  readonly certificateExpires: Date | undefined;
}

/**
 * Sends `HEAD` and reads no body. Certificates are verified as in a login.
 *
 * @param url Where.
 * @returns What came; fails with the runtime's own error, which is not for showing.
 */
export function probe(url: string): Effect.Effect<Probe, unknown> {
  return Effect.callback<Probe, unknown>((resume) => {
    const send = url.startsWith("https:") ? httpsRequest : httpRequest;
    let sentAt = Date.now();
    const request = send(url, { method: "HEAD", agent: false, headers: { "Accept": "application/json" } });
    const answered = (response: IncomingMessage): void => {
      const receivedAt = Date.now();
      const date = Date.parse(response.headers.date ?? "");
      const certificateExpires = certificateEnd(response.socket);
      response.destroy();
      resume(Effect.succeed({
        status: response.statusCode ?? 0,
        date: Number.isNaN(date) ? undefined : date,
        sentAt,
        receivedAt,
        certificateExpires,
      }));
    };
    request.once("finish", () => sentAt = Date.now());
    request.once("response", answered);
    request.on("error", (error) => resume(Effect.fail(error)));
    request.end();
    return Effect.sync(() => void request.destroy());
  });
}
