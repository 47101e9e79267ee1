import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { memoryStore, type StoreLock, type TokenStore } from "../../mod.ts";
import { someCredentials } from "../support/scriptedTokenApi.ts";
import { recordsOf, tokenAt } from "../support/sessions.ts";

describe("what is stored of a user", () => {
  it.effect("is saved under the lock; a token is good for nothing after a day, a ledger is kept", () =>
    Effect.gen(function* () {
      const credentials = someCredentials();
      const saved: Array<Parameters<TokenStore["save"]>[2]> = [];
      const memory = memoryStore();
      const store: TokenStore = {
        ...memory,
        save: (key, record, options) => {
          saved.push(options);
          return memory.save(key, record, options);
        },
      };
      const mine = yield* recordsOf(store, credentials);
      const lock: StoreLock = { fence: 7, lost: Effect.never };
      yield* mine.saveToken(tokenAt(credentials, "token", 1000), lock);
      yield* mine.saveAttempts({ refused: [], codes: [1] }, lock);
      expect(saved).toEqual([{ lock, expiresAt: 1000 + 24 * 60 * 60_000 }, { lock }]);
    }));

  it.effect("is moved aside where it cannot be read, and only there", () =>
    Effect.gen(function* () {
      const credentials = someCredentials();
      const mine = yield* recordsOf(memoryStore(), credentials);
      yield* mine.moveTokenAside;
      yield* mine.saveToken(tokenAt(credentials, "token", 0));
      yield* mine.moveTokenAside;
      expect((yield* mine.token)?.reveal()).toBe("token");
    }));
});
