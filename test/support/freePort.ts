/**
 * Ports for servers that somebody else starts, that vanish and come back, or that nobody starts at all.
 *
 * They lie below those that a system gives to whoever asks for any port (from 32768 on Linux, from 49152 by RFC 6335):
 * the many servers of tests that run beside this one do not get one of them by chance.
 */
import { createServer } from "node:net";
import { randomInt } from "node:crypto";

const first = 15_000;
const beyond = 32_000;

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer().once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });

/** A port of 127.0.0.1 that nobody listens on. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(first, beyond);
    if (await isFree(port)) return port;
  }
}

/** Several of them, all different. */
export async function freePorts(count: number): Promise<ReadonlyArray<number>> {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(await freePort());
  return [...ports];
}
