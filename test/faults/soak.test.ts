import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import type { SoakReport } from "../../scripts/soak/soak.ts";
import { slopeOf } from "../../scripts/soak/growth.ts";
import { tableOf } from "../../scripts/soak/table.ts";

const program = fileURLToPath(new URL("soakProgram.ts", import.meta.url));
const runtimeArgs = "Deno" in globalThis ? ["run", "-A", "--v8-flags=--expose-gc"] : ["--expose-gc"];

/** Deno tells of listeners by `/proc` alone. */
const countsListeners = !("Deno" in globalThis) || existsSync("/proc/self/fd");

function reportOf(kind: "clean" | "leak"): Promise<SoakReport> {
  const child = spawn(process.execPath, [...runtimeArgs, program, kind], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => void (stdout += text));
  return new Promise((resolve, reject) =>
    child.once(
      "close",
      (status) =>
        status === 0 ? resolve(JSON.parse(stdout)) : reject(new Error(`The soak ended with ${status}`)),
    )
  );
}

let [clean, leaking]: ReadonlyArray<SoakReport> = [];
beforeAll(async () => {
  [clean, leaking] = await Promise.all([reportOf("clean"), reportOf("leak")]);
}, 120_000);

describe("a soak", () => {
  it("logs in again and again, and most logins succeed in spite of the faults", () => {
    expect(clean!.logins).toBeGreaterThan(100);
    expect(clean!.outcomes["token"]).toBeGreaterThan(clean!.logins / 3);
    expect(Object.keys(clean!.outcomes).length).toBeGreaterThan(5);
    expect(clean!.outcomes["unknown"]).toBeUndefined();
    expect(clean!.renewals).toBeGreaterThan(2);
  });

  it("finds nothing where nothing leaks", () => expect(clean!.findings).toEqual([]));

  const leaks: ReadonlyArray<readonly [what: string, finding: RegExp]> = [
    ["memory", /the heap grows by \d+ bytes/],
    ["a timer", /\d+ more timers/],
    ["a fiber", /\d+ fibers that have not ended/],
    ["a listener", /\d+ more of (?:TCPServerWrap|socket descriptor)/],
  ];
  it.each(countsListeners ? leaks : leaks.slice(0, -1))("finds what a middleware leaks: %s", (_, finding) => {
    expect(leaking!.findings.join("\n")).toMatch(finding);
  });

  it("says so in its table", () => {
    expect(tableOf(clean!)).toMatch(/Nothing grows\.$/);
    expect(tableOf(leaking!)).toMatch(/It grows, or went wrong: .*heap/);
  });
});

describe("the slope of a heap", () => {
  const points = (value: (n: number) => number) =>
    Array.from({ length: 40 }, (_, n) => ({ logins: n * 100, value: value(n) }));

  it("is that of what is kept, whatever the noise", () => {
    const noise = (n: number) => (n % 7) * 5000 + (n === 11 ? 9_000_000 : 0);
    expect(slopeOf(points((n) => n * 100 * 80 + noise(n)))).toBeCloseTo(80, -1);
    expect(Math.abs(slopeOf(points(noise)))).toBeLessThan(8);
  });

  it("is 0 where there is nothing to compare", () => expect(slopeOf([])).toBe(0));
});
