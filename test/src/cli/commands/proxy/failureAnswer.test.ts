import { describe, expect, it } from "vitest";
import {
  AppKeyRefused,
  CodeTimedOut,
  InvalidConfiguration,
  LoginPostponed,
  NetworkFailed,
  RateLimited,
  RedirectRefused,
  RequestTimedOut,
} from "../../../../../mod.ts";
import { LoginRateExceeded } from "../../../../../plugins/rate_limit.ts";
import { optionsAsVariables } from "../../../../../src/cli/settings/optionsAsVariables.ts";
import {
  failureAnswer,
  failureLine,
  isLoginFailure,
} from "../../../../../src/cli/commands/proxy/failureAnswer.ts";

const step = "ApiRequest";
const connect = { kind: "connect", mayHaveArrived: false } as const;

describe("failureAnswer", () => {
  it.each([
    [new InvalidConfiguration({ setting: "path", problem: "is no usable path" }), 400, undefined],
    [new RequestTimedOut({ step, timeoutMillis: 30_000 }), 504, undefined],
    [new NetworkFailed({ step, ...connect }), 503, undefined],
    [new NetworkFailed({ step, kind: "reset", mayHaveArrived: true, retryable: false }), 502, undefined],
    [new RateLimited({ step: "RequestToken", status: 429, retryAfterMillis: 1500 }), 503, "2"],
    [new LoginPostponed({ codesRefused: 3, retryAfterMillis: 60_000 }), 503, "60"],
    [new LoginRateExceeded({ retryAfterMillis: 1, message: "Too many logins" }), 503, "1"],
    [new RedirectRefused({ step, status: 302, problem: "leads elsewhere" }), 502, undefined],
    [new AppKeyRefused({}), 502, undefined],
  ])("%s: %i", (error, status, retryAfter) => {
    const answer = failureAnswer(error);
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({ error: error._tag, message: optionsAsVariables(error.message) });
    expect(answer.headers["Retry-After"]).toBe(retryAfter);
  });

  it("names variables, as it is they that the proxy is set by", () => {
    const { body } = failureAnswer(new AppKeyRefused({}));
    expect(body).toHaveProperty("message", expect.stringContaining("Check the key (AUTOSHARES_APP_KEY)"));
    expect(failureLine(new NetworkFailed({ step, ...connect }))).toContain("(AUTOSHARES_BASE_URL)");
  });

  it.each([
    ["POST", new RequestTimedOut({ step, timeoutMillis: 30_000, retryable: false }), 504],
    ["DELETE", new NetworkFailed({ step, kind: "reset", mayHaveArrived: true, retryable: false }), 502],
    ["PATCH", new RedirectRefused({ step, status: 307, problem: "would send the request twice" }), 502],
    ["PUT", new TypeError("anything"), 500],
  ])("%s that may have been done, %s: %i, and no word of another try", (method, error, status) => {
    const answer = failureAnswer(error, method);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({
      mayHaveArrived: true,
      retryable: false,
      message: expect.any(String),
    });
    expect(answer.headers).not.toHaveProperty("Retry-After");
  });

  it.each([
    ["POST", new NetworkFailed({ step, ...connect })],
    ["POST", new RateLimited({ step: "RequestToken", status: 429, retryAfterMillis: 1500 })],
    ["POST", new RequestTimedOut({ step: "RequestToken", timeoutMillis: 30_000 })],
    ["POST", new InvalidConfiguration({ setting: "path", problem: "is no usable path" })],
    ["POST", new AppKeyRefused({})],
    ["GET", new RequestTimedOut({ step, timeoutMillis: 30_000 })],
    ["HEAD", new RedirectRefused({ step, status: 302, problem: "leads elsewhere" })],
    ["GET", new TypeError("anything")],
  ])("%s that was not sent, or changes nothing, %s: no such word", (method, error) => {
    const answer = failureAnswer(error, method);
    expect(answer).toEqual(failureAnswer(error));
    expect(answer.body).not.toHaveProperty("mayHaveArrived");
  });

  it("tells nothing of what is no typed error", () => {
    const error = Object.assign(new TypeError("canary"), { _tag: "canary", retryable: true });
    expect(JSON.stringify(failureAnswer(error))).not.toContain("canary");
    expect(failureAnswer(error).status).toBe(500);
    expect(failureLine(error)).toBe("autoshares-auth: internal error (TypeError); please report it.");
  });
});

describe("isLoginFailure", () => {
  it.each([
    [new NetworkFailed({ step: "RequestToken", ...connect }), true],
    [new NetworkFailed({ step, ...connect }), false],
    [new InvalidConfiguration({ setting: "path", problem: "is no usable path" }), false],
    [new InvalidConfiguration({ setting: "AUTOSHARES_PASSWORD", problem: "is not set" }), true],
    [
      new CodeTimedOut({ provider: "imap", waitedMillis: 1, seen: 0, refused: {}, codesRefused: 0 }),
      true,
    ],
    [new TypeError(), false],
  ])("%s: %s", (error, isLogin) => expect(isLoginFailure(error)).toBe(isLogin));
});
