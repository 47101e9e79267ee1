import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Queue from "effect/Queue";
import * as Redacted from "effect/Redacted";
import * as TestClock from "effect/testing/TestClock";
import {
  AuthToken,
  CredentialsRefused,
  LoginPostponed,
  RateLimited,
  ServerFault,
} from "../../../../../mod.ts";
import { LoginRateExceeded } from "../../../../../plugins/rate_limit.ts";
import { TokenHealth } from "../../../../../src/cli/commands/proxy/TokenHealth.ts";
import { tokenRecovery } from "../../../../../src/cli/commands/proxy/tokenRecovery.ts";

const fault = new ServerFault({ step: "RequestToken", status: 503 });
const auth = () =>
  new AuthToken({ token: Redacted.make("canary"), username: "bob", obtainedAt: 0, codesTried: 0 });

/** A recovery that runs; `outcome` is what its logins fail with, nothing for a token. */
const recovering = Effect.fnUntraced(function* () {
  const state = { tries: 0, outcome: fault as Error | undefined };
  const health = new TokenHealth();
  health.renewed(auth());
  const failures = yield* Queue.sliding<unknown>(1);
  const fail = (error: unknown) =>
    Effect.sync(() => {
      health.failed("x");
      Queue.offerUnsafe(failures, error);
    });
  const token = Effect.suspend((): Effect.Effect<AuthToken, unknown> => {
    state.tries++;
    const { outcome } = state;
    if (outcome !== undefined) return Effect.andThen(fail(outcome), Effect.fail(outcome));
    health.renewed(auth());
    return Effect.succeed(auth());
  });
  yield* Effect.forkScoped(tokenRecovery(failures, token, health));
  const triesAfter = (seconds: number) =>
    Effect.map(TestClock.adjust(`${seconds} seconds`), () => state.tries);
  return { state, health, fail, triesAfter };
});

describe("tokenRecovery", () => {
  it.effect("tries after 10 s, then at pauses that double up to half an hour, until there is a token", () =>
    Effect.gen(function* () {
      const { state, health, fail, triesAfter } = yield* recovering();
      expect(yield* triesAfter(3600)).toBe(0);
      yield* fail(fault);
      health.lost("ServerFault");
      expect(yield* triesAfter(9)).toBe(0);
      let count = 0;
      expect(yield* triesAfter(1)).toBe(++count);
      for (const pause of [20, 40, 80, 160, 320, 640, 1280, 1800, 1800]) {
        expect(yield* triesAfter(pause - 1)).toBe(count);
        expect(yield* triesAfter(1)).toBe(++count);
      }
      state.outcome = undefined;
      expect(health.answer(0).status).toBe(503);
      expect(yield* triesAfter(1800)).toBe(++count);
      expect(health.answer(0).status).toBe(200);
      expect(yield* triesAfter(3600)).toBe(count);
      state.outcome = fault;
      yield* fail(fault);
      expect(yield* triesAfter(10)).toBe(++count);
    }));

  it.effect.each([
    ["RateLimited", new RateLimited({ step: "RequestToken", status: 429, retryAfterMillis: 900_000 })],
    ["LoginPostponed", new LoginPostponed({ codesRefused: 3, retryAfterMillis: 900_000 })],
    ["LoginRateExceeded", new LoginRateExceeded({ retryAfterMillis: 900_000, message: "Too many logins" })],
  ])("waits as long as %s says", ([, error]) =>
    Effect.gen(function* () {
      const { fail, triesAfter } = yield* recovering();
      yield* fail(error);
      expect(yield* triesAfter(899)).toBe(0);
      expect(yield* triesAfter(1)).toBe(1);
    }));

  it.effect("waits as long as the newest failure says, of a request's own login too", () =>
    Effect.gen(function* () {
      const { fail, triesAfter } = yield* recovering();
      yield* fail(fault);
      expect(yield* triesAfter(5)).toBe(0);
      yield* fail(new LoginPostponed({ codesRefused: 3, retryAfterMillis: 900_000 }));
      expect(yield* triesAfter(899)).toBe(0);
      expect(yield* triesAfter(10)).toBe(1);
    }));

  it.effect.each<readonly [string, Error]>([
    ["CredentialsRefused", new CredentialsRefused({})],
    ["what is no typed error", new TypeError()],
  ])("tries nothing after %s, at first or later", ([, error]) =>
    Effect.gen(function* () {
      const { state, fail, triesAfter } = yield* recovering();
      yield* fail(error);
      expect(yield* triesAfter(3600)).toBe(0);
      state.outcome = error;
      yield* fail(fault);
      expect(yield* triesAfter(10)).toBe(1);
      expect(yield* triesAfter(3600)).toBe(1);
    }));

  it.effect("tries nothing once a request's login has succeeded", () =>
    Effect.gen(function* () {
      const { health, fail, triesAfter } = yield* recovering();
      yield* fail(fault);
      health.renewed(auth());
      expect(yield* triesAfter(3600)).toBe(0);
    }));
});
