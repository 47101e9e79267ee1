/**
 * Asks for new messages as long as a login waits.
 *
 * @module
 */
import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import type { WaitingLogin } from "../inbox/WaitingLogin.ts";
import { apiFailed, type ApiFailure, isPassing, type TwilioApiFailureTag } from "./apiFailure.ts";
import { backoffMillis, pauseMillis } from "./pollPace.ts";

/** For the error of a wait that ends. */
const mishaps: Readonly<Partial<Record<TwilioApiFailureTag, string>>> = {
  TooManyRequests: "too many requests",
  ServerUnavailable: "server unavailable",
  AnswerUnusable: "unusable answer",
};

/**
 * Asks again and again. What time may cure slows it down; what it cannot cure ends the login's wait.
 *
 * @param look Looks once, and hands new messages to the login.
 * @param login The login.
 * @returns Never ends by itself.
 */
export function pollMessages(
  look: Effect.Effect<ApiFailure | undefined>,
  login: WaitingLogin,
): Effect.Effect<never> {
  return Effect.gen(function* () {
    const startedAt = yield* Clock.currentTimeMillis;
    let failures = 0;
    for (;;) {
      const failure = yield* look;
      if (failure === undefined) {
        failures = 0;
        yield* Effect.sleep(pauseMillis((yield* Clock.currentTimeMillis) - startedAt));
      } else if (isPassing(failure)) {
        login.mishap(mishaps[failure._tag] ?? "no answer");
        yield* Effect.sleep(yield* backoffMillis(failure, failures++));
      } else {
        login.fail(apiFailed(failure));
        return yield* Effect.never;
      }
    }
  });
}
