/**
 * All of standard input.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { Buffer } from "node:buffer";
import process from "node:process";
import { InvalidConfiguration } from "../../AuthError.ts";
import { note } from "./terminal.ts";

const limitBytes = 1024 * 1024;

const invalid = (problem: string) => new InvalidConfiguration({ setting: "Standard input", problem });

async function read(invitation: string, signal: AbortSignal): Promise<string | undefined> {
  if (process.stdin.isTTY) note(invitation);
  signal.addEventListener("abort", () => process.stdin.destroy());
  const chunks: Array<Buffer> = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    size += chunk.length;
    if (size > limitBytes) return undefined;
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks).toString("utf8");
}

/**
 * Reads standard input to its end.
 *
 * @param invitation What a person at a terminal is told to do.
 * @returns The text, or `InvalidConfiguration` where it cannot be read or is over 1 MiB.
 */
export function stdinText(invitation: string): Effect.Effect<string, InvalidConfiguration> {
  return Effect.flatMap(
    Effect.tryPromise({ try: (signal) => read(invitation, signal), catch: () => invalid("cannot be read") }),
    (text) => text === undefined ? Effect.fail(invalid("holds over 1 MiB")) : Effect.succeed(text),
  );
}
