import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as TestClock from "effect/testing/TestClock";
import { type CodeChallenge, fromFunction, login } from "../../mod.ts";

import { recordingProvider } from "../support/providers.ts";
import { against, answer, scriptedTokenApi, someCredentials } from "../support/scriptedTokenApi.ts";

describe("an account without two-factor authentication", () => {
  it.effect("gets its token from the first request and needs no provider", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.UTC(2024, 0, 1));
      const credentials = someCredentials();
      const server = scriptedTokenApi([answer.succeeded("the/token+==")]);
      const auth = yield* against(server)(login(credentials));
      expect(auth.reveal()).toBe("the/token+==");
      expect(auth).toMatchObject({ username: credentials.username, provider: undefined, codesTried: 0 });
      expect(auth.obtainedAt.toISOString()).toBe("2024-01-01T00:00:00.000Z");
      expect(auth.expiresAt.toISOString()).toBe("2024-01-02T00:00:00.000Z");
      expect(server.sent).toEqual([{ step: "RequestToken" }]);
    }));

  it.effect("arms a provider that is there, never asks it for a code, and closes it", () =>
    Effect.gen(function* () {
      const journal: Array<string> = [];
      const server = scriptedTokenApi([answer.succeeded()], journal);
      yield* against(server)(login(someCredentials(), { provider: recordingProvider({ journal }) }));
      expect(journal).toEqual(["mailbox arm", "RequestToken", "mailbox close"]);
    }));
});

describe("a code", () => {
  it.effect("is asked for after the server has asked, from a provider that was armed before", () =>
    Effect.gen(function* () {
      const journal: Array<string> = [];
      const server = scriptedTokenApi([answer.codeExpected("interim-1"), answer.succeeded("token")], journal);
      const provider = recordingProvider({ journal, codes: ["0417"] });
      const auth = yield* against(server)(login(someCredentials(), { provider }));
      expect(auth.reveal()).toBe("token");
      expect(auth).toMatchObject({ provider: "mailbox", codesTried: 1 });
      expect(journal).toEqual(["mailbox arm", "RequestToken", "mailbox next", "SubmitCode", "mailbox close"]);
      expect(server.sent).toEqual([
        { step: "RequestToken" },
        { step: "SubmitCode", interimToken: "interim-1", code: "0417" },
      ]);
    }));

  it.effect("comes from a provider that is told who waits, since when, on which attempt and for how long", () =>
    Effect.gen(function* () {
      const challenges: Array<CodeChallenge> = [];
      const server = scriptedTokenApi([
        Effect.delay(Effect.succeed(answer.codeExpected()), "1 second"),
        Effect.delay(Effect.succeed(answer.codeRefused()), "2 seconds"),
        answer.succeeded(),
      ]);
      const provider = recordingProvider({ codes: ["1111", "2222"], challenges });
      const credentials = someCredentials();
      const running = yield* Effect.forkChild(
        against(server)(login(credentials, { provider, codeTimeout: "45 seconds" })),
        { startImmediately: true },
      );
      yield* TestClock.adjust("3 seconds");
      yield* Fiber.join(running);
      const common = {
        username: credentials.username,
        baseUrl: "https://broker.example/api",
        timeoutMillis: 45_000,
      };
      expect(challenges).toEqual([
        { ...common, attempt: 1, requestedAt: 0 },
        { ...common, attempt: 2, requestedAt: 0 },
      ]);
    }));

  it.effect("cannot be had without a provider", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([answer.codeExpected()]);
      const error = yield* Effect.flip(against(server)(login(someCredentials())));
      expect(error._tag).toBe("CodeProviderMissing");
      expect(server.sent).toHaveLength(1);
    }));
});

describe("a refusal ends the login at once, at whichever step", () => {
  const refusals = [
    [answer.credentialsRefused("Invalid credentials"), "CredentialsRefused"],
    [answer.appKeyRefused("Application key is not defined"), "AppKeyRefused"],
    [answer.passwordExpired, "PasswordExpired"],
    [answer.pinNotSet, "PinNotSet"],
    [answer.pinRefused("Invalid pin"), "PinRefused"],
  ] as const;

  for (const [refusal, tag] of refusals) {
    for (const before of [[], [answer.codeExpected()], [answer.codeExpected(), answer.pinExpected()]]) {
      it.effect(`${tag}, as answer to request ${before.length + 1}`, () =>
        Effect.gen(function* () {
          const server = scriptedTokenApi([...before, refusal]);
          const options = { provider: recordingProvider({ codes: ["1111", "2222"] }) };
          const error = yield* Effect.flip(
            against(server)(login(someCredentials({ pin: "0099" }), options)),
          );
          expect(error._tag).toBe(tag);
          if ("reason" in refusal) expect(error).toMatchObject({ reason: refusal.reason });
          expect(server.sent).toHaveLength(before.length + 1);
        }));
    }
  }
});

describe("arming", () => {
  it.effect("that fails ends the login before the server sends anybody a code", () =>
    Effect.gen(function* () {
      const journal: Array<string> = [];
      const server = scriptedTokenApi([], journal);
      const provider = recordingProvider({ journal, arming: Effect.die(new Error("mailbox is on fire")) });
      const error = yield* Effect.flip(against(server)(login(someCredentials(), { provider })));
      expect(error).toMatchObject({
        _tag: "ProviderFailed",
        provider: "mailbox",
        problem: "broke: Error: mailbox is on fire",
      });
      expect(journal).toEqual(["mailbox arm", "mailbox close"]);
    }));

  it.effect("has 30 seconds", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([]);
      const provider = recordingProvider({ arming: Effect.never });
      const running = yield* Effect.forkChild(
        Effect.flip(against(server)(login(someCredentials(), { provider }))),
        { startImmediately: true },
      );
      yield* TestClock.adjust("29 seconds");
      expect(running.pollUnsafe()).toBeUndefined();
      yield* TestClock.adjust("1 second");
      const error = yield* Fiber.join(running);
      expect(error).toMatchObject({ _tag: "ProviderFailed", problem: "was not ready in time" });
    }));

  it.effect("has 30 seconds even where it cannot be interrupted", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([]);
      const provider = recordingProvider({ arming: Effect.acquireRelease(Effect.never, () => Effect.void) });
      const running = yield* Effect.forkChild(
        Effect.flip(against(server)(login(someCredentials(), { provider }))),
        { startImmediately: true },
      );
      yield* TestClock.adjust("31 seconds");
      expect(running.pollUnsafe()).toBeDefined();
      const error = yield* Fiber.join(running);
      expect(error).toMatchObject({ _tag: "ProviderFailed", problem: "was not ready in time" });
    }));
});

describe("options", () => {
  it.effect("that cannot be used are InvalidConfiguration, and nothing is sent", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([]);
      for (const maxCodes of [0, -1, 1.5, Number.NaN, Infinity]) {
        const error = yield* Effect.flip(against(server)(login(someCredentials(), { maxCodes })));
        expect(error).toMatchObject({ _tag: "InvalidConfiguration", setting: "maxCodes" });
      }
      for (const codeTimeout of [0, -5, Infinity, Number.NaN, 2 ** 31]) {
        const error = yield* Effect.flip(against(server)(login(someCredentials(), { codeTimeout })));
        expect(error).toMatchObject({ _tag: "InvalidConfiguration", setting: "codeTimeout" });
      }
      expect(server.sent).toEqual([]);
    }));

  it.effect("providers of plugins race with `provider`", () =>
    Effect.gen(function* () {
      const journal: Array<string> = [];
      const server = scriptedTokenApi([answer.codeExpected(), answer.succeeded()], journal);
      const auth = yield* against(server)(
        login(someCredentials(), {
          provider: recordingProvider({ name: "email", journal }),
          use: [{
            name: "sms-plugin",
            provider: recordingProvider({ name: "sms", journal, codes: ["1111"] }),
          }],
        }),
      );
      expect(auth.provider).toBe("sms");
      expect(journal).toEqual([
        "email arm",
        "sms arm",
        "RequestToken",
        "email next",
        "sms next",
        "email interrupted",
        "SubmitCode",
        "sms close",
        "email close",
      ]);
    }));

  it.effect("a plugin's provider alone is enough", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([answer.codeExpected(), answer.succeeded()]);
      const use = [{ name: "fixed", provider: fromFunction(() => "0000", { name: "fixed" }) }];
      expect((yield* against(server)(login(someCredentials(), { use }))).provider).toBe("fixed");
    }));
});
