/**
 * Tests that need a program of this machine: run where it is; elsewhere skipped, and loudly; a failure where CI is set.
 */
import process from "node:process";
import { describe, it } from "vitest";

/**
 * Makes a `describe` for tests that need a program.
 *
 * @param program What they need, such as `a Dovecot`.
 * @param missing Why it is missing, or nothing where it is there.
 * @returns The `describe`.
 */
export function describeWhereFound(
  program: string,
  missing: string | undefined,
): (title: string, tests: () => void) => void {
  return (title, tests) => {
    if (missing === undefined) {
      describe(title, tests);
    } else if (process.platform === "linux" && process.env["CI"]) {
      describe(title, () => {
        it(`has ${program} to run with`, () => {
          throw new Error(missing);
        });
      });
    } else {
      console.warn(`SKIPPED: “${title}”: ${missing}`);
      describe.skip(title, tests);
    }
  };
}
