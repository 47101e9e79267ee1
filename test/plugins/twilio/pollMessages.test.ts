import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as TestClock from "effect/testing/TestClock";
import { ProviderFailed } from "../../../mod.ts";
import { WaitingLogin } from "../../../plugins/inbox/WaitingLogin.ts";
import type { ApiFailure, TwilioApiFailureTag } from "../../../plugins/twilio/apiFailure.ts";
import { pollMessages } from "../../../plugins/twilio/pollMessages.ts";

const newLogin = (): WaitingLogin =>
  new WaitingLogin({
    filter: { from: undefined, to: undefined },
    code: undefined,
    redacted: () => new ProviderFailed({ provider: "twilio-messages", problem: "redacted" }),
  });

const failureOf = (_tag: TwilioApiFailureTag, retryAfterMillis?: number): ApiFailure => ({
  _tag,
  problem: "did not work",
  retryAfterMillis,
});

/** The times, in milliseconds, of the looks of one wait, each with its outcome. */
const looksOf = (
  outcomes: ReadonlyArray<ApiFailure | undefined>,
  until: string,
  login: WaitingLogin = newLogin(),
) =>
  Effect.gen(function* () {
    const clock = yield* TestClock.testClockWith((clock) => Effect.succeed(clock));
    const times: Array<number> = [];
    const look = Effect.sync(() => outcomes[times.push(clock.currentTimeMillisUnsafe()) - 1]);
    const polling = yield* Effect.forkChild(pollMessages(look, login), { startImmediately: true });
    yield* TestClock.adjust(until as "1 second");
    yield* Fiber.interrupt(polling);
    return times;
  });

const pauses = (times: ReadonlyArray<number>): ReadonlyArray<number> =>
  times.slice(1).map((time, index) => time - times[index]!);

describe("pollMessages", () => {
  it.effect("asks every second, after half a minute every two, after two minutes every five", () =>
    Effect.gen(function* () {
      const times = yield* looksOf([], "150 seconds");
      expect(times[0]).toBe(0);
      expect(pauses(times)).toEqual([
        ...Array.from({ length: 30 }, () => 1000),
        ...Array.from({ length: 45 }, () => 2000),
        ...Array.from({ length: 6 }, () => 5000),
      ]);
    }));

  it.effect("obeys Retry-After to the millisecond", () =>
    Effect.gen(function* () {
      const times = yield* looksOf(
        [failureOf("TooManyRequests", 17_000), failureOf("ServerUnavailable", 3000)],
        "22 seconds",
      );
      expect(times).toEqual([0, 17_000, 20_000, 21_000, 22_000]);
    }));

  it.effect("without it waits 2, 4, 8, 16, then 30 seconds, give or take a fifth", () =>
    Effect.gen(function* () {
      const outcomes = Array.from({ length: 7 }, () => failureOf("TooManyRequests"));
      const found = pauses(yield* looksOf(outcomes, "3 minutes")).slice(0, 7);
      for (const [index, usual] of [2000, 4000, 8000, 16_000, 30_000, 30_000].entries()) {
        expect(found[index]).toBeGreaterThanOrEqual(usual * 0.8);
        expect(found[index]).toBeLessThanOrEqual(usual * 1.2);
      }
      expect(found.filter((pause) => pause % 1000 === 0).length).toBeLessThan(3);
    }));

  it.effect("after an answer begins again", () =>
    Effect.gen(function* () {
      const failure = failureOf("NoConnection");
      const found = pauses(yield* looksOf([failure, failure, undefined, failure], "30 seconds"));
      expect(found[1]).toBeGreaterThanOrEqual(3200);
      expect(found[2]).toBe(1000);
      expect(found[3]).toBeLessThanOrEqual(2400);
    }));

  it.effect.each(
    [
      ["TooManyRequests", "too many requests"],
      ["ServerUnavailable", "server unavailable"],
      ["NoConnection", "no answer"],
      ["AnswerUnusable", "unusable answer"],
    ] as const,
  )("takes note of %s and goes on", ([tag, word]) =>
    Effect.gen(function* () {
      const login = newLogin();
      expect((yield* looksOf([failureOf(tag)], "10 seconds", login)).length).toBeGreaterThan(5);
      expect(yield* login.sightings).toEqual({ seen: 0, refused: { [word]: 1 } });
    }));

  it.effect.each(
    ["SignInRefused", "NotAllowed", "AccountNotFound", "NotPermitted"] as const,
  )("ends the wait of the login with %s and asks no more", (tag) =>
    Effect.gen(function* () {
      const login = newLogin();
      const waiting = yield* Effect.forkChild(Effect.flip(login.next), { startImmediately: true });
      expect(yield* looksOf([undefined, failureOf(tag)], "10 minutes", login)).toEqual([0, 1000]);
      expect(yield* Fiber.join(waiting)).toMatchObject({
        _tag: "ProviderFailed",
        provider: "twilio-messages",
        problem: "did not work",
        retryable: false,
        reason: { _tag: tag },
      });
    }));
});
