import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as TestClock from "effect/testing/TestClock";
import { ProviderFailed, verificationCode } from "../../../../mod.ts";
import { joinFailures, raceForCode } from "../../../../src/internal/login/raceForCode.ts";

const failure = (provider: string, retryable = true) =>
  new ProviderFailed({ provider, problem: `${provider} is off`, retryable });

describe("raceForCode", () => {
  it.effect("takes the first code, whatever failed before it", () =>
    Effect.gen(function* () {
      const race = raceForCode("all", [
        Effect.fail(failure("a")),
        Effect.delay(verificationCode("b", "2222"), 200),
        Effect.delay(verificationCode("c", "3333"), 100),
      ]);
      const running = yield* Effect.forkChild(race, { startImmediately: true });
      yield* TestClock.adjust(100);
      expect((yield* Fiber.join(running)).provider).toBe("c");
    }));

  it.effect("can be run again; failures of one run do not show in the next", () =>
    Effect.gen(function* () {
      const race = raceForCode("all", [Effect.fail(failure("a")), Effect.fail(failure("b"))]);
      for (let run = 0; run < 2; run++) {
        expect((yield* Effect.flip(race)).problem).toBe("a: a is off; b: b is off");
      }
    }));
});

describe("joinFailures", () => {
  it("leaves a single failure as it is", () => {
    const only = failure("a");
    expect(joinFailures("all", [only])).toBe(only);
  });

  it("names each of several", () => {
    expect(joinFailures("all", [failure("a", false), failure("b", false)])).toMatchObject({
      provider: "all",
      problem: "a: a is off; b: b is off",
      retryable: false,
    });
  });
});
