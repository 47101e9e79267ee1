/** A misspelt option would be passed over in silence: each middleware refuses it at once. */
import { describe, expect, it } from "vitest";
import { InvalidConfiguration } from "../../mod.ts";
import { audit } from "../../plugins/audit.ts";
import { circuitBreaker } from "../../plugins/circuit_breaker.ts";
import { log } from "../../plugins/log.ts";
import { rateLimit } from "../../plugins/rate_limit.ts";
import { retry } from "../../plugins/retry.ts";
import { timeout } from "../../plugins/timeout.ts";
import { trace } from "../../plugins/trace.ts";

const write = () => {};

/** Each with options that it takes, and one that it does not know. */
const middlewares: ReadonlyArray<readonly [name: string, make: (options: never) => unknown, taken: object]> =
  [
    ["retry", retry, { times: 1, firstDelay: 1, longestDelay: 1, longestRetryAfter: 1 }],
    ["timeout", timeout, { login: 1, step: { Arm: 1, ApiRequest: 1 } }],
    ["rateLimit", rateLimit, { logins: 1, per: 1, store: undefined }],
    ["circuitBreaker", circuitBreaker, { failures: 1, cooldown: 1 }],
    ["log", log, { level: "Debug" }],
    ["audit", audit, { write }],
    ["trace", trace, { services: undefined }],
  ];

describe("a middleware's options", () => {
  it.each(middlewares)("of %s are known by their names", (name, make, taken) => {
    expect(() => make(taken as never)).not.toThrow();
    const misspelt = () => make({ ...taken, tims: 5 } as never);
    expect(misspelt).toThrow(InvalidConfiguration);
    expect(misspelt).toThrow(`${name} tims is no option (misspelt?)`);
    expect(() => make(null as never)).toThrow(`${name} options are missing`);
  });

  it("of timeout have limits of steps that there are", () => {
    expect(() => timeout({ step: { Armm: 1 } as never })).toThrow(
      "timeout step Armm is no option (misspelt?)",
    );
  });

  it("of log have a level that there is", () => {
    expect(() => log({ level: "Loud" as never })).toThrow("level is neither Info nor Debug");
  });
});
