/**
 * Middleware that makes OpenTelemetry spans and metrics of steps; `effect/observability` exports them.
 *
 * @example
 * ```ts
 * import { trace } from "@autoshares/auth/trace";
 * import { FetchHttpClient } from "effect/http";
 * import * as Layer from "effect/Layer";
 * import * as ManagedRuntime from "effect/ManagedRuntime";
 * import { Otlp, OtlpSerialization } from "effect/observability";
 *
 * const collector = Otlp.layer({ baseUrl: "http://127.0.0.1:4318", resource: { serviceName: "bot" } }).pipe(
 *   Layer.provide([OtlpSerialization.layerJson, FetchHttpClient.layer]),
 * );
 * const telemetry = ManagedRuntime.make(collector); // `await telemetry.dispose()` sends what is left
 * const use = [trace({ services: await telemetry.context() })]; // for createClient
 * ```
 *
 * @module
 */
import * as Clock from "effect/Clock";
import * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Metric from "effect/Metric";
import type { Plugin } from "../mod.ts";
import { checkNames } from "./internal/checkNames.ts";
import { outcomeOf } from "./internal/outcomeOf.ts";

/** Where spans and metrics go. */
export interface TraceOptions {
  /** Services with a tracer and a metric registry, for promises; Effect users provide theirs around the login. */
  readonly services?: Context.Context<never> | undefined;
}

const boundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];
const duration = Metric.histogram("autoshares.step.duration", { description: "In seconds", boundaries });
const count = Metric.counter("autoshares.step.count", { description: "Steps", incremental: true });

/** OpenTelemetry's word for an error without a name of its own. */
const errorType = (outcome: string): string => outcome === "failed" ? "_OTHER" : outcome;

/**
 * Makes a span `autoshares.{step}` of each step, with `autoshares.attempt`, `server.address` and, of a failure,
 * `error.type` (the error's tag, `interrupted`, else `_OTHER`); a counter `autoshares.step.count` and a histogram
 * `autoshares.step.duration` (seconds) by step and `error.type`, named as OpenTelemetry has it. No user, secret or server's words.
 * @param options Where they go.
 * @returns A plugin for `use`. Throws `InvalidConfiguration` for unusable options.
 */
export function trace(options: TraceOptions = {}): Plugin {
  checkNames("trace", options, { services: true });
  const { services = Context.empty() } = options;
  return {
    name: "trace",
    middleware: ({ name, attempt, baseUrl }, next) =>
      Effect.flatMap(Clock.currentTimeMillis, (startedAt) => {
        let failure: typeof next | undefined;
        const attributes = { "autoshares.attempt": attempt, "server.address": new URL(baseUrl).hostname };
        const measured = Effect.onExit(next, (exit) => {
          const outcome = outcomeOf(exit);
          const failed = outcome === "done" ? {} : { "error.type": errorType(outcome) };
          const labels = { "autoshares.step": name, ...failed };
          return Effect.flatMap(Clock.currentTimeMillis, (now) =>
            Effect.all([
              Metric.update(Metric.withAttributes(duration, labels), (now - startedAt) / 1000),
              Metric.update(Metric.withAttributes(count, labels), 1),
              Effect.annotateCurrentSpan(failed),
            ]));
        });
        const spanned = Effect.catchCause(measured, (cause) => {
          failure = Effect.failCause(cause); // Foreign errors may say anything: the span gets the tag alone.
          return Effect.die(errorType(outcomeOf(Exit.failCause(cause))));
        }).pipe(
          Effect.withSpan(`autoshares.${name}`, { kind: "client", attributes }),
          Effect.provideContext(services),
        );
        return Effect.catchCause(spanned, (cause) => failure ?? Effect.failCause(cause));
      }),
  };
}
