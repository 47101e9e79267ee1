import { describe, expect, it } from "vitest";
import { SeenIds } from "../../../plugins/inbox/SeenIds.ts";

describe("an id", () => {
  it("is new once", () => {
    const seen = new SeenIds();
    expect([seen.add("a", 0, Infinity), seen.add("a", 1e12, Infinity), seen.add("b", 0, Infinity)]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it("that lasts for a time is new again after it, and not before", () => {
    const seen = new SeenIds();
    expect([0, 599_999, 600_000, 600_001].map((now) => seen.add("a", now, 600_000))).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });

  it("is not new because the clock was set back", () => {
    const seen = new SeenIds();
    seen.add("a", 1e12, 600_000);
    expect(seen.add("a", 1e12 - 3_600_000, 600_000)).toBe(false);
  });
});

describe("of more ids than are kept", () => {
  it("the newest are known, and the oldest forgotten", () => {
    const seen = new SeenIds();
    for (let i = 0; i < 10_000; i++) seen.add(String(i), i, Infinity);
    expect(seen.add("9999", 0, Infinity)).toBe(false);
    expect(seen.add(String(10_000 - 4096), 0, Infinity)).toBe(false);
    expect(seen.add("0", 0, Infinity)).toBe(true);
  });
});
