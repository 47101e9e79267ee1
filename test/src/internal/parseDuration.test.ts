import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import { describe, expect, it } from "vitest";
import { parseDuration } from "../../../src/internal/parseDuration.ts";

const parse = (input: unknown) => parseDuration("waitLimit", input as Duration.Input, "30 seconds");

describe("parseDuration", () => {
  it.each<[input: unknown, millis: number]>([
    [undefined, 30_000],
    [null, 30_000],
    [1, 1],
    [250, 250],
    ["2 minutes", 120_000],
    ["24 days", 24 * 86_400_000],
    [2_147_483_647, 2_147_483_647],
    [Duration.seconds(5), 5_000],
    [5_000_000n, 5],
  ])("%s is %i ms", (input, millis) => {
    expect(Duration.toMillis(Effect.runSync(parse(input)))).toBe(millis);
  });

  it.each<[input: unknown]>([
    [0],
    [-1],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [2_147_483_648],
    ["25 days"],
    ["-3 seconds"],
    ["3 fortnights"],
    ["soon"],
    [""],
    ["30"],
    [Duration.infinity],
    [Duration.zero],
    [true],
    [{}],
    [[1]],
    [Symbol.iterator],
  ])("refuses %s by name", (input) => {
    expect(Effect.runSync(Effect.flip(parse(input)))).toMatchObject({
      _tag: "InvalidConfiguration",
      setting: "waitLimit",
      problem: expect.stringContaining("is not a duration"),
    });
  });
});
