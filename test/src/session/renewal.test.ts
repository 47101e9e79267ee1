import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as TestClock from "effect/testing/TestClock";
import {
  type AuthToken,
  CodeTimedOut,
  CredentialsRefused,
  memoryStore,
  NetworkFailed,
  ServerFault,
  type SessionOptions,
  type SessionShape,
} from "../../../mod.ts";
import {
  renewalSettings,
  renewalTime,
  type RenewOptions,
} from "../../../src/internal/session/renewalTime.ts";
import { recordingProvider } from "../../support/providers.ts";
import { answer, scriptedTokenApi, someCredentials } from "../../support/scriptedTokenApi.ts";
import { pass, recordsOf, sessionOf, settled, tokenAt } from "../../support/sessions.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const noJitter: SessionOptions = { renew: { jitter: 0 } };
const unreachable = new NetworkFailed({ step: "RequestToken", kind: "dns", mayHaveArrived: false });

describe("a session's token", () => {
  it.effect("is renewed 10 minutes before it expires, without a call", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([answer.succeeded("first"), answer.succeeded("second")]);
      const renewed: Array<AuthToken> = [];
      const session = yield* sessionOf(server, { ...noJitter, onRenewed: (auth) => renewed.push(auth) });
      yield* session.token;
      yield* pass(day - 10 * minute - 1);
      expect(server.sent).toHaveLength(1);
      yield* pass(1);
      expect(server.times).toEqual([0, day - 10 * minute]);
      expect(renewed.map((auth) => auth.reveal())).toEqual(["first", "second"]);
      expect((yield* session.token).reveal()).toBe("second");
    }));

  it.effect("is renewed again and again, for days", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi(Array.from({ length: 6 }, (_, n) => answer.succeeded(`${n}`)));
      const session = yield* sessionOf(server, noJitter);
      yield* session.token;
      for (let hours = 0; hours < 5 * 24; hours++) {
        yield* TestClock.adjust("1 hour").pipe(Effect.andThen(settled));
      }
      expect(server.times.map((time) => Math.round(time / minute))).toEqual(
        [0, 1, 2, 3, 4, 5].map((n) => n * 1430),
      );
    }), 20_000);

  it.effect("is given out as it is while its renewal is under way", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([answer.succeeded("first"), Effect.never]);
      const session = yield* sessionOf(server, noJitter);
      yield* session.token;
      yield* pass(day - 5 * minute);
      expect(server.sent).toHaveLength(2);
      expect((yield* session.token).reveal()).toBe("first");
    }));

  it.effect("is not renewed where that is switched off; after its expiry the next caller waits for a login", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([answer.succeeded("first"), answer.succeeded("second")]);
      const session = yield* sessionOf(server, { renew: false });
      yield* session.token;
      yield* pass(2 * day);
      expect(server.sent).toHaveLength(1);
      expect((yield* session.token).reveal()).toBe("second");
    }));

  it.effect("that another process has renewed already is taken from the store", () =>
    Effect.gen(function* () {
      const [store, credentials] = [memoryStore(), someCredentials()];
      const session = yield* sessionOf(
        scriptedTokenApi([answer.succeeded("mine")]),
        { ...noJitter, store },
        credentials,
      );
      yield* session.token;
      yield* (yield* recordsOf(store, credentials)).saveToken(tokenAt(credentials, "theirs", hour));
      yield* pass(day - 10 * minute);
      expect((yield* session.token).reveal()).toBe("theirs");
    }));

  it.effect("whose renewal fails is used on, and its renewal tried again after a minute, two, four", () =>
    Effect.gen(function* () {
      const failing = [unreachable, unreachable, unreachable];
      const server = scriptedTokenApi([answer.succeeded("first"), ...failing, answer.succeeded("last")]);
      const failures: Array<unknown> = [];
      const session = yield* sessionOf(server, { ...noJitter, onFailed: (error) => failures.push(error) });
      yield* session.token;
      yield* pass(day - 10 * minute);
      for (const pause of [1, 2, 4]) yield* pass(pause * minute);
      expect(server.times.map((time) => (time - (day - 10 * minute)) / minute).slice(1)).toEqual([
        0,
        1,
        3,
        7,
      ]);
      expect(failures).toEqual(failing);
      expect((yield* session.token).reveal()).toBe("last");
    }));

  it.effect("is tried again every ten minutes in the end, and after a minute anew once it has succeeded", () =>
    Effect.gen(function* () {
      const failing = Array.from({ length: 6 }, () => unreachable);
      const server = scriptedTokenApi([
        answer.succeeded("first"),
        ...failing,
        answer.succeeded("second"),
        unreachable,
        answer.succeeded("third"),
      ]);
      const session = yield* sessionOf(server, {
        renew: { ahead: "2 hours", jitter: 0 },
        onFailed: () => {},
      });
      yield* session.token;
      yield* pass(day - 2 * hour);
      for (const pause of [1, 2, 4, 8, 10, 10]) yield* pass(pause * minute);
      const begun = server.times.map((time) => (time - (day - 2 * hour)) / minute).slice(1);
      expect(begun).toEqual([0, 1, 3, 7, 15, 25, 35]);
      expect((yield* session.token).reveal()).toBe("second");
      yield* pass(day - 2 * hour);
      yield* pass(minute);
      expect((yield* session.token).reveal()).toBe("third");
    }));

  it.effect("is not tried again once it has expired: the next caller logs in", () =>
    Effect.gen(function* () {
      const failing = Array.from({ length: 4 }, () => unreachable);
      const server = scriptedTokenApi([answer.succeeded("first"), ...failing, answer.succeeded("last")]);
      const session = yield* sessionOf(server, { ...noJitter, onFailed: () => {} });
      yield* session.token;
      yield* pass(day - 10 * minute);
      for (const pause of [1, 2, 4, 8, 10, 60]) yield* pass(pause * minute);
      expect(server.sent).toHaveLength(5);
      expect((yield* session.token).reveal()).toBe("last");
    }));

  it.effect("is not tried again where the hours are over by then", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([answer.succeeded("first"), unreachable, unreachable]);
      // The test clock begins at midnight: the token expires at the next one.
      const hours = { from: "08:00", to: "20:02", timeZone: "UTC" };
      const session = yield* sessionOf(server, {
        renew: { ahead: "4 hours", jitter: 0, hours },
        onFailed: () => {},
      });
      yield* session.token;
      yield* pass("20 hours");
      yield* pass(minute);
      expect(server.sent).toHaveLength(3);
      yield* pass("3 hours");
      expect(server.sent).toHaveLength(3);
      expect((yield* session.token).reveal()).toBe("first");
    }));

  it.effect("waits as long as the server asks before its renewal is tried again", () =>
    Effect.gen(function* () {
      const busy = new ServerFault({ step: "RequestToken", status: 503, retryAfterMillis: 5 * minute });
      const server = scriptedTokenApi([answer.succeeded("first"), busy, answer.succeeded("last")]);
      const session = yield* sessionOf(server, { ...noJitter, onFailed: () => {} });
      yield* session.token;
      yield* pass(day - 10 * minute);
      yield* pass(5 * minute - 1);
      expect(server.sent).toHaveLength(2);
      yield* pass(1);
      expect(server.sent).toHaveLength(3);
    }));

  it.effect("is renewed no more after a refusal; it is used until it expires, and then the refusal is told", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([answer.succeeded("first"), answer.credentialsRefused("Invalid")]);
      const failures: Array<unknown> = [];
      const session = yield* sessionOf(server, { ...noJitter, onFailed: (error) => failures.push(error) });
      yield* session.token;
      yield* pass(day - 10 * minute);
      yield* Effect.promise(() => expect.poll(() => failures.length).toBe(1));
      expect(failures[0]).toBeInstanceOf(CredentialsRefused);
      yield* pass(9 * minute);
      expect((yield* session.token).reveal()).toBe("first");
      yield* pass(5 * minute);
      expect(yield* Effect.flip(session.token)).toMatchObject({ _tag: "LoginWithheld", refused: "password" });
      expect(server.sent).toHaveLength(2);
    }));

  it.effect("announces each wait for a code: who, which step, how long", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([answer.codeExpected(), answer.codeRefused(), answer.succeeded()]);
      const needed: Array<unknown> = [];
      const credentials = someCredentials();
      const session = yield* sessionOf(server, {
        provider: recordingProvider({ codes: ["1111", "2222"] }),
        codeTimeout: "90 seconds",
        onCodeNeeded: (each) => needed.push(each),
      }, credentials);
      yield* session.token;
      const facts = { username: credentials.username, baseUrl: "https://broker.example/api" };
      const wait = { ...facts, step: "AwaitCode", timeoutMillis: 90_000 };
      yield* settled;
      expect(needed).toEqual([{ ...wait, attempt: 1 }, { ...wait, attempt: 2 }]);
    }));

  it.effect("is not lost where a listener throws, and the listener may use the session", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([answer.codeExpected(), answer.succeeded("token")]);
      const seen: Array<string> = [];
      const session: SessionShape = yield* sessionOf(server, {
        provider: recordingProvider({ codes: ["1111"] }),
        onCodeNeeded: () => Promise.reject(new Error("the messenger is down")),
        onRenewed: () => Effect.runPromise(Effect.map(session.token, (auth) => seen.push(auth.reveal()))),
      });
      expect((yield* session.token).reveal()).toBe("token");
      yield* settled;
      expect(seen).toEqual(["token"]);
    }));

  it.effect("whose renewal nobody answers is used until it expires", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([answer.succeeded("first"), answer.codeExpected()]);
      const failures: Array<unknown> = [];
      const session = yield* sessionOf(server, {
        renew: { ahead: "2 minutes", jitter: 0 },
        provider: recordingProvider(),
        onFailed: (error) => failures.push(error),
      });
      yield* session.token;
      yield* pass(day - 2 * minute);
      expect((yield* session.token).reveal()).toBe("first");
      yield* pass(119_000);
      yield* pass(2000);
      expect(failures[0]).toBeInstanceOf(CodeTimedOut);
    }));
});

describe("the time of a renewal", () => {
  const timeOf = (
    options: RenewOptions,
    obtained: string,
    random = 0,
    now = Date.parse(obtained),
  ): string => {
    const settings = Effect.runSync(renewalSettings(options));
    return new Date(renewalTime(Date.parse(obtained) + day, now, settings, random)).toISOString();
  };

  it("is earlier by a random part of the jitter, by default as much as it is ahead", () => {
    expect(timeOf({}, "2026-03-01T09:00:00Z")).toBe("2026-03-02T08:50:00.000Z");
    expect(timeOf({}, "2026-03-01T09:00:00Z", 0.5)).toBe("2026-03-02T08:45:00.000Z");
    expect(timeOf({ ahead: "1 hour", jitter: "30 minutes" }, "2026-03-01T09:00:00Z", 1)).toBe(
      "2026-03-02T07:30:00.000Z",
    );
  });

  it("spreads those of 10,000 sessions that logged in together evenly over the jitter", () => {
    const settings = Effect.runSync(renewalSettings({}));
    const minutes = new Array<number>(10).fill(0);
    for (let n = 0; n < 10_000; n++) {
      const time = renewalTime(day, 0, settings, Math.random());
      minutes[Math.floor((time - (day - 20 * minute)) / minute)]!++;
    }
    for (const count of minutes) expect(count).toBeGreaterThan(800);
  });

  const hours = { from: "08:00", to: "22:00", timeZone: "UTC" };

  it("is the usual one where that lies within the hours", () => {
    expect(timeOf({ hours }, "2026-03-01T09:00:00Z")).toBe("2026-03-02T08:50:00.000Z");
  });

  it("is the end of the hours before where the token would expire in the night", () => {
    expect(timeOf({ hours }, "2026-03-01T03:30:00Z", 0, Date.parse("2026-03-01T09:00:00Z"))).toBe(
      "2026-03-01T21:59:00.000Z",
    );
    expect(timeOf({ hours }, "2026-03-01T07:30:00Z", 0.5)).toBe("2026-03-01T21:54:00.000Z");
  });

  it("is not before the hours begin, however great the jitter is", () => {
    const of = (random: number) =>
      timeOf({ hours, ahead: "1 hour", jitter: "4 hours" }, "2026-03-01T10:00:00Z", random);
    expect([of(0), of(0.5), of(1)]).toEqual([
      "2026-03-02T09:00:00.000Z",
      "2026-03-02T08:30:00.000Z",
      "2026-03-02T08:00:00.000Z",
    ]);
    // The hours' start is found to the minute.
    expect(timeOf({ hours }, "2026-03-01T08:15:20Z", 1)).toBe("2026-03-02T08:00:20.000Z");
  });

  it("goes by the time zone, in summer too", () => {
    const riga = { ...hours, timeZone: "Europe/Riga" };
    expect(timeOf({ hours: riga }, "2026-02-28T23:30:00Z")).toBe("2026-03-01T19:59:00.000Z");
    expect(timeOf({ hours: riga }, "2026-07-01T23:30:00Z")).toBe("2026-07-02T18:59:00.000Z");
  });

  it("takes hours that go past midnight", () => {
    const night = { from: "20:00", to: "04:00", timeZone: "UTC" };
    expect(timeOf({ hours: night }, "2026-03-01T02:00:00Z")).toBe("2026-03-02T01:50:00.000Z");
    expect(timeOf({ hours: night }, "2026-03-01T12:00:00Z")).toBe("2026-03-02T03:59:00.000Z");
  });

  it("is the usual one where the hours have passed already: rather a person is woken than a bot stands still", () => {
    expect(timeOf({ hours }, "2026-03-01T03:30:00Z", 0, Date.parse("2026-03-01T23:00:00Z"))).toBe(
      "2026-03-02T03:20:00.000Z",
    );
  });

  it("is never in the past", () => {
    const obtained = Date.parse("2026-03-01T09:00:00Z");
    expect(timeOf({}, "2026-03-01T09:00:00Z", 1, obtained + day)).toBe("2026-03-02T09:00:00.000Z");
  });
});
