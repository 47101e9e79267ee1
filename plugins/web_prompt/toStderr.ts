/**
 * A notice for whoever sits before the program.
 *
 * @module
 */
import process from "node:process";
import { shownName } from "../internal/printable.ts";
import type { OnCodeNeeded, PromptNotice } from "./PromptNotice.ts";

/**
 * A notice in one line, as a terminal shows it.
 *
 * @param needed Who logs in, and the link.
 * @returns The line, without its end.
 */
export function noticeLine({ username, attempt, requestedAt, deadline, link }: PromptNotice): string {
  const again = attempt > 1 ? "another code is needed; type the newest one" : "type the verification code";
  const whose = username === "" ? "" : ` for ${shownName(username)}`;
  return `${again}${whose} within ${Math.round((deadline - requestedAt) / 1000)} s: ${link}`;
}

/**
 * Writes the link to standard error. Where that goes to a log, whoever reads the log can type codes.
 *
 * @returns A notice for {@linkcode webPrompt}.
 *
 * @example
 * ```ts
 * import { toStderr, webPrompt } from "@autoshares/auth/web-prompt";
 *
 * const prompt = webPrompt({ publicUrl: "https://bot.example/code", onCodeNeeded: toStderr() });
 * ```
 */
export function toStderr(): OnCodeNeeded {
  return (needed) => void process.stderr.write(`web-prompt: ${noticeLine(needed)}\n`);
}
