import { describe, expect, it } from "@effect/vitest";
import * as Deferred from "effect/Deferred";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Fiber from "effect/Fiber";
import * as Scope from "effect/Scope";
import * as TestClock from "effect/testing/TestClock";
import { type AuthToken, memoryStore, NetworkFailed, type SessionOptions } from "../../../mod.ts";
import { recordingProvider } from "../../support/providers.ts";
import { answer, scriptedTokenApi, someCredentials } from "../../support/scriptedTokenApi.ts";
import { pass, recordsOf, sessionOf, settled, tokenAt } from "../../support/sessions.ts";

const refusedConnection = new NetworkFailed({
  step: "RequestToken",
  kind: "connect",
  code: "ECONNREFUSED",
  mayHaveArrived: false,
});

describe("session.token", () => {
  it.effect("logs in when there is no token, and gives the same one from then on", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([answer.succeeded("first")]);
      const session = yield* sessionOf(server);
      expect(server.sent).toHaveLength(0);
      expect((yield* session.token).reveal()).toBe("first");
      expect((yield* session.token).reveal()).toBe("first");
      expect(server.sent).toHaveLength(1);
    }));

  it.effect("is one login for any number of callers, and one failure", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([refusedConnection, answer.succeeded("second")]);
      const session = yield* sessionOf(server);
      const all = Effect.all(Array.from({ length: 100 }, () => Effect.result(session.token)), {
        concurrency: "unbounded",
      });
      const failed = yield* all;
      expect(new Set(failed.map((result) => result._tag === "Failure" && result.failure)).size).toBe(1);
      const given = yield* all;
      expect(new Set(given.map((result) => result._tag === "Success" && result.success.reveal()))).toEqual(
        new Set(["second"]),
      );
      expect(server.sent).toHaveLength(2);
    }));

  it.effect("goes on for the others where one caller is interrupted", () =>
    Effect.gen(function* () {
      const gate = yield* Deferred.make<void>();
      const slow = Effect.as(Deferred.await(gate), answer.succeeded("slow"));
      const session = yield* sessionOf(scriptedTokenApi([slow]));
      const first = yield* Effect.forkChild(session.token);
      const second = yield* Effect.forkChild(session.token);
      yield* settled;
      yield* Fiber.interrupt(first);
      yield* Deferred.succeed(gate, undefined);
      expect((yield* Fiber.join(second)).reveal()).toBe("slow");
    }));

  it.effect("takes a good token from the store, and sends nothing", () =>
    Effect.gen(function* () {
      const [store, credentials] = [memoryStore(), someCredentials()];
      yield* (yield* recordsOf(store, credentials)).saveToken(tokenAt(credentials, "stored", 0));
      const renewed: Array<AuthToken> = [];
      const session = yield* sessionOf(
        scriptedTokenApi([]),
        { store, onRenewed: (auth) => renewed.push(auth) },
        credentials,
      );
      yield* TestClock.setTime(23 * 60 * 60_000);
      expect(yield* session.token).toMatchObject({ username: credentials.username, obtainedAt: new Date(0) });
      yield* settled;
      expect(renewed.map((auth) => auth.reveal())).toEqual(["stored"]);
    }));

  it.effect("does without a stored token that has expired, or expires within the moment", () =>
    Effect.gen(function* () {
      const [store, credentials] = [memoryStore(), someCredentials()];
      yield* (yield* recordsOf(store, credentials)).saveToken(tokenAt(credentials, "stored", 0));
      yield* TestClock.setTime(24 * 60 * 60_000 - 5000);
      const session = yield* sessionOf(scriptedTokenApi([answer.succeeded("new")]), { store }, credentials);
      expect((yield* session.token).reveal()).toBe("new");
    }));

  it.effect("renews a stored token that is about to expire, and uses it where that fails", () =>
    Effect.gen(function* () {
      const [store, credentials] = [memoryStore(), someCredentials()];
      yield* (yield* recordsOf(store, credentials)).saveToken(tokenAt(credentials, "stored", 0));
      yield* TestClock.setTime(24 * 60 * 60_000 - 5 * 60_000);
      const failures: Array<unknown> = [];
      const options: SessionOptions = { store, onFailed: (error) => failures.push(error) };
      const unlucky = yield* sessionOf(scriptedTokenApi([refusedConnection]), options, credentials);
      expect((yield* unlucky.token).reveal()).toBe("stored");
      yield* settled;
      expect(failures).toEqual([refusedConnection]);
      const lucky = yield* sessionOf(scriptedTokenApi([answer.succeeded("new")]), options, credentials);
      expect((yield* lucky.token).reveal()).toBe("new");
    }));

  it.effect("keeps tokens of other users, app keys and base URLs apart in one store", () =>
    Effect.gen(function* () {
      const store = memoryStore();
      const same = { username: "same", appKey: "key" };
      const baseUrl = "https://other.example/api";
      const users = [
        [scriptedTokenApi([answer.succeeded("1")]), same],
        [scriptedTokenApi([answer.succeeded("2")]), { ...same, appKey: "another" }],
        [scriptedTokenApi([answer.succeeded("3")]), { ...same, username: "another" }],
        [scriptedTokenApi([answer.succeeded("4")], [], baseUrl), same],
      ] as const;
      for (const _again of [1, 2]) {
        const tokens: Array<string> = [];
        for (const [server, user] of users) {
          const session = yield* sessionOf(server, { store }, someCredentials(user));
          tokens.push((yield* session.token).reveal());
        }
        expect(tokens).toEqual(["1", "2", "3", "4"]);
      }
    }));

  it.effect("is shared by sessions that share a store: the second waits, and sends nothing", () =>
    Effect.gen(function* () {
      const [store, credentials] = [memoryStore(), someCredentials()];
      const gate = yield* Deferred.make<void>();
      const slow = Effect.as(Deferred.await(gate), answer.succeeded("shared"));
      const first = yield* sessionOf(scriptedTokenApi([slow]), { store }, credentials);
      const second = yield* sessionOf(scriptedTokenApi([]), { store }, credentials);
      const firstToken = yield* Effect.forkChild(first.token);
      yield* settled;
      const secondToken = yield* Effect.forkChild(second.token);
      yield* pass("5 seconds");
      yield* Deferred.succeed(gate, undefined);
      expect((yield* Fiber.join(firstToken)).reveal()).toBe("shared");
      yield* pass("1 second");
      expect((yield* Fiber.join(secondToken)).reveal()).toBe("shared");
    }));

  it.effect("tells once that another's login is waited for, and not before a second has passed", () =>
    Effect.gen(function* () {
      const [store, credentials] = [memoryStore(), someCredentials()];
      const { key } = yield* recordsOf(store, credentials);
      const [scope, told] = [yield* Scope.make(), [] as Array<unknown>];
      yield* Scope.provide(store.lock(key), scope);
      const session = yield* sessionOf(
        scriptedTokenApi([answer.succeeded("own")]),
        { store, codeTimeout: "10 seconds", maxCodes: 2, onLoginAwaited: (awaited) => told.push(awaited) },
        credentials,
      );
      const waiting = yield* Effect.forkChild(session.token);
      yield* settled;
      yield* pass("900 millis");
      expect(told).toEqual([]);
      yield* pass("10 seconds");
      const { username } = credentials;
      expect(told).toEqual([{ username, baseUrl: "https://broker.example/api", timeoutMillis: 140_000 }]);
      yield* Scope.close(scope, Exit.void);
      yield* pass("1 second");
      expect((yield* Fiber.join(waiting)).reveal()).toBe("own");
      expect(told).toHaveLength(1);
    }));

  it.effect("fails with LoginInProgress where another's login has no end", () =>
    Effect.gen(function* () {
      const [store, credentials] = [memoryStore(), someCredentials()];
      const { key } = yield* recordsOf(store, credentials);
      yield* store.lock(key);
      const session = yield* sessionOf(
        scriptedTokenApi([]),
        { store, codeTimeout: "10 seconds", maxCodes: 1 },
        credentials,
      );
      const waiting = yield* Effect.forkChild(Effect.flip(session.token));
      yield* settled;
      yield* pass("3 minutes");
      expect(yield* Fiber.join(waiting)).toMatchObject({
        _tag: "LoginInProgress",
        retryable: true,
        exitCode: 6,
      });
    }));

  it.effect("gives up its login where somebody else has taken the lock, and takes that one's token", () =>
    Effect.gen(function* () {
      const [memory, credentials] = [memoryStore(), someCredentials()];
      const taken = yield* Deferred.make<void>();
      const store = {
        ...memory,
        lock: (key: string) =>
          Effect.map(memory.lock(key), (lock) => lock && { ...lock, lost: Deferred.await(taken) }),
      };
      const journal: Array<string> = [];
      const provider = recordingProvider({ journal });
      const session = yield* sessionOf(
        scriptedTokenApi([answer.codeExpected()]),
        { store, provider },
        credentials,
      );
      const waiting = yield* Effect.forkChild(session.token);
      yield* settled;
      yield* (yield* recordsOf(store, credentials)).saveToken(tokenAt(credentials, "theirs", 0));
      yield* Deferred.succeed(taken, undefined);
      yield* pass("1 second");
      expect((yield* Fiber.join(waiting)).reveal()).toBe("theirs");
      expect(journal).toEqual(["mailbox arm", "mailbox next", "mailbox interrupted", "mailbox close"]);
    }));
});

describe("session.login", () => {
  it.effect("logs in anew, whatever is cached or stored, and the new token is used from then on", () =>
    Effect.gen(function* () {
      const [store, credentials] = [memoryStore(), someCredentials()];
      const server = scriptedTokenApi([answer.succeeded("first"), answer.succeeded("second")]);
      const session = yield* sessionOf(server, { store }, credentials);
      expect((yield* session.token).reveal()).toBe("first");
      expect((yield* session.login).reveal()).toBe("second");
      expect((yield* session.token).reveal()).toBe("second");
      expect((yield* (yield* recordsOf(store, credentials)).token)?.reveal()).toBe("second");
    }));
});

describe("the end of a session's scope", () => {
  it.effect("interrupts the login under way and all who wait for it, and frees the lock", () =>
    Effect.gen(function* () {
      const [store, credentials] = [memoryStore(), someCredentials()];
      const scope = yield* Scope.make();
      const session = yield* Scope.provide(
        sessionOf(scriptedTokenApi([Effect.never]), { store }, credentials),
        scope,
      );
      const waiting = yield* Effect.forkChild(session.token);
      yield* settled;
      yield* Scope.close(scope, Exit.void);
      expect(Exit.hasInterrupts(yield* Fiber.await(waiting))).toBe(true);
      expect(Exit.hasInterrupts(yield* Effect.exit(session.token))).toBe(true);
      const next = yield* sessionOf(scriptedTokenApi([answer.succeeded("next")]), { store }, credentials);
      expect((yield* next.token).reveal()).toBe("next");
    }));
});

describe("the options", () => {
  const broken: ReadonlyArray<readonly [setting: string, options: Record<string, unknown>]> = [
    ["store", { store: {} }],
    ["store", { store: { ...memoryStore(), lock: undefined } }],
    ["maxRefusedCodes", { maxRefusedCodes: 0 }],
    ["maxRefusedCodes", { maxRefusedCodes: 101 }],
    ["refusedCodesWindow", { refusedCodesWindow: "soon" }],
    ["requestTimeout", { requestTimeout: 0 }],
    ["renew", { renew: { ahead: "25 hours" } }],
    ["renew", { renew: { jitter: -1 } }],
    ["renew", { renew: { hours: { from: "8", to: "22:00" } } }],
    ["renew", { renew: { hours: { from: "08:00", to: "24:00" } } }],
    ["renew", { renew: { hours: { from: "08:00", to: "22:00", timeZone: "Nowhere/City" } } }],
    ["codeTimeout", { codeTimeout: 0 }],
  ];
  for (const [setting, options] of broken) {
    it.effect(`a wrong ${setting} is named before anything is sent: ${JSON.stringify(options)}`, () =>
      Effect.gen(function* () {
        const error = yield* Effect.flip(sessionOf(scriptedTokenApi([]), options as SessionOptions));
        expect(error).toMatchObject({ _tag: "InvalidConfiguration", setting });
      }));
  }
});
