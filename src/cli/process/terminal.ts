/**
 * What the command line writes: answers on stdout, everything else on stderr.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import process from "node:process";
import { InvalidConfiguration } from "../../AuthError.ts";

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

const unwritable = Effect.fail(
  new InvalidConfiguration({
    setting: "Standard output",
    problem: "cannot be written, so the answer is lost",
  }),
);

/**
 * Writes a part of an answer.
 *
 * @param part Text or bytes, written as they are.
 * @returns An effect that ends when they are written; it fails with `InvalidConfiguration` where they cannot be.
 */
export function write(part: string | Uint8Array): Effect.Effect<void, InvalidConfiguration> {
  return Effect.callback<void, InvalidConfiguration>((resume) => {
    const failed = (): void => resume(unwritable);
    process.stdout.once("error", failed);
    try {
      process.stdout.write(part, (error) => {
        process.stdout.off("error", failed);
        resume(error ? unwritable : Effect.void);
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
 * @returns An effect that ends when the text is written; it fails with `InvalidConfiguration` where it cannot be.
 */
export function answer(text: string): Effect.Effect<void, InvalidConfiguration> {
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
