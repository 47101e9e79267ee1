import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { simulate } from "../../../src/simulator/mod.ts";

const at = (path: string): string => JSON.stringify(new URL(`../../../${path}`, import.meta.url).href);
const program = `
import { createClient } from ${at("mod.ts")};
import { fileStore } from ${at("plugins/file_store.ts")};
const [baseUrl, folder] = process.argv.slice(-2);
const store = fileStore({ folder });
const client = createClient({ baseUrl, appKey: "key", username: "bob", password: "pw", store });
console.log((await client.token()).reveal());
`;

let folder = "";
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "autoshares-auth-file-store-"))));
afterEach(() => rmSync(folder, { recursive: true }));

function start(baseUrl: string): { readonly child: ChildProcess; readonly token: Promise<string> } {
  const args = "Deno" in globalThis
    ? ["eval", "--ext=ts", `import process from "node:process";${program}`, baseUrl, folder]
    : ["--input-type=module-typescript", "--eval", program, baseUrl, folder];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"], timeout: 60_000 });
  let stdout = "";
  child.stdout?.setEncoding("utf8").on("data", (chunk: string) => stdout += chunk);
  const token = new Promise<string>((resolve) => child.once("close", () => resolve(stdout.trim())));
  return { child, token };
}

describe("processes that share a folder", () => {
  it("start together, log in once, and all get the token", { timeout: 90_000 }, async () => {
    await using broker = await simulate({ appKey: "key", users: [{ username: "bob", password: "pw" }] });
    const tokens = await Promise.all(Array.from({ length: 12 }, () => start(broker.baseUrl).token));
    expect(broker.requestCounts.RequestToken).toBe(1);
    expect(tokens[0]).not.toBe("");
    expect(new Set(tokens).size).toBe(1);
  });

  it("do not wait for ever for one that was killed while it logged in", { timeout: 90_000 }, async () => {
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
