/**
 * Brings Redis for the tests of its store.
 *
 * @module
 */
import { whyRedisIsMissing } from "../test/support/redis/whyRedisIsMissing.ts";
import { installDebian } from "./install_debian.ts";

/**
 * Installs Redis where it is missing and can be installed.
 *
 * @returns Why there is still no Redis, or nothing if there is one.
 */
export function installRedis(): string | undefined {
  return installDebian({
    whyMissing: whyRedisIsMissing,
    packages: ["redis-server"],
    units: ["redis-server.service"],
  });
}
