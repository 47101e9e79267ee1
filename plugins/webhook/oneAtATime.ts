/**
 * One request at a time on a connection.
 *
 * @module
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/**
 * Whoever sends request after request without reading the answers (HTTP/1.1 pipelining, which no browser and no proxy
 * does) fills the memory with them.
 *
 * @returns Takes each request; `false`: another one of this connection is not answered yet, or was its last. The
 * connection is gone then.
 */
export function oneAtATime(): (request: IncomingMessage, response: ServerResponse) => boolean {
  const busy = new WeakSet<Socket>();
  return ({ socket }, response) => {
    if (busy.has(socket)) {
      socket.destroy();
      return false;
    }
    busy.add(socket);
    response.once("close", () => {
      if (response.shouldKeepAlive && response.getHeader("connection") !== "close") busy.delete(socket);
    });
    return true;
  };
}
