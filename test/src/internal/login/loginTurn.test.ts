import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Fiber from "effect/Fiber";
import * as TestClock from "effect/testing/TestClock";
import { inTurn } from "../../../../src/internal/login/loginTurn.ts";

describe("inTurn", () => {
  it.effect("runs effects of one key one after the other, others at once", () =>
    Effect.gen(function* () {
      let together = 0;
      let most = 0;
      const effect = Effect.suspend(() => {
        most = Math.max(most, ++together);
        return Effect.andThen(Effect.sleep(100), Effect.sync(() => void together--));
      });
      const three = (keys: ReadonlyArray<string>) =>
        Effect.forkChild(Effect.forEach(keys, (key) => inTurn(key, effect), { concurrency: "unbounded" }), {
          startImmediately: true,
        });
      const same = yield* three(["a", "a", "a"]);
      yield* TestClock.adjust(300);
      yield* Fiber.join(same);
      expect(most).toBe(1);
      const different = yield* three(["a", "b", "c"]);
      yield* TestClock.adjust(100);
      yield* Fiber.join(different);
      expect(most).toBe(3);
    }));

  it.effect("gives the turn back after a failure, a defect and an interruption", () =>
    Effect.gen(function* () {
      expect(yield* Effect.exit(inTurn("x", Effect.fail("mine")))).toEqual(Exit.fail("mine"));
      expect(yield* Effect.exit(inTurn("x", Effect.die("defect")))).toEqual(Exit.die("defect"));
      const running = yield* Effect.forkChild(inTurn("x", Effect.never), { startImmediately: true });
      const waiting = yield* Effect.forkChild(inTurn("x", Effect.succeed("second")), {
        startImmediately: true,
      });
      const leaving = yield* Effect.forkChild(inTurn("x", Effect.succeed("third")), {
        startImmediately: true,
      });
      yield* Fiber.interrupt(leaving);
      expect(waiting.pollUnsafe()).toBeUndefined();
      yield* Fiber.interrupt(running);
      expect(yield* Fiber.join(waiting)).toBe("second");
    }));
});
