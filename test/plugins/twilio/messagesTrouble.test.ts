import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as Redacted from "effect/Redacted";
import * as TestClock from "effect/testing/TestClock";
import { body, nextPageAt, reset, status } from "../../support/twilioApi.ts";
import { arm, fakeApi, inTime, letTimePass, nextCode } from "../../support/twilioLogin.ts";

const text = (code: string): string => `Type ${code} to access the platform`;

describe("twilio-messages: signing in", () => {
  it.effect("with an API key", () =>
    Effect.gen(function* () {
      const api = yield* fakeApi;
      const { apiKey, apiSecret } = api.account;
      const armed = yield* arm(api, { authToken: undefined, apiKey, apiSecret: Redacted.make(apiSecret) });
      api.receive();
      expect(yield* nextCode(armed)).toBe("5653");
    }));

  it.effect.each(
    [
      ["a wrong auth token", { authToken: "wrong" }, "SignInRefused", "(401, Twilio's error 20003)"],
      [
        "another account",
        { accountSid: `AC${"c".repeat(32)}` },
        "SignInRefused",
        "(401, Twilio's error 20003)",
      ],
    ] as const,
  )("with %s fails before a code is sent", ([, options, tag, says]) =>
    Effect.gen(function* () {
      const api = yield* fakeApi;
      const error = yield* Effect.flip(arm(api, options));
      expect(error).toMatchObject({ _tag: "ProviderFailed", reason: { _tag: tag }, retryable: false });
      expect(error.message).toContain(says);
    }));

  it.effect("with a key that may not read messages, or of another account", () =>
    Effect.gen(function* () {
      const api = yield* fakeApi;
      const { restrictedKey: apiKey, apiSecret } = api.account;
      const restricted = yield* Effect.flip(arm(api, { authToken: undefined, apiKey, apiSecret }));
      expect(restricted).toMatchObject({ reason: { _tag: "NotAllowed" }, retryable: false });
      const { apiKey: otherKey, apiSecret: otherSecret } = api.otherAccount;
      const other = yield* Effect.flip(
        arm(api, { authToken: undefined, apiKey: otherKey, apiSecret: otherSecret }),
      );
      expect(other).toMatchObject({ reason: { _tag: "AccountNotFound" }, retryable: false });
    }));

  it.effect.each(
    [[401, "SignInRefused"], [403, "NotAllowed"], [404, "AccountNotFound"]] as const,
  )("that is refused during the wait (%s) ends it at once", ([code, tag]) =>
    Effect.gen(function* () {
      const api = yield* fakeApi;
      const armed = yield* arm(api);
      const waiting = yield* Effect.forkChild(Effect.flip(nextCode(armed)), { startImmediately: true });
      yield* Effect.promise(() => api.received(2));
      api.fault(status(code));
      expect(yield* inTime(api, Fiber.join(waiting))).toMatchObject({
        reason: { _tag: tag },
        retryable: false,
      });
      yield* TestClock.adjust("1 minute");
      expect(api.requests).toHaveLength(3);
    }));

  it.effect("that is refused in the middle of a look costs no code", () =>
    Effect.gen(function* () {
      const api = yield* fakeApi;
      const armed = yield* arm(api, { from: "CentrSoobsh" });
      for (let i = 0; i < 60; i++) api.receive({ from: "Shop" });
      api.receive({ body: text("0417") });
      api.fault((response, request) => {
        api.fault(status(401));
        const next = `/2010-04-01/Accounts/${api.account.accountSid}/Messages.json?Page=1`;
        nextPageAt(next)(response, request);
      });
      expect(yield* nextCode(armed)).toBe("0417");
      api.fault(status(401));
      expect(yield* Effect.flip(nextCode(armed))).toMatchObject({ reason: { _tag: "SignInRefused" } });
    }));
});

describe("twilio-messages: trouble that passes", () => {
  it.effect("is survived, and counted", () =>
    Effect.gen(function* () {
      const api = yield* fakeApi;
      const armed = yield* arm(api);
      api.fault(
        status(500),
        reset(),
        body("<html>gateway</html>"),
        status(302, { headers: { Location: "https://elsewhere.example/" } }),
        status(429),
        body("x".repeat(1_100_000)),
        status(400, { code: 20429 }),
      );
      api.receive();
      expect(yield* inTime(api, nextCode(armed))).toBe("5653");
      expect(yield* armed.sightings!).toEqual({
        seen: 1,
        refused: {
          "server unavailable": 1,
          "no answer": 1,
          "unusable answer": 3,
          "too many requests": 2,
        },
      });
    }));

  it.effect("is slowed down for as long as the API asks", () =>
    Effect.gen(function* () {
      const api = yield* fakeApi;
      const armed = yield* arm(api);
      const clock = yield* TestClock.testClockWith((clock) => Effect.succeed(clock));
      const times: Array<number> = [];
      const waiting = yield* Effect.forkChild(nextCode(armed), { startImmediately: true });
      api.fault(
        (response, request) => {
          times.push(clock.currentTimeMillisUnsafe());
          status(429, { headers: { "Retry-After": "17" } })(response, request);
        },
        (response, request) => {
          times.push(clock.currentTimeMillisUnsafe());
          body('{"messages":[]}')(response, request);
        },
      );
      yield* letTimePass(api, () => times.length === 2, "100 millis");
      expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(17_000);
      expect(times[1]! - times[0]!).toBeLessThanOrEqual(18_000);
      yield* Fiber.interrupt(waiting);
    }));
});
