/**
 * Whether Chromium is here, and where.
 */
import { spawnSync } from "node:child_process";
import process from "node:process";

/** Debian's, Ubuntu's, and Google's own of the same engine. */
const programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/**
 * Looks for Chromium.
 *
 * @returns Its path, or nothing where there is none.
 */
export function chromiumPath(): string | undefined {
  return programs.find((program) => spawnSync(program, ["--version"]).status === 0);
}

/**
 * Looks for Chromium.
 *
 * @returns Why it cannot be used, or nothing if it can.
 */
export function whyChromiumIsMissing(): string | undefined {
  if (process.platform !== "linux") return "Chromium is run on Linux only";
  return chromiumPath() === undefined ? "Chromium is not installed (Debian: chromium)" : undefined;
}
