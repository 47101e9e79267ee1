/**
 * Tests that need a Redis: run where there is one; elsewhere skipped, and loudly; a failure where CI is set.
 */
import process from "node:process";
import { describe, it } from "vitest";
import { whyRedisIsMissing } from "./redis/whyRedisIsMissing.ts";

const missing = whyRedisIsMissing();

/**
 * Is `describe` for tests that start a Redis.
 *
 * @param title What is described.
 * @param tests Declares the tests.
 */
export function describeWithRedis(title: string, tests: () => void): void {
  if (missing === undefined) {
    describe(title, tests);
  } else if (process.platform === "linux" && process.env["CI"]) {
    describe(title, () => {
      it("has a Redis to run with", () => {
        throw new Error(missing);
      });
    });
  } else {
    console.warn(`SKIPPED: “${title}”: ${missing}`);
    describe.skip(title, tests);
  }
}
