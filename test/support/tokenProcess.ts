/** Processes of their own that ask a session for its token, with the runtime that runs the test. */
import { type ChildProcess, spawn } from "node:child_process";
import process from "node:process";

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
  const args = "Deno" in globalThis
    ? ["eval", "--ext=ts", `import process from "node:process";${program}`, baseUrl, where]
    : ["--input-type=module-typescript", "--eval", program, baseUrl, where];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"], timeout: 100_000 });
  let stdout = "";
  child.stdout?.setEncoding("utf8").on("data", (chunk: string) => stdout += chunk);
  const token = new Promise<string>((resolve) => child.once("close", () => resolve(stdout.trim())));
  return { child, token };
}
