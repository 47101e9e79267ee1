import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as TestClock from "effect/testing/TestClock";
import { InvalidConfiguration, login, ServerFault, type StepName } from "../../mod.ts";
import { circuitBreaker, CircuitOpen } from "../../plugins/circuit_breaker.ts";
import { LoginRateExceeded } from "../../plugins/rate_limit.ts";
import { timeout } from "../../plugins/timeout.ts";
import {
  against,
  answer,
  type Scripted,
  scriptedTokenApi,
  someCredentials,
} from "../support/scriptedTokenApi.ts";

const fault = new ServerFault({ step: "RequestToken", status: 503 });

/** Logs in again and again at one server, and tells how each ended. */
const several = (script: ReadonlyArray<Scripted>) => {
  const server = scriptedTokenApi(script);
  const use = [circuitBreaker({ failures: 2, cooldown: "5 minutes" })];
  const once = Effect.map(
    Effect.result(against(server)(login(someCredentials(), { use }))),
    (result) => result._tag === "Success" ? "token" : result.failure._tag,
  );
  return { server, once };
};

/** Single steps under a breaker that opens after two faults, for five minutes. */
const steps = () => {
  const { middleware } = circuitBreaker({ failures: 2, cooldown: "5 minutes" });
  const step = (name: StepName, end: Effect.Effect<unknown, unknown>) => {
    const info = { username: "bob", baseUrl: "https://broker.example/api", attempt: 1, loginStartedAt: 0 };
    const ran = middleware!({ ...info, name }, end as Effect.Effect<never, never>);
    return Effect.match(ran as Effect.Effect<unknown, { readonly _tag: string }>, {
      onSuccess: () => "done",
      onFailure: ({ _tag }) => _tag,
    });
  };
  const request = (end: Effect.Effect<unknown, unknown>) => step("RequestToken", end);
  const hanging = (name: StepName) => Effect.forkChild(step(name, Effect.never), { startImmediately: true });
  return { request, hanging, failing: request(Effect.fail(fault)), succeeding: request(Effect.void) };
};

describe("circuitBreaker", () => {
  it.effect("opens after so many faults in a row, tries one after the cool-down, and closes with a success", () =>
    Effect.gen(function* () {
      const { server, once } = several([fault, fault, fault, answer.succeeded(), fault, answer.succeeded()]);
      expect([yield* once, yield* once, yield* once]).toEqual(["ServerFault", "ServerFault", "CircuitOpen"]);
      yield* TestClock.adjust("5 minutes");
      expect([yield* once, yield* once]).toEqual(["ServerFault", "CircuitOpen"]);
      yield* TestClock.adjust("5 minutes");
      expect([yield* once, yield* once, yield* once]).toEqual(["token", "ServerFault", "token"]);
      expect(server.sent).toHaveLength(6);
    }));

  it.effect("counts a refusal as an answer", () =>
    Effect.gen(function* () {
      const refused = answer.credentialsRefused();
      const { once } = several([fault, refused, fault, refused, fault]);
      const ends = [yield* once, yield* once, yield* once, yield* once, yield* once];
      expect(ends).not.toContain("CircuitOpen");
    }));

  it.effect("stays open where a step is interrupted that is not the trial", () =>
    Effect.gen(function* () {
      const { hanging, failing, succeeding } = steps();
      const before = yield* hanging("RequestToken");
      yield* failing;
      yield* failing;
      const code = yield* hanging("SubmitCode");
      yield* Fiber.interrupt(before);
      yield* Fiber.interrupt(code);
      expect(yield* succeeding).toBe("CircuitOpen");
      yield* TestClock.adjust("5 minutes");
      expect(yield* succeeding).toBe("done");
    }));

  it.effect("is not kept open for longer by a code that is sent meanwhile", () =>
    Effect.gen(function* () {
      const { hanging, failing, succeeding } = steps();
      yield* failing;
      yield* failing;
      yield* TestClock.adjust("4 minutes");
      yield* hanging("SubmitCode");
      yield* TestClock.adjust("1 minute");
      expect(yield* succeeding).toBe("done");
    }));

  it.effect("tries the next one where the trial is interrupted, or dies", () =>
    Effect.gen(function* () {
      const { request, hanging, failing, succeeding } = steps();
      yield* failing;
      yield* failing;
      yield* TestClock.adjust("5 minutes");
      const trial = yield* hanging("RequestToken");
      expect(yield* succeeding).toBe("CircuitOpen");
      yield* Fiber.interrupt(trial);
      yield* Effect.exit(request(Effect.die("a defect")));
      expect([yield* failing, yield* succeeding]).toEqual(["ServerFault", "CircuitOpen"]);
    }));

  it.effect("stays open where an earlier trial is interrupted while a later one runs", () =>
    Effect.gen(function* () {
      const { hanging, failing, succeeding } = steps();
      yield* failing;
      yield* failing;
      yield* TestClock.adjust("5 minutes");
      const earlier = yield* hanging("RequestToken");
      yield* TestClock.adjust("5 minutes");
      yield* hanging("RequestToken");
      yield* Fiber.interrupt(earlier);
      expect(yield* succeeding).toBe("CircuitOpen");
    }));

  it.effect("counts a step that a timeout within has ended as a fault", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([Effect.never, Effect.never]);
      const use = [
        circuitBreaker({ failures: 2, cooldown: "5 minutes" }),
        timeout({ step: { RequestToken: "5 seconds" } }),
      ];
      const tag = Effect.map(
        Effect.flip(against(server)(login(someCredentials(), { use }))),
        ({ _tag }) => _tag,
      );
      const late = Effect.gen(function* () {
        const running = yield* Effect.forkChild(tag, { startImmediately: true });
        yield* TestClock.adjust("5 seconds");
        return yield* Fiber.join(running);
      });
      expect([yield* late, yield* late, yield* tag]).toEqual(["StepTimedOut", "StepTimedOut", "CircuitOpen"]);
    }));

  it.effect("leaves the count as it is where a step's end tells nothing of the server", () =>
    Effect.gen(function* () {
      for (
        const end of [
          Effect.die(new Error("a defect")),
          Effect.interrupt,
          Effect.fail(new LoginRateExceeded({ retryAfterMillis: 1, message: "" })),
          Effect.fail({ _tag: "Own" }),
        ]
      ) {
        const { request, failing, succeeding } = steps();
        yield* failing;
        yield* Effect.exit(request(end));
        expect(yield* succeeding).toBe("done");
        yield* failing;
        yield* Effect.exit(request(end));
        yield* failing;
        expect(yield* succeeding).toBe("CircuitOpen");
      }
    }));

  it.effect("tells how long it stays open", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([fault]);
      const use = [circuitBreaker({ failures: 1, cooldown: 90_000 })];
      const failing = Effect.flip(against(server)(login(someCredentials(), { use })));
      yield* failing;
      yield* TestClock.adjust("30 seconds");
      const error = yield* failing;
      expect(error).toBeInstanceOf(CircuitOpen);
      expect(error).toMatchObject({ retryAfterMillis: 60_000, retryable: true });
    }));

  it.each([
    { failures: 0, cooldown: 1 },
    { failures: 1, cooldown: "soon" as never },
    { failures: 1, cooldown: 1, coolDown: 2 },
  ])(
    "throws at once for options that cannot be used: %o",
    (options) => expect(() => circuitBreaker(options)).toThrow(InvalidConfiguration),
  );
});
