import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import type { Attempts } from "../../../../mod.ts";
import {
  decodeAttempts,
  encodeAttempts,
  mayTry,
  recentCodes,
  usualLedger,
  withRefusal,
} from "../../../../src/internal/session/attemptLedger.ts";
import { someCredentials } from "../../../support/scriptedTokenApi.ts";

const key = "ledger-1";
const refusal = { what: "password", at: 5, times: 1, salt: "c2FsdA==", hash: "aGFzaA==" } as const;
const minute = 60_000;

describe("a ledger's text", () => {
  it("is read as it was written", () => {
    const attempts: Attempts = { refused: [refusal, { ...refusal, what: "pin" }], codes: [0, 7] };
    expect(decodeAttempts(encodeAttempts(key, attempts), key)).toEqual(attempts);
  });

  it("holds the newest hundred codes: more are never asked for", () => {
    const codes = Array.from({ length: 101 }, (_, n) => n);
    expect(decodeAttempts(encodeAttempts(key, { refused: [], codes }), key)).toEqual({
      refused: [],
      codes: codes.slice(1),
    });
  });

  it.each<[string, object]>([
    ["no refusals", { codes: [] }],
    ["no codes", { refused: [] }],
    ["codes that are no list", { refused: [], codes: 3 }],
    ["a code's time that is none", { refused: [], codes: [1, "2"] }],
    ["a code's time before 1970", { refused: [], codes: [-1] }],
    ["refusals that are no list", { refused: {}, codes: [] }],
    ["a refusal that is nothing", { refused: [null], codes: [] }],
    ["a refusal that is a text", { refused: ["password"], codes: [] }],
    ["a refusal of something else", { refused: [{ ...refusal, what: "code" }], codes: [] }],
    ["a refusal without its time", { refused: [{ ...refusal, at: undefined }], codes: [] }],
    ["a refusal at no time", { refused: [{ ...refusal, at: -5 }], codes: [] }],
    ["a refusal at a time that no calendar has", { refused: [{ ...refusal, at: 1e300 }], codes: [] }],
    ["half a count", { refused: [{ ...refusal, times: 1.5 }], codes: [] }],
    ["no salt", { refused: [{ ...refusal, salt: 1 }], codes: [] }],
    ["no hash", { refused: [{ ...refusal, hash: null }], codes: [] }],
    ["one good refusal and a bad one", { refused: [refusal, { ...refusal, hash: 1 }], codes: [] }],
  ])("with %s is damaged", (_what, content) => {
    expect(decodeAttempts(JSON.stringify({ version: 1, key, ...content }), key)).toBe("it is damaged");
  });
});

describe("codes refused lately", () => {
  it("are in order of time, whatever order they were written in, and without those that the window has left behind", () => {
    const attempts: Attempts = { refused: [], codes: [9, 3, 4, 10, 5] };
    expect(recentCodes(attempts, 6, 10)).toEqual([5, 9, 10]);
  });

  it("keep a login waiting until there are fewer than allowed", () =>
    Effect.runPromise(Effect.gen(function* () {
      const now = 60 * minute;
      const codes = [50, 10, 40, 20, 30].map((at) => at * minute);
      const attempt = (codes: ReadonlyArray<number>) =>
        mayTry({ refused: [], codes }, someCredentials(), usualLedger, now);
      // The third last, of minute 30, is out of the window 90 minutes in.
      expect(yield* Effect.flip(attempt(codes))).toMatchObject({
        _tag: "LoginPostponed",
        codesRefused: 5,
        retryAfterMillis: 30 * minute,
      });
      expect(yield* attempt(codes.slice(0, 2))).toBe(1);
      expect(yield* attempt([])).toBe(3);
    })));
});

describe("a refused password or pin", () => {
  const now = 1000;

  it("is known by its hash, and its count is raised", () =>
    Effect.runPromise(Effect.gen(function* () {
      const credentials = someCredentials();
      const once = yield* withRefusal({ refused: [], codes: [] }, "password", credentials, now);
      const twice = yield* withRefusal(once, "password", credentials, now + 1);
      expect(twice.refused).toEqual([{ ...once.refused[0], at: now + 1, times: 2 }]);
      expect(yield* Effect.flip(mayTry(twice, credentials, usualLedger, now))).toMatchObject({
        _tag: "LoginWithheld",
        refused: "password",
        times: 2,
        at: "1970-01-01T00:00:01.001Z",
      });
    })));

  it("whose salt is damaged holds for nobody, and the next refusal takes a salt that works", () =>
    Effect.runPromise(Effect.gen(function* () {
      const credentials = someCredentials();
      const damaged: Attempts = { refused: [{ ...refusal, salt: "*", hash: "" }], codes: [] };
      expect(yield* mayTry(damaged, credentials, usualLedger, now)).toBe(3);
      const { refused } = yield* withRefusal(damaged, "password", credentials, now);
      expect(refused).toMatchObject([{ salt: "*" }, { at: now, times: 1 }]);
      expect(refused[1]?.salt).toMatch(/^[\w+/]{22}==$/);
      const again = mayTry({ refused, codes: [] }, credentials, usualLedger, now);
      expect(yield* Effect.flip(again)).toMatchObject({ _tag: "LoginWithheld" });
    })));
});
