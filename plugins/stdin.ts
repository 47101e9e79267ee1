/**
 * A code provider that asks a person on the terminal, or reads a line from a pipe.
 *
 * @example
 * ```ts
 * import { createClient } from "@autoshares/auth";
 * import { stdin } from "@autoshares/auth/stdin";
 *
 * const client = createClient({
 *   baseUrl: "https://broker.example/api",
 *   appKey: "key",
 *   username: "bob",
 *   password: "secret",
 *   provider: stdin(),
 * });
 * ```
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { fstatSync } from "node:fs";
import process from "node:process";
import {
  type ArmedCodeProvider,
  type CodeChallenge,
  type CodeProvider,
  ProviderFailed,
  type VerificationCode,
  verificationCode,
} from "../mod.ts";
import { typedCode } from "./internal/typedCode.ts";
import { maskedPrompt } from "./internal/maskedPrompt.ts";
import { shownName } from "./internal/printable.ts";
import { readStdinLine } from "./internal/stdinLines.ts";

const provider = "stdin";
const furtherQuestions = 2;

const failed = (problem: string): ProviderFailed =>
  new ProviderFailed({ provider, problem, retryable: false });

/** What standard input is. */
export type StdinKind = "terminal" | "pipe" | "nothing";

/**
 * Tells what standard input is: a terminal, something piped (a pipe, a file, a socket), or nothing that could give a
 * code (closed, or the null device, as under cron).
 *
 * @returns Its kind.
 */
export function stdinKind(): StdinKind {
  try {
    if (process.stdin.isTTY) return "terminal";
    const stats = fstatSync(0);
    return stats.isFIFO() || stats.isFile() || stats.isSocket() ? "pipe" : "nothing";
  } catch {
    return "nothing";
  }
}

/**
 * Reads the code from standard input. On a terminal it prompts on stderr and shows `*` for what is typed; from a pipe it
 * takes one line for each code.
 *
 * @returns The provider, named `stdin`. It fails with `ProviderFailed`: at once, before the server sends a code, where
 * standard input is neither a terminal nor piped; at the end of the input; from a pipe for a
 * blank, overlong or unusable line, on a terminal for the third in a row.
 */
export function stdin(): CodeProvider {
  return {
    name: provider,
    arm: () =>
      Effect.suspend(() => {
        const kind = stdinKind();
        if (kind === "nothing") {
          return Effect.fail(failed(
            "standard input is neither a terminal nor piped, so nobody can be asked; " +
              "an unattended program uses a provider such as command, or fromFunction in its code",
          ));
        }
        return Effect.succeed({ next: kind === "terminal" ? asking() : nextLine });
      }),
  };
}

function codeIn(text: string): Effect.Effect<VerificationCode, ProviderFailed> {
  const code = typedCode(text);
  return code === undefined
    ? Effect.fail(failed("gave a text that is no code (a sentence, or a label before it)"))
    : verificationCode(provider, code);
}

/** Asks, and knows what it has given: a login that asks for the same code again has sent the given one before. */
function asking(): ArmedCodeProvider["next"] {
  let given = 0;
  return (challenge) =>
    Effect.suspend(() => {
      const { attempt } = challenge;
      const request = attempt === given
        ? "That code was sent already. The newest code"
        : attempt > 1
        ? "The code was not accepted. Another code"
        : "Verification code";
      return Effect.tap(ask(challenge, request), () => Effect.sync(() => void (given = attempt)));
    });
}

function ask(
  { username, timeoutMillis }: CodeChallenge,
  request: string,
): Effect.Effect<VerificationCode, ProviderFailed> {
  const limit = Math.round(timeoutMillis / 1000);
  const question = `${request} for ${shownName(username)} (within ${limit} s): `;
  const answer = (left: number, before = ""): Effect.Effect<VerificationCode, ProviderFailed> =>
    Effect.flatMap(read((signal) => maskedPrompt(`${before}${question}`, signal)), (text) => {
      const taken = codeIn(text);
      if (left === 0) return taken;
      return Effect.catch(taken, () => answer(left - 1, text.trim() === "" ? "" : "That is no code. "));
    });
  return answer(furtherQuestions);
}

function nextLine(): Effect.Effect<VerificationCode, ProviderFailed> {
  return Effect.flatMap(read(readStdinLine), codeIn);
}

function read(
  line: (signal: AbortSignal) => Promise<string | undefined>,
): Effect.Effect<string, ProviderFailed> {
  return Effect.tryPromise({
    try: line,
    catch: (error) =>
      failed(
        error instanceof RangeError ? "the line is far too long for a code" : "standard input cannot be read",
      ),
  }).pipe(
    Effect.flatMap((text) =>
      text === undefined
        ? Effect.fail(failed("standard input ended before a code came"))
        : Effect.succeed(text)
    ),
  );
}
