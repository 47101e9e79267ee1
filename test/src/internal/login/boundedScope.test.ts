import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Fiber from "effect/Fiber";
import * as TestClock from "effect/testing/TestClock";
import { boundedScope } from "../../../../src/internal/login/boundedScope.ts";

const opened = (journal: Array<string>, closing: Effect.Effect<unknown>) =>
  Effect.addFinalizer(() => Effect.andThen(closing, Effect.sync(() => void journal.push("closed"))));

describe("boundedScope", () => {
  it.effect("closes before it ends, and waits for that", () =>
    Effect.gen(function* () {
      const journal: Array<string> = [];
      const effect = boundedScope(Effect.as(opened(journal, Effect.sleep(300)), "result"), 500);
      const running = yield* Effect.forkChild(effect, { startImmediately: true });
      yield* TestClock.adjust(299);
      expect(running.pollUnsafe()).toBeUndefined();
      yield* TestClock.adjust(1);
      expect(yield* Fiber.join(running)).toBe("result");
      expect(journal).toEqual(["closed"]);
    }));

  it.effect("waits after an interruption too, before the interruption is done", () =>
    Effect.gen(function* () {
      const journal: Array<string> = [];
      const effect = boundedScope(Effect.andThen(opened(journal, Effect.sleep(300)), Effect.never), 500);
      const running = yield* Effect.forkChild(effect, { startImmediately: true });
      const interrupting = yield* Effect.forkChild(Fiber.interrupt(running), { startImmediately: true });
      yield* TestClock.adjust(299);
      expect(interrupting.pollUnsafe()).toBeUndefined();
      yield* TestClock.adjust(1);
      expect(interrupting.pollUnsafe()).toBeDefined();
      expect(journal).toEqual(["closed"]);
    }));

  it.effect("waits only so long; the closing goes on by itself", () =>
    Effect.gen(function* () {
      const journal: Array<string> = [];
      const effect = boundedScope(Effect.as(opened(journal, Effect.sleep(2000)), "result"), 500);
      const running = yield* Effect.forkChild(effect, { startImmediately: true });
      yield* TestClock.adjust(500);
      expect(yield* Fiber.join(running)).toBe("result");
      expect(journal).toEqual([]);
      yield* TestClock.adjust(1500);
      expect(journal).toEqual(["closed"]);
    }));

  it.effect("keeps the outcome when a finalizer dies, and runs the others", () =>
    Effect.gen(function* () {
      const journal: Array<string> = [];
      const die = Effect.addFinalizer(() => Effect.die(new Error("close failed")));
      const both = Effect.andThen(opened(journal, Effect.void), die);
      expect(yield* boundedScope(Effect.as(both, "result"), 500)).toBe("result");
      const failed = yield* Effect.exit(boundedScope(Effect.andThen(both, Effect.fail("mine")), 500));
      expect(failed).toEqual(Exit.fail("mine"));
      expect(journal).toEqual(["closed", "closed"]);
    }));
});
