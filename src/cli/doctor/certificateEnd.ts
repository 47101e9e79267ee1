/**
 * When a server's certificate ends.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { isIP } from "node:net";
import { connect, TLSSocket } from "node:tls";

/**
 * Reads it from a connection that stands.
 *
 * @param socket The connection.
 * @returns The date, or nothing where there is no TLS.
 */
export function certificateEnd(socket: unknown): Date | undefined {
  if (!(socket instanceof TLSSocket)) return undefined;
  const end = new Date(socket.getPeerCertificate().valid_to ?? "");
  return Number.isNaN(end.getTime()) ? undefined : end;
}

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
