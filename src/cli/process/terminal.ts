/**
 * What the command line writes: answers on stdout, everything else on stderr.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import process from "node:process";
import { authErrorTable } from "../../AuthErrorTable.ts";
import { CommandFailed } from "../CommandFailed.ts";

/** Where Deno may not read a variable, nothing depends on it. */
function variable(name: string): string | undefined {
  try {
    return process.env[name];
  } catch {
    return undefined;
  }
}

/** Whether stderr is a terminal on which a line can be drawn again. */
export const canRedraw: boolean = process.stderr.isTTY === true && variable("TERM") !== "dumb";

/** Whether stderr takes colours (see https://no-color.org). */
export const canColor: boolean = canRedraw && !variable("NO_COLOR");

/**
 * The error of an answer that nobody could take. No setting is at fault.
 *
 * @param toDo What to do once there is room, or somebody to read; default to run the command again.
 * @returns The error, with exit code 2.
 */
export function answerLost(toDo: string = "then run the command again"): CommandFailed {
  return new CommandFailed(
    authErrorTable.InvalidConfiguration.exitCode,
    `Standard output cannot be written, so the answer is lost. See whether its disk is full or its reader has ended, ${toDo}.`,
  );
}

let isGivenUp = false;

/** Tells that standard output could not be written: under Deno, what is written after that gets no answer at all. */
export function giveUpStdout(): void {
  isGivenUp = true;
}

/**
 * Writes a part of an answer.
 *
 * @param part Text or bytes, written as they are.
 * @returns An effect that ends when they are written; it fails with `CommandFailed` where they cannot be.
 */
export function write(part: string | Uint8Array): Effect.Effect<void, CommandFailed> {
  return Effect.callback<void, CommandFailed>((resume) => {
    const failed = (): void => resume(Effect.fail(answerLost()));
    if (isGivenUp) return failed();
    process.stdout.once("error", failed);
    try {
      process.stdout.write(part, (error) => {
        process.stdout.off("error", failed);
        resume(error ? Effect.fail(answerLost()) : Effect.void);
      });
    } catch {
      failed();
    }
  });
}

/**
 * Writes an answer.
 *
 * @param text The answer, without a line end.
 * @returns An effect that ends when the text is written; it fails with `CommandFailed` where it cannot be.
 */
export function answer(text: string): Effect.Effect<void, CommandFailed> {
  return write(`${text}\n`);
}

/**
 * Writes a line to stderr.
 *
 * @param line The line, without its end.
 */
export function note(line: string): void {
  try {
    process.stderr.write(`${line}\n`);
  } catch {
    // A stderr that takes nothing must not cost the answer.
  }
}

/**
 * Writes a line to stderr while another one is drawn again and again there.
 *
 * @param line The line, without its end.
 */
export function noteBesideProgress(line: string): void {
  note(canRedraw ? `\r\u001b[K${line}` : line);
}

/**
 * Colours a text where stderr takes colours.
 *
 * @param code The SGR code, for example 32 for green.
 * @param text The text.
 * @returns The text, coloured or as it is.
 */
export function coloured(code: number, text: string): string {
  return canColor ? `\u001b[${code}m${text}\u001b[0m` : text;
}
