/**
 * Middleware that logs the steps of a login.
 *
 * @example
 * ```ts
 * import { createClient } from "@autoshares/auth";
 * import { log } from "@autoshares/auth/log";
 *
 * const client = createClient({
 *   baseUrl: "https://broker.example/api",
 *   appKey: "key",
 *   username: "bob",
 *   password: "secret",
 *   use: [log()],
 * });
 * ```
 *
 * @module
 */
import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Logger from "effect/Logger";
import { InvalidConfiguration, type Plugin } from "../mod.ts";
import { checkNames } from "./internal/checkNames.ts";
import { outcomeOf } from "./internal/outcomeOf.ts";

/** What is logged, and where. */
export interface LogOptions {
  /** Level of a step that succeeds; failures are warnings; default `Info`. */
  readonly level?: "Debug" | "Info";
}

/**
 * Logs each step's name, user, attempt, duration in milliseconds and outcome by Effect's logger. The default loggers
 * write it to stderr: a login must not write between the lines of a program's output.
 *
 * @param options The level.
 * @returns A plugin for `use`. Throws `InvalidConfiguration` for unusable options.
 */
export function log(options: LogOptions = {}): Plugin {
  checkNames("log", options, { level: true });
  const { level = "Info" } = options;
  if (level !== "Info" && level !== "Debug") {
    throw new InvalidConfiguration({ setting: "level", problem: "is neither Info nor Debug" });
  }
  return {
    name: "log",
    middleware: (step, next) =>
      Effect.flatMap(
        Clock.currentTimeMillis,
        (startedAt) =>
          Effect.onExit(next, (exit) =>
            Effect.flatMap(Clock.currentTimeMillis, (now) => {
              const failed = Exit.isFailure(exit);
              return Effect.logWithLevel(failed ? "Warn" : level)(`${step.name} ${ending(outcomeOf(exit))}`)
                .pipe(
                  Effect.annotateLogs({
                    step: step.name,
                    username: step.username,
                    attempt: step.attempt,
                    durationMillis: now - startedAt,
                    sinceLoginMillis: now - step.loginStartedAt,
                  }),
                  Effect.provideService(Logger.LogToStderr, true),
                );
            })),
      ),
  };
}

const ending = (outcome: string): string => /^[A-Z]/.test(outcome) ? `failed: ${outcome}` : outcome;
