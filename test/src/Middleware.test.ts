import { describe, expect, it } from "@effect/vitest";
import { expectTypeOf } from "vitest";
import * as Clock from "effect/Clock";
import * as Data from "effect/Data";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as TestClock from "effect/testing/TestClock";
import {
  type AuthError,
  type AuthToken,
  compose,
  login,
  type LoginError,
  type Middleware,
  NetworkFailed,
  type Plugin,
  type StepInfo,
  type TokenApi,
} from "../../mod.ts";
import { recordingProvider } from "../support/providers.ts";
import { against, answer, scriptedTokenApi, someCredentials } from "../support/scriptedTokenApi.ts";

const facts = (name: StepInfo["name"]): StepInfo => ({
  name,
  username: "bob",
  baseUrl: "https://broker.example/api",
  attempt: 1,
  loginStartedAt: 0,
});

const around = (name: string, journal: Array<string>): Middleware => (step, next) =>
  Effect.suspend(() => {
    journal.push(`${name} before ${step.name}`);
    return Effect.tap(next, () => Effect.sync(() => journal.push(`${name} after ${step.name}`)));
  });

describe("compose", () => {
  it.effect("puts the first one outermost", () =>
    Effect.gen(function* () {
      const journal: Array<string> = [];
      const wrap = compose([around("a", journal), around("b", journal), around("c", journal)]);
      expect(yield* wrap(facts("Arm"), Effect.sync(() => journal.push("step")))).toBe(4);
      expect(journal).toEqual([
        ...["a before Arm", "b before Arm", "c before Arm"],
        "step",
        ...["c after Arm", "b after Arm", "a after Arm"],
      ]);
    }));

  it.effect("of none does nothing", () =>
    Effect.gen(function* () {
      expect(yield* compose([])(facts("Arm"), Effect.succeed("given"))).toBe("given");
    }));
});

describe("a login's middleware", () => {
  it.effect("wraps every step, in the order of `use`", () =>
    Effect.gen(function* () {
      const journal: Array<string> = [];
      const server = scriptedTokenApi([answer.codeExpected(), answer.pinExpected(), answer.succeeded()]);
      const use = ["outer", "inner"].map((name): Plugin => ({ name, middleware: around(name, journal) }));
      const provider = recordingProvider({ codes: ["1111"] });
      yield* against(server)(login(someCredentials({ pin: "0099" }), { provider, use }));
      const steps = ["Arm", "RequestToken", "AwaitCode", "SubmitCode", "SubmitPin"];
      expect(journal).toEqual(
        steps.flatMap((step) => [
          `outer before ${step}`,
          `inner before ${step}`,
          `inner after ${step}`,
          `outer after ${step}`,
        ]),
      );
    }));

  it.effect("learns the public facts: attempts are counted by step, over a restart too", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(5000);
      const seen: Array<StepInfo> = [];
      const times: Array<number> = [];
      const watch: Middleware = (step, next) =>
        Effect.flatMap(Clock.currentTimeMillis, (now) => {
          seen.push(step);
          times.push(now);
          return next;
        });
      const server = scriptedTokenApi([
        Effect.delay(Effect.succeed(answer.codeExpected()), 700),
        answer.codeRefused(),
        answer.ticketCorrupted,
        answer.codeExpected(),
        answer.succeeded(),
      ]);
      const provider = recordingProvider({ codes: ["1111", "2222", "3333"] });
      const credentials = someCredentials();
      const running = yield* Effect.forkChild(
        against(server)(login(credentials, { provider, use: [{ name: "watch", middleware: watch }] })),
        { startImmediately: true },
      );
      yield* TestClock.adjust(700);
      yield* Fiber.join(running);
      expect(seen.map((step) => `${step.name} ${step.attempt}`)).toEqual([
        ...["Arm 1", "RequestToken 1", "AwaitCode 1", "SubmitCode 1", "AwaitCode 2", "SubmitCode 2"],
        ...["Arm 2", "RequestToken 2", "AwaitCode 3", "SubmitCode 3"],
      ]);
      expect(times.slice(0, 3)).toEqual([5000, 5000, 5700]);
      for (const step of seen) {
        expect(step).toEqual({
          name: step.name,
          username: credentials.username,
          baseUrl: "https://broker.example/api",
          attempt: step.attempt,
          loginStartedAt: 5000,
        });
      }
    }));

  it.effect("sees when the login began, not when it began to wait for its turn", () =>
    Effect.gen(function* () {
      const started: Array<number> = [];
      const middleware: Middleware = (step, next) => {
        started.push(step.loginStartedAt);
        return next;
      };
      const bob = someCredentials();
      const slow = Effect.delay(Effect.succeed(answer.succeeded()), "3 seconds");
      for (let i = 0; i < 2; i++) {
        const logging = login(bob, { use: [{ name: "watch", middleware }] });
        yield* Effect.forkChild(against(scriptedTokenApi([slow]))(logging), { startImmediately: true });
      }
      yield* TestClock.adjust("3 seconds");
      expect(started).toEqual([0, 3000]);
    }));

  it.effect("may run a step again; its repeats do not count as attempts", () =>
    Effect.gen(function* () {
      const attempts: Array<number> = [];
      const reset = new NetworkFailed({ step: "RequestToken", kind: "reset", mayHaveArrived: true });
      const server = scriptedTokenApi([reset, reset, answer.succeeded()]);
      const twice: Middleware = (_step, next) => Effect.retry(next, { times: 2 });
      const count: Middleware = (step, next) => Effect.suspend(() => (attempts.push(step.attempt), next));
      const use = [{ name: "twice", middleware: twice }, { name: "count", middleware: count }];
      yield* against(server)(login(someCredentials(), { use }));
      expect(attempts).toEqual([1, 1, 1]);
      expect(server.sent).toHaveLength(3);
    }));

  it.effect("may keep a step from running", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([]);
      const block: Middleware<Closed> = (step, next) =>
        step.name === "RequestToken" ? Effect.fail(new Closed({ opens: "09:30" })) : next;
      const error = yield* Effect.flip(
        against(server)(login(someCredentials(), { use: [{ name: "hours", middleware: block }] })),
      );
      expect(error).toEqual(new Closed({ opens: "09:30" }));
      expect(server.sent).toEqual([]);
    }));

  it.effect("closes the provider when it fails a step", () =>
    Effect.gen(function* () {
      const journal: Array<string> = [];
      const server = scriptedTokenApi([answer.codeExpected()], journal);
      const block: Middleware<Closed> = (step, next) =>
        step.name === "SubmitCode" ? Effect.fail(new Closed({ opens: "09:30" })) : next;
      const provider = recordingProvider({ journal, codes: ["1111"] });
      const use = [{ name: "hours", middleware: block }];
      yield* Effect.flip(against(server)(login(someCredentials(), { provider, use })));
      expect(journal.at(-1)).toBe("mailbox close");
    }));
});

class Closed extends Data.TaggedError("Closed")<{ readonly opens: string }> {}

describe("the types", () => {
  const credentials = someCredentials();

  it("a login fails with the library's errors, and none that only a session or a store has", () => {
    type SessionOnly =
      | "TokenRefused"
      | "ApiRefused"
      | "StoreFailed"
      | "LoginWithheld"
      | "LoginPostponed"
      | "LoginInProgress";
    expectTypeOf<LoginError>().toEqualTypeOf<Exclude<AuthError, { readonly _tag: SessionOnly }>>();
    expectTypeOf(login(credentials)).toEqualTypeOf<Effect.Effect<AuthToken, LoginError, TokenApi>>();
    expectTypeOf(login(credentials, { use: [{ name: "plain", middleware: (_, next) => next }] }))
      .toEqualTypeOf<Effect.Effect<AuthToken, LoginError, TokenApi>>();
  });

  it("an error that a plugin adds stands in the login's type", () => {
    const plugin: Plugin<Closed> = {
      name: "hours",
      middleware: (_step, next) => Effect.andThen(Effect.fail(new Closed({ opens: "09:30" })), next),
    };
    const added = login(credentials, { use: [plugin] });
    expectTypeOf(added).toEqualTypeOf<Effect.Effect<AuthToken, LoginError | Closed, TokenApi>>();
    expectTypeOf(added).not.toExtend<Effect.Effect<AuthToken, LoginError, TokenApi>>();
    const handled = Effect.catchTag(added, "Closed", () => Effect.succeed("closed" as const));
    expectTypeOf(handled).toEqualTypeOf<Effect.Effect<AuthToken | "closed", LoginError, TokenApi>>();
  });

  it("a middleware cannot change what a step gives", () => {
    // @ts-expect-error: a step's result is the step's own.
    const middleware: Middleware = (_step, next) => Effect.as(next, "something else");
    expect(middleware).toBeTypeOf("function");
  });
});
