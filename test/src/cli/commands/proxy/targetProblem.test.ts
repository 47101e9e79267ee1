import { describe, expect, it } from "vitest";
import { targetProblem } from "../../../../../src/cli/commands/proxy/targetProblem.ts";

describe("targetProblem", () => {
  it.each([
    "/token",
    "/Token",
    "/TOKEN/",
    "//token",
    "/./token",
    "/token?x=1",
    "/token/more",
    "/%74oken",
    "/%2574oken",
    "/%u0074oken",
    "/\\token",
    "/%5ctoken",
    "/%2ftoken",
    "/v1.0/../token",
    "/v1.0/%2e%2e/token",
    "/v1.0/..%2ftoken",
    "/../api/token",
    "/token;a=b",
    "/token;a=b/c",
    "/token%3b",
    "/token.",
    "/token%20",
    "/to%09ken",
    "/token%00",
    "/token%3fx",
    "/token%23x",
    "/%25252574oken",
    "/token%3f/..%2fv1.0",
  ])("%s is the token endpoint", (target) => {
    expect(targetProblem("/api", target)).toBe("token");
  });

  it.each(["/..", "/../admin", "/..%2fadmin", "/%2e%2e%5cadmin", "/../../token", `/%${"25".repeat(9)}2e`])(
    "%s leads outside, or nobody knows where",
    (target) => {
      expect(targetProblem("/api", target)).toBe("outside");
    },
  );

  it.each([
    "/",
    "/v1.0/users/@me/info",
    "/v1.0/users/%40me/info",
    "/v1.0/token",
    "/tokens",
    "/v1.0/equities/BRK%2FB",
    "/v1.0/equities?filter=Symbol%20%3D%20%27token%27&next=/../token",
    "/v1.0/accounts/1/orders?filter=100%",
    "/v1.0/accounts/../users",
    "/v1.0/100%",
  ])("%s may be passed on", (target) => {
    expect(targetProblem("/api", target)).toBeUndefined();
  });

  it("knows base URLs of one part, several, and none", () => {
    expect(targetProblem("/", "/token")).toBe("token");
    expect(targetProblem("/a/b", "/../b/token")).toBe("token");
    expect(targetProblem("/a/b", "/../c")).toBe("outside");
    expect(targetProblem("/A/b", "/..%2fB/TOKEN")).toBe("token");
  });
});
