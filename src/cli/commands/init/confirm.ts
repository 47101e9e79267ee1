/**
 * Questions for yes or no.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import type { CommandFailed } from "../../CommandFailed.ts";
import { readAnswer } from "./readAnswer.ts";

/**
 * Asks once: what is neither counts as what is usual.
 *
 * @param text The question.
 * @param usual What Enter alone means.
 * @returns Whether the answer is yes. `CommandFailed` where the input ends.
 */
export function confirm(text: string, usual: "yes" | "no"): Effect.Effect<boolean, CommandFailed> {
  return Effect.map(
    readAnswer(`${text} ${usual === "yes" ? "[Y/n]" : "[y/N]"}: `, false),
    (reply) => usual === "yes" ? !/^\s*n/i.test(reply) : /^\s*y/i.test(reply),
  );
}
