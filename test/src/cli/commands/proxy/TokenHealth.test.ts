import * as Redacted from "effect/Redacted";
import { describe, expect, it } from "vitest";
import { AuthToken } from "../../../../../mod.ts";
import { TokenHealth } from "../../../../../src/cli/commands/proxy/TokenHealth.ts";

const obtainedAt = Date.UTC(2026, 0, 2);
const token = new AuthToken({ token: Redacted.make("canary"), username: "bob", obtainedAt, codesTried: 0 });
const expiry = Date.UTC(2026, 0, 3);
const bodyAt = (health: TokenHealth, now = obtainedAt) => {
  const { status, body } = health.answer(now);
  return { status, ...body };
};

describe("TokenHealth", () => {
  it("is good until shortly before the token's expiry", () => {
    const health = new TokenHealth();
    health.renewed(token);
    const good = { status: 200, ok: true, expiresAt: "2026-01-03T00:00:00.000Z" };
    expect(bodyAt(health)).toEqual(good);
    expect(bodyAt(health, expiry - 11_000)).toEqual(good);
    expect(bodyAt(health, expiry - 9000)).toEqual({ status: 503, ok: false, error: "TokenExpired" });
  });

  it("is good after a failed renewal as long as the token before it is", () => {
    const health = new TokenHealth();
    health.renewed(token);
    health.failed("CodeTimedOut");
    const good = { status: 200, ok: true, expiresAt: "2026-01-03T00:00:00.000Z" };
    expect(bodyAt(health)).toEqual({ ...good, renewal: "CodeTimedOut" });
    expect(health.isWell).toBe(false);
    expect(bodyAt(health, expiry)).toEqual({ status: 503, ok: false, error: "CodeTimedOut" });
    health.renewed(token);
    expect(bodyAt(health)).toEqual(good);
    expect(health.isWell).toBe(true);
  });

  it("is starting until there is a token", () => {
    const health = new TokenHealth();
    expect(health.isStarting).toBe(true);
    expect(bodyAt(health)).toEqual({ status: 503, ok: false, error: "ProxyStarting" });
    health.renewed(token);
    expect(health.isStarting).toBe(false);
  });

  it("tells of the newest failure", () => {
    const health = new TokenHealth();
    health.renewed(token);
    health.failed("ServerFault");
    health.lost("ServerFault");
    health.failed("LoginPostponed");
    expect(bodyAt(health)).toEqual({ status: 503, ok: false, error: "LoginPostponed" });
  });

  it("is not good once a request got no token, until one does", () => {
    const health = new TokenHealth();
    health.renewed(token);
    health.lost("LoginPostponed");
    expect(bodyAt(health)).toEqual({ status: 503, ok: false, error: "LoginPostponed" });
    health.found();
    expect(bodyAt(health).status).toBe(200);
    health.lost("LoginPostponed");
    health.renewed(token);
    expect(bodyAt(health).status).toBe(200);
  });
});
