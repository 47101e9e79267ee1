/**
 * Tests that need a browser: run where Chromium is; elsewhere skipped, and loudly; a failure where CI is set.
 */
import process from "node:process";
import { describe, it } from "vitest";
import { whyChromiumIsMissing } from "./chromium/whyChromiumIsMissing.ts";

const missing = whyChromiumIsMissing();

/**
 * Is `describe` for tests that start Chromium.
 *
 * @param title What is described.
 * @param tests Declares the tests.
 */
export function describeWithChromium(title: string, tests: () => void): void {
  if (missing === undefined) {
    describe(title, tests);
  } else if (process.platform === "linux" && process.env["CI"]) {
    describe(title, () => {
      it("has a Chromium to run with", () => {
        throw new Error(missing);
      });
    });
  } else {
    console.warn(`SKIPPED: “${title}”: ${missing}`);
    describe.skip(title, tests);
  }
}
