/**
 * A port for a server that is started by somebody else.
 */
import { type AddressInfo, createServer } from "node:net";

/** Takes a free port of loopback and gives it back: nothing listens on it. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject).listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
