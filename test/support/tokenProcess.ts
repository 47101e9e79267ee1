/** Processes of their own that ask a session for its token, with the runtime that runs the test. */
import type { ChildProcess } from "node:child_process";
import process from "node:process";
import { expect, it } from "vitest";
import { simulate } from "../../src/simulator/mod.ts";
import { startProgram } from "./program.ts";

const at = (path: string): string => JSON.stringify(new URL(`../../${path}`, import.meta.url).href);

/** What opens a store in such a process, from the text `where`: an expression, after its imports. */
const stores: Readonly<Record<"file" | "redis", readonly [imports: string, store: string]>> = {
  file: [`import { fileStore } from ${at("plugins/file_store.ts")};`, "fileStore({ folder: where })"],
  redis: [`import { redisStore } from ${at("plugins/redis_store.ts")};`, "redisStore({ url: where })"],
};

/** A process, and what it wrote: the token, or nothing. */
export interface TokenProcess {
  readonly child: ChildProcess;
  readonly token: Promise<string>;
}

/**
 * Starts one, as the user `bob` with the password `pw` and the app key `key`.
 *
 * @param baseUrl The broker.
 * @param kind The kind of store.
 * @param where Its folder or address.
 */
export function startTokenProcess(baseUrl: string, kind: "file" | "redis", where: string): TokenProcess {
  const [imports, store] = stores[kind];
  const program = `
import { createClient } from ${at("mod.ts")};
${imports}
const [baseUrl, where] = process.argv.slice(-2);
const store = ${store};
const client = createClient({ baseUrl, appKey: "key", username: "bob", password: "pw", store });
console.log((await client.token()).reveal());
await store.close?.();
`;
  const { child, ended } = startProgram(program, [baseUrl, where], 100_000);
  return { child, token: ended.then(({ stdout }) => stdout.trim()) };
}

/**
 * Declares the tests of processes that share a store.
 *
 * @param start Starts one of them at a broker.
 */
export function itSharesOneLogin(start: (baseUrl: string) => TokenProcess): void {
  const options = { appKey: "key", users: [{ username: "bob", password: "pw" }] };

  it("start together, log in once, and all get the token", { timeout: 120_000 }, async () => {
    await using broker = await simulate(options);
    const tokens = await Promise.all(Array.from({ length: 50 }, () => start(broker.baseUrl).token));
    expect(broker.requestCounts.RequestToken).toBe(1);
    expect(tokens[0]).not.toBe("");
    expect(new Set(tokens).size).toBe(1);
  });

  it("do not wait for ever for one that was killed while it logged in", { timeout: 120_000 }, async () => {
    await using broker = await simulate(options);
    broker.setFault("RequestToken", { type: "hang", times: 1 });
    const killed = start(broker.baseUrl);
    await expect.poll(() => broker.requestCounts.RequestToken, { timeout: 20_000 }).toBe(1);
    const waiting = start(broker.baseUrl);
    process.kill(killed.child.pid!, "SIGKILL");
    expect(await killed.token).toBe("");
    expect(await waiting.token).not.toBe("");
    expect(broker.requestCounts.RequestToken).toBe(2);
  });
}
