/**
 * What goes wrong with files, in words. Plain code without Effect.
 *
 * @module
 */
import { getSystemErrorName } from "node:util";

/** A failure, by the kinds of `StoreFailed`. */
export interface FileFailure {
  readonly kind: "unavailable" | "full" | "exposed" | "damaged" | "key" | "foreign" | "superseded";
  /** What is wrong, and what mends it; no part of a record. */
  readonly problem: string;
}

/** A failure that is thrown. */
export class FileFault extends Error implements FileFailure {
  /** The kind. */
  readonly kind: FileFailure["kind"];
  /** What is wrong, and what mends it. */
  readonly problem: string;

  constructor(kind: FileFailure["kind"], problem: string) {
    super(problem);
    this.kind = kind;
    this.problem = problem;
  }
}

/** No room on the disk, in the user's share of it, or in what a process may write. */
const full = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);

/**
 * The code of a system's error.
 *
 * @param error What was thrown.
 * @returns Such as `ENOENT`; `undefined` where it is no system's error.
 */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = (error as { readonly code?: unknown }).code;
  if (typeof code === "string") return code;
  // Deno gives some errors by their number only.
  const number = /\(os error (\d+)\)/.exec(error.message)?.[1];
  return number === undefined ? undefined : getSystemErrorName(-Number(number));
}

/**
 * What a failure of the file system means.
 *
 * @param error What was thrown.
 * @param path The file that it is about.
 * @returns Its kind and its words: the system's code, and never its message.
 */
export function failureOf(error: unknown, path: string): FileFailure {
  if (error instanceof FileFault) return { kind: error.kind, problem: error.problem };
  if (error instanceof Error && error.name === "NotCapable") {
    return {
      kind: "unavailable",
      problem:
        `Deno does not permit it: run it with --allow-read, --allow-write and --allow-sys=uid (${path})`,
    };
  }
  const code = codeOf(error);
  if (code !== undefined && full.has(code)) {
    return { kind: "full", problem: `there is no room left (${code}) for ${path}` };
  }
  return { kind: "unavailable", problem: `it cannot be read or written (${code ?? "unknown"}): ${path}` };
}
