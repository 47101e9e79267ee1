import { describe, expect, it } from "@effect/vitest";
import * as Deferred from "effect/Deferred";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as Redacted from "effect/Redacted";
import * as TestClock from "effect/testing/TestClock";
import { vi } from "vitest";
import { memoryStore, StoreFailed, type StoreFailureKind, type TokenStore } from "../../../mod.ts";
import { answer, scriptedTokenApi, someCredentials } from "../../support/scriptedTokenApi.ts";
import { faultyStore, pass, recordsOf, sessionOf, settled, tokenAt } from "../../support/sessions.ts";

type Faults = Parameters<typeof faultyStore>[1];

/** A session's token with a store that fails; the clock runs as long as it needs. */
const tokenWith = (faults: Faults, store = memoryStore(), credentials = someCredentials()) =>
  Effect.gen(function* () {
    const reports: Array<StoreFailed> = [];
    const server = scriptedTokenApi([answer.succeeded("token")]);
    const session = yield* sessionOf(server, {
      store: faultyStore(store, faults),
      onStoreFailed: (error) => reports.push(error),
    }, credentials);
    const waiting = yield* Effect.forkChild(session.token);
    yield* settled;
    for (let seconds = 0; seconds < 30 && waiting.pollUnsafe() === undefined; seconds++) {
      yield* pass("1 second");
    }
    const token = (yield* Fiber.join(waiting)).reveal();
    yield* settled;
    const waited = yield* TestClock.testClockWith((clock) =>
      Effect.sync(() => clock.currentTimeMillisUnsafe())
    );
    return { token, waited, reports, sent: server.sent.length };
  });

describe("a store that fails never costs the login, and the fault is reported:", () => {
  const operations = ["load", "save", "remove", "lock"] as const;
  const kinds: ReadonlyArray<StoreFailureKind> = [
    "unavailable",
    "timeout",
    "full",
    "exposed",
    "key",
    "superseded",
  ];
  for (const operation of ["load", "save", "lock"] as const) {
    for (const kind of kinds) {
      it.effect(`${operation} fails as ${kind}`, () =>
        Effect.gen(function* () {
          const { token, reports, sent } = yield* tokenWith({ [operation]: kind });
          expect([token, sent]).toEqual(["token", 1]);
          expect(reports[0]).toMatchObject({ _tag: "StoreFailed", store: "faulty", operation, kind });
        }));
    }
    it.effect(`${operation} hangs: it is given up after 10 seconds`, () =>
      Effect.gen(function* () {
        const { token, waited, reports } = yield* tokenWith({ [operation]: "hang" });
        expect(token).toBe("token");
        expect(reports).toMatchObject([{ operation, kind: "timeout" }]);
        expect(waited).toBe(10_000);
      }));
    it.effect(`${operation} hangs and cannot be interrupted: it is left to itself`, () =>
      Effect.gen(function* () {
        const { token, waited, reports } = yield* tokenWith({ [operation]: "stick" });
        expect(token).toBe("token");
        expect(reports).toMatchObject([{ operation, kind: "timeout" }]);
        expect(waited).toBe(11_000);
      }));
    it.effect(`${operation} throws: its words, which may hold anything, are not repeated`, () =>
      Effect.gen(function* () {
        const { token, reports } = yield* tokenWith({ [operation]: "throw" });
        expect(token).toBe("token");
        expect(reports[0]).toMatchObject({ operation, kind: "unavailable" });
        expect(JSON.stringify(reports)).not.toContain("secret-of-the-driver");
      }));
  }
  it.effect("everything hangs: 10 seconds for the first call, and 10 for the saving", () =>
    Effect.gen(function* () {
      const { token, waited, reports } = yield* tokenWith(
        Object.fromEntries(operations.map((operation) => [operation, "hang"])),
      );
      expect(token).toBe("token");
      expect(reports.map(({ operation }) => operation)).toEqual(["load", "save"]);
      expect(waited).toBe(20_000);
    }));

  it.effect("a lock that comes too late is given back at the end of the login", () =>
    Effect.gen(function* () {
      const [memory, arrival, journal] = [memoryStore(), yield* Deferred.make<void>(), [] as Array<string>];
      const slow: TokenStore = {
        ...memory,
        lock: () =>
          Effect.acquireRelease(
            Effect.as(Deferred.await(arrival), { fence: 1, lost: Effect.never }),
            () => Effect.sync(() => void journal.push("given back")),
          ),
      };
      const server = scriptedTokenApi([answer.succeeded("token")]);
      const session = yield* sessionOf(server, { store: slow, onStoreFailed: () => {} });
      const waiting = yield* Effect.forkChild(session.token);
      yield* settled;
      yield* pass("9 seconds");
      yield* pass("2 seconds");
      expect((yield* Fiber.join(waiting)).reveal()).toBe("token");
      expect(journal).toEqual([]);
      yield* Deferred.succeed(arrival, undefined);
      yield* settled;
      expect(journal).toEqual(["given back"]);
    }));

  it.effect("without a listener, in a line on stderr", () =>
    Effect.gen(function* () {
      const lines: Array<unknown> = [];
      const warn = vi.spyOn(console, "warn").mockImplementation((line) => void lines.push(line));
      const session = yield* sessionOf(scriptedTokenApi([answer.succeeded("token")]), {
        store: faultyStore(memoryStore(), { save: "full" }),
        onStoreFailed: undefined,
      });
      yield* session.token;
      yield* settled;
      warn.mockRestore();
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatch(
        /^autoshares-auth: Token store faulty, save: it is out of order\. Mend what it names/,
      );
    }));
});

describe("a stored token that cannot be used is moved aside with a report of why, and a login takes its place:", () => {
  const good = (key: string) => ({
    version: 1,
    key,
    token: "stored",
    username: "bob",
    obtainedAt: 0,
    codesTried: 0,
  });
  const broken: ReadonlyArray<
    readonly [title: string, record: (key: string) => string, why: RegExp, kind?: StoreFailureKind]
  > = [
    ["cut short", (key) => JSON.stringify(good(key)).slice(0, -20), /not JSON \(cut short\?\)/],
    ["empty", () => "", /not JSON/],
    ["no object", () => "null", /no JSON object/],
    ["of an older release", (key) => JSON.stringify({ ...good(key), version: 0 }), /version is not 1/],
    ["without a version", (key) => JSON.stringify({ ...good(key), version: undefined }), /version is not 1/],
    [
      "of another user",
      () => JSON.stringify(good("another")),
      /another user, app key or base URL/,
      "foreign",
    ],
    ["without a token", (key) => JSON.stringify({ ...good(key), token: undefined }), /token is missing/],
    [
      "with a token for two headers",
      (key) => JSON.stringify({ ...good(key), token: "a\r\nb" }),
      /token is missing/,
    ],
    ["with a user that is none", (key) => JSON.stringify({ ...good(key), username: 7 }), /username/],
    ["with a time that is none", (key) => JSON.stringify({ ...good(key), obtainedAt: "now" }), /time/],
    [
      "with a time that no calendar has",
      (key) => JSON.stringify({ ...good(key), obtainedAt: 1e300 }),
      /time/,
    ],
    ["with a provider that is none", (key) => JSON.stringify({ ...good(key), provider: 7 }), /provider/],
    [
      "without its count of codes",
      (key) => JSON.stringify({ ...good(key), codesTried: null }),
      /count of codes/,
    ],
  ];
  for (const [title, record, why, kind = "damaged"] of broken) {
    it.effect(title, () =>
      Effect.gen(function* () {
        const [store, credentials] = [memoryStore(), someCredentials()];
        const { key, token: stored } = yield* recordsOf(store, credentials);
        yield* store.save(key, Redacted.make(record(key)));
        const { token, reports } = yield* tokenWith({}, store, credentials);
        expect(token).toBe("token");
        expect(reports).toHaveLength(1);
        expect(reports[0]).toMatchObject({ operation: "load", kind });
        expect(reports[0]!.problem).toMatch(why);
        expect(reports[0]!.problem).toContain(`(the next save moves it to ${key}.aside)`);
        expect((yield* stored)?.reveal()).toBe("token");
        const aside = yield* store.load(`${key}.aside`);
        expect(Redacted.value(aside!)).toBe(record(key));
      }));
  }

  it.effect("that the store itself cannot read, until it is saved anew, is told once", () =>
    Effect.gen(function* () {
      const [plain, credentials] = [memoryStore(), someCredentials()];
      const { key } = yield* recordsOf(plain, credentials);
      const unreadable = (of: string) =>
        new StoreFailed({
          store: "memory",
          operation: "load",
          kind: "damaged",
          problem: `${of} is cut short`,
        });
      const damaged = new Set([key, `${key}.attempts`]);
      const store: TokenStore = {
        ...plain,
        load: (of) => damaged.has(of) ? Effect.fail(unreadable(of)) : plain.load(of),
        save: (of, ...more) =>
          Effect.tap(plain.save(of, ...more), () => Effect.sync(() => damaged.delete(of))),
      };
      const { token, reports } = yield* tokenWith({}, store, credentials);
      expect(token).toBe("token");
      expect(reports).toEqual([unreadable(key), unreadable(`${key}.attempts`)]);
      const { token: stored, attempts } = yield* recordsOf(store, credentials);
      expect((yield* stored)?.reveal()).toBe("token");
      expect(yield* attempts).toEqual({ refused: [], codes: [] });
    }));

  it.effect("stays where it is while no login succeeds", () =>
    Effect.gen(function* () {
      const [store, credentials] = [memoryStore(), someCredentials()];
      const { key } = yield* recordsOf(store, credentials);
      yield* store.save(key, Redacted.make("{"));
      const server = scriptedTokenApi([answer.credentialsRefused()]);
      const session = yield* sessionOf(server, { store, onStoreFailed: () => {} }, credentials);
      expect(yield* Effect.flip(session.token)).toMatchObject({ _tag: "CredentialsRefused" });
      expect(yield* store.load(key)).toEqual(Redacted.make("{"));
      expect(yield* store.load(`${key}.aside`)).toBeUndefined();
    }));

  it.effect("and a damaged attempt ledger does not cost the login either", () =>
    Effect.gen(function* () {
      const [store, credentials] = [memoryStore(), someCredentials()];
      const { key } = yield* recordsOf(store, credentials);
      const damaged = [
        "{",
        "[]",
        JSON.stringify({ version: 1, key: `${key}.attempts`, refused: [{}], codes: [] }),
        JSON.stringify({ version: 1, key: `${key}.attempts`, refused: [], codes: ["now"] }),
      ];
      for (const record of damaged) {
        yield* store.remove(key);
        yield* store.save(`${key}.attempts`, Redacted.make(record));
        const { token, reports } = yield* tokenWith({}, store, credentials);
        expect(token).toBe("token");
        expect(reports).toMatchObject([{ kind: "damaged" }]);
        expect(yield* store.load(`${key}.attempts.aside`)).toEqual(Redacted.make(record));
      }
    }));
});

describe("a stored token", () => {
  it.effect("comes back as it was", () =>
    Effect.gen(function* () {
      const [store, credentials] = [memoryStore(), someCredentials()];
      const records = yield* recordsOf(store, credentials);
      for (const text of ["plain", "with/+== signs", "Ünïcode in Latin-1"]) {
        const auth = tokenAt(credentials, text, 1_772_000_000_123);
        yield* records.saveToken(auth);
        expect(yield* records.token).toEqual(auth);
      }
      yield* records.removeToken;
      expect(yield* records.token).toBeUndefined();
    }));

  it.effect("is forgotten together with one that was moved aside", () =>
    Effect.gen(function* () {
      const [store, credentials] = [memoryStore(), someCredentials()];
      const { key, removeToken } = yield* recordsOf(store, credentials);
      yield* store.save(key, Redacted.make("{"));
      yield* tokenWith({}, store, credentials);
      expect(yield* store.load(`${key}.aside`)).toEqual(Redacted.make("{"));
      yield* removeToken;
      for (const each of [key, `${key}.aside`]) expect(yield* store.load(each)).toBeUndefined();
    }));

  it.effect("is kept under a key that names nobody", () =>
    Effect.gen(function* () {
      const { key } = yield* recordsOf(memoryStore(), someCredentials({ username: "bob" }));
      expect(key).toMatch(/^[0-9a-f]{64}$/);
    }));

  it.effect("obtained by a clock that was an hour ahead is used, and no longer than a day", () =>
    Effect.gen(function* () {
      const [store, credentials] = [memoryStore(), someCredentials()];
      yield* (yield* recordsOf(store, credentials)).saveToken(tokenAt(credentials, "ahead", 60 * 60_000));
      const server = scriptedTokenApi([answer.succeeded("renewed")]);
      const session = yield* sessionOf(server, { store, renew: { jitter: 0 } }, credentials);
      expect((yield* session.token).reveal()).toBe("ahead");
      yield* pass("24 hours");
      yield* pass("50 minutes");
      expect((yield* session.token).reveal()).toBe("renewed");
    }));
});
