/**
 * What every token store must do, as tests.
 */
import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Redacted from "effect/Redacted";
import * as Scope from "effect/Scope";
import type { StoreFailed, TokenStore } from "../../mod.ts";

/** A store to test, empty. */
export interface StoreUnderTest {
  /** The store. */
  readonly store: TokenStore;
  /** Another store (of another process, say) that keeps its records and locks in the same place; default: the same value. */
  readonly another?: TokenStore | undefined;
  /**
   * Frees the lock of a key behind its holder's back, as if the holder had slept past its lease. Given where the store
   * can tell from a later holder's fence that an earlier one has lost its lock.
   */
  readonly expireLock?: ((key: string) => Effect.Effect<void>) | undefined;
}

const key = "0123456789abcdef".repeat(4);
const keys = [key, `${key}.attempts`, `limit-${key}`, "a", "x".repeat(100)];

/** Texts that a store may be tempted to read, change or cut. */
const texts: Readonly<Record<string, string>> = {
  JSON: '{"version":1, "token":"a+/b==","n":1.50}\n',
  "a JSON number": "12345678901234567890",
  "a JSON word": "true",
  "a JSON string": '"quoted"',
  "a prototype's name": '{"__proto__":{"a":1},"constructor":2}',
  "unicode": "Zoë, 漢字, 😀, \u0000, \r\n\t \u2028",
  "white space": "  \n ",
  "the empty text": "",
  "base64 of a prefix": "base64:AAAA",
  "60 kB": JSON.stringify({ token: "aB+/".repeat(15_000) }),
};

const loaded = (store: TokenStore, of: string = key): Effect.Effect<string | undefined, StoreFailed> =>
  Effect.map(store.load(of), (record) => record === undefined ? undefined : Redacted.value(record));
const save = (store: TokenStore, text: string, of: string = key): Effect.Effect<void, StoreFailed> =>
  store.save(of, Redacted.make(text));

/**
 * Declares the tests.
 *
 * @param title The store's name.
 * @param make Makes a store, empty, for one test.
 * @param run Is `describe`, or declares the tests only where they can run.
 */
export function describeStore(
  title: string,
  make: Effect.Effect<StoreUnderTest, unknown, Scope.Scope>,
  run: (title: string, tests: () => void) => void = describe,
): void {
  const test = (
    sentence: string,
    body: (
      under: Omit<StoreUnderTest, "another"> & { readonly another: TokenStore },
    ) => Effect.Effect<unknown, unknown, Scope.Scope>,
  ): void =>
    it.live(
      sentence,
      () =>
        Effect.scoped(
          Effect.flatMap(make, (under) => body({ ...under, another: under.another ?? under.store })),
        ),
    );

  run(`${title} as a token store`, () => {
    test("finds nothing where nothing was saved", ({ store }) =>
      Effect.gen(function* () {
        for (const each of keys) expect(yield* store.load(each)).toBeUndefined();
      }));

    for (const [kind, text] of Object.entries(texts)) {
      test(`gives back ${kind} exactly as saved, redacted`, ({ store, another }) =>
        Effect.gen(function* () {
          yield* save(store, text);
          expect(yield* loaded(another)).toBe(text);
          expect(String(yield* another.load(key))).toMatch(/^<redacted/);
        }));
    }

    test("keeps the records of different keys apart", ({ store, another }) =>
      Effect.gen(function* () {
        for (const each of keys) yield* save(store, `of ${each}`, each);
        for (const each of keys) expect(yield* loaded(another, each)).toBe(`of ${each}`);
        yield* store.remove(key);
        expect(yield* loaded(another)).toBeUndefined();
        for (const each of keys.slice(1)) expect(yield* loaded(another, each)).toBe(`of ${each}`);
      }));

    test("gives the newest of several records", ({ store, another }) =>
      Effect.gen(function* () {
        yield* save(store, "a long first record");
        yield* save(another, "second");
        expect(yield* loaded(store)).toBe("second");
      }));

    test("removes a record, and does not mind one that is not there", ({ store, another }) =>
      Effect.gen(function* () {
        yield* save(store, "text");
        yield* another.remove(key);
        expect(yield* loaded(store)).toBeUndefined();
        yield* store.remove(key);
        yield* save(store, "again");
        expect(yield* loaded(another)).toBe("again");
      }));

    test("keeps a record that has not expired", ({ store, another }) =>
      Effect.gen(function* () {
        yield* store.save(key, Redacted.make("text"), { expiresAt: Date.now() + 86_400_000 });
        expect(yield* loaded(another)).toBe("text");
      }));

    test("saves a record that has expired already without failing", ({ store }) =>
      store.save(key, Redacted.make("text"), { expiresAt: Date.now() - 1000 }));

    test("lets one of many who save at once win, whole", ({ store, another }) =>
      Effect.gen(function* () {
        const records = Array.from({ length: 20 }, (_, index) => `${index};`.repeat(1000 + 100 * index));
        const seen: Array<string | undefined> = [];
        const reading = Effect.forEach(
          records,
          () => Effect.tap(loaded(another), (text) => Effect.sync(() => seen.push(text))),
        );
        const saving = Effect.forEach(
          records,
          (text, index) => save(index % 2 === 0 ? store : another, text),
          { concurrency: "unbounded" },
        );
        yield* Effect.all([saving, reading], { concurrency: "unbounded" });
        expect(records).toContain(yield* loaded(store));
        for (const text of seen) expect([undefined, ...records]).toContain(text);
      }));

    test("gives a lock to one at a time, and at once tells the others no", ({ store, another }) =>
      Effect.gen(function* () {
        const all = [store, another, store, another, store, another];
        const locks = yield* Effect.forEach(all, (each) => each.lock(key), { concurrency: "unbounded" });
        expect(locks.filter((lock) => lock !== undefined)).toHaveLength(1);
        expect(yield* store.lock(key)).toBeUndefined();
        expect(yield* another.lock(key)).toBeUndefined();
      }));

    test("gives locks of different keys to different holders", ({ store, another }) =>
      Effect.gen(function* () {
        for (const [index, each] of keys.entries()) {
          expect(yield* (index % 2 === 0 ? store : another).lock(each)).toBeDefined();
        }
      }));

    test("frees a lock when its scope closes, however that ends, and only its own", ({ store, another }) =>
      Effect.gen(function* () {
        yield* Effect.scoped(store.lock(key));
        yield* Effect.exit(Effect.scoped(Effect.andThen(another.lock(key), Effect.die("an end"))));
        const scope = yield* Scope.make();
        expect(yield* Scope.provide(store.lock(key), scope)).toBeDefined();
        expect(yield* Effect.scoped(another.lock(key))).toBeUndefined();
        expect(yield* Effect.scoped(store.lock(key))).toBeUndefined();
        yield* Scope.close(scope, Exit.void);
        expect(yield* another.lock(key)).toBeDefined();
      }));

    test("gives each holder of a lock a greater fence", ({ store, another }) =>
      Effect.gen(function* () {
        const fences: Array<number> = [];
        for (const each of [store, another, store, store, another]) {
          const lock = yield* Effect.scoped(each.lock(key));
          fences.push(lock?.fence ?? NaN);
          yield* save(each, "text");
          yield* each.remove(key);
        }
        for (const [index, fence] of fences.entries()) {
          expect(Number.isSafeInteger(fence)).toBe(true);
          if (index > 0) expect(fence).toBeGreaterThan(fences[index - 1]!);
        }
      }));

    test("saves under a lock that is held, and lets others read meanwhile", ({ store, another }) =>
      Effect.gen(function* () {
        const lock = yield* store.lock(key);
        yield* store.save(key, Redacted.make("under the lock"), { lock });
        expect(yield* loaded(another)).toBe("under the lock");
        expect(yield* loaded(store)).toBe("under the lock");
      }));

    test("does not save under a lock that somebody has taken since, where it can tell", (under) =>
      Effect.gen(function* () {
        const { store, another, expireLock } = under;
        const first = yield* store.lock(key);
        if (expireLock === undefined) {
          // Nobody can take it away.
          expect(yield* another.lock(key)).toBeUndefined();
          return;
        }
        yield* expireLock(key);
        const second = yield* another.lock(key);
        expect(second?.fence).toBeGreaterThan(first?.fence ?? NaN);
        yield* another.save(key, Redacted.make("the second's"), { lock: second });
        const error = yield* Effect.flip(store.save(key, Redacted.make("the first's"), { lock: first }));
        expect(error).toMatchObject({ _tag: "StoreFailed", operation: "save", kind: "superseded" });
        expect(error.store).toBe(store.name);
        expect(yield* loaded(store)).toBe("the second's");
      }));
  });
}
