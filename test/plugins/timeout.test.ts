import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as TestClock from "effect/testing/TestClock";
import { InvalidConfiguration, login } from "../../mod.ts";
import { StepTimedOut, timeout, type TimeoutOptions } from "../../plugins/timeout.ts";
import { recordingProvider } from "../support/providers.ts";
import { against, answer, scriptedTokenApi, someCredentials } from "../support/scriptedTokenApi.ts";

/** A login whose code comes after a minute, and the mailbox's journal. */
const attempt = (options: TimeoutOptions) =>
  Effect.gen(function* () {
    const journal: Array<string> = [];
    const code = Effect.delay(Effect.succeed({ code: undefined as never, provider: "mailbox" }), "1 minute");
    const provider = recordingProvider({ journal, codes: [code as never] });
    const server = scriptedTokenApi([answer.codeExpected(), answer.succeeded("token")]);
    const trying = against(server)(login(someCredentials(), { provider, use: [timeout(options)] }));
    const running = yield* Effect.forkChild(Effect.result(trying), { startImmediately: true });
    yield* TestClock.adjust("59 seconds");
    const ended = running.pollUnsafe() !== undefined;
    yield* Fiber.interrupt(running);
    const result = ended ? yield* Fiber.join(running) : undefined;
    return {
      error: result?._tag === "Failure" ? result.failure : undefined,
      journal,
      sent: server.sent.length,
    };
  });

describe("timeout", () => {
  it.effect("ends a login that takes too long, and closes what it opened", () =>
    Effect.gen(function* () {
      const { error, journal, sent } = yield* attempt({ login: "30 seconds" });
      expect(error).toBeInstanceOf(StepTimedOut);
      expect(error).toMatchObject({
        _tag: "StepTimedOut",
        step: "AwaitCode",
        timeoutMillis: 30_000,
        retryable: true,
      });
      expect(journal).toEqual(["mailbox arm", "mailbox next", "mailbox interrupted", "mailbox close"]);
      expect(sent).toBe(1);
    }));

  it.effect("ends a step that takes too long", () =>
    Effect.gen(function* () {
      const { error } = yield* attempt({ login: "10 minutes", step: { AwaitCode: 5000 } });
      expect(error).toMatchObject({ step: "AwaitCode", timeoutMillis: 5000 });
      expect((error as StepTimedOut).message).toContain("AwaitCode took more than 5 s");
    }));

  it.effect("ends a call of the API that takes too long, which is not to be repeated unseen", () =>
    Effect.gen(function* () {
      const { middleware } = timeout({ step: { ApiRequest: "5 seconds" } });
      const step = {
        name: "ApiRequest",
        username: "bob",
        baseUrl: "https://broker.example/api",
        attempt: 1,
        loginStartedAt: 0,
      } as const;
      const call = yield* Effect.forkChild(Effect.flip(middleware!(step, Effect.never)));
      yield* TestClock.adjust("5 seconds");
      expect(yield* Fiber.join(call)).toMatchObject({ _tag: "StepTimedOut", retryable: false });
    }));

  it.effect("leaves alone what is within its limits", () =>
    Effect.gen(function* () {
      expect((yield* attempt({ login: "2 minutes", step: { Arm: "1 second" } })).error).toBeUndefined();
    }));

  it.each([{ login: 0 }, { login: "soon" }, { step: { Arm: -1 } }] as ReadonlyArray<TimeoutOptions>)(
    "throws at once for a limit that is none: %o",
    (options) => expect(() => timeout(options)).toThrow(InvalidConfiguration),
  );
});
