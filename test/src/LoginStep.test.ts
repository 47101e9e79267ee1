import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as Redacted from "effect/Redacted";
import * as TestClock from "effect/testing/TestClock";
import {
  arm,
  awaitCode,
  type Challenge,
  type CodeChallenge,
  requestToken,
  submitCode,
  submitPin,
  verificationCode,
} from "../../mod.ts";
import { recordingProvider, silentProvider } from "../support/providers.ts";
import { against, answer, scriptedTokenApi, someCredentials } from "../support/scriptedTokenApi.ts";

const context = { username: "bob", baseUrl: "https://broker.example/api" };
const waiting: CodeChallenge = { ...context, attempt: 1, requestedAt: 0, timeoutMillis: 5000 };
const challenge: Challenge = {
  _tag: "CodeExpected",
  interimToken: Redacted.make("interim-1"),
  pinSent: false,
  codesTried: 0,
};

describe("the steps, composed by hand", () => {
  it.effect("log in", () =>
    Effect.gen(function* () {
      const credentials = someCredentials();
      const server = scriptedTokenApi([answer.codeExpected("interim-1"), answer.succeeded("token")]);
      const result = yield* against(server)(Effect.scoped(Effect.gen(function* () {
        const armed = yield* arm(recordingProvider({ codes: ["0417"] }), context);
        const first = yield* requestToken(credentials);
        if (first._tag !== "CodeExpected") return expect.fail(first._tag);
        return yield* submitCode(credentials, first, yield* awaitCode(armed, waiting, "mailbox"));
      })));
      expect(result).toMatchObject({ _tag: "AuthToken", provider: "mailbox", codesTried: 1 });
      expect(server.sent).toEqual([
        { step: "RequestToken" },
        { step: "SubmitCode", interimToken: "interim-1", code: "0417" },
      ]);
    }));
});

describe("arm", () => {
  it.effect("takes its own limit, and names the provider", () =>
    Effect.gen(function* () {
      const slow = recordingProvider({ name: "slow", arming: Effect.sleep("10 seconds") });
      const arming = Effect.scoped(Effect.flip(arm(slow, context, "2 seconds")));
      const running = yield* Effect.forkChild(arming, { startImmediately: true });
      yield* TestClock.adjust("2 seconds");
      expect(yield* Fiber.join(running)).toMatchObject({
        _tag: "ProviderFailed",
        provider: "slow",
        problem: "was not ready in time",
        retryable: true,
      });
    }));
});

describe("awaitCode", () => {
  it.effect("waits as long as the challenge says, and counts what it is told", () =>
    Effect.gen(function* () {
      const waitingOnce = Effect.scoped(
        Effect.flatMap(arm(silentProvider("mailbox"), context), (armed) =>
          Effect.flip(awaitCode(armed, waiting, "mailbox", 2))),
      );
      const running = yield* Effect.forkChild(waitingOnce, { startImmediately: true });
      yield* TestClock.adjust(4999);
      expect(running.pollUnsafe()).toBeUndefined();
      yield* TestClock.adjust(1);
      expect(yield* Fiber.join(running)).toMatchObject({
        _tag: "CodeTimedOut",
        provider: "mailbox",
        waitedMillis: 5000,
        codesRefused: 2,
      });
    }));
});

describe("submitCode", () => {
  it.effect("gives the next challenge, with the code only where it was taken", () =>
    Effect.gen(function* () {
      const credentials = someCredentials();
      const server = scriptedTokenApi([answer.pinExpected("interim-2"), answer.codeExpected("interim-3")]);
      const code = yield* verificationCode("mailbox", "0417");
      const pin = yield* against(server)(submitCode(credentials, challenge, code));
      expect(pin).toMatchObject({ _tag: "PinExpected", code, pinSent: false, codesTried: 1 });
      const again = yield* against(server)(submitCode(credentials, challenge, code));
      expect(again).toMatchObject({ _tag: "CodeExpected", code: undefined, codesTried: 1 });
      expect(JSON.stringify([pin, again])).not.toMatch(/0417|interim-/);
    }));

  it.effect("fails with the refusal of the code", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([answer.codeRefused("Invalid code"), answer.ticketCorrupted]);
      const code = yield* verificationCode("mailbox", "0417");
      const submit = against(server)(submitCode(someCredentials(), challenge, code));
      expect(yield* Effect.flip(submit)).toMatchObject({
        _tag: "CodeRefused",
        reason: "Invalid code",
        codesTried: 1,
      });
      expect(yield* Effect.flip(submit)).toMatchObject({ _tag: "TicketCorrupted", step: "SubmitCode" });
    }));
});

describe("submitPin", () => {
  const code = Effect.runSync(verificationCode("mailbox", "0417"));

  it.effect("sends the pin, and the code that was taken before", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([answer.succeeded()]);
      const expecting: Challenge = { ...challenge, _tag: "PinExpected", code, codesTried: 1 };
      const result = yield* against(server)(submitPin(someCredentials({ pin: "0099" }), expecting));
      expect(result).toMatchObject({ _tag: "AuthToken", provider: "mailbox", codesTried: 1 });
      expect(server.sent).toEqual([{
        step: "SubmitPin",
        interimToken: "interim-1",
        code: "0417",
        pin: "0099",
      }]);
    }));

  it.effect("needs a pin", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([]);
      const error = yield* Effect.flip(against(server)(submitPin(someCredentials(), challenge)));
      expect(error._tag).toBe("PinRequired");
      expect(server.sent).toEqual([]);
    }));
});
