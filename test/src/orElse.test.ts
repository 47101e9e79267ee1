import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as Redacted from "effect/Redacted";
import * as TestClock from "effect/testing/TestClock";
import {
  type CodeProvider,
  InvalidConfiguration,
  orElse,
  ProviderFailed,
  verificationCode,
} from "../../mod.ts";
import { challenge, recordingProvider, silentProvider } from "../support/providers.ts";

const late = (name: string, code: string, millis: number, journal: Array<string> = []) =>
  recordingProvider({ name, journal, codes: [Effect.delay(verificationCode(name, code), millis)] });

const off = (name: string) => Effect.fail(new ProviderFailed({ provider: name, problem: "is off" }));
const failing = (name: string) => recordingProvider({ name, codes: [off(name)] });
const unarmable = (name: string) => recordingProvider({ name, arming: off(name) });

const ask = (provider: CodeProvider) =>
  Effect.forkChild(
    Effect.scoped(
      Effect.flatMap(provider.arm(challenge), (armed) =>
        Effect.map(armed.next(challenge), (given) =>
          `${given.provider} ${Redacted.value(given.code)}`)),
    ),
    { startImmediately: true },
  );

describe("orElse", () => {
  it("is named after both", () => {
    expect(orElse(silentProvider("mailbox"), silentProvider("person")).name).toBe("mailbox,person");
  });

  it("takes a duration only", () => {
    const after = "a while" as unknown as number;
    let thrown: unknown;
    try {
      orElse(silentProvider("a"), silentProvider("b"), { after });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(InvalidConfiguration);
    expect(thrown).toMatchObject({ setting: "after", problem: "is not a duration" });
  });

  it.effect("arms both at the same time", () =>
    Effect.gen(function* () {
      const slow = (name: string) =>
        recordingProvider({ name, arming: Effect.sleep("1 second"), codes: ["1"] });
      const running = yield* ask(orElse(slow("mailbox"), slow("person")));
      yield* TestClock.adjust("1 second");
      expect(running.pollUnsafe()).toMatchObject({ _tag: "Success", value: "mailbox 1" });
    }));

  it.effect("does not ask the fallback of a silent first one for as long as it likes, where no time is given", () =>
    Effect.gen(function* () {
      const journal: Array<string> = [];
      const person = recordingProvider({ name: "person", journal, codes: ["2222"] });
      const running = yield* ask(orElse(silentProvider("mailbox"), person));
      yield* TestClock.adjust("1 hour");
      expect(running.pollUnsafe()).toBeUndefined();
      expect(journal).toEqual(["person arm"]);
      yield* Fiber.interrupt(running);
    }));

  it.effect("tells what both have seen", () =>
    Effect.gen(function* () {
      const seeing = (name: string, refused: Readonly<Record<string, number>>): CodeProvider => ({
        name,
        arm: () =>
          Effect.succeed({ next: () => Effect.never, sightings: Effect.succeed({ seen: 2, refused }) }),
      });
      const either = orElse(
        seeing("mailbox", { "no code": 1 }),
        seeing("phone", { "no code": 1, "other sender": 1 }),
      );
      const { sightings } = yield* Effect.scoped(either.arm(challenge));
      expect(yield* (sightings ?? Effect.void)).toEqual({
        seen: 4,
        refused: { "no code": 2, "other sender": 1 },
      });
    }));

  it.effect("arms both, and never asks the fallback when the first gives a code", () =>
    Effect.gen(function* () {
      const journal: Array<string> = [];
      const primary = recordingProvider({ name: "mailbox", journal, codes: ["1111"] });
      const fallback = recordingProvider({ name: "person", journal, codes: ["2222"] });
      expect(yield* Fiber.join(yield* ask(orElse(primary, fallback)))).toBe("mailbox 1111");
      expect(journal.toSorted()).toEqual([
        ...["mailbox arm", "mailbox close", "mailbox next"],
        ...["person arm", "person close"],
      ]);
    }));

  it.effect("asks the fallback at once when the first fails, whatever the time", () =>
    Effect.gen(function* () {
      const dying = () =>
        recordingProvider({ name: "mailbox", codes: [Effect.die(new Error("is on fire"))] });
      for (const options of [{}, { after: "30 seconds" }] as const) {
        for (const primary of [failing("mailbox"), dying()]) {
          const running = yield* ask(orElse(primary, late("person", "2222", 0), options));
          yield* TestClock.adjust(0);
          expect(running.pollUnsafe()).toBeDefined();
          expect(yield* Fiber.join(running)).toBe("person 2222");
        }
      }
    }));

  it.effect("asks the fallback after a time; the first one's late code still wins", () =>
    Effect.gen(function* () {
      const journal: Array<string> = [];
      const primary = late("mailbox", "1111", 40_000, journal);
      const fallback = late("person", "2222", 60_000, journal);
      const running = yield* ask(orElse(primary, fallback, { after: "30 seconds" }));
      yield* TestClock.adjust("29 seconds");
      expect(journal).not.toContain("person next");
      yield* TestClock.adjust("1 second");
      expect(journal).toContain("person next");
      yield* TestClock.adjust("10 seconds");
      expect(yield* Fiber.join(running)).toBe("mailbox 1111");
      expect(journal).toContain("person interrupted");
    }));

  it.effect("takes the fallback's code when that comes first", () =>
    Effect.gen(function* () {
      const journal: Array<string> = [];
      const primary = late("mailbox", "1111", 90_000, journal);
      const running = yield* ask(orElse(primary, late("person", "2222", 5000), { after: 30_000 }));
      yield* TestClock.adjust("35 seconds");
      expect(yield* Fiber.join(running)).toBe("person 2222");
      expect(journal).toContain("mailbox interrupted");
    }));

  it.effect("never asks the fallback of a first one that waits, when no time is set", () =>
    Effect.gen(function* () {
      const journal: Array<string> = [];
      const running = yield* ask(
        orElse(silentProvider("mailbox"), recordingProvider({ name: "person", journal, codes: ["2222"] })),
      );
      yield* TestClock.adjust("1 hour");
      expect(running.pollUnsafe()).toBeUndefined();
      expect(journal).toEqual(["person arm"]);
      yield* Fiber.interrupt(running);
    }));

  it.effect("goes on with the first one when the fallback fails", () =>
    Effect.gen(function* () {
      const running = yield* ask(orElse(late("mailbox", "1111", 9000), failing("person"), { after: 1000 }));
      yield* TestClock.adjust("9 seconds");
      expect(yield* Fiber.join(running)).toBe("mailbox 1111");
    }));

  it.effect("fails when both have failed, and names each", () =>
    Effect.gen(function* () {
      const running = yield* ask(orElse(failing("mailbox"), failing("person")));
      expect(yield* Effect.flip(Fiber.join(running))).toMatchObject({
        provider: "mailbox,person",
        problem: "mailbox: is off; person: is off",
      });
    }));

  describe("leaves out one that cannot be armed", () => {
    it.effect("the first", () =>
      Effect.gen(function* () {
        const running = yield* ask(orElse(unarmable("mailbox"), recordingProvider({ codes: ["2222"] })));
        expect(yield* Fiber.join(running)).toBe("mailbox 2222");
      }));

    it.effect("the fallback", () =>
      Effect.gen(function* () {
        const running = yield* ask(orElse(recordingProvider({ codes: ["1111"] }), unarmable("person")));
        expect(yield* Fiber.join(running)).toBe("mailbox 1111");
      }));

    it.effect("one that breaks, and after 20 seconds one that hangs", () =>
      Effect.gen(function* () {
        const throwing: CodeProvider = {
          name: "broken",
          arm: () => {
            throw new Error("no mailbox");
          },
        };
        const hanging = recordingProvider({ name: "hanging", arming: Effect.never });
        const stuck = recordingProvider({ name: "stuck", arming: Effect.uninterruptible(Effect.never) });
        for (const bad of [throwing, hanging, stuck]) {
          const good = recordingProvider({ name: "good", codes: ["2222"] });
          const running = yield* ask(orElse(bad, good));
          yield* TestClock.adjust("21 seconds");
          expect(running.pollUnsafe()).toBeDefined();
          expect(yield* Fiber.join(running)).toBe("good 2222");
        }
      }));

    it.effect("but fails when neither can", () =>
      Effect.gen(function* () {
        const running = yield* ask(orElse(unarmable("mailbox"), unarmable("person")));
        expect(yield* Effect.flip(Fiber.join(running))).toMatchObject({
          _tag: "ProviderFailed",
          provider: "mailbox,person",
          problem: "mailbox: is off; person: is off",
        });
      }));
  });
});
