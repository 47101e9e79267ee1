/**
 * The proxy's HTTP server. `node:http` needs no package, and tells under both runtimes when a program goes away.
 *
 * @module
 */
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { otherMethod } from "./admission.ts";
import { refusal, send } from "./Answer.ts";
import type { Handler } from "./gateway.ts";

/** A server that listens. */
export interface ProxyServer {
  /** Its URL, without a slash at the end. */
  readonly url: string;
  /** Takes no further request, and gives those under way up to 5 seconds. */
  readonly close: () => Promise<void>;
}

/** How long requests under way may take once it closes, in milliseconds. */
const goodbyeMillis = 5000;

/** Longer than programs keep idle connections, so that none is cut off just as it sends an order, in milliseconds. */
const keepAliveTimeout = 120_000;

/** How long a request's head may take, in milliseconds. */
const headersTimeout = 10_000;

/**
 * How long a request may take to its last byte, in milliseconds. Node's own check ends a connection without a word of
 * what became of the call, so it comes after all others: 10 s for the head, 60 s for a body that is read before it is
 * sent, 30 s from there to the answer. What it ends are bodies that nobody reads any more. Deno has no such check.
 */
const requestTimeout = 300_000;

const stopping = refusal(503, "ProxyStopping", "The proxy is about to end.", { "Connection": "close" });

const connectRefused = [
  "HTTP/1.1 405 Method Not Allowed",
  `Allow: ${otherMethod.headers["Allow"]}`,
  "Content-Length: 0",
  "Connection: close",
  "\r\n",
].join("\r\n");

/**
 * Listens.
 *
 * @param host A loopback name or address, as it stands in a URL.
 * @param port The port; 0 for a free one.
 * @param handlerOf Makes the handler of requests, once the port is known.
 * @returns The server. Rejects with what the runtime says where it cannot listen there.
 */
export async function proxyServer(
  host: string,
  port: number,
  handlerOf: (port: number) => Handler,
): Promise<ProxyServer> {
  const sockets = new Set<Socket>();
  let underWay = 0;
  let closing: Promise<void> | undefined;
  let idle = (): void => {};
  // A request without Host is refused as one with another.
  const server = createServer({
    headersTimeout,
    requestTimeout,
    keepAliveTimeout,
    requireHostHeader: false,
  });
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    // Node takes its own listener off a socket that asked for CONNECT.
    socket.on("error", () => {}).once("close", () => sockets.delete(socket));
  });
  server.on("connect", (_request, socket) => void socket.end(connectRefused));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host: host.replace(/^\[|\]$/g, ""), port }, resolve);
  });
  server.removeAllListeners("error").on("error", () => {});
  const { port: taken } = server.address() as AddressInfo;
  const handle = handlerOf(taken);
  server.on("request", (request, response) => {
    if (closing !== undefined) return send(request, response, stopping);
    underWay++;
    response.once("close", () => {
      if (--underWay === 0) idle();
    });
    handle(request, response).catch(() => response.destroy());
  });
  const close = (): Promise<void> =>
    closing ??= new Promise((resolve) => {
      const limit = setTimeout(() => sockets.forEach((socket) => socket.destroy()), goodbyeMillis);
      server.close(() => {
        clearTimeout(limit);
        resolve();
      });
      idle = () => sockets.forEach((socket) => socket.destroySoon());
      if (underWay === 0) idle();
    });
  return { url: `http://${host}:${taken}`, close };
}
