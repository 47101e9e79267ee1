/**
 * Middleware: functions around the steps of a login.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import type { AuthError, StepName } from "./AuthError.ts";
import type { CodeProvider } from "./CodeProvider.ts";

/** The public facts of a step: what a middleware may look at. No secret is among them. */
export interface StepInfo {
  /** Which step. */
  readonly name: StepName;
  /** The user who logs in. */
  readonly username: string;
  /** The broker's base URL. */
  readonly baseUrl: string;
  /** 1 for the first time that this step runs in the login, 2 for the second, and so on (a middleware's own repeats not counted). */
  readonly attempt: number;
  /** When the login began, in milliseconds since 1970 (UTC). */
  readonly loginStartedAt: number;
}

/**
 * Wraps a step as an onion: `next` is the rest, the step itself innermost. It may run `next` before, after, again or
 * not at all; it may add errors of its own, `Added`, which then stand in the login's type.
 *
 * @example
 * ```ts
 * import type { Middleware } from "@autoshares/auth";
 * import * as Console from "effect/Console";
 * import * as Effect from "effect/Effect";
 *
 * const announce: Middleware = (step, next) => Effect.andThen(Console.error(`begin ${step.name}`), next);
 * ```
 */
export type Middleware<Added = never> = <A, E extends AuthError>(
  step: StepInfo,
  next: Effect.Effect<A, E | Added>,
) => Effect.Effect<A, E | Added>;

/** A plugin as a plain value: middleware, a code provider, or both, under a name. */
export interface Plugin<Added = never> {
  /** Its name, for messages. */
  readonly name: string;
  /** Wraps the steps of the login. */
  readonly middleware?: Middleware<Added> | undefined;
  /** Races with the login's other providers. */
  readonly provider?: CodeProvider | undefined;
}

/**
 * Makes one middleware of several.
 *
 * @param middleware In order, outermost first.
 * @returns Their composition; of none, one that does nothing.
 *
 * @example
 * ```ts
 * import { compose, type Middleware } from "@autoshares/auth";
 *
 * const transparent: Middleware = (_step, next) => next;
 * const both: Middleware = compose([transparent, transparent]);
 * ```
 */
export function compose<Added = never>(middleware: ReadonlyArray<Middleware<Added>>): Middleware<Added> {
  return (step, next) =>
    middleware.reduceRight((inner, wrap) => {
      const wrapped = wrap(step, inner);
      return Effect.isEffect(wrapped)
        ? wrapped
        : Effect.die(new TypeError("A middleware gave something that is no Effect (a promise?)"));
    }, next);
}
