import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import { memoryStore, processLock } from "../../mod.ts";
import { describeStore } from "../support/storeContract.ts";

describeStore("memoryStore", Effect.sync(() => ({ store: memoryStore() })));

describe("memoryStore", () => {
  it.effect("shares nothing with another memory", () =>
    Effect.gen(function* () {
      const [one, other] = [memoryStore(), memoryStore()];
      expect(yield* one.lock("a")).toBeDefined();
      expect(yield* other.lock("a")).toBeDefined();
    }));
});

describe("processLock", () => {
  it.effect("is never lost", () =>
    Effect.gen(function* () {
      const lock = yield* processLock()("a");
      const lost = yield* Effect.forkChild(lock?.lost ?? Effect.void, { startImmediately: true });
      yield* Effect.yieldNow;
      expect(lost.pollUnsafe()).toBeUndefined();
      yield* Fiber.interrupt(lost);
    }));
});
