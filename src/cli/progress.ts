/**
 * The progress lines on stderr, as a middleware.
 *
 * @module
 */
import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import process from "node:process";
import { outcomeOf } from "../../plugins/internal/outcomeOf.ts";
import type { StepName } from "../AuthError.ts";
import type { Plugin } from "../Middleware.ts";
import { canRedraw, coloured, noteBesideProgress } from "./process/terminal.ts";

type LoginStepName = Exclude<StepName, "ApiRequest">;

const words: { readonly [Name in LoginStepName]: string } = {
  Arm: "Make the code provider ready",
  RequestToken: "Request a token",
  AwaitCode: "Wait for the code",
  SubmitCode: "Submit the code",
  SubmitPin: "Submit the pin",
};

const seconds = (millis: number): string => `${(millis / 1000).toFixed(1)} s`;

/** What a step led to, in words. */
function resultOf(exit: Exit.Exit<unknown, unknown>): string {
  const result = Exit.isSuccess(exit) ? exit.value : undefined;
  const tag = typeof result === "object" && result !== null && "_tag" in result ? result._tag : undefined;
  if (tag === "CodeExpected") return "a code is expected";
  if (tag === "PinExpected") return "the pin is expected";
  return tag === "AuthToken" ? "token received" : outcomeOf(exit);
}

/**
 * Writes a line for each step with its outcome and duration; while a code is awaited on a terminal, a line that counts
 * down.
 *
 * @param codeTimeoutMillis How long a code is waited for.
 * @param quietWait Whether something else (a prompt) uses the line during the wait.
 * @returns The plugin.
 */
export function progress(codeTimeoutMillis: number, quietWait: boolean): Plugin {
  const countDown = (startedAt: number) =>
    Effect.forever(
      Effect.andThen(
        Effect.flatMap(Clock.currentTimeMillis, (now) =>
          Effect.sync(() => {
            const elapsed = now - startedAt;
            const left = Math.max(0, Math.ceil((codeTimeoutMillis - elapsed) / 1000));
            process.stderr.write(`\r\u001b[K… ${words.AwaitCode} ${seconds(elapsed)}, ${left} s left`);
          })),
        Effect.sleep(250),
      ),
    );
  return {
    name: "progress",
    middleware: ({ name, attempt }, next) =>
      // Of the API's calls, the answers say enough.
      name === "ApiRequest" ? next : Effect.flatMap(Clock.currentTimeMillis, (startedAt) => {
        const counted = canRedraw && !quietWait && name === "AwaitCode"
          ? Effect.raceFirst(next, countDown(startedAt))
          : next;
        return Effect.onExit(counted, (exit) =>
          Effect.flatMap(Clock.currentTimeMillis, (now) =>
            Effect.sync(() => {
              const mark = Exit.isSuccess(exit) ? coloured(32, "✓") : coloured(31, "✗");
              const again = attempt > 1 ? ` (${attempt})` : "";
              const line = `${mark} ${words[name]}${again}: ${resultOf(exit)} (${seconds(now - startedAt)})`;
              noteBesideProgress(line);
            })));
      }),
  };
}
