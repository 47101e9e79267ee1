/**
 * Gets a token again after logins have failed, without a request: whoever routes by `/healthz` sends none meanwhile.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import * as Queue from "effect/Queue";
import { isRetryable, retryAfterMillisOf } from "./failureAnswer.ts";
import type { TokenHealth } from "./TokenHealth.ts";

/** Pauses before a further try, in milliseconds; each is twice the one before it. */
export interface RecoveryPace {
  readonly firstMillis: number;
  readonly longestMillis: number;
}

const usual: RecoveryPace = { firstMillis: 10_000, longestMillis: 30 * 60_000 };

/**
 * Tries again after each failed login that another one may follow, until there is a token. While the token before it is
 * good nothing is tried: that is for the session to renew.
 *
 * @param failures What logins fail with, from requests, renewals, and what is tried here; only the newest counts.
 * @param token The session's token: the one that is good, else by a login.
 * @param health What is known of the token; it is told when there is one.
 * @param pace Pauses. Where the error asks for a longer one (`retryAfterMillis`), it gets that.
 * @returns An effect that does so until it is interrupted.
 */
export function tokenRecovery(
  failures: Queue.Dequeue<unknown>,
  token: Effect.Effect<unknown, unknown>,
  health: Pick<TokenHealth, "isWell" | "found">,
  { firstMillis, longestMillis }: RecoveryPace = usual,
): Effect.Effect<never> {
  return Effect.gen(function* () {
    let error = yield* Queue.take(failures);
    let pause = firstMillis;
    for (;;) {
      if (!isRetryable(error) || health.isWell) {
        error = yield* Queue.take(failures);
        pause = firstMillis;
        continue;
      }
      yield* Effect.sleep(Math.max(pause, retryAfterMillisOf(error) ?? 0));
      const newer = yield* Queue.poll(failures);
      if (Option.isSome(newer)) {
        error = newer.value;
        // A request has tried meanwhile: what came of that counts from now on.
        if (!isRetryable(error) || retryAfterMillisOf(error) !== undefined) continue;
      }
      pause = Math.min(2 * pause, longestMillis);
      if (health.isWell) continue;
      if ((yield* Effect.exit(token))._tag === "Success") health.found();
      error = Option.getOrElse(yield* Queue.poll(failures), () => error);
    }
  });
}
