/**
 * A soak's report as text.
 *
 * @module
 */
import { median } from "../support/statistics.ts";
import type { SoakReport, SoakSample } from "./soak.ts";

const row = (name: string, ...values: ReadonlyArray<string>): string =>
  `${name.padEnd(26)}${values.map((value) => value.padStart(16)).join("")}`;

/**
 * Writes it.
 *
 * @param report The report.
 * @returns The lines: outcomes, the first quarter beside the last one, and the verdict.
 */
export function tableOf(report: SoakReport): string {
  const { samples, outcomes, findings } = report;
  const quarter = Math.max(1, samples.length >> 2);
  const parts = [samples.slice(0, quarter), samples.slice(-quarter)];
  const kinds = [...new Set(samples.flatMap(({ excess }) => Object.keys(excess)))].sort();
  const medians = (of: (sample: SoakSample) => number) => parts.map((part) => median(part.map(of)));
  const whole = (name: string, of: (sample: SoakSample) => number) =>
    row(name, ...medians(of).map((value) => String(value)));
  const open = ({ excess }: SoakSample) => Object.values(excess).reduce((sum, count) => sum + count, 0);
  const runtime = "Deno" in globalThis ? "Deno" : "Node";
  return [
    `${report.logins} logins under ${runtime}, seed ${report.seed}; one client all the time: ${report.renewals} tokens, ` +
    `${report.residentCalls} calls`,
    ...Object.entries(outcomes).toSorted(([, a], [, b]) => b - a).map(([outcome, count]) =>
      `  ${outcome.padEnd(24)}${String(count).padStart(8)}`
    ),
    row("medians of samples", "first quarter", "last quarter"),
    row("heap after gc, KiB", ...medians(({ heap }) => heap).map((heap) => (heap / 1024).toFixed(0))),
    whole("open beyond the start", open),
    ...kinds.map((kind) => whole(`  ${kind}`, ({ excess }) => excess[kind] ?? 0)),
    whole("timers beyond the start", ({ timers }) => timers),
    whole("fibers", ({ fibers }) => fibers),
    `heap for each login after the warm-up: ${report.heapPerLogin.toFixed(0)} bytes (allowed ${
      report.heapAllowed.toFixed(0)
    })`,
    findings.length === 0 ? "Nothing grows." : `It grows, or went wrong: ${findings.join("; ")}`,
  ].join("\n");
}
