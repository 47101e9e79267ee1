import process from "node:process";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createClient, type StoreFailed } from "../../../mod.ts";
import { redisStore } from "../../../plugins/redis_store.ts";
import { simulate } from "../../../src/simulator/mod.ts";
import { describeWithRedis } from "../../support/describeWithRedis.ts";
import { type Redis, startRedis } from "../../support/redis.ts";
import { startTokenProcess } from "../../support/tokenProcess.ts";

let redis: Redis;
beforeEach(async () => void (redis = await startRedis()));
afterEach(() => redis.stop());

const users = [{ username: "bob", password: "pw" }];
const start = (baseUrl: string) => startTokenProcess(baseUrl, "redis", redis.url);

describeWithRedis("processes that share a Redis", () => {
  it("start together, log in once, and all get the token", { timeout: 120_000 }, async () => {
    await using broker = await simulate({ appKey: "key", users });
    const tokens = await Promise.all(Array.from({ length: 50 }, () => start(broker.baseUrl).token));
    expect(broker.requestCounts.RequestToken).toBe(1);
    expect(tokens[0]).not.toBe("");
    expect(new Set(tokens).size).toBe(1);
  });

  it("do not wait for ever for one that was killed while it logged in", { timeout: 120_000 }, async () => {
    await using broker = await simulate({ appKey: "key", users });
    broker.setFault("RequestToken", { type: "hang", times: 1 });
    const killed = start(broker.baseUrl);
    await expect.poll(() => broker.requestCounts.RequestToken, { timeout: 20_000 }).toBe(1);
    const waiting = start(broker.baseUrl);
    process.kill(killed.child.pid!, "SIGKILL");
    expect(await killed.token).toBe("");
    expect(await waiting.token).not.toBe("");
    expect(broker.requestCounts.RequestToken).toBe(2);
  });

  it(
    "lose no login to a Redis that goes away in the middle of it, and hear of it",
    { timeout: 60_000 },
    async () => {
      await using broker = await simulate({ appKey: "key", users });
      broker.setFault("RequestToken", { type: "delay", milliseconds: 1000, times: 1 });
      await using store = redisStore({ url: redis.url });
      const reports: Array<StoreFailed> = [];
      const options = { baseUrl: broker.baseUrl, appKey: "key", username: "bob", password: "pw", store };
      await using client = createClient({ ...options, onStoreFailed: (error) => reports.push(error) });
      const token = client.token();
      await expect.poll(() => broker.requestCounts.RequestToken).toBe(1);
      await redis.stop();
      expect((await token).username).toBe("bob");
      await expect.poll(() => reports.length).toBeGreaterThan(0);
      expect(reports[0]).toMatchObject({ _tag: "StoreFailed", store: "redis" });
      expect(broker.requestCounts.RequestToken).toBe(1);
    },
  );
});
