/**
 * Middleware that limits how long a login, or a step, may take.
 *
 * @example
 * ```ts
 * import { createClient } from "@autoshares/auth";
 * import { timeout } from "@autoshares/auth/timeout";
 *
 * const client = createClient({
 *   baseUrl: "https://broker.example/api",
 *   appKey: "key",
 *   username: "bob",
 *   password: "secret",
 *   use: [timeout({ login: "3 minutes", step: { Arm: "10 seconds" } })],
 * });
 * ```
 *
 * @module
 */
import type * as Cause from "effect/Cause";
import * as Clock from "effect/Clock";
import * as Data from "effect/Data";
import type * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import type { Plugin, StepName } from "../mod.ts";
import { checkNames } from "./internal/checkNames.ts";
import { timerMillisOf } from "./internal/millisOf.ts";

/** Fields of {@linkcode StepTimedOut}. */
export interface StepTimedOutFields {
  /** Which error. */
  readonly _tag: "StepTimedOut";
  /** The step that was not done. */
  readonly step: StepName;
  /** The limit that ended it, in milliseconds. */
  readonly timeoutMillis: number;
  /** What happened, and what to do next. */
  readonly message: string;
}

/** Constructor of {@linkcode StepTimedOut}. */
const StepTimedOutBase: new (
  fields: Omit<StepTimedOutFields, "_tag">,
) => Cause.YieldableError & StepTimedOutFields = Data.TaggedError("StepTimedOut");
/** A step was not done in time, or its login had no time left. `timeoutMillis` is the limit that ended it. */
export class StepTimedOut extends StepTimedOutBase {
  /** Whether trying again later, unchanged, may help. `false` for a call of the API: it may have been done, look first. */
  readonly retryable: boolean = this.step !== "ApiRequest";
}
export type { StepTimedOutBase };

/** The limits; bare numbers are milliseconds. */
export interface TimeoutOptions {
  /** Of a whole login, from its first step; API calls are none. */
  readonly login?: Duration.Input | undefined;
  /** Of single steps, API calls (`ApiRequest`) among them. */
  readonly step?: Partial<Record<StepName, Duration.Input>> | undefined;
}

const stepNames: { readonly [Name in StepName]: true } = {
  Arm: true,
  RequestToken: true,
  AwaitCode: true,
  SubmitCode: true,
  SubmitPin: true,
  ApiRequest: true,
};

function millis(setting: string, input: Duration.Input | undefined): number {
  return input === undefined ? Number.POSITIVE_INFINITY : timerMillisOf(setting, input);
}

/**
 * Ends steps that take too long; what they have begun is closed first.
 *
 * @param options The limits.
 * @returns A plugin that adds {@linkcode StepTimedOut}. Throws `InvalidConfiguration` for a limit that is none, or of no step.
 */
export function timeout(options: TimeoutOptions): Plugin<StepTimedOut> {
  checkNames("timeout", options, { login: true, step: true });
  checkNames("timeout step", options.step ?? {}, stepNames);
  const ofLogin = millis("login", options.login);
  const ofStep = new Map(Object.entries(options.step ?? {}).map(([name, of]) => [name, millis(name, of)]));
  return {
    name: "timeout",
    middleware: (step, next) =>
      Effect.flatMap(Clock.currentTimeMillis, (now) => {
        const own = ofStep.get(step.name) ?? Number.POSITIVE_INFINITY;
        const left = step.name === "ApiRequest"
          ? Number.POSITIVE_INFINITY
          : step.loginStartedAt + ofLogin - now;
        const limit = Math.min(own, left);
        if (limit === Number.POSITIVE_INFINITY) return next;
        const timeoutMillis = own <= left ? own : ofLogin;
        const whose = own <= left ? step.name : "The login";
        const message = `${whose} took more than ${
          timeoutMillis / 1000
        } s. Allow more time, or look at what is slow.`;
        const late = Effect.fail(new StepTimedOut({ step: step.name, timeoutMillis, message }));
        return limit <= 0 ? late : Effect.timeoutOrElse(next, { duration: limit, orElse: () => late });
      }),
  };
}
