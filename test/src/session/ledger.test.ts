import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as Redacted from "effect/Redacted";
import * as TestClock from "effect/testing/TestClock";
import { type Credentials, memoryStore, type TokenStore } from "../../../mod.ts";
import { noAttempts } from "../../../src/Attempts.ts";
import { withRefusal } from "../../../src/internal/session/attemptLedger.ts";
import { recordingProvider } from "../../support/providers.ts";
import { answer, scriptedTokenApi, someCredentials } from "../../support/scriptedTokenApi.ts";
import { faultyStore, pass, recordsOf, sessionOf, settled } from "../../support/sessions.ts";

const minute = 60_000;

/** A login in a session of its own, as a program that was started anew does it. */
const tryAgain = (
  script: Parameters<typeof scriptedTokenApi>[0],
  store: TokenStore,
  credentials: Credentials,
  codes: ReadonlyArray<string> = [],
) =>
  Effect.gen(function* () {
    const server = scriptedTokenApi(script);
    const session = yield* sessionOf(server, { store, provider: recordingProvider({ codes }) }, credentials);
    const result = yield* Effect.result(session.token);
    return { sent: server.sent.length, outcome: result._tag === "Success" ? "token" : result.failure };
  }).pipe(Effect.scoped);

const wrongPassword = [answer.credentialsRefused("Invalid credentials")];
const wrongCode = (...codes: ReadonlyArray<string>) => [
  answer.codeExpected(),
  ...codes.map(() => answer.codeRefused("Invalid code")),
];

describe("a password that the server has refused", () => {
  it.effect("is not sent again, by any session that shares the store", () =>
    Effect.gen(function* () {
      const [store, credentials] = [memoryStore(), someCredentials()];
      const first = yield* tryAgain(wrongPassword, store, credentials);
      expect(first).toMatchObject({ sent: 1, outcome: { _tag: "CredentialsRefused" } });
      yield* TestClock.adjust("30 days");
      const again = someCredentials({ username: credentials.username });
      expect(yield* tryAgain([], store, again)).toMatchObject({
        sent: 0,
        outcome: {
          _tag: "LoginWithheld",
          refused: "password",
          at: "1970-01-01T00:00:00.000Z",
          times: 1,
          retryable: false,
          exitCode: 3,
        },
      });
    }));

  it.effect("is no reason against another password, and a success clears the ledger", () =>
    Effect.gen(function* () {
      const [store, credentials] = [memoryStore(), someCredentials()];
      const { username } = credentials;
      yield* tryAgain(wrongPassword, store, credentials);
      const corrected = someCredentials({ username, password: "corrected" });
      const log = yield* recordsOf(store, credentials);
      expect((yield* log.attempts).refused).toHaveLength(1);
      expect(yield* tryAgain([answer.succeeded()], store, corrected)).toEqual({ sent: 1, outcome: "token" });
      expect(yield* log.attempts).toEqual({ refused: [], codes: [] });
    }));

  it.effect("is remembered with four others: two in turn are sent once each", () =>
    Effect.gen(function* () {
      const store = memoryStore();
      const { username } = someCredentials();
      const tried = (password: string) =>
        tryAgain(wrongPassword, store, someCredentials({ username, password }));
      for (const password of ["one", "two"]) expect((yield* tried(password)).sent).toBe(1);
      for (const password of ["one", "two", "one"]) {
        expect(yield* tried(password)).toMatchObject({
          sent: 0,
          outcome: { _tag: "LoginWithheld", times: 1 },
        });
      }
      yield* TestClock.adjust("1 second");
      for (const password of ["three", "four", "five", "six"]) expect((yield* tried(password)).sent).toBe(1);
      for (const password of ["two", "three", "four", "five", "six"]) {
        expect((yield* tried(password)).sent).toBe(0);
      }
      expect((yield* tried("one")).sent).toBe(1);
      const { refused } = yield* (yield* recordsOf(store, someCredentials({ username }))).attempts;
      expect(refused).toHaveLength(5);
      expect(refused.map(({ at }) => at)).toEqual([1000, 1000, 1000, 1000, 1000]);
      // One slow hash answers for all of them.
      expect(new Set(refused.map(({ salt }) => salt)).size).toBe(1);
      expect(new Set(refused.map(({ hash }) => hash)).size).toBe(5);
    }));

  it.effect("and is refused again, though it is known, has its count raised, and is the newest", () =>
    Effect.gen(function* () {
      const credentials = someCredentials();
      const other = someCredentials({ username: credentials.username, password: "other" });
      let attempts = noAttempts;
      for (const [each, now] of [[credentials, 1], [other, 2], [credentials, 3]] as const) {
        attempts = yield* withRefusal(attempts, "password", each, now);
        attempts = yield* withRefusal(attempts, "pin", each, now);
      }
      expect(attempts.refused.map(({ what, at, times }) => [what, at, times])).toEqual([
        ["password", 2, 1],
        ["password", 3, 2],
        ["pin", 2, 1],
        ["pin", 3, 2],
      ]);
    }));

  it.effect("for it has expired is not sent again either; a new one is", () =>
    Effect.gen(function* () {
      const [store, credentials] = [memoryStore(), someCredentials()];
      const first = yield* tryAgain([answer.passwordExpired], store, credentials);
      expect(first).toMatchObject({ sent: 1, outcome: { _tag: "PasswordExpired" } });
      expect(yield* tryAgain([], store, credentials)).toMatchObject({
        sent: 0,
        outcome: { _tag: "LoginWithheld", refused: "password" },
      });
      const changed = someCredentials({ username: credentials.username, password: "changed" });
      expect(yield* tryAgain([answer.succeeded()], store, changed)).toEqual({ sent: 1, outcome: "token" });
    }));

  it.each([answer.pinNotSet, answer.appKeyRefused("No such key")])(
    "is another matter than what the server may be told: $_tag withholds nothing",
    (refusal) =>
      Effect.gen(function* () {
        const [store, credentials] = [memoryStore(), someCredentials()];
        for (const _ of [1, 2]) {
          expect(yield* tryAgain([refusal], store, credentials)).toMatchObject({
            sent: 1,
            outcome: { _tag: refusal._tag },
          });
        }
        expect(yield* tryAgain([answer.succeeded()], store, credentials)).toEqual({
          sent: 1,
          outcome: "token",
        });
      }).pipe(Effect.runPromise),
  );

  it.effect("may be sent again after a reset", () =>
    Effect.gen(function* () {
      const [store, credentials] = [memoryStore(), someCredentials()];
      yield* tryAgain(wrongPassword, store, credentials);
      yield* (yield* recordsOf(store, credentials)).resetAttempts;
      expect((yield* tryAgain(wrongPassword, store, credentials)).sent).toBe(1);
    }));

  it.effect("is withheld in the session too, as is a pin with its password", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([answer.pinExpected(), answer.pinRefused("Invalid pin")]);
      const store = memoryStore();
      const credentials = someCredentials({ pin: "0417" });
      const session = yield* sessionOf(server, { store }, credentials);
      expect(yield* Effect.flip(session.token)).toMatchObject({ _tag: "PinRefused" });
      expect(yield* Effect.flip(session.token)).toMatchObject({ _tag: "LoginWithheld", refused: "pin" });
      expect(yield* Effect.flip(session.login)).toMatchObject({ _tag: "LoginWithheld", refused: "pin" });
      expect(server.sent).toHaveLength(2);
      const otherPin = someCredentials({ username: credentials.username, pin: "0418" });
      expect((yield* tryAgain([answer.succeeded()], store, otherPin)).outcome).toBe("token");
    }));

  it.effect("stands in the store as a salted, slow hash alone", () =>
    Effect.gen(function* () {
      const store = memoryStore();
      const credentials = someCredentials({ password: "canary-password", appKey: "canary-app-key" });
      yield* tryAgain(wrongPassword, store, credentials);
      const { key, attempts } = yield* recordsOf(store, credentials);
      const record = Redacted.value((yield* store.load(`${key}.attempts`))!);
      expect(record).not.toContain("canary");
      expect(record).not.toContain(credentials.username);
      expect(Redacted.value(credentials.password)).toBe("canary-password");
      const [first] = (yield* attempts).refused;
      yield* (yield* recordsOf(store, credentials)).resetAttempts;
      yield* tryAgain(wrongPassword, store, credentials);
      const [second] = (yield* attempts).refused;
      expect(first!.hash).not.toBe(second!.hash);
    }));

  it.effect("is not forgotten by the session where the store takes no record", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi(wrongPassword);
      const reports: Array<unknown> = [];
      const session = yield* sessionOf(server, {
        store: faultyStore(memoryStore(), { save: "full" }),
        onStoreFailed: (error) => reports.push(error),
      });
      expect(yield* Effect.flip(session.token)).toMatchObject({ _tag: "CredentialsRefused" });
      expect(yield* Effect.flip(session.token)).toMatchObject({ _tag: "LoginWithheld" });
      expect(reports).toMatchObject([{ _tag: "StoreFailed", kind: "full", operation: "save" }]);
    }));

  it.effect("is written down though the caller is gone by then", () =>
    Effect.gen(function* () {
      const [store, credentials] = [memoryStore(), someCredentials()];
      const session = yield* sessionOf(scriptedTokenApi(wrongPassword), { store }, credentials);
      const login = yield* Effect.forkChild(session.login);
      yield* settled;
      yield* Fiber.interrupt(login);
      yield* Effect.promise(() => new Promise((resolve) => setTimeout(resolve, 1000)));
      expect((yield* (yield* recordsOf(store, credentials)).attempts).refused).toHaveLength(1);
    }));
});

describe("codes that the server has refused", () => {
  it.effect("keep the next login waiting, in any process, until the window has passed", () =>
    Effect.gen(function* () {
      const [store, credentials] = [memoryStore(), someCredentials()];
      const first = yield* tryAgain(wrongCode("1", "2", "3"), store, credentials, ["1111", "2222", "3333"]);
      expect(first).toMatchObject({ sent: 4, outcome: { _tag: "CodeRefused" } });
      yield* TestClock.adjust("20 minutes");
      expect(yield* tryAgain([], store, credentials)).toMatchObject({
        sent: 0,
        outcome: { _tag: "LoginPostponed", codesRefused: 3, retryAfterMillis: 40 * minute, exitCode: 6 },
      });
      yield* TestClock.adjust("40 minutes");
      const codes = ["4444"];
      const script = [answer.codeExpected(), answer.succeeded()];
      expect(yield* tryAgain(script, store, credentials, codes)).toEqual({ sent: 2, outcome: "token" });
    }));

  it.effect("of earlier logins leave fewer to the next one", () =>
    Effect.gen(function* () {
      const [store, credentials] = [memoryStore(), someCredentials()];
      const fails = answer.credentialsRefused();
      yield* tryAgain(
        [answer.codeExpected(), answer.codeRefused(), answer.codeRefused(), fails],
        store,
        credentials,
        [
          "1111",
          "2222",
          "3333",
        ],
      );
      yield* (yield* recordsOf(store, credentials)).saveAttempts({ refused: [], codes: [0, 0] });
      const last = yield* tryAgain(wrongCode("1", "2"), store, credentials, ["5555", "6666"]);
      expect(last).toMatchObject({ sent: 2, outcome: { _tag: "CodeRefused" } });
    }));

  it.effect("count where the server asks for a code again, too", () =>
    Effect.gen(function* () {
      const [store, credentials] = [memoryStore(), someCredentials()];
      const asksAgain = [1, 2, 3, 4].map((n) => answer.codeExpected(`interim-${n}`));
      yield* tryAgain(asksAgain, store, credentials, ["1111", "2222", "3333"]);
      expect((yield* (yield* recordsOf(store, credentials)).attempts).codes).toEqual([0, 0, 0]);
    }));

  it.effect("are forgotten after a success in the same login", () =>
    Effect.gen(function* () {
      const [store, credentials] = [memoryStore(), someCredentials()];
      const script = [answer.codeExpected(), answer.codeRefused(), answer.succeeded()];
      expect((yield* tryAgain(script, store, credentials, ["1111", "2222"])).outcome).toBe("token");
      expect((yield* (yield* recordsOf(store, credentials)).attempts).codes).toEqual([]);
    }));

  it.effect("wait no longer than the window where the clock was set back an hour", () =>
    Effect.gen(function* () {
      const [store, credentials] = [memoryStore(), someCredentials()];
      const ahead = 61 * minute;
      yield* (yield* recordsOf(store, credentials)).saveAttempts({
        refused: [],
        codes: [ahead, ahead, ahead],
      });
      const { outcome } = yield* tryAgain([], store, credentials);
      expect(outcome).toMatchObject({ _tag: "LoginPostponed", retryAfterMillis: 60 * minute });
    }));

  it.effect("end the renewals; the token is used until it expires, and the first caller after that logs in", () =>
    Effect.gen(function* () {
      const script = [
        answer.succeeded("first"),
        ...wrongCode("1"),
        answer.codeExpected(),
        answer.succeeded("second"),
      ];
      const server = scriptedTokenApi(script);
      const session = yield* sessionOf(server, {
        renew: { ahead: "3 hours", jitter: 0 },
        maxRefusedCodes: 1,
        provider: recordingProvider({ codes: ["1111", "2222"] }),
        onFailed: () => {},
      });
      yield* session.token;
      yield* pass("21 hours");
      yield* pass("2 hours");
      expect((yield* session.token).reveal()).toBe("first");
      yield* pass("2 hours");
      expect(server.sent).toHaveLength(3);
      expect((yield* session.token).reveal()).toBe("second");
    }));

  it.effect("of another process keep a renewal waiting, which goes on by itself once the window has passed", () =>
    Effect.gen(function* () {
      const [store, credentials] = [memoryStore(), someCredentials()];
      const server = scriptedTokenApi([answer.succeeded("first"), answer.succeeded("second")]);
      const session = yield* sessionOf(
        server,
        { store, renew: { ahead: "3 hours", jitter: 0 }, onFailed: () => {} },
        credentials,
      );
      yield* session.token;
      yield* TestClock.adjust("20.5 hours");
      const now = 20.5 * 60 * minute;
      yield* (yield* recordsOf(store, credentials)).saveAttempts({
        refused: [],
        codes: [now, now, now + minute],
      });
      yield* pass("30 minutes");
      expect(server.sent).toHaveLength(1);
      yield* pass("30 minutes");
      expect((yield* session.token).reveal()).toBe("second");
    }));
});
