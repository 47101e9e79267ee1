/**
 * What a login costs beside a bare one of two `fetch` calls, in one run on one machine, against the simulator in another
 * process: `npm run bench`. Ratios are what counts; the times depend on the machine.
 */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import process from "node:process";
import { createClient, fromFunction } from "../mod.ts";
import { median } from "../scripts/support/statistics.ts";
import { noResend } from "../src/internal/http/noResend.ts";

const rounds = 1000;
const code = "0417";

const server = spawn("node", [new URL("login_server.ts", import.meta.url).pathname], {
  stdio: ["pipe", "pipe", "inherit"],
});
const lines = createInterface({ input: server.stdout });
const baseUrl = await new Promise<string>((resolve) => lines.once("line", resolve));

async function bareLogin(username: string, init: { readonly client?: object } = {}): Promise<string> {
  const headers = {
    "Accept": "application/json",
    "Et-App-Key": "bench-key",
    "Username": username,
    "Password": "bench-password",
  };
  const first = await fetch(`${baseUrl}/token`, { method: "POST", headers, ...init });
  const { Token: interim } = await first.json() as { Token: string };
  const second = await fetch(`${baseUrl}/token`, {
    method: "POST",
    headers: { ...headers, "Authorization": `Bearer ${interim}`, "VerificationCode": code },
    ...init,
  });
  const { Token } = await second.json() as { Token: string };
  return Token;
}

const provider = fromFunction(() => code);
const clientOf = (username: string) =>
  createClient({ baseUrl, appKey: "bench-key", username, password: "bench-password", provider });
const client = clientOf("user0");
const ourLogin = async (): Promise<string> => (await client.login()).reveal();

async function timed(login: () => Promise<string>): Promise<number> {
  const start = performance.now();
  if ((await login()).length < 10) throw new Error("no token");
  return performance.now() - start;
}

/** Bytes of heap for one login, as the median of batches in which no garbage was collected (the heap grew). */
async function allocated(login: () => Promise<string>): Promise<number> {
  const batch = 20;
  const sizes: Array<number> = [];
  for (let i = 0; i < 25; i++) {
    (globalThis as { gc?: () => void }).gc?.();
    const before = process.memoryUsage().heapUsed;
    for (let n = 0; n < batch; n++) await login();
    const grown = process.memoryUsage().heapUsed - before;
    if (grown > 0) sizes.push(grown / batch);
  }
  return median(sizes);
}

const bare = () => bareLogin("user1");
for (let i = 0; i < rounds; i++) {
  await bare();
  await ourLogin();
}
const safe = () => bareLogin("user2", noResend);
const times = { bare: [] as Array<number>, safe: [] as Array<number>, ours: [] as Array<number> };
for (let i = 0; i < rounds; i++) {
  // In turn, so that whatever else the machine does falls on both.
  times.bare.push(await timed(bare));
  times.safe.push(await timed(safe));
  times.ours.push(await timed(ourLogin));
}
const heap = { bare: await allocated(bare), ours: await allocated(ourLogin) };

async function atOnce(login: (username: string) => Promise<string>): Promise<number> {
  const start = performance.now();
  const tokens = await Promise.all(Array.from({ length: rounds }, (_, i) => login(`user${i}`)));
  if (new Set(tokens).size !== rounds) throw new Error("not every login got its own token");
  return performance.now() - start;
}
const together = {
  bare: await atOnce(bareLogin),
  ours: await atOnce(async (username) => (await clientOf(username).login()).reveal()),
};

const runtime = "Deno" in globalThis ? "Deno" : "Node";
const row = (what: string, bareValue: number, oursValue: number, unit: string, digits: number): string =>
  `${runtime}  ${what.padEnd(34)} bare ${bareValue.toFixed(digits).padStart(9)} ${unit}  ` +
  `ours ${oursValue.toFixed(digits).padStart(9)} ${unit}  ratio ${(oursValue / bareValue).toFixed(2)}`;
console.log(row(`median of ${rounds} logins in a row`, median(times.bare), median(times.ours), "ms", 3));
if (runtime === "Deno") {
  // Deno's own fetch sends a POST again when a reused connection breaks; ours never does, which takes new connections.
  console.log(row("the same, no request ever resent", median(times.safe), median(times.ours), "ms", 3));
}
console.log(row("heap for one login", heap.bare / 1024, heap.ours / 1024, "KiB", 1));
console.log(row(`${rounds} logins at once`, together.bare, together.ours, "ms", 0));

await client.close();
server.stdin.end();
process.exit(0);
