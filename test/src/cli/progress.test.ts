import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import process from "node:process";
import { vi } from "vitest";
import { InvalidConfiguration } from "../../../mod.ts";
import { LoginRateExceeded } from "../../../plugins/rate_limit.ts";
import { progress } from "../../../src/cli/progress.ts";

const step = {
  name: "RequestToken",
  username: "bob",
  baseUrl: "https://broker.example/api",
  attempt: 1,
  loginStartedAt: 0,
} as const;

/** The line that stderr gets of a step. */
const lineOf = (end: Effect.Effect<unknown, unknown>): Effect.Effect<string> =>
  Effect.gen(function* () {
    const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    yield* Effect.exit(progress(1000, true).middleware!(step, end as Effect.Effect<never, never>));
    const text = write.mock.calls.map(([part]) => String(part)).join("");
    write.mockRestore();
    return text.trim();
  });

describe("the line of a step says how it ended:", () => {
  it.effect("what has come of it", () =>
    Effect.gen(function* () {
      const tagged = (tag: string) => lineOf(Effect.succeed({ _tag: tag }));
      expect(yield* tagged("CodeExpected")).toMatch(/Request a token: a code is expected \(0\.0 s\)$/);
      expect(yield* tagged("PinExpected")).toMatch(/: the pin is expected \(/);
      expect(yield* tagged("AuthToken")).toMatch(/: token received \(/);
      expect(yield* lineOf(Effect.void)).toMatch(/: done \(/);
    }));

  it.effect("which error it was, one of a middleware's among them, and nothing of a foreign one", () =>
    Effect.gen(function* () {
      const invalid = new InvalidConfiguration({ setting: "a", problem: "b" });
      const exceeded = new LoginRateExceeded({ retryAfterMillis: 1, message: "Too many" });
      expect(yield* lineOf(Effect.fail(invalid))).toMatch(/: InvalidConfiguration \(/);
      expect(yield* lineOf(Effect.fail(exceeded))).toMatch(/: LoginRateExceeded \(/);
      expect(yield* lineOf(Effect.fail(new Error("canary")))).toMatch(/: failed \(/);
      expect(yield* lineOf(Effect.interrupt)).toMatch(/: interrupted \(/);
    }));
});
