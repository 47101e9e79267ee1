import * as Exit from "effect/Exit";
import { describe, expect, it } from "vitest";
import { CodeRefused } from "../../../mod.ts";
import { CircuitOpen } from "../../../plugins/circuit_breaker.ts";
import { outcomeOf } from "../../../plugins/internal/outcomeOf.ts";
import { LoginRateExceeded } from "../../../plugins/rate_limit.ts";
import { StepTimedOut } from "../../../plugins/timeout.ts";

describe("a step's outcome is", () => {
  it("done, interrupted, or failed by a defect", () => {
    expect(outcomeOf(Exit.succeed("token"))).toBe("done");
    expect(outcomeOf(Exit.interrupt(1))).toBe("interrupted");
    expect(outcomeOf(Exit.die({ _tag: "Defect" }))).toBe("failed");
  });

  it.each([
    ["CodeRefused", new CodeRefused({ codesTried: 1 })],
    ["CircuitOpen", new CircuitOpen({ retryAfterMillis: 1, message: "" })],
    ["LoginRateExceeded", new LoginRateExceeded({ retryAfterMillis: 1, message: "" })],
    ["StepTimedOut", new StepTimedOut({ step: "Arm", timeoutMillis: 1, message: "" })],
    ["Own", { _tag: "Own" }],
    [`T${"a".repeat(39)}`, { _tag: `T${"a".repeat(39)}` }],
  ])("the tag %s, whoever made the error", (tag, error) => expect(outcomeOf(Exit.fail(error))).toBe(tag));

  it.each([
    [new Error("canary")],
    ["Canary"],
    [null],
    [undefined],
    [{ _tag: 7 }],
    [{ _tag: "canary" }],
    [{ _tag: "Canary words" }],
    [{ _tag: "Canary1" }],
    [{ _tag: `T${"a".repeat(40)}` }],
  ])("failed where %o has no tag of the usual form", (error) => {
    expect(outcomeOf(Exit.fail(error))).toBe("failed");
  });
});
