import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Fiber from "effect/Fiber";
import * as Result from "effect/Result";
import * as Scope from "effect/Scope";
import { TestClock } from "effect/testing";
import { imap } from "../../../plugins/imap.ts";
import { type FilterSettings, mailFilter, overlaps } from "../../../plugins/imap/filter/mailFilter.ts";
import { takeTurn } from "../../../plugins/internal/turns.ts";

const filter = (settings: FilterSettings = {}) => Result.getOrThrow(mailFilter(settings));
const alice = filter({ recipients: ["bot+alice@example.test"] });
const bob = filter({ recipients: ["bot+bob@example.test"] });

/** Takes a turn and tells whether it has it. */
const taking = (mailbox: string, login: string, of: ReturnType<typeof filter>) =>
  Effect.gen(function* () {
    const scope = yield* Scope.make();
    const fiber = yield* Effect.forkChild(
      Scope.provide(takeTurn({ place: mailbox, login, filter: of, overlaps }), scope),
      {
        startImmediately: true,
      },
    );
    return {
      hasIt: () => fiber.pollUnsafe() !== undefined,
      end: Effect.andThen(Fiber.interrupt(fiber), Scope.close(scope, Exit.void)),
    };
  });

describe("turns at a mailbox", () => {
  it.effect("come one after the other, in the order of asking, where nothing tells mail apart", () =>
    Effect.gen(function* () {
      const first = yield* taking("box", "alice", filter());
      const second = yield* taking("box", "bob", filter());
      const third = yield* taking("box", "carol", filter());
      expect([first.hasIt(), second.hasIt(), third.hasIt()]).toEqual([true, false, false]);
      yield* first.end;
      yield* Effect.yieldNow;
      expect([second.hasIt(), third.hasIt()]).toEqual([true, false]);
      yield* second.end;
      yield* Effect.yieldNow;
      expect(third.hasIt()).toBe(true);
      yield* third.end;
    }));

  it.effect("come at once for other recipients, for another mailbox, and for the same login", () =>
    Effect.gen(function* () {
      const all = [
        yield* taking("box", "alice", alice),
        yield* taking("box", "bob", bob),
        yield* taking("box", "alice", alice),
        yield* taking("other box", "carol", filter()),
      ];
      expect(all.map(({ hasIt }) => hasIt())).toEqual([true, true, true, true]);
      for (const { end } of all) yield* end;
    }));

  it.effect("that are given up stand in nobody's way", () =>
    Effect.gen(function* () {
      const first = yield* taking("box", "alice", filter());
      const second = yield* taking("box", "bob", filter());
      const third = yield* taking("box", "carol", filter());
      yield* second.end;
      yield* first.end;
      yield* Effect.yieldNow;
      expect(third.hasIt()).toBe(true);
      yield* third.end;
    }));

  it.effect("that do not come within 20 seconds fail the login, and it says what to set", () =>
    Effect.gen(function* () {
      const options = { host: "127.0.0.1", port: 1, tls: "none", user: "bot", password: "secret" } as const;
      const other = yield* taking("bot", "alice", filter());
      const context = { username: "bob", baseUrl: "https://broker.example/api" };
      const arming = yield* Effect.forkChild(Effect.scoped(imap(options).arm(context)));
      yield* TestClock.adjust("19 seconds");
      expect(arming.pollUnsafe()).toBeUndefined();
      yield* TestClock.adjust("1 second");
      const failure = yield* Effect.flip(Fiber.join(arming));
      expect(failure).toMatchObject({ reason: { _tag: "MailboxBusy" }, retryable: true });
      expect(failure.message).toContain("set to (or from)");
      yield* other.end;
    }));
});
