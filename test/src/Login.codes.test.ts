import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as TestClock from "effect/testing/TestClock";
import {
  type CodeProvider,
  firstOf,
  fromFunction,
  orElse,
  ProviderFailed,
  verificationCode,
} from "../../mod.ts";
import { attempt, codesSent, failure } from "../support/loginAttempt.ts";
import { recordingProvider } from "../support/providers.ts";
import { answer, scriptedTokenApi } from "../support/scriptedTokenApi.ts";

describe("a refused code", () => {
  it.effect("401: the provider is asked for the next one, which goes out with the same interim token", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([
        answer.codeExpected("interim-1"),
        answer.codeRefused("Invalid code"),
        answer.succeeded(),
      ]);
      const auth = yield* attempt(server, { provider: recordingProvider({ codes: ["1111", "2222"] }) });
      expect(auth.codesTried).toBe(2);
      expect(server.sent.slice(1)).toEqual([
        { step: "SubmitCode", interimToken: "interim-1", code: "1111" },
        { step: "SubmitCode", interimToken: "interim-1", code: "2222" },
      ]);
    }));

  it.effect("202 again: the next one goes out with the newer interim token", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([
        answer.codeExpected("interim-1"),
        answer.codeExpected("interim-2"),
        answer.codeRefused(),
        answer.succeeded(),
      ]);
      const provider = recordingProvider({ codes: ["1111", "2222", "3333"] });
      expect((yield* attempt(server, { provider })).codesTried).toBe(3);
      expect(server.sent.map((each) => each.interimToken)).toEqual([
        undefined,
        "interim-1",
        "interim-2",
        "interim-2",
      ]);
    }));

  it.effect("is followed by at most three in all, with one first request", () =>
    Effect.gen(function* () {
      const refusals = [
        answer.codeRefused("first"),
        answer.codeExpected("interim-2"),
        answer.codeRefused("third"),
      ];
      const server = scriptedTokenApi([answer.codeExpected(), ...refusals]);
      const provider = recordingProvider({ codes: ["1111", "2222", "3333", "4444"] });
      const error = yield* Effect.flip(attempt(server, { provider }));
      expect(error).toMatchObject({
        _tag: "CodeRefused",
        codesTried: 3,
        reason: "third",
        ended: "the limit of this login is 3",
        exitCode: 5,
      });
      expect(codesSent(server)).toEqual(["1111", "2222", "3333"]);
    }));

  for (const maxCodes of [1, 2, 5]) {
    it.effect(`is followed by no more than \`maxCodes\` says: ${maxCodes}`, () =>
      Effect.gen(function* () {
        const server = scriptedTokenApi([
          answer.codeExpected(),
          ...Array(maxCodes).fill(answer.codeRefused()),
        ]);
        let last = 1000;
        const provider = fromFunction(() => String(last++));
        const error = yield* Effect.flip(attempt(server, { provider, maxCodes }));
        expect(error).toMatchObject({ _tag: "CodeRefused", codesTried: maxCodes });
        expect(server.sent).toHaveLength(1 + maxCodes);
      }));
  }

  for (
    const reason of ["User is locked", "Your account was BLOCKED", "Too many attempts", "Limit exceeded"]
  ) {
    it.effect(`is the last one when the server says: ${reason}`, () =>
      Effect.gen(function* () {
        const server = scriptedTokenApi([answer.codeExpected(), answer.codeRefused(reason)]);
        const provider = recordingProvider({ codes: ["1111", "2222"] });
        const error = yield* Effect.flip(attempt(server, { provider }));
        expect(error).toMatchObject({ _tag: "CodeRefused", reason, ended: "the server allows none" });
        expect(codesSent(server)).toEqual(["1111"]);
      }));
  }

  it.effect("stays what went wrong when the provider then fails", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([answer.codeExpected(), answer.codeRefused("Invalid code")]);
      const failed = Effect.fail(new ProviderFailed({ provider: "mailbox", problem: "lost its connection" }));
      const error = yield* Effect.flip(
        attempt(server, { provider: recordingProvider({ codes: ["1111", failed] }) }),
      );
      expect(error).toMatchObject({
        _tag: "CodeRefused",
        reason: "Invalid code",
        codesTried: 1,
        ended: "mailbox: lost its connection",
      });
    }));
});

describe("a provider that fails before any refusal", () => {
  it.effect("is ProviderFailed", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([answer.codeExpected()]);
      const failed = Effect.fail(new ProviderFailed({ provider: "mailbox", problem: "lost its connection" }));
      const error = yield* Effect.flip(attempt(server, { provider: recordingProvider({ codes: [failed] }) }));
      expect(error).toMatchObject({ _tag: "ProviderFailed", problem: "lost its connection", exitCode: 4 });
      expect(server.sent).toHaveLength(1);
    }));
});

describe("a code that was already sent", () => {
  it.effect("is not sent again: the provider is asked after 0.5 s, 1 s and 2 s, then the login ends", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([answer.codeExpected(), answer.codeRefused("Invalid code")]);
      const asked: Array<number> = [];
      const provider: CodeProvider = {
        name: "fixed",
        arm: () =>
          Effect.succeed({
            next: () =>
              TestClock.testClockWith((clock) => {
                asked.push(clock.currentTimeMillisUnsafe());
                return verificationCode("fixed", "1111");
              }),
          }),
      };
      const { error, millis } = yield* failure(server, { provider });
      expect(error).toMatchObject({
        _tag: "CodeRefused",
        reason: "Invalid code",
        codesTried: 1,
        ended: "fixed: has no code but the refused one",
      });
      expect(asked).toEqual([0, 0, 500, 1500, 3500]);
      expect(millis).toBe(3500);
      expect(codesSent(server)).toEqual(["1111"]);
    }));

  it.effect("makes room for another one that comes meanwhile", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([answer.codeExpected(), answer.codeRefused(), answer.succeeded()]);
      const provider = recordingProvider({ codes: ["1111", "1111", " 1111\n", "2222"] });
      const running = yield* Effect.forkChild(attempt(server, { provider }), { startImmediately: true });
      yield* TestClock.adjust(1500);
      expect((yield* Fiber.join(running)).codesTried).toBe(2);
      expect(codesSent(server)).toEqual(["1111", "2222"]);
    }));
});

describe("a provider that has only the refused code, beside another one", () => {
  for (
    const [how, unite] of [
      ["firstOf", firstOf],
      ["orElse", (a: CodeProvider, b: CodeProvider) => orElse(a, b, { after: "1 second" })],
    ] as const
  ) {
    it.effect(`steps back: the other one's code is waited for (${how})`, () =>
      Effect.gen(function* () {
        const server = scriptedTokenApi([answer.codeExpected(), answer.codeRefused(), answer.succeeded()]);
        const fixed = fromFunction(() => "1111", { name: "fixed" });
        let arrivesAt = 60_000;
        const mailbox: CodeProvider = {
          name: "mailbox",
          arm: () =>
            Effect.succeed({
              next: () =>
                Effect.suspend(() => Effect.delay(verificationCode("mailbox", "2222"), arrivesAt)).pipe(
                  Effect.onInterrupt(() => Effect.sync(() => void (arrivesAt = 50_000))),
                ),
            }),
        };
        const running = yield* Effect.forkChild(attempt(server, { provider: unite(fixed, mailbox) }), {
          startImmediately: true,
        });
        yield* TestClock.adjust("100 seconds");
        expect(yield* Fiber.join(running)).toMatchObject({ provider: "mailbox", codesTried: 2 });
        expect(codesSent(server)).toEqual(["1111", "2222"]);
      }));
  }
});
