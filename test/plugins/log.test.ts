import { describe, expect, it } from "@effect/vitest";
import { vi } from "vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as Logger from "effect/Logger";
import * as References from "effect/References";
import * as TestClock from "effect/testing/TestClock";
import * as TestConsole from "effect/testing/TestConsole";
import { createClient, fromFunction, login, type LoginOptions } from "../../mod.ts";
import { log, type LogOptions } from "../../plugins/log.ts";
import { timeout } from "../../plugins/timeout.ts";
import { recordingProvider } from "../support/providers.ts";
import { json, scriptedServer } from "../support/scriptedServer.ts";
import {
  against,
  answer,
  type Scripted,
  scriptedTokenApi,
  someCredentials,
} from "../support/scriptedTokenApi.ts";

interface Line {
  readonly level: string;
  readonly message: unknown;
  readonly annotations: Readonly<Record<string, unknown>>;
}

/** Runs a login under `log` and gives its lines. */
const logged = (script: ReadonlyArray<Scripted>, options: LoginOptions = {}, logOptions?: LogOptions) =>
  Effect.gen(function* () {
    const lines: Array<Line> = [];
    const logger = Logger.map(Logger.formatStructured, ({ level, message, annotations }) => {
      lines.push({ level, message, annotations });
    });
    const credentials = someCredentials();
    const running = yield* Effect.forkChild(
      Effect.exit(
        against(scriptedTokenApi(script))(
          login(credentials, { ...options, use: [log(logOptions), ...options.use ?? []] }),
        ),
      ).pipe(
        Effect.provide(Logger.layer([logger])),
        Effect.provideService(References.MinimumLogLevel, "All"),
      ),
      { startImmediately: true },
    );
    yield* TestClock.adjust("5 seconds");
    if (running.pollUnsafe() === undefined) yield* Fiber.interrupt(running);
    return { lines, username: credentials.username };
  });

describe("log", () => {
  it.effect("writes a line for each step: user, attempt, durations, outcome", () =>
    Effect.gen(function* () {
      const script = [
        Effect.delay(Effect.succeed(answer.codeExpected()), "2 seconds"),
        answer.codeRefused(),
        answer.succeeded(),
      ];
      const { lines, username } = yield* logged(script, {
        provider: recordingProvider({ codes: ["1111", "2222"] }),
      });
      const line = (
        step: string,
        outcome: string,
        attempt: number,
        duration: number,
        since: number,
        level = "INFO",
      ) => ({
        level,
        message: `${step} ${outcome}`,
        annotations: { step, username, attempt, durationMillis: duration, sinceLoginMillis: since },
      });
      expect(lines).toEqual([
        line("Arm", "done", 1, 0, 0),
        line("RequestToken", "done", 1, 2000, 2000),
        line("AwaitCode", "done", 1, 0, 2000),
        line("SubmitCode", "failed: CodeRefused", 1, 0, 2000, "WARN"),
        line("AwaitCode", "done", 2, 0, 2000),
        line("SubmitCode", "done", 2, 0, 2000),
      ]);
    }));

  it.effect("writes success at the level that is asked for, failure as a warning", () =>
    Effect.gen(function* () {
      const { lines } = yield* logged([answer.passwordExpired], { provider: recordingProvider() }, {
        level: "Debug",
      });
      expect(lines.map(({ level, message }) => [level, message])).toEqual([
        ["DEBUG", "Arm done"],
        ["WARN", "RequestToken failed: PasswordExpired"],
      ]);
    }));

  it.effect("names the errors that other plugins add", () =>
    Effect.gen(function* () {
      const use = [timeout({ step: { AwaitCode: "1 second" } })];
      const { lines } = yield* logged([answer.codeExpected()], { provider: recordingProvider(), use });
      expect(lines.at(-1)).toMatchObject({ message: "AwaitCode failed: StepTimedOut", level: "WARN" });
    }));

  it.effect("says when a step was interrupted", () =>
    Effect.gen(function* () {
      const { lines } = yield* logged([answer.codeExpected()], { provider: recordingProvider() });
      expect(lines.at(-1)).toMatchObject({ message: "AwaitCode interrupted", level: "WARN" });
    }));

  it.effect("holds no secret", () =>
    Effect.gen(function* () {
      const script = [
        answer.codeExpected("SECRET-interim"),
        answer.codeRefused(),
        answer.succeeded("SECRET-token"),
      ];
      const provider = recordingProvider({ codes: ["SECRET-1", "SECRET-2"] });
      const { lines } = yield* logged(script, { provider });
      expect(lines).toHaveLength(6);
      expect(JSON.stringify(lines)).not.toMatch(/SECRET|the-password|the-app-key/);
    }));

  it.effect("goes to the console's error side by the default logger", () =>
    Effect.gen(function* () {
      yield* against(scriptedTokenApi([answer.succeeded()]))(login(someCredentials(), { use: [log()] })).pipe(
        Effect.provide(Logger.layer([Logger.defaultLogger])),
      );
      expect(yield* TestConsole.logLines).toEqual([]);
      expect(yield* TestConsole.errorLines).toContain("RequestToken done");
    }));

  it("goes to stderr for the promise client, too", async () => {
    const out = vi.spyOn(console, "log");
    const error = vi.spyOn(console, "error").mockImplementation(() => {});
    try {
      const codeExpected = json(202, { State: "Expecting", Step: "VerificationCode", Token: "interim" });
      await using server = await scriptedServer([
        codeExpected,
        json(200, { State: "Succeeded", Token: "token" }),
      ]);
      await using client = createClient({
        ...{ baseUrl: server.baseUrl, appKey: "key", username: "log-client", password: "secret" },
        ...{ provider: fromFunction(() => "0417"), use: [log()] },
      });
      await client.login();
      expect(out).not.toHaveBeenCalled();
      expect(
        error.mock.calls.flat().filter((each) => /Arm|RequestToken|AwaitCode|SubmitCode/.test(String(each))),
      )
        .toHaveLength(4);
    } finally {
      out.mockRestore();
      error.mockRestore();
    }
  });
});
