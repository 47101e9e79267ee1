import * as Effect from "effect/Effect";
import { describe, expect, it } from "vitest";
import { timeLimit } from "../../../../src/cli/settings/timeLimit.ts";

describe("a time limit", () => {
  it.each<[text: string, millis: number]>([
    ["90s", 90_000],
    ["5m", 300_000],
    ["1h", 3_600_000],
    ["120", 120_000],
    [" 1.5 s ", 1500],
    ["0.001", 1],
    ["2147483", 2_147_483_000],
  ])("“%s” is %i ms", (text, millis) => {
    expect(Effect.runSync(timeLimit("--timeout", text))).toBe(millis);
  });

  it.each(["", "0", "-1", "soon", "5 minutes", "1d", "s", "1e3", "2147484", "600h", "1m30s"])(
    "“%s” is none, and the setting is named",
    (text) => {
      expect(Effect.runSync(Effect.flip(timeLimit("--timeout", text)))).toMatchObject({
        _tag: "InvalidConfiguration",
        setting: "--timeout",
        problem: expect.stringContaining("90s, 5m or 1h"),
      });
    },
  );
});
