/**
 * Runs all tests: the suite under Node, the suite under Deno, what needs the machine for itself, then the built package. The last line of the output is
 * `N passed, N failed`, the sum, and `, N skipped` where tests were left out for want of a Dovecot, a Redis or a
 * Chromium; the exit code is 1
 * where anything failed or a run had no tests, in CI also where anything was skipped.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import process from "node:process";
import { installDebian } from "./install_debian.ts";
import { root } from "./support/root.ts";

/** What is read of vitest's JSON report. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: ReadonlyArray<
    { readonly status: string; readonly assertionResults: ReadonlyArray<unknown> }
  >;
}

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const reports = mkdtempSync(join(tmpdir(), "autoshares-auth-tests-"));
const env = {
  ...process.env,
  PATH: [join(root, "node_modules", ".bin"), process.env["PATH"]].join(delimiter),
};

// Tests that start dozens of processes run by themselves: beside them, others would run out of time.
const crowds = "processes.test.ts";
const suite = ["run", "--exclude", "test/package/**", "--exclude", `**/${crowds}`];
const alone = ["run", crowds, "--no-file-parallelism"];
const runs: ReadonlyArray<readonly [title: string, program: string, ...args: ReadonlyArray<string>]> = [
  ["The suite under Node", "vitest", ...suite],
  ["The suite under Deno", "deno", "run", "-A", "npm:vitest", ...suite, "--pool=forks"],
  ["Many processes under Node", "vitest", ...alone],
  ["Many processes under Deno", "deno", "run", "-A", "npm:vitest", ...alone, "--pool=forks"],
  ["The package", "vitest", "run", "test/package/"],
];

function countsIn(reportFile: string, status: number | null): Counts {
  let report: Report;
  try {
    report = JSON.parse(readFileSync(reportFile, "utf8")) as Report;
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  // A file that cannot be loaded has no tests to count.
  const broken = report.testResults.filter((file) =>
    file.status === "failed" && file.assertionResults.length === 0
  );
  const { numPassedTests: passed, numPendingTests: skipped } = report;
  const failed = report.numFailedTests + broken.length;
  const isFailure = status !== 0 || passed === 0;
  return { passed, failed: failed === 0 && isFailure ? 1 : failed, skipped };
}

function runTests(title: string, program: string, args: ReadonlyArray<string>, index: number): Counts {
  const reportFile = join(reports, `${index}.json`);
  console.log(`\n${title}`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`];
  const { status, error } = spawnSync(program, [...args, ...reporters], { cwd: root, env, stdio: "inherit" });
  if (error !== undefined) console.error(`${program} cannot be started: ${error.message}`);
  return countsIn(reportFile, status);
}

const missing = installDebian();
const counts = runs.map(([title, program, ...args], index) => runTests(title, program, args, index));
rmSync(reports, { recursive: true });
const total = (of: keyof Counts): number => counts.reduce((sum, count) => sum + count[of], 0);
const skipped = total("skipped");
if (skipped > 0) console.log(`SKIPPED ${skipped} tests: ${missing ?? "see above"}`);
console.log(
  `${total("passed")} passed, ${total("failed")} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`,
);
// They are installed on Linux: elsewhere there is no way not to skip its tests.
const maySkip = !process.env["CI"] || process.platform !== "linux";
process.exitCode = total("failed") === 0 && (skipped === 0 || maySkip) ? 0 : 1;
