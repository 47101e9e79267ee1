/**
 * Judges what came of a row: each function gives a finding, or nothing.
 */
import { isDeepStrictEqual } from "node:util";
import { authErrorTable, isAuthError, type StoreFailed } from "../../mod.ts";
import { spellings } from "../support/spellings.ts";
import type { Broker } from "./broker.ts";
import type { Expected, ExpectedError, Rig, Row } from "./Row.ts";

/** What a call ended with. */
export type Result = "token" | { readonly error: unknown };

/** What a row's signal is aborted with. */
export class Interrupted extends Error {}

/** A result in a few words. */
export const inWords = (result: Result): string =>
  result === "token"
    ? "token"
    : isAuthError(result.error)
    ? `${result.error._tag}${"reason" in result.error ? ` ${JSON.stringify(result.error.reason)}` : ""}`
    : String(result.error);

/** Whether the result is another than the expected one. */
export function wrongResult(expected: Expected, result: Result): string | undefined {
  if (expected === "token" || result === "token") {
    return expected === result ? undefined : `${describe(expected)} expected, and it was ${inWords(result)}`;
  }
  const { error } = result;
  if (expected === "aborted") {
    return error instanceof Interrupted
      ? undefined
      : `the signal's reason expected, and it was ${inWords(result)}`;
  }
  if (expected === "closed") {
    const isAbort = error instanceof DOMException && error.name === "AbortError";
    return isAbort ? undefined : `AbortError expected, and it was ${inWords(result)}`;
  }
  if (!isAuthError(error)) return `no typed error but ${String(error)}`;
  const { tag, reason, fields = {} } = expected;
  const { retryable = authErrorTable[tag].retryable, exitCode = authErrorTable[tag].exitCode } = expected;
  const findings: Array<string> = [];
  const compare = (name: string, is: unknown, wanted: unknown): void => {
    const allowed = Array.isArray(wanted) ? wanted : [wanted];
    if (!allowed.some((each) => isDeepStrictEqual(each, is))) {
      findings.push(`${name} ${JSON.stringify(is)} in place of ${JSON.stringify(wanted)}`);
    }
  };
  compare("tag", error._tag, tag);
  if (reason !== undefined) {
    compare("reason", (Reflect.get(error, "reason") as { _tag?: string } | undefined)?._tag, reason);
  }
  compare("retryable", error.retryable, retryable);
  compare("exitCode", error.exitCode, exitCode);
  for (const [name, wanted] of Object.entries(fields)) compare(name, Reflect.get(error, name), wanted);
  return findings.length === 0 ? undefined : `${findings.join("; ")} (${error.message})`;
}

const describe = (expected: Expected): string =>
  typeof expected === "string" ? expected : (expected as ExpectedError).tag;

/** Whether the store's failures are others than the expected ones. */
export function wrongReports(
  { storeFailures = [] }: Row,
  reported: ReadonlyArray<StoreFailed>,
): string | undefined {
  const kinds = new Set(reported.map(({ kind }) => kind));
  const missing = storeFailures.filter((kind) => !kinds.has(kind));
  const wrong = [...kinds].filter((kind) => !storeFailures.includes(kind));
  if (missing.length > 0) return `no failure of the store was reported: ${missing.join(", ")}`;
  return wrong.length > 0
    ? `the store failed: ${reported.map(({ message }) => message).join(" ")}`
    : undefined;
}

/** Whether more was sent than the row allows. */
export function tooMany({ requests, signIns }: Row, rig: Rig, broker: Broker): string | undefined {
  const got = broker.steps();
  if (!isDeepStrictEqual(got, requests.slice(0, got.length))) {
    return `the broker got ${got.join(", ") || "nothing"} in place of ${requests.join(", ") || "nothing"}`;
  }
  const shown = rig.signIns?.() ?? 0;
  return signIns !== undefined && shown > signIns ? `${shown} sign-ins in place of ${signIns}` : undefined;
}

/** How many secrets can be read in the texts, however they are spelled. */
export function secretsIn(texts: ReadonlyArray<string>, secrets: ReadonlyArray<string>): number {
  const spelled = secrets.map((secret) =>
    Object.values(spellings).map((spell) => spell(secret).toLowerCase())
  );
  const all = texts.join("\n").toLowerCase();
  return spelled.filter((ways) => ways.some((way) => all.includes(way))).length;
}
