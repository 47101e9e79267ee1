import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import * as TestClock from "effect/testing/TestClock";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createStorage, type Driver } from "unstorage";
import fsDriver from "unstorage/drivers/fs";
import httpDriver from "unstorage/drivers/http";
import { createStorageServer } from "unstorage/server";
import { inspect } from "node:util";
import { InvalidConfiguration, memoryStore } from "../../mod.ts";
import { unstorageStore, type UnstorageStoreOptions } from "../../plugins/unstorage_store.ts";
import { describeStore } from "../support/storeContract.ts";

describeStore(
  "unstorageStore, by its memory driver,",
  Effect.sync(() => ({ store: unstorageStore(createStorage()) })),
);

describeStore(
  "unstorageStore, by its HTTP driver,",
  Effect.gen(function* () {
    const server = createServer(createStorageServer(createStorage()).handle);
    yield* Effect.acquireRelease(
      Effect.promise(() => once(server.listen(0, "127.0.0.1"), "listening")),
      () =>
        Effect.promise(() => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve)))),
    );
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return { store: unstorageStore(createStorage({ driver: httpDriver({ base }) })) };
  }),
);

/** A driver that keeps what it was told. */
function recordingDriver(
  kept: Map<string, string> = new Map(),
): { readonly driver: Driver; readonly kept: Map<string, string>; readonly options: Array<object> } {
  const options: Array<object> = [];
  const driver: Driver = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value, given) => {
      kept.set(key, value);
      options.push(given);
    },
    removeItem: (key) => void kept.delete(key),
    hasItem: (key) => kept.has(key),
    getKeys: () => [...kept.keys()],
  };
  return { driver, kept, options };
}

describe("unstorageStore", () => {
  it.live("gives back from files what another store has saved there", () =>
    Effect.gen(function* () {
      const base = mkdtempSync(join(tmpdir(), "unstorage-"));
      yield* Effect.addFinalizer(() => Effect.sync(() => rmSync(base, { recursive: true })));
      const open = () => unstorageStore(createStorage({ driver: fsDriver({ base }) }));
      const text = '{"token":"a+/=","n":1.50} Zoë\n';
      yield* open().save("0a.attempts", Redacted.make(text));
      expect(Redacted.value((yield* open().load("0a.attempts"))!)).toBe(text);
      yield* open().remove("0a.attempts");
      expect(yield* open().load("0a.attempts")).toBeUndefined();
    }));

  it.effect("tells the driver a record's life in seconds, rounded up and at least a minute, where it has one", () =>
    Effect.gen(function* () {
      const { driver, kept, options } = recordingDriver();
      const store = unstorageStore(createStorage({ driver }), { prefix: "mine:" });
      yield* TestClock.setTime(1_000_000);
      yield* store.save("a", Redacted.make("x"), { expiresAt: 1_000_000 + 3_600_001 });
      yield* store.save("a", Redacted.make("x"), { expiresAt: 999_000 });
      yield* store.save("a", Redacted.make("x"));
      expect(options).toEqual([{ ttl: 3601 }, { ttl: 60 }, {}]);
      expect([...kept.keys()]).toEqual(["mine:a"]);
    }));

  it.effect("gives another program's value to the caller to judge", () =>
    Effect.gen(function* () {
      const store = unstorageStore(
        createStorage({ driver: recordingDriver(new Map([["a", '{"b":1}']])).driver }),
        {
          prefix: "",
        },
      );
      expect(Redacted.value((yield* store.load("a"))!)).toBe('{"b":1}');
    }));

  it.effect("takes locks of the store that it is given", () =>
    Effect.gen(function* () {
      const locks = memoryStore();
      const store = unstorageStore(createStorage(), { locks });
      expect(yield* locks.lock("a")).toBeDefined();
      expect(yield* store.lock("a")).toBeUndefined();
      expect(yield* unstorageStore(createStorage()).lock("a")).toBeDefined();
    }));

  it.effect("fails as unavailable where the driver does, and repeats one word of it at most", () =>
    Effect.gen(function* () {
      const failing = (error: unknown) => () => {
        throw error;
      };
      const broken = (error: unknown) =>
        unstorageStore({ getItem: failing(error), setItem: failing(error), removeItem: failing(error) });
      const withCode = Object.assign(new Error("https://user:hunter2@kv.example"), { code: "ECONNREFUSED" });
      for (
        const [error, word] of [[withCode, "ECONNREFUSED"], [new TypeError("hunter2"), "TypeError"], [
          "hunter2",
          "it threw no Error",
        ]]
      ) {
        const store = broken(error);
        const failures = [
          yield* Effect.flip(store.load("a")),
          yield* Effect.flip(store.save("a", Redacted.make("hunter2"))),
          yield* Effect.flip(store.remove("a")),
        ];
        expect(failures.map(({ operation }) => operation)).toEqual(["load", "save", "remove"]);
        for (const failure of failures) {
          expect(failure).toMatchObject({ store: "unstorage", kind: "unavailable" });
          expect(failure.problem).toBe(`the storage's driver failed (${word})`);
          expect(inspect(failure, { showHidden: true, depth: 9 })).not.toContain("hunter2");
        }
      }
    }));

  it("refuses options that it cannot use", () => {
    const made = (options: unknown, storage: unknown = createStorage()) => () =>
      unstorageStore(storage as ReturnType<typeof createStorage>, options as UnstorageStoreOptions);
    for (const options of [{ prefix: "a b" }, { prefix: "../" }, { locks: {} }, { lock: 1 }, null]) {
      expect(made(options)).toThrow(InvalidConfiguration);
    }
    expect(made({}, undefined)).not.toThrow();
    expect(made({}, {})).toThrow("unstorageStore storage is no storage of unstorage.");
  });
});
