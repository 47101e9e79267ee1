/**
 * Starts and stops an HTTP server.
 *
 * @module
 */
import type { Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** Connections that may wait to be accepted: 1,000 clients at once are none too many. */
const backlog = 4096;
/** Longer than clients keep theirs, so that none is cut off just as it sends, in milliseconds. */
const keepAliveTimeout = 120_000;

/**
 * Listens.
 *
 * @param server The server, not listening yet.
 * @param host The address.
 * @param port The port; 0 for a free one.
 * @returns Its URL without a slash at the end, and how to close it with all its connections. Rejects with an `Error`
 * whose `code` says why it cannot listen.
 */
export async function listen(
  server: Server,
  host: string,
  port: number,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const sockets = new Set<Socket>();
  server.keepAliveTimeout = keepAliveTimeout;
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  server.on("clientError", (_error, socket) => void socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: Error & { readonly code?: string }) => {
      const code = error.code ?? "unknown error";
      reject(
        Object.assign(new Error(`host, port: cannot listen on ${host}, port ${port} (${code})`), { code }),
      );
    });
    server.listen({ host, port, backlog }, resolve);
  });
  server.removeAllListeners("error").on("error", () => {});
  const address = server.address() as AddressInfo;
  return {
    url: `http://${reachable(address)}:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** A wildcard address is none that a client can be told. */
function reachable({ address, family }: AddressInfo): string {
  if (address === "0.0.0.0") return "127.0.0.1";
  if (address === "::") return "[::1]";
  return family === "IPv6" ? `[${address}]` : address;
}
