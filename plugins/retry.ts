/**
 * Middleware that repeats a request after a transient fault.
 *
 * @example
 * ```ts
 * import { createClient } from "@autoshares/auth";
 * import { retry } from "@autoshares/auth/retry";
 *
 * const client = createClient({
 *   baseUrl: "https://broker.example/api",
 *   appKey: "key",
 *   username: "bob",
 *   password: "secret",
 *   use: [retry()],
 * });
 * ```
 *
 * @module
 */
import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Schedule from "effect/Schedule";
import { type AuthError, InvalidConfiguration, isAuthError, type Plugin, type StepName } from "../mod.ts";
import { checkNames } from "./internal/checkNames.ts";
import { millisOf } from "./internal/millisOf.ts";

/** How often and how patiently to repeat. Bare numbers are milliseconds. */
export interface RetryOptions {
  /** Repeats after the first try; default 3. */
  readonly times?: number;
  /** The first pause, doubled each time and varied by 20 %; default 250 ms. */
  readonly firstDelay?: Duration.Input;
  /** The longest pause; default 10 seconds. */
  readonly longestDelay?: Duration.Input;
  /** The longest `Retry-After` that is waited out; a longer one fails at once, never early; default 60 seconds. */
  readonly longestRetryAfter?: Duration.Input;
}

/** Statuses that say that another try may find a working server. */
const transientStatuses = new Set([502, 503, 504]);

/**
 * Repeats a request to the token endpoint after a network fault, a time-out, 502, 503, 504 or 429, and obeys
 * `Retry-After`.
 *
 * It never repeats a refusal of credentials, pin or code. A code or a pin is sent again only when the server cannot
 * have used it: no connection was made, or the server said that it did nothing (429, or 503 with `Retry-After`).
 * Repeating the first request may make the server send a second code, which makes the first one worthless; the login
 * then asks the provider for the next one.
 *
 * @param options How often and how patiently.
 * @returns A plugin for `use`. Throws `InvalidConfiguration` at once when an option cannot be used.
 */
export function retry(options: RetryOptions = {}): Plugin {
  checkNames("retry", options, {
    times: true,
    firstDelay: true,
    longestDelay: true,
    longestRetryAfter: true,
  });
  const { times = 3 } = options;
  if (!Number.isInteger(times) || times < 0) {
    throw new InvalidConfiguration({ setting: "times", problem: "is not a whole number from 0" });
  }
  const firstDelay = millis("firstDelay", options.firstDelay ?? "250 millis");
  const longestDelay = millis("longestDelay", options.longestDelay ?? "10 seconds");
  const longestWait = millis("longestRetryAfter", options.longestRetryAfter ?? "60 seconds");
  const growing = Schedule.jittered(Schedule.exponential(firstDelay));
  const schedule = Schedule.min([growing, Schedule.spaced(longestDelay)]).pipe(
    Schedule.upTo({ times }),
    Schedule.setInputType<unknown>(),
    Schedule.modifyDelay(({ input, duration }) =>
      Effect.succeed(Duration.max(duration, Duration.millis(retryAfterOf(input) ?? 0)))
    ),
  );
  return {
    name: "retry",
    middleware: (step, next) =>
      Effect.retry(next, {
        schedule,
        while: (error) =>
          isAuthError(error) && isTransient(error) && mayRepeat(step.name, error) &&
          (retryAfterOf(error) ?? 0) <= longestWait,
      }),
  };
}

function millis(setting: string, input: Duration.Input): number {
  const read = millisOf(input);
  if (read >= 0 && read < Infinity) return read;
  throw new InvalidConfiguration({ setting, problem: "is not a duration of at least 0 ms" });
}

function retryAfterOf(error: unknown): number | undefined {
  return isAuthError(error) && (error._tag === "RateLimited" || error._tag === "ServerFault")
    ? error.retryAfterMillis
    : undefined;
}

function isTransient(error: AuthError): boolean {
  switch (error._tag) {
    case "NetworkFailed":
      // A wrong certificate will not mend in seconds.
      return error.kind !== "tls";
    case "RequestTimedOut":
    case "RateLimited":
      return true;
    case "ServerFault":
      return transientStatuses.has(error.status);
    default:
      return false;
  }
}

/** The first request may be repeated; a code or a pin only when the server cannot have used it. */
function mayRepeat(step: StepName, error: AuthError): boolean {
  if (step === "RequestToken") return true;
  if (step !== "SubmitCode" && step !== "SubmitPin") return false;
  switch (error._tag) {
    case "NetworkFailed":
      return !error.mayHaveArrived;
    case "RateLimited":
      return true;
    case "ServerFault":
      return error.status === 503 && error.retryAfterMillis !== undefined;
    default:
      return false;
  }
}
