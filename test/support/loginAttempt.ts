/** Runs logins against a scripted endpoint. */
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as TestClock from "effect/testing/TestClock";
import { type AuthToken, login, type LoginError, type LoginOptions } from "../../mod.ts";
import { against, type ScriptedTokenApi, someCredentials } from "./scriptedTokenApi.ts";

/** A login of a user of its own. */
export const attempt = (
  server: ScriptedTokenApi,
  options: LoginOptions,
): Effect.Effect<AuthToken, LoginError> => against(server)(login(someCredentials(), options));

/** The codes that the server got, in order. */
export const codesSent = (server: ScriptedTokenApi): ReadonlyArray<string> =>
  server.sent.flatMap((each) => each.code ?? []);

/** Runs a login that fails, lets ten minutes pass, and gives its error and how long it took. */
export const failure = (
  server: ScriptedTokenApi,
  options: LoginOptions,
): Effect.Effect<{ readonly error: LoginError; readonly millis: number }, AuthToken> =>
  Effect.gen(function* () {
    let millis = -1;
    const timed = Effect.tap(
      Effect.flip(attempt(server, options)),
      () =>
        TestClock.testClockWith((clock) =>
          Effect.sync(() => void (millis = clock.currentTimeMillisUnsafe()))
        ),
    );
    const running = yield* Effect.forkChild(timed, { startImmediately: true });
    yield* TestClock.adjust("10 minutes");
    return { error: yield* Fiber.join(running), millis };
  });
