/**
 * Middleware that leaves a server alone for a while once it has failed several times in a row.
 *
 * @example
 * ```ts
 * import { circuitBreaker } from "@autoshares/auth/circuit-breaker";
 *
 * const use = [circuitBreaker({ failures: 5, cooldown: "5 minutes" })]; // for createClient or login
 * ```
 *
 * @module
 */
import type * as Cause from "effect/Cause";
import * as Clock from "effect/Clock";
import * as Data from "effect/Data";
import type * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Option from "effect/Option";
import { InvalidConfiguration, isAuthError, type Plugin } from "../mod.ts";
import { checkNames } from "./internal/checkNames.ts";
import { millisOf } from "./internal/millisOf.ts";
import { outcomeOf } from "./internal/outcomeOf.ts";

/** Fields of {@linkcode CircuitOpen}. */
export interface CircuitOpenFields {
  /** Which error. */
  readonly _tag: "CircuitOpen";
  /** How long until the next try, in milliseconds. */
  readonly retryAfterMillis: number;
  /** What happened, and what to do next. */
  readonly message: string;
}

/** Constructor of {@linkcode CircuitOpen}. */
const CircuitOpenBase: new (
  fields: Omit<CircuitOpenFields, "_tag">,
) => Cause.YieldableError & CircuitOpenFields = Data.TaggedError("CircuitOpen");
/** The server has failed too often lately: nothing was sent. The next try is in `retryAfterMillis`. */
export class CircuitOpen extends CircuitOpenBase {
  /** Whether trying again later, unchanged, may help: it does, after `retryAfterMillis`. */
  readonly retryable: boolean = true;
}
export type { CircuitOpenBase };

const transient = new Set(["NetworkFailed", "RequestTimedOut", "ServerFault", "RateLimited", "StepTimedOut"]);
/** Whether the server failed; `undefined` where the end tells nothing of it: an interruption, a defect, another's error. */
const failed = (exit: Exit.Exit<unknown, unknown>): boolean | undefined => {
  if (transient.has(outcomeOf(exit))) return true;
  const error = Exit.hasInterrupts(exit) ? undefined : Option.getOrUndefined(Exit.findErrorOption(exit));
  return Exit.isSuccess(exit) || isAuthError(error) ? false : undefined;
};

/**
 * Counts transient failures in a row, by base URL, `StepTimedOut` of a `timeout` within among them; a refusal is an answer,
 * and counts as success; an interruption, a defect or another plugin's error changes nothing. Once there are `failures`, first
 * requests and API calls fail at once until `cooldown` has passed; then one is tried. Codes and pins always go through:
 * a code on its way is worth more.
 *
 * @param options `failures` in a row, at least 1; the `cooldown` (a bare number is milliseconds).
 * @returns A plugin that adds {@linkcode CircuitOpen}. Throws `InvalidConfiguration` for unusable options.
 */
export function circuitBreaker(
  options: { readonly failures: number; readonly cooldown: Duration.Input },
): Plugin<CircuitOpen> {
  checkNames("circuitBreaker", options, { failures: true, cooldown: true });
  const { failures } = options, cooldown = millisOf(options.cooldown);
  const bad = (setting: string, problem: string) => new InvalidConfiguration({ setting, problem });
  if (!Number.isInteger(failures) || failures < 1) throw bad("failures", "is not a whole number from 1");
  if (!(cooldown >= 1 && cooldown < Infinity)) throw bad("cooldown", "is not a duration of at least 1 ms");
  const circuits = new Map<string, { inARow: number; openUntil: number }>();
  return {
    name: "circuit-breaker",
    middleware: (step, next) => {
      if (step.name === "Arm" || step.name === "AwaitCode") return next;
      return Effect.flatMap(Clock.currentTimeMillis, (now) => {
        const circuit = circuits.get(step.baseUrl) ?? { inARow: 0, openUntil: 0 };
        circuits.set(step.baseUrl, circuit);
        const wait = circuit.openUntil - now;
        const guarded = step.name === "RequestToken" || step.name === "ApiRequest";
        const message = `The server failed ${circuit.inARow} times in a row. Try again in ${wait / 1000} s.`;
        if (guarded && wait > 0) return Effect.fail(new CircuitOpen({ retryAfterMillis: wait, message }));
        // One tries; the others wait on.
        const trial = circuit.inARow >= failures && wait <= 0 ? now + cooldown : undefined;
        if (trial !== undefined) circuit.openUntil = trial;
        return Effect.onExit(next, (exit) =>
          Effect.map(Clock.currentTimeMillis, (ended) => {
            const isFault = failed(exit);
            if (isFault !== undefined) circuit.inARow = isFault ? circuit.inARow + 1 : 0;
            else if (circuit.openUntil !== trial) return;
            // A trial that tells nothing leaves its place to the next one.
            circuit.openUntil = isFault && circuit.inARow >= failures ? ended + cooldown : 0;
          }));
      });
    },
  };
}
