import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as TestClock from "effect/testing/TestClock";
import { InvalidConfiguration, login, ServerFault } from "../../mod.ts";
import { circuitBreaker, CircuitOpen } from "../../plugins/circuit_breaker.ts";
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

  it.each([{ failures: 0, cooldown: 1 }, { failures: 1, cooldown: "soon" as never }])(
    "throws at once for options that cannot be used: %o",
    (options) => expect(() => circuitBreaker(options)).toThrow(InvalidConfiguration),
  );
});
