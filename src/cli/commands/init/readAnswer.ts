/**
 * Answers from a terminal, or from a pipe with one on each line.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { maskedPrompt } from "../../../../plugins/internal/maskedPrompt.ts";
import { readStdinLine } from "../../../../plugins/internal/stdinLines.ts";
import { stdinKind } from "../../../../plugins/stdin.ts";
import { CommandFailed } from "../../CommandFailed.ts";
import { note } from "../../process/terminal.ts";
import { linePrompt } from "./linePrompt.ts";

const ended = new CommandFailed(
  2,
  "Standard input ended before the questions did; nothing was written. Answer on a terminal, or pipe one answer a line.",
);

/**
 * Asks once.
 *
 * @param question The prompt.
 * @param masked Whether what is typed must not show.
 * @returns The line as it was typed. `CommandFailed` where the input ends.
 */
export function readAnswer(question: string, masked: boolean): Effect.Effect<string, CommandFailed> {
  const isTerminal = stdinKind() === "terminal";
  const line = Effect.tryPromise({
    try: (signal) => {
      if (isTerminal) return (masked ? maskedPrompt : linePrompt)(question, signal);
      note(question.trimEnd());
      return readStdinLine(signal);
    },
    catch: () => new CommandFailed(2, "Standard input cannot be read, or a line of it is far too long."),
  });
  return Effect.flatMap(
    line,
    (text) => text === undefined ? Effect.fail(ended) : Effect.succeed(text.replace(/\r$/, "")),
  );
}
