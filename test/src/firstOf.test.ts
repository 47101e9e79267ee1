import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Fiber from "effect/Fiber";
import * as Redacted from "effect/Redacted";
import * as TestClock from "effect/testing/TestClock";
import { type CodeProvider, firstOf, fromFunction, ProviderFailed, verificationCode } from "../../mod.ts";
import { challenge, recordingProvider, silentProvider } from "../support/providers.ts";

const failing = (name: string, problem: string, retryable = true) =>
  recordingProvider({
    name,
    codes: [Effect.fail(new ProviderFailed({ provider: name, problem, retryable }))],
  });

/** Arms a provider and asks it once. */
const ask = (provider: CodeProvider) =>
  Effect.scoped(
    Effect.flatMap(provider.arm(challenge), (armed) =>
      Effect.map(armed.next(challenge), (given) => ({
        code: Redacted.value(given.code),
        provider: given.provider,
      }))),
  );

describe("firstOf", () => {
  it("is named after its members", () => {
    expect(firstOf(silentProvider("email"), silentProvider("sms"), silentProvider("person")).name)
      .toBe("email,sms,person");
  });

  it.effect("arms all together, takes the first code, interrupts the losers and closes all", () =>
    Effect.gen(function* () {
      const journal: Array<string> = [];
      const slow = (name: string, millis: number) =>
        recordingProvider({
          name,
          journal,
          arming: Effect.sleep(100),
          codes: [Effect.delay(verificationCode(name, name === "sms" ? "2222" : "1111"), millis)],
        });
      const running = yield* Effect.forkChild(ask(firstOf(slow("email", 3000), slow("sms", 1000))), {
        startImmediately: true,
      });
      yield* TestClock.adjust(100);
      expect(journal).toEqual(["email arm", "sms arm", "email next", "sms next"]);
      yield* TestClock.adjust(1000);
      expect(yield* Fiber.join(running)).toEqual({ code: "2222", provider: "sms" });
      expect(journal.slice(4)).toEqual(["email interrupted", "sms close", "email close"]);
    }));

  it.effect("asks all of them again for the next code", () =>
    Effect.gen(function* () {
      const email = recordingProvider({
        name: "email",
        codes: [Effect.delay(verificationCode("email", "1111"), "1 second")],
      });
      const sms = recordingProvider({
        name: "sms",
        codes: [Effect.never, Effect.delay(verificationCode("sms", "2222"), "1 second")],
      });
      const twice = Effect.scoped(Effect.gen(function* () {
        const armed = yield* firstOf(email, sms).arm(challenge);
        return [yield* armed.next(challenge), yield* armed.next({ ...challenge, attempt: 2 })];
      }));
      const running = yield* Effect.forkChild(twice, { startImmediately: true });
      yield* TestClock.adjust("2 seconds");
      expect((yield* Fiber.join(running)).map((each) => each.provider)).toEqual(["email", "sms"]);
    }));

  const broken: ReadonlyArray<[string, CodeProvider]> = [
    ["fails", failing("bad", "is off")],
    ["dies", recordingProvider({ name: "bad", codes: [Effect.die(new Error("is off"))] })],
    ["interrupts itself", recordingProvider({ name: "bad", codes: [Effect.interrupt] })],
    ["throws", {
      name: "bad",
      arm: () =>
        Effect.succeed({
          next: () => {
            throw new Error("is off");
          },
        }),
    }],
  ];
  for (const [what, bad] of broken) {
    it.effect(`goes on when one ${what}`, () =>
      Effect.gen(function* () {
        const good = recordingProvider({
          name: "sms",
          codes: [Effect.delay(verificationCode("sms", "2222"), "5 seconds")],
        });
        const running = yield* Effect.forkChild(ask(firstOf(bad, good)), { startImmediately: true });
        yield* TestClock.adjust("5 seconds");
        expect(yield* Fiber.join(running)).toEqual({ code: "2222", provider: "sms" });
      }));
  }

  it.effect("fails when all have failed, and names each", () =>
    Effect.gen(function* () {
      const dying = recordingProvider({ name: "sms", codes: [Effect.die(new Error("is on fire"))] });
      const error = yield* Effect.flip(ask(firstOf(failing("email", "is off"), dying)));
      expect(error).toMatchObject({
        _tag: "ProviderFailed",
        provider: "email,sms",
        problem: "email: is off; sms: broke: Error: is on fire",
        retryable: true,
      });
    }));

  it.effect("is retryable when one of its members is", () =>
    Effect.gen(function* () {
      const no = failing("a", "is off", false);
      expect((yield* Effect.flip(ask(firstOf(no, failing("b", "is off", false))))).retryable).toBe(false);
      const again = failing("a", "is off", false);
      expect((yield* Effect.flip(ask(firstOf(again, failing("b", "is off"))))).retryable).toBe(true);
    }));

  it.effect("cannot be armed when one of them cannot; what the others opened is closed", () =>
    Effect.gen(function* () {
      const journal: Array<string> = [];
      const good = recordingProvider({ name: "email", journal });
      const bad = recordingProvider({
        name: "sms",
        arming: Effect.fail(new ProviderFailed({ provider: "sms", problem: "has no account" })),
      });
      const error = yield* Effect.flip(ask(firstOf(good, bad)));
      expect(error).toMatchObject({ provider: "sms", problem: "has no account" });
      expect(journal).toEqual(["email arm", "email close"]);
    }));

  it.effect("does not wait for a loser that cannot be interrupted", () =>
    Effect.gen(function* () {
      const stuck: CodeProvider = {
        name: "stuck",
        arm: () => Effect.succeed({ next: () => Effect.uninterruptible(Effect.never) }),
      };
      const running = yield* Effect.forkChild(ask(firstOf(stuck, fromFunction(() => "2222"))), {
        startImmediately: true,
      });
      yield* TestClock.adjust("1 second");
      expect(running.pollUnsafe()).toEqual(Exit.succeed({ code: "2222", provider: "function" }));
    }));

  it.effect("adds up what its members have seen", () =>
    Effect.gen(function* () {
      const seeing = (name: string, seen: number, refused: Record<string, number>): CodeProvider => ({
        name,
        arm: () => Effect.succeed({ next: () => Effect.never, sightings: Effect.succeed({ seen, refused }) }),
      });
      const all = firstOf(
        seeing("a", 3, { "too old": 2, "no code": 1 }),
        silentProvider("silent"),
        seeing("b", 4, { "too old": 1 }),
      );
      const armed = yield* Effect.scoped(all.arm(challenge));
      expect(yield* (armed.sightings ?? Effect.void)).toEqual({
        seen: 7,
        refused: { "too old": 3, "no code": 1 },
      });
    }));
});
