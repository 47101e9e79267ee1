import { describe, expect, it } from "vitest";
import { isUndecided } from "../../../src/internal/undecided.ts";

describe("isUndecided", () => {
  it("is true for a call of the API that is not to be repeated", () => {
    expect(isUndecided({ step: "ApiRequest", retryable: false })).toBe(true);
  });

  it.each([
    {},
    { retryable: false },
    { step: "ApiRequest" },
    { step: "ApiRequest", retryable: true },
    { step: "ApiRequest", retryable: undefined },
    { step: "RequestToken", retryable: false },
  ])("is false for %j", (fields) => expect(isUndecided(fields)).toBe(false));
});
