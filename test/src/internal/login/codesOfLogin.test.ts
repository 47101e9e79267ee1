import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as Redacted from "effect/Redacted";
import * as TestClock from "effect/testing/TestClock";
import { type ArmedCodeProvider, verificationCode } from "../../../../mod.ts";
import {
  type CodesOfLogin,
  newCodes,
  withCodes,
  withoutRepeats,
} from "../../../../src/internal/login/codesOfLogin.ts";
import { sumOfSightings } from "../../../../src/internal/login/sightings.ts";

const challenge = {
  ...{ username: "bob", baseUrl: "https://broker.example/api" },
  ...{ attempt: 1, requestedAt: 0, timeoutMillis: 1000 },
};
const giving = (...codes: ReadonlyArray<string>): ArmedCodeProvider => {
  let given = 0;
  return { next: () => Effect.suspend(() => verificationCode("test", codes[given++] ?? "1111")) };
};

const inLogin = (provider: ArmedCodeProvider, codes: CodesOfLogin) =>
  withCodes({ ...provider, next: withoutRepeats(provider.next) }, codes);

describe("withoutRepeats", () => {
  it.effect("outside a login lets everything through", () =>
    Effect.gen(function* () {
      const ask = withoutRepeats(giving("1111", "1111").next);
      expect(yield* ask(challenge)).toEqual(yield* ask(challenge));
    }));

  it.effect("lets a new code through at once", () =>
    Effect.gen(function* () {
      const code = yield* inLogin(giving("2222"), newCodes()).next(challenge);
      expect(Redacted.value(code.code)).toBe("2222");
    }));

  it.effect("asks again after 0.5, 1, 2, 2, … seconds while a fresh code is under way", () =>
    Effect.gen(function* () {
      const codes = newCodes();
      codes.sent.add("1111");
      const provider = giving("1111", "1111", "1111", "1111", "1111", "2222");
      const running = yield* Effect.forkChild(inLogin(provider, codes).next(challenge), {
        startImmediately: true,
      });
      yield* TestClock.adjust(500 + 1000 + 3 * 2000 - 1);
      expect(running.pollUnsafe()).toBeUndefined();
      yield* TestClock.adjust(1);
      expect(Redacted.value((yield* Fiber.join(running)).code)).toBe("2222");
    }));

  it.effect("gives up after three repeats when none is under way", () =>
    Effect.gen(function* () {
      const codes = newCodes();
      codes.sent.add("1111");
      codes.underWay = false;
      const armed = inLogin(giving(), codes);
      const running = yield* Effect.forkChild(Effect.flip(armed.next(challenge)), { startImmediately: true });
      yield* TestClock.adjust(3500);
      expect(yield* Fiber.join(running)).toMatchObject({
        _tag: "ProviderFailed",
        provider: "test",
        problem: "has no code but the refused one",
      });
      expect(yield* (armed.sightings ?? Effect.void)).toEqual({ seen: 4, refused: { "already sent": 4 } });
    }));
});

describe("sumOfSightings", () => {
  it.effect("adds counts, reason by reason; of none it is nothing", () =>
    Effect.gen(function* () {
      const seen = (count: number, refused: Record<string, number>): ArmedCodeProvider => ({
        next: () => Effect.never,
        sightings: Effect.succeed({ seen: count, refused }),
      });
      expect(yield* sumOfSightings([])).toEqual({ seen: 0, refused: {} });
      const all = [seen(1, { "too old": 1 }), giving(), seen(2, { "too old": 1, "wrong sender": 1 })];
      expect(yield* sumOfSightings(all)).toEqual({ seen: 3, refused: { "too old": 2, "wrong sender": 1 } });
    }));
});
