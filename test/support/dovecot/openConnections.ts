/**
 * How many clients a server has.
 */
import { readFileSync } from "node:fs";

const established = "01";

/**
 * Counts connections by the kernel's table: those that neither side has begun to close.
 *
 * @param ports The server's, on 127.0.0.1.
 * @returns How many clients are connected, logged in or not.
 */
export function openConnections(ports: ReadonlyArray<number>): number {
  const wanted = new Set(ports.map((port) => port.toString(16).toUpperCase().padStart(4, "0")));
  return readFileSync("/proc/net/tcp", "latin1").split("\n").filter((line) => {
    const [, local = "", , state] = line.trim().split(/\s+/);
    return state === established && wanted.has(local.slice(local.indexOf(":") + 1));
  }).length;
}
