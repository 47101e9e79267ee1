import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as Result from "effect/Result";
import { TestClock } from "effect/testing";
import { ProviderFailed } from "../../../mod.ts";
import type { TextMessage } from "../../../plugins/inbox/TextMessage.ts";
import { WaitingLogin } from "../../../plugins/inbox/WaitingLogin.ts";
import { codeText, textMessage } from "../../support/textMessages.ts";

const redacted = () => new ProviderFailed({ provider: "sms", problem: "redacted", retryable: false });
const waiting = () =>
  new WaitingLogin({ filter: { from: undefined, to: undefined }, code: undefined, redacted });

/** A part that fills an SMS: the text, and blanks before it. */
const full = (text: string, message: Partial<TextMessage> = {}) =>
  textMessage("", { text: `Hello, this is your broker.${text.padStart(153 - 27)}`, ...message });
const said = (text: string) => textMessage("", { text });

const asking = (login: WaitingLogin) => Effect.forkChild(login.next, { startImmediately: true });
const settle = Effect.forEach(Array.from({ length: 5 }), () => Effect.yieldNow);

describe("a message in parts", () => {
  it.effect.each(
    [
      ["in order", [full(" Type 56"), said("53 to access the platform")]],
      ["with the last part first", [said("53 to access the platform"), full(" Type 56")]],
      ["with its code whole in the first part", [full(codeText("5653")), said(" Thanks for using it")]],
      ["with its code whole in the last part", [full(" Dear Bob, please"), said(codeText(" 5653"))]],
      ["of which two are full", [full(" Dear Bob,"), full(" Type 565"), said("3 to access the platform")]],
    ] as const,
  )("gives its code, %s", ([, parts]) =>
    Effect.gen(function* () {
      const login = waiting();
      for (const part of parts) login.receive(part);
      expect(yield* login.next).toBe("5653");
    }));

  it.effect("gives it as well when each part is looked at as it comes", () =>
    Effect.gen(function* () {
      const login = waiting();
      const asked = yield* asking(login);
      login.receive(full(" Type 56"));
      yield* TestClock.adjust("4 seconds");
      expect(asked.pollUnsafe()).toBe(undefined);
      login.receive(said("53 to access the platform"));
      expect(yield* Fiber.join(asked)).toBe("5653");
    }));

  it.effect("gives it as well when the last part came some seconds before the first", () =>
    Effect.gen(function* () {
      const login = waiting();
      const asked = yield* asking(login);
      login.receive(said("53 to access the platform"));
      yield* TestClock.adjust("4 seconds");
      login.receive(full(" Type 56"));
      expect(yield* Fiber.join(asked)).toBe("5653");
    }));

  it.effect("of which the last alone reads as a code gives none: it may be a message of its own", () =>
    Effect.gen(function* () {
      const login = waiting();
      const asked = yield* asking(login);
      login.receive(full(" Login code: 12"));
      login.receive(said("4163 is your code"));
      yield* TestClock.adjust("10 seconds");
      expect(asked.pollUnsafe()).toBe(undefined);
      expect(yield* login.sightings).toEqual({ seen: 1, refused: { ambiguous: 1 } });
      yield* Fiber.interrupt(asked);
    }));

  it.effect("does not swallow a message of its own after a full-length one that is for something else", () =>
    Effect.gen(function* () {
      const login = waiting();
      login.receive(full(" Code 7777 to confirm the withdrawal of money."));
      login.receive(said("Type 4163 to access the platform"));
      expect(yield* login.next).toBe("4163");
    }));

  it.effect("whose first part has a code, and the next part its other purpose, gives none", () =>
    Effect.gen(function* () {
      const login = waiting();
      const asked = yield* asking(login);
      login.receive(full(" Type 222008 to confirm your"));
      yield* TestClock.adjust("1 second");
      login.receive(said(" phone number"));
      yield* TestClock.adjust("10 seconds");
      expect(asked.pollUnsafe()).toBe(undefined);
      yield* Fiber.interrupt(asked);
    }));

  it.effect.each(
    [
      ["end", full(" Your code is 5653")],
      ["beginning", textMessage("", { text: `${"5653 is your code".padEnd(150)}Bye` })],
    ] as const,
  )(
    "whose full part has a code at its %s is judged after five seconds, and not before",
    ([, part]) =>
      Effect.gen(function* () {
        const login = waiting();
        login.receive(part);
        const asked = yield* asking(login);
        yield* TestClock.adjust("4999 millis");
        expect(asked.pollUnsafe()).toBe(undefined);
        yield* TestClock.adjust("1 millis");
        expect(yield* Fiber.join(asked)).toBe("5653");
      }),
  );

  it.effect("that came whole is judged at once, however long it is", () =>
    Effect.gen(function* () {
      const login = waiting();
      login.receive(full(codeText("5653"), { isWhole: true }));
      expect(yield* login.next).toBe("5653");
    }));

  it.effect("whose parts are ten seconds apart is none", () =>
    Effect.gen(function* () {
      const login = waiting();
      const asked = yield* asking(login);
      login.receive(full(" Type 56"));
      yield* TestClock.adjust("10 seconds");
      login.receive(said("53 to access the platform"));
      yield* TestClock.adjust("10 seconds");
      expect(asked.pollUnsafe()).toBe(undefined);
      expect((yield* login.sightings).seen).toBe(2);
      yield* Fiber.interrupt(asked);
    }));

  it.effect("is still put together where the clock is set back between its parts", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(3_600_000);
      const login = waiting();
      login.receive(full(" Type 56"));
      const asked = yield* asking(login);
      yield* settle;
      yield* TestClock.setTime(0);
      login.receive(said("53 to access the platform"));
      expect(yield* Fiber.join(asked)).toBe("5653");
    }));
});

describe("two messages", () => {
  it.effect("that are no parts are judged each by itself", () =>
    Effect.gen(function* () {
      const login = waiting();
      login.receive(said("Type 56"));
      login.receive(said("53 to access the platform"));
      const asked = yield* asking(login);
      yield* TestClock.adjust("10 seconds");
      expect(asked.pollUnsafe()).toBe(undefined);
      yield* Fiber.interrupt(asked);
    }));

  it.effect("of which one fills an SMS do not spoil the other's code", () =>
    Effect.gen(function* () {
      const login = waiting();
      login.receive(full(" We will be closed on Monday."));
      login.receive(textMessage("5653"));
      expect(yield* login.next).toBe("5653");
    }));

  it.effect("of which a long one comes after a code do not give the code again", () =>
    Effect.gen(function* () {
      const login = waiting();
      login.receive(textMessage("1111"));
      expect(yield* login.next).toBe("1111");
      const asked = yield* asking(login);
      login.receive(full(" We will be closed on Monday."));
      yield* TestClock.adjust("10 seconds");
      expect(asked.pollUnsafe()).toBe(undefined);
      login.receive(textMessage("5653"));
      expect(yield* Fiber.join(asked)).toBe("5653");
      expect(yield* login.sightings).toEqual({ seen: 3, refused: { "no code": 1 } });
    }));

  it.effect("with a code each give the later one, and the earlier one after it", () =>
    Effect.gen(function* () {
      const login = waiting();
      login.receive(textMessage("1111"));
      login.receive(textMessage("2222"));
      expect([yield* login.next, yield* login.next]).toEqual(["2222", "1111"]);
    }));
});

describe("a message that gives no code", () => {
  it.effect("is told with its reason", () =>
    Effect.gen(function* () {
      const login = waiting();
      login.receive(said("Type 222008 to confirm your phone number"));
      login.receive(said("Good morning"));
      login.receive(textMessage("5653", { refusal: "other account" }));
      login.receive(textMessage("4163"));
      expect(yield* login.next).toBe("4163");
      expect(yield* login.sightings).toEqual({
        seen: 4,
        refused: { "other purpose": 1, "no code": 1, "other account": 1 },
      });
    }));

  it.effect("because its code is hidden ends the wait at once", () =>
    Effect.gen(function* () {
      const login = waiting();
      const asked = yield* asking(login);
      login.receive(said("Type **** to access the platform"));
      expect(yield* Effect.flip(Fiber.join(asked))).toMatchObject({ problem: "redacted" });
    }));

  it.effect("because it says so, though nothing is starred out, ends it too", () =>
    Effect.gen(function* () {
      const login = waiting();
      login.receive(textMessage("", { text: "", isRedacted: true }));
      expect(Result.isFailure(yield* Effect.result(login.next))).toBe(true);
    }));
});

const floods: ReadonlyArray<readonly [string, (i: number) => TextMessage]> = [
  ["short ones", (i) => said(`Good morning ${i}`)],
  ["parts without an end", (i) => full(` part ${i}`)],
];

describe("a flood of 10,000 messages", () => {
  it.effect.each(floods)(
    "before the login asks leaves the newest: %s",
    ([, message]) =>
      Effect.gen(function* () {
        const login = waiting();
        for (let i = 0; i < 10_000; i++) login.receive(message(i));
        login.receive(textMessage("5653"));
        expect(yield* login.next).toBe("5653");
        expect((yield* login.sightings).seen).toBeLessThan(200);
      }),
  );

  it.effect.each(floods)(
    "while it waits does not keep a code from it: %s",
    ([, message]) =>
      Effect.gen(function* () {
        const login = waiting();
        const asked = yield* asking(login);
        const startedAt = performance.now();
        for (let i = 0; i < 10_000; i++) {
          login.receive(message(i));
          yield* Effect.yieldNow;
        }
        login.receive(textMessage("5653"));
        expect(yield* Fiber.join(asked)).toBe("5653");
        // By the square of their number it would take minutes.
        expect(performance.now() - startedAt).toBeLessThan(15_000);
      }),
  );
});
