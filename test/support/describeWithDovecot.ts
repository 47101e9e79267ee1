/**
 * Tests that need a Dovecot: run where there is one; elsewhere skipped, and loudly; a failure where CI is set.
 */
import process from "node:process";
import { describe, it } from "vitest";
import { whyDovecotIsMissing } from "./dovecot/whyDovecotIsMissing.ts";

const missing = whyDovecotIsMissing();

/**
 * Is `describe` for tests that start a Dovecot.
 *
 * @param title What is described.
 * @param tests Declares the tests.
 */
export function describeWithDovecot(title: string, tests: () => void): void {
  if (missing === undefined) {
    describe(title, tests);
  } else if (process.platform === "linux" && process.env["CI"]) {
    describe(title, () => {
      it("has a Dovecot to run with", () => {
        throw new Error(missing);
      });
    });
  } else {
    console.warn(`SKIPPED: “${title}”: ${missing}`);
    describe.skip(title, tests);
  }
}
