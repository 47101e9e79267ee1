import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { simulate, type SimulatorOptions } from "../../../src/simulator/mod.ts";
import { describeWithRedis } from "../../support/describeWithRedis.ts";
import { type Redis, startRedis } from "../../support/redis.ts";
import { type Deed, startTokenProcess, type TokenProcess } from "../../support/tokenProcess.ts";

const hour = 3_600_000;
const brokerOf = (options: Partial<SimulatorOptions> = {}) =>
  simulate({ appKey: "key", users: [{ username: "bob", password: "pw" }], ...options });

type Start = (baseUrl: string, ...deeds: ReadonlyArray<Deed>) => TokenProcess;

function itBearsWrongClocks(start: Start): void {
  const pairs: ReadonlyArray<readonly [writer: number, reader: number]> = [[0, -1], [1, -1], [-1, 1]];
  it.each(pairs)(
    "by a clock %i h off is used by one %i h off, without another login",
    async (writer, reader) => {
      await using broker = await brokerOf();
      using first = start(broker.baseUrl, { clock: writer * hour }, "token");
      const { token } = await first.end();
      expect(token).toHaveLength(1);
      using second = start(
        broker.baseUrl,
        { clock: reader * hour },
        "token",
        "call",
        "wait",
        "token",
        "call",
      );
      await expect.poll(() => second.said().waiting, { timeout: 40_000 }).toHaveLength(1);
      // A renewal begins after a second at the earliest.
      await new Promise((resolve) => setTimeout(resolve, 2500));
      second.proceed();
      expect(await second.end()).toMatchObject({
        token: [...token, ...token],
        user: ["bob", "bob"],
        error: [],
        storeFailed: [],
      });
      expect(broker.requestCounts).toMatchObject({ RequestToken: 1, ApiRequest: 2 });
    },
  );

  it("is one for processes that start together, their clocks hours apart", async () => {
    await using broker = await brokerOf();
    const started = [-1, 0, 1].map((off) => start(broker.baseUrl, { clock: off * hour }, "token", "call"));
    const all = await Promise.all(started.map((each) => each.end()));
    for (const said of all) expect(said).toMatchObject({ user: ["bob"], error: [], storeFailed: [] });
    expect(new Set(all.flatMap(({ token }) => token)).size).toBe(1);
    expect(broker.requestCounts).toMatchObject({ RequestToken: 1, ApiRequest: 3 });
  });

  it("by a clock an hour ahead is used until the server refuses it, then one login takes its place", async () => {
    let serverAhead = 0;
    await using broker = await brokerOf({ clock: () => Date.now() + serverAhead });
    using writer = start(broker.baseUrl, { clock: hour }, "token");
    const [old] = (await writer.end()).token;
    // By its record it would be good for an hour more.
    serverAhead = 24 * hour;
    const reader = () => start(broker.baseUrl, { clock: 24 * hour }, "token", "call", "token", "call");
    using first = reader();
    const said = await first.end();
    expect(said).toMatchObject({ user: ["bob", "bob"], error: [], storeFailed: [] });
    expect(said.token[0]).toBe(old);
    expect(said.token[1]).not.toBe(old);
    expect(broker.requestCounts).toMatchObject({ RequestToken: 2, ApiRequest: 3 });
    using second = reader();
    expect(await second.end()).toMatchObject({ token: [said.token[1], said.token[1]], error: [] });
    expect(broker.requestCounts).toMatchObject({ RequestToken: 2, ApiRequest: 5 });
  });
}

describe("a token in files", { timeout: 120_000 }, () => {
  let folder = "";
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "autoshares-auth-clocks-"))));
  afterEach(() => rmSync(folder, { recursive: true }));
  itBearsWrongClocks((baseUrl, ...deeds) => startTokenProcess(baseUrl, "file", folder, { deeds }));

  it.each([-1, 1])("is used on by a process whose clock is set by %i h meanwhile", async (change) => {
    await using broker = await brokerOf();
    const deeds: ReadonlyArray<Deed> = ["token", { clock: change * hour }, "token", "call", "wait", "token"];
    using running = startTokenProcess(broker.baseUrl, "file", folder, { deeds });
    await expect.poll(() => running.said().waiting, { timeout: 40_000 }).toHaveLength(1);
    await new Promise((resolve) => setTimeout(resolve, 2500));
    running.proceed();
    const said = await running.end();
    expect(said).toMatchObject({ user: ["bob"], error: [], storeFailed: [] });
    expect(said.token).toHaveLength(3);
    expect(new Set(said.token).size).toBe(1);
    expect(broker.requestCounts).toMatchObject({ RequestToken: 1, ApiRequest: 1 });
  });
});

describeWithRedis("a token in Redis", () => {
  let redis: Redis;
  beforeEach(async () => void (redis = await startRedis()));
  afterEach(() => redis.stop());
  itBearsWrongClocks((baseUrl, ...deeds) => startTokenProcess(baseUrl, "redis", redis.url, { deeds }));
});
