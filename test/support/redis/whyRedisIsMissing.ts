/**
 * Whether Redis is here.
 */
import { spawnSync } from "node:child_process";
import process from "node:process";

/**
 * Looks for Redis's server.
 *
 * @returns Why it cannot be used, or nothing if it can.
 */
export function whyRedisIsMissing(): string | undefined {
  if (process.platform !== "linux") return "Redis is run on Linux only";
  const { error } = spawnSync("redis-server", ["--version"]);
  return error === undefined ? undefined : "Redis is not installed (Debian: redis-server)";
}
