import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Fiber from "effect/Fiber";
import * as TestClock from "effect/testing/TestClock";
import { abandonable } from "../../../../src/internal/login/abandonable.ts";

describe("abandonable", () => {
  it.effect("gives what the effect gives", () =>
    Effect.gen(function* () {
      expect(yield* abandonable(Effect.succeed("result"), 400)).toBe("result");
      expect(yield* Effect.exit(abandonable(Effect.fail("mine"), 400))).toEqual(Exit.fail("mine"));
      expect(yield* Effect.exit(abandonable(Effect.die("defect"), 400))).toEqual(Exit.die("defect"));
    }));

  it.effect("makes an effect that interrupts itself die, so that nobody takes it for an interruption from outside", () =>
    Effect.gen(function* () {
      const exit = yield* Effect.exit(abandonable(Effect.interrupt, 400));
      expect([Exit.hasDies(exit), Exit.hasInterrupts(exit)]).toEqual([true, false]);
    }));

  it.effect("interrupts the effect, and waits for its finalizers, but not for ever", () =>
    Effect.gen(function* () {
      for (const [needs, takes] of [[0, 0], [300, 300], [10_000, 400]] as const) {
        const journal: Array<string> = [];
        const goodbye = Effect.andThen(Effect.sleep(needs), Effect.sync(() => journal.push("ended")));
        const effect = abandonable(Effect.onInterrupt(Effect.never, () => goodbye), 400);
        const running = yield* Effect.forkChild(effect, { startImmediately: true });
        const interrupting = yield* Effect.forkChild(Fiber.interrupt(running), { startImmediately: true });
        if (takes > 0) {
          yield* TestClock.adjust(takes - 1);
          expect(interrupting.pollUnsafe()).toBeUndefined();
        }
        yield* TestClock.adjust(1);
        expect(interrupting.pollUnsafe()).toBeDefined();
        yield* TestClock.adjust(10_000);
        expect(journal).toEqual(["ended"]);
      }
    }));
});
