/**
 * When a certificate that was refused ends.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { isIP } from "node:net";
import { connect } from "node:tls";
import { certificateEnd } from "../../../../plugins/internal/certificateEnd.ts";

/**
 * Reads it from a server whose certificate was refused, by a connection that verifies nothing and sends nothing: Deno
 * has one error for certificates that have expired and for those that nobody has signed.
 *
 * @param url The server.
 * @returns The date, or nothing where it cannot be read.
 */
export function refusedCertificateEnd(url: URL): Effect.Effect<Date | undefined> {
  return Effect.callback<Date | undefined>((resume) => {
    const host = url.hostname.replace(/^\[|\]$/g, "");
    const name = isIP(host) === 0 ? { servername: host } : {};
    const port = Number(url.port || 443);
    const socket = connect({ host, port, ...name, rejectUnauthorized: false }, () => {
      const end = certificateEnd(socket);
      socket.destroy();
      resume(Effect.succeed(end));
    });
    socket.on("error", () => resume(Effect.succeed(undefined)));
    return Effect.sync(() => void socket.destroy());
  });
}
