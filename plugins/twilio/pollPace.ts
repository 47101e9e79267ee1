/**
 * How often the API is asked.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Random from "effect/Random";
import type { ApiFailure } from "./apiFailure.ts";

/**
 * The pause after an answer.
 *
 * @param waitedMillis How long the wait has lasted, in milliseconds.
 * @returns Milliseconds.
 */
export function pauseMillis(waitedMillis: number): number {
  return waitedMillis < 30_000 ? 1000 : waitedMillis < 120_000 ? 2000 : 5000;
}

const firstMillis = 2000;
const longestMillis = 30_000;

/**
 * The pause after a failure: what the API asks for, else longer each time, and never the same for all who failed together.
 *
 * @param failure What went wrong.
 * @param before How many failures came before it, without an answer between.
 * @returns Milliseconds.
 */
export function backoffMillis({ retryAfterMillis }: ApiFailure, before: number): Effect.Effect<number> {
  if (retryAfterMillis !== undefined) return Effect.succeed(retryAfterMillis);
  const usual = Math.min(firstMillis * 2 ** before, longestMillis);
  return Effect.map(Random.nextBetween(0.8, 1.2), (factor) => usual * factor);
}
