/**
 * What a check found.
 *
 * @module
 */
import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import type { InvalidConfiguration, ProviderFailed } from "../../../AuthError.ts";

/** One line of the doctor's report. It holds no secret and no foreign text. */
export interface Finding {
  /** `fail` keeps a login from succeeding, `warn` may. */
  readonly level: "ok" | "warn" | "fail";
  /** What was looked at, in a word or two. */
  readonly check: string;
  /** What was found. */
  readonly found: string;
  /** What to do about it. */
  readonly advice?: string;
}

/** What a check gives: it has no errors, for they are findings. */
export type Findings = Effect.Effect<ReadonlyArray<Finding>>;

/**
 * A failure as a finding. Its problem says what is wrong and what mends it.
 *
 * @param check What was looked at.
 * @param error What failed.
 * @returns The finding.
 */
export function failed(check: string, error: InvalidConfiguration | ProviderFailed): Finding {
  const found = error._tag === "ProviderFailed" ? error.problem : `${error.setting} ${error.problem}`;
  return { level: "fail", check, found };
}

/**
 * A check that cannot take for ever.
 *
 * @param check What is looked at.
 * @param seconds How long it may take.
 * @param findings The check.
 * @returns The same, or one failure after that time.
 */
export function inTime(check: string, seconds: number, findings: Findings): Findings {
  const late: Finding = {
    level: "fail",
    check,
    found: `no answer within ${seconds} seconds`,
    advice: "check the address, the network and its firewall",
  };
  return Effect.timeoutOrElse(findings, {
    duration: Duration.seconds(seconds),
    orElse: () => Effect.succeed([late]),
  });
}

/**
 * Writes a finding for people.
 *
 * @param finding The finding.
 * @returns One line.
 */
export function line({ level, check, found, advice }: Finding): string {
  return `${level.padEnd(4)}  ${check}: ${found}${advice === undefined ? "" : ` — ${advice}`}`;
}
