import { expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as TestClock from "effect/testing/TestClock";
import { describe } from "vitest";
import { signingKeys, type TxtResolver } from "../../../../plugins/imap/filter/signingKeys.ts";

const records = [["v=DKIM1; p=AAAA"]];
const refused = (code: string) => Promise.reject(Object.assign(new Error(code), { code }));

/** A resolver that notes what it is asked. */
const noting = (answer: TxtResolver) => {
  const names: Array<string> = [];
  const resolve: TxtResolver = (name, type) => {
    names.push(`${type} ${name}`);
    return answer(name, type);
  };
  return { names, resolve };
};

describe("signing keys", () => {
  it.effect("that are found, or found to be absent, are remembered for 5 minutes", () =>
    Effect.gen(function* () {
      for (
        const [answer, expected] of [
          [() => Promise.resolve(records), records],
          [() => refused("ENOTFOUND"), "absent"],
          [() => refused("ENODATA"), "absent"],
        ] as const
      ) {
        const { names, resolve } = noting(answer);
        const found = Effect.map(signingKeys(resolve, ["a"]), (keys) => keys.get("a"));
        expect(yield* found).toEqual(expected);
        yield* TestClock.adjust("299 seconds");
        expect(yield* found).toEqual(expected);
        expect(names).toEqual(["TXT a"]);
        yield* TestClock.adjust("1 second");
        expect(yield* found).toEqual(expected);
        expect(names).toEqual(["TXT a", "TXT a"]);
      }
    }));

  it.effect("whose look-up fails otherwise are asked for again after 5 seconds", () =>
    Effect.gen(function* () {
      const { names, resolve } = noting(() => refused("ESERVFAIL"));
      const found = signingKeys(resolve, ["a"]);
      expect(yield* found).toEqual(new Map([["a", "unanswered"]]));
      expect(yield* found).toEqual(new Map([["a", "unanswered"]]));
      expect(names).toHaveLength(1);
      yield* TestClock.adjust("5 seconds");
      yield* found;
      expect(names).toHaveLength(2);
    }));

  it.effect("that are never told are given up after 2 seconds, all at once", () =>
    Effect.gen(function* () {
      const { names, resolve } = noting((name) =>
        name === "b" ? Promise.resolve(records) : new Promise(() => {})
      );
      const fiber = yield* Effect.forkChild(signingKeys(resolve, ["a", "b", "c"]));
      yield* TestClock.adjust("1999 millis");
      expect(fiber.pollUnsafe()).toBe(undefined);
      yield* TestClock.adjust("1 millis");
      expect([...yield* Fiber.join(fiber)]).toEqual([["a", "unanswered"], ["b", records], [
        "c",
        "unanswered",
      ]]);
      expect(names).toEqual(["TXT a", "TXT b", "TXT c"]);
    }));

  it.effect("are remembered for the latest 256 names, and for each resolver alone", () =>
    Effect.gen(function* () {
      const { names, resolve } = noting(() => Promise.resolve(records));
      const many = Array.from({ length: 256 }, (_, index) => `${index}`);
      yield* signingKeys(resolve, many);
      yield* signingKeys(resolve, many);
      expect(names).toHaveLength(256);
      yield* signingKeys(resolve, ["one more"]);
      yield* signingKeys(resolve, ["255", "0"]);
      expect(names.slice(256)).toEqual(["TXT one more", "TXT 0"]);
      const other = noting(() => Promise.resolve(records));
      yield* signingKeys(other.resolve, ["255"]);
      expect(other.names).toEqual(["TXT 255"]);
    }));
});
