/**
 * When the certificate of a connection ends.
 *
 * @module
 */
import { TLSSocket } from "node:tls";

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
