import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import { TestClock } from "effect/testing";
import { Inbox } from "../../../plugins/inbox/Inbox.ts";
import type { MessageOptions } from "../../../plugins/inbox/MessageOptions.ts";
import { armedFor, nextCode, textMessage } from "../../support/textMessages.ts";

const inboxWith = (options: MessageOptions = {}) =>
  new Inbox({ provider: "sms", options, redactionCure: "ask" });
const forked = <A, E>(effect: Effect.Effect<A, E>) => Effect.forkChild(effect, { startImmediately: true });

describe("a message", () => {
  it.effect("is held for the login that is armed, though it does not ask yet", () =>
    Effect.gen(function* () {
      const inbox = inboxWith();
      const code = yield* armedFor(inbox, (armed) => {
        inbox.receive(textMessage("5653"));
        return Effect.andThen(Effect.sleep("1 minute"), nextCode(armed));
      }).pipe(forked);
      yield* TestClock.adjust("1 minute");
      expect(yield* Fiber.join(code)).toBe("5653");
    }));

  it.effect("is dropped when nobody is armed", () =>
    Effect.gen(function* () {
      const inbox = inboxWith();
      inbox.receive(textMessage("1111"));
      const code = yield* armedFor(inbox, nextCode).pipe(forked);
      yield* TestClock.adjust("1 minute");
      expect(code.pollUnsafe()).toBe(undefined);
      inbox.receive(textMessage("5653"));
      expect(yield* Fiber.join(code)).toBe("5653");
    }));

  it.effect("is dropped with the login that did not take it", () =>
    Effect.gen(function* () {
      const inbox = inboxWith();
      yield* armedFor(inbox, () => Effect.sync(() => inbox.receive(textMessage("1111"))));
      const code = yield* armedFor(inbox, nextCode).pipe(forked);
      yield* TestClock.adjust("1 minute");
      expect(code.pollUnsafe()).toBe(undefined);
      yield* Fiber.interrupt(code);
    }));

  it.effect("counts once, also for the login after the one that had it", () =>
    Effect.gen(function* () {
      const inbox = inboxWith();
      const message = textMessage("1111");
      yield* armedFor(inbox, (armed) => {
        inbox.receive(message);
        inbox.receive(message);
        return Effect.gen(function* () {
          expect(yield* nextCode(armed)).toBe("1111");
          expect(yield* armed.sightings!).toEqual({ seen: 1, refused: { repeated: 1 } });
        });
      });
      yield* armedFor(inbox, (armed) => {
        inbox.receive(message);
        inbox.receive(textMessage("5653"));
        return Effect.gen(function* () {
          expect(yield* nextCode(armed)).toBe("5653");
          expect(yield* armed.sightings!).toEqual({ seen: 1, refused: { repeated: 1 } });
        });
      });
    }));

  it.effect("counts once by its request too, whichever of the two is known", () =>
    Effect.gen(function* () {
      const inbox = inboxWith();
      yield* armedFor(inbox, (armed) => {
        inbox.receive(textMessage("5653", { id: "a" }), { requestId: "request 1" });
        inbox.receive(textMessage("1111", { id: "request 1" }), { requestId: "request 1" });
        inbox.receive(textMessage("2222", { id: "a" }), { requestId: "request 2" });
        inbox.receive(textMessage("3333", { id: "b" }), { requestId: "request 2" });
        return Effect.gen(function* () {
          expect(yield* nextCode(armed)).toBe("5653");
          expect(yield* armed.sightings!).toEqual({ seen: 1, refused: { repeated: 3 } });
          inbox.receive(textMessage("4163", { id: "request 3" }), { requestId: "request 3" });
          expect(yield* nextCode(armed)).toBe("4163");
        });
      });
    }));

  it.effect("from before a login is armed does not count when its sender tries again", () =>
    Effect.gen(function* () {
      const inbox = inboxWith();
      const message = textMessage("1111");
      inbox.receive(message);
      yield* armedFor(inbox, (armed) => {
        inbox.receive(message);
        inbox.receive(textMessage("5653"));
        return Effect.map(nextCode(armed), (code) => expect(code).toBe("5653"));
      });
    }));

  it.effect("for confirming a phone number is refused, and the wait's error says why", () =>
    Effect.gen(function* () {
      const inbox = inboxWith({ from: "CentrSoobsh", to: "+1 201 555 0123" });
      yield* armedFor(inbox, (armed) => {
        inbox.receive(textMessage("", { text: "Type 222008 to confirm your phone number" }));
        inbox.receive(textMessage("1111", { from: "+12015550000" }));
        inbox.receive(textMessage("2222", { to: "+12015550000" }));
        inbox.receive(textMessage("3333", { to: undefined }));
        inbox.receive(textMessage("4444", { from: undefined }));
        inbox.receive(textMessage("5653"));
        inbox.mishap("not genuine");
        return Effect.gen(function* () {
          expect(yield* nextCode(armed)).toBe("5653");
          expect(yield* armed.sightings!).toEqual({
            seen: 6,
            refused: {
              "other purpose": 1,
              "other sender": 1,
              "other recipient": 1,
              "no recipient": 1,
              "no sender": 1,
              "not genuine": 1,
            },
          });
        });
      });
    }));
});

describe("codes", () => {
  it.effect("come newest first, and the older one after a refusal", () =>
    Effect.gen(function* () {
      const inbox = inboxWith();
      yield* armedFor(inbox, (armed) => {
        for (const code of ["1111", "2222", "3333"]) inbox.receive(textMessage(code));
        return Effect.gen(function* () {
          expect(yield* nextCode(armed)).toBe("3333");
          inbox.receive(textMessage("4444"));
          expect(yield* nextCode(armed)).toBe("4444");
          expect(yield* nextCode(armed)).toBe("2222");
          expect(yield* nextCode(armed)).toBe("1111");
        });
      });
    }));

  it.effect("are not used up by an interruption", () =>
    Effect.gen(function* () {
      const inbox = inboxWith();
      yield* armedFor(inbox, (armed) =>
        Effect.gen(function* () {
          const early = yield* forked(nextCode(armed));
          yield* Fiber.interrupt(early);
          inbox.receive(textMessage("1111"));
          expect(yield* nextCode(armed)).toBe("1111");
          // It fills an SMS, and its code may go on in another, so that nobody has it yet.
          const text = " Your code is 5653".padStart(153, ".");
          const late = yield* forked(nextCode(armed));
          inbox.receive(textMessage("", { text, from: "another sender" }));
          yield* TestClock.adjust("1 second");
          yield* Fiber.interrupt(late);
          const last = yield* forked(nextCode(armed));
          yield* TestClock.adjust("5 seconds");
          expect(yield* Fiber.join(last)).toBe("5653");
        }));
    }));

  it.effect.each<readonly [string, () => string | ReadonlyArray<string>, string]>([
    ["no number", () => [], "to: gives no number for this user"],
    ["nothing", () => undefined as never, "to: gives no number for this user"],
    ["an error", () => {
      throw new Error("hunter2");
    }, "to: the function has failed"],
  ])(
    "cannot be waited for where the function for the user's number gives %s",
    ([, to, problem]) =>
      Effect.gen(function* () {
        const failure = yield* Effect.flip(armedFor(inboxWith({ to }), nextCode));
        expect(failure).toMatchObject({ reason: { _tag: "SettingUnusable" }, retryable: false, problem });
      }),
  );
});

describe("two users", () => {
  it.effect("whose messages nothing tells apart take turns", () =>
    Effect.gen(function* () {
      const inbox = inboxWith();
      const alice = yield* armedFor(inbox, nextCode, "alice").pipe(forked);
      const bob = yield* armedFor(inbox, nextCode, "bob").pipe(forked);
      inbox.receive(textMessage("1111"));
      expect(yield* Fiber.join(alice)).toBe("1111");
      yield* TestClock.adjust("1 second");
      inbox.receive(textMessage("2222"));
      expect(yield* Fiber.join(bob)).toBe("2222");
    }));

  it.effect("do so for 20 seconds: then the second fails, and learns what to set", () =>
    Effect.gen(function* () {
      const inbox = inboxWith();
      const alice = yield* armedFor(inbox, nextCode, "alice").pipe(forked);
      const bob = yield* armedFor(inbox, nextCode, "bob").pipe(forked);
      yield* TestClock.adjust("19999 millis");
      expect(bob.pollUnsafe()).toBe(undefined);
      yield* TestClock.adjust("1 millis");
      const failure = yield* Effect.flip(Fiber.join(bob));
      expect(failure).toMatchObject({ reason: { _tag: "InboxBusy" }, retryable: true, provider: "sms" });
      expect(failure.message).toContain("set to to each user's own number");
      inbox.receive(textMessage("1111"));
      expect(yield* Fiber.join(alice)).toBe("1111");
    }));

  it.effect("with a number each run at once, in whichever order their codes come", () =>
    Effect.gen(function* () {
      const numbers: Record<string, string> = { alice: "+12015550123", bob: "+12015550124" };
      const inbox = inboxWith({ to: ({ username }) => numbers[username]! });
      const alice = yield* armedFor(inbox, nextCode, "alice").pipe(forked);
      const bob = yield* armedFor(inbox, nextCode, "bob").pipe(forked);
      inbox.receive(textMessage("2222", { to: numbers["bob"] }));
      inbox.receive(textMessage("1111", { to: numbers["alice"] }));
      expect([yield* Fiber.join(alice), yield* Fiber.join(bob)]).toEqual(["1111", "2222"]);
    }));
});
