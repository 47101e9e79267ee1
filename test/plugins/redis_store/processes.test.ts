import { afterEach, beforeEach, expect, it } from "vitest";
import { createClient, type StoreFailed } from "../../../mod.ts";
import { redisStore } from "../../../plugins/redis_store.ts";
import { simulate } from "../../../src/simulator/mod.ts";
import { describeWithRedis } from "../../support/describeWithRedis.ts";
import { type Redis, startRedis } from "../../support/redis.ts";
import { itSharesOneLogin, startTokenProcess } from "../../support/tokenProcess.ts";

let redis: Redis;
beforeEach(async () => void (redis = await startRedis()));
afterEach(() => redis.stop());

const users = [{ username: "bob", password: "pw" }];

describeWithRedis("processes that share a Redis", () => {
  itSharesOneLogin((baseUrl, options) => startTokenProcess(baseUrl, "redis", redis.url, options));

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

  it("lose no login to a Redis that stands still, and share the next one once it goes on", {
    timeout: 120_000,
  }, async () => {
    await using broker = await simulate({ appKey: "key", users });
    broker.setFault("RequestToken", { type: "delay", milliseconds: 1000, times: 1 });
    await using store = redisStore({ url: redis.url });
    const reports: Array<StoreFailed> = [];
    const options = { baseUrl: broker.baseUrl, appKey: "key", username: "bob", password: "pw", store };
    await using client = createClient({ ...options, onStoreFailed: (error) => reports.push(error) });
    const token = client.token();
    await expect.poll(() => broker.requestCounts.RequestToken, { timeout: 40_000 }).toBe(1);
    redis.freeze();
    expect((await token).username).toBe("bob");
    expect(reports).toMatchObject([{ _tag: "StoreFailed", operation: "save", kind: "timeout" }]);
    redis.thaw();
    const next = await client.login();
    expect(reports).toHaveLength(1);
    expect(await startTokenProcess(broker.baseUrl, "redis", redis.url).token).toBe(next.reveal());
    expect(broker.requestCounts.RequestToken).toBe(2);
  });
});
