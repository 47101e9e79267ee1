import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as TestClock from "effect/testing/TestClock";
import {
  type AuthError,
  CodeRefused,
  CredentialsRefused,
  InvalidConfiguration,
  login,
  NetworkFailed,
  type NetworkFailureKind,
  ProviderFailed,
  RateLimited,
  RedirectRefused,
  RequestTimedOut,
  ResponseTooLarge,
  ServerFault,
  type StepName,
  type TokenStep,
  UnexpectedResponse,
  verificationCode,
} from "../../mod.ts";
import { retry, type RetryOptions } from "../../plugins/retry.ts";
import { recordingProvider } from "../support/providers.ts";
import {
  against,
  answer,
  type Scripted,
  scriptedTokenApi,
  someCredentials,
} from "../support/scriptedTokenApi.ts";

const network = (kind: NetworkFailureKind, mayHaveArrived: boolean, step: TokenStep = "RequestToken") =>
  new NetworkFailed({ step, kind, mayHaveArrived });
const fault = (status: number, retryAfterMillis?: number) =>
  new ServerFault({ step: "RequestToken", status, retryAfterMillis });
const limited = (retryAfterMillis?: number) =>
  new RateLimited({ step: "RequestToken", status: 429, retryAfterMillis });

/** Runs a step that always fails inside the middleware, over ten minutes. Gives when it ran, in ms from the first. */
const runs = (name: StepName, error: AuthError, options?: RetryOptions) =>
  Effect.gen(function* () {
    const times: Array<number> = [];
    const step = TestClock.testClockWith((clock) => {
      times.push(clock.currentTimeMillisUnsafe());
      return Effect.fail(error);
    });
    const { middleware } = retry(options);
    if (middleware === undefined) return expect.fail("retry has no middleware");
    const facts = {
      name,
      username: "bob",
      baseUrl: "https://broker.example/api",
      attempt: 1,
      loginStartedAt: 0,
    };
    const running = yield* Effect.forkChild(Effect.flip(middleware(facts, step)), { startImmediately: true });
    yield* TestClock.adjust("10 minutes");
    expect(yield* Fiber.join(running)).toBe(error);
    return times.map((time) => time - (times[0] ?? 0));
  });

const pauses = (times: ReadonlyArray<number>) =>
  times.slice(1).map((time, index) => time - (times[index] ?? 0));

describe("which errors are retried on which step", () => {
  const everything: ReadonlyArray<[AuthError, ReadonlyArray<StepName>]> = [
    [network("reset", true), ["RequestToken"]],
    [network("protocol", true), ["RequestToken"]],
    [network("unknown", true), ["RequestToken"]],
    [network("connect", false), ["RequestToken", "SubmitCode", "SubmitPin"]],
    [network("dns", false), ["RequestToken", "SubmitCode", "SubmitPin"]],
    [network("tls", false), []],
    [new RequestTimedOut({ step: "RequestToken", timeoutMillis: 1 }), ["RequestToken"]],
    [limited(), ["RequestToken", "SubmitCode", "SubmitPin"]],
    [limited(1000), ["RequestToken", "SubmitCode", "SubmitPin"]],
    [fault(502), ["RequestToken"]],
    [fault(503), ["RequestToken"]],
    [fault(504), ["RequestToken"]],
    [fault(503, 1000), ["RequestToken", "SubmitCode", "SubmitPin"]],
    [fault(502, 1000), ["RequestToken"]],
    [fault(500), []],
    [fault(501, 1000), []],
    [new RedirectRefused({ step: "RequestToken", status: 302, problem: "is one" }), []],
    [new ResponseTooLarge({ step: "RequestToken", status: 200, limitBytes: 1 }), []],
    [new UnexpectedResponse({ step: "RequestToken", status: 200, problem: "is one", excerpt: "" }), []],
    [new CredentialsRefused({}), []],
    [new CodeRefused({ codesTried: 1 }), []],
    [new ProviderFailed({ provider: "mailbox", problem: "is off" }), []],
  ];
  for (const [error, retried] of everything) {
    it.effect(`${error.message.slice(0, 60)}…: ${retried.join(", ") || "none"}`, () =>
      Effect.gen(function* () {
        for (const name of ["Arm", "RequestToken", "AwaitCode", "SubmitCode", "SubmitPin"] as const) {
          expect([name, (yield* runs(name, error)).length]).toEqual([name, retried.includes(name) ? 4 : 1]);
        }
      }));
  }

  it.effect("an error of another library or plugin is not", () =>
    Effect.gen(function* () {
      const foreign = Object.assign(new Error("foreign"), { _tag: "Foreign" }) as unknown as AuthError;
      expect(yield* runs("RequestToken", foreign)).toEqual([0]);
    }));
});

describe("pauses", () => {
  it.effect("begin at 250 ms and double, varied by 20 %, three times", () =>
    Effect.gen(function* () {
      const between = pauses(yield* runs("RequestToken", fault(503)));
      expect(between).toHaveLength(3);
      for (const [index, pause] of between.entries()) {
        expect(pause).toBeGreaterThanOrEqual(0.8 * 250 * 2 ** index);
        expect(pause).toBeLessThanOrEqual(1.2 * 250 * 2 ** index);
      }
    }));

  it.effect("are never longer than `longestDelay`, and as many as `times`", () =>
    Effect.gen(function* () {
      const options = { times: 9, firstDelay: 100, longestDelay: "1 second" } as const;
      const between = pauses(yield* runs("RequestToken", fault(503), options));
      expect(between).toHaveLength(9);
      expect(Math.max(...between)).toBeCloseTo(1000, 6);
      expect(yield* runs("RequestToken", fault(503), { times: 0 })).toEqual([0]);
    }));

  it.effect("obey `Retry-After`, never early", () =>
    Effect.gen(function* () {
      for (const error of [limited(30_000), fault(503, 30_000)]) {
        expect(pauses(yield* runs("SubmitCode", error))).toEqual([30_000, 30_000, 30_000]);
      }
      expect(pauses(yield* runs("RequestToken", limited(60_000), { times: 1 }))).toEqual([60_000]);
      // A shorter one than the next pause does not shorten it.
      expect(pauses(yield* runs("RequestToken", limited(0), { times: 1 }))[0]).toBeGreaterThanOrEqual(200);
    }));

  it.effect("are not begun when `Retry-After` is longer than the login would wait", () =>
    Effect.gen(function* () {
      expect(yield* runs("RequestToken", limited(60_001))).toEqual([0]);
      expect(yield* runs("RequestToken", limited(3000), { longestRetryAfter: "2 seconds" })).toEqual([0]);
      expect(yield* runs("RequestToken", limited(2 ** 40))).toEqual([0]);
    }));
});

describe("options that cannot be used", () => {
  const bad: ReadonlyArray<[string, RetryOptions]> = [
    ["times", { times: -1 }],
    ["times", { times: Number.NaN }],
    ["times", { times: Infinity }],
    ["firstDelay", { firstDelay: "a while" as unknown as number }],
    ["longestDelay", { longestDelay: Infinity }],
    ["longestRetryAfter", { longestRetryAfter: "soon" as unknown as number }],
  ];
  for (const [setting, options] of bad) {
    it(`are InvalidConfiguration: ${setting} ${Object.values(options)}`, () => {
      expect(() => retry(options)).toThrow(InvalidConfiguration);
      expect(() => retry(options)).toThrow(setting);
    });
  }
});

describe("in a login", () => {
  const codes = { codes: ["1111", "2222"] };
  const attempt = (script: ReadonlyArray<Scripted>) =>
    Effect.gen(function* () {
      const server = scriptedTokenApi(script);
      const logging = login(someCredentials(), { provider: recordingProvider(codes), use: [retry()] });
      const running = yield* Effect.forkChild(Effect.result(against(server)(logging)), {
        startImmediately: true,
      });
      yield* TestClock.adjust("5 minutes");
      return { sent: server.sent, result: yield* Fiber.join(running) };
    });

  it.effect("a code goes out again, the same one, when the server said that it did nothing", () =>
    Effect.gen(function* () {
      const { sent, result } = yield* attempt([
        fault(502),
        answer.codeExpected(),
        limited(2000),
        answer.succeeded(),
      ]);
      expect(result).toMatchObject({ _tag: "Success", success: { codesTried: 1 } });
      expect(sent.map((each) => each.code)).toEqual([undefined, undefined, "1111", "1111"]);
    }));

  it.effect("a code never goes out again after its bytes may have arrived", () =>
    Effect.gen(function* () {
      for (
        const error of [
          network("reset", true, "SubmitCode"),
          new RequestTimedOut({ step: "SubmitCode", timeoutMillis: 30_000 }),
          fault(502),
          fault(503),
        ]
      ) {
        const { sent, result } = yield* attempt([answer.codeExpected(), error]);
        expect(result).toMatchObject({ _tag: "Failure", failure: { _tag: error._tag } });
        expect(sent).toHaveLength(2);
      }
    }));

  it.effect("a refusal is not repeated", () =>
    Effect.gen(function* () {
      const { sent, result } = yield* attempt([answer.credentialsRefused("Invalid credentials")]);
      expect(result).toMatchObject({ _tag: "Failure", failure: { _tag: "CredentialsRefused" } });
      expect(sent).toHaveLength(1);
    }));

  it.effect("a wrong code that the server sent twice is followed by the next one", () =>
    Effect.gen(function* () {
      const server = [
        network("reset", true),
        answer.codeExpected(),
        answer.codeRefused("Invalid code"),
        answer.succeeded(),
      ];
      const { sent, result } = yield* attempt(server);
      expect(result._tag).toBe("Success");
      expect(sent.map((each) => each.code)).toEqual([undefined, undefined, "1111", "2222"]);
    }));

  it.effect("a pause ends with the login's interruption", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([limited(50_000)]);
      const logging = login(someCredentials(), { use: [retry()] });
      const running = yield* Effect.forkChild(against(server)(logging), { startImmediately: true });
      yield* TestClock.adjust("1 second");
      yield* Fiber.interrupt(running);
      expect(server.sent).toHaveLength(1);
    }));

  it.effect("the wait for a code is not shortened by it", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([answer.codeExpected(), answer.succeeded()]);
      const provider = recordingProvider({
        codes: [Effect.delay(verificationCode("mailbox", "1111"), "100 seconds")],
      });
      const logging = login(someCredentials(), { provider, use: [retry()] });
      const running = yield* Effect.forkChild(against(server)(logging), { startImmediately: true });
      yield* TestClock.adjust("100 seconds");
      expect((yield* Fiber.join(running)).provider).toBe("mailbox");
    }));
});
