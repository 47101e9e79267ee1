import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startTokenProcess } from "../../support/tokenProcess.ts";
import { simulate } from "../../../src/simulator/mod.ts";

let folder = "";
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "autoshares-auth-file-store-"))));
afterEach(() => rmSync(folder, { recursive: true }));

const start = (baseUrl: string) => startTokenProcess(baseUrl, "file", folder);

describe("processes that share a folder", () => {
  it("start together, log in once, and all get the token", { timeout: 120_000 }, async () => {
    await using broker = await simulate({ appKey: "key", users: [{ username: "bob", password: "pw" }] });
    const tokens = await Promise.all(Array.from({ length: 50 }, () => start(broker.baseUrl).token));
    expect(broker.requestCounts.RequestToken).toBe(1);
    expect(tokens[0]).not.toBe("");
    expect(new Set(tokens).size).toBe(1);
  });

  it("do not wait for ever for one that was killed while it logged in", { timeout: 120_000 }, async () => {
    await using broker = await simulate({ appKey: "key", users: [{ username: "bob", password: "pw" }] });
    broker.setFault("RequestToken", { type: "hang", times: 1 });
    const killed = start(broker.baseUrl);
    await expect.poll(() => broker.requestCounts.RequestToken, { timeout: 20_000 }).toBe(1);
    const waiting = start(broker.baseUrl);
    process.kill(killed.child.pid!, "SIGKILL");
    expect(await killed.token).toBe("");
    expect(await waiting.token).not.toBe("");
    expect(broker.requestCounts.RequestToken).toBe(2);
  });
});
