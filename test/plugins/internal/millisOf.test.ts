import { describe, expect, it } from "vitest";
import { millisOf } from "../../../plugins/internal/millisOf.ts";

describe("millisOf", () => {
  it.each<[unknown, number]>([
    [1500, 1500],
    ["2 minutes", 120_000],
    [{ seconds: 1 }, 1000],
    [-1, -1],
    ["Infinity", Infinity],
    ["soon", NaN],
    [undefined, NaN],
    [null, NaN],
    [true, NaN],
  ])("reads %j as %d", (given, millis) => expect(millisOf(given as number)).toBe(millis));
});
