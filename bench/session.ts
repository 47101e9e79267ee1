/**
 * What a session costs, beside doing without it, in one run on one machine: `npm run bench:session`. A cached token
 * beside a variable, `fetch` beside bare `ofetch`, and 10,000 idle sessions. Ratios are what counts; the times depend on
 * the machine.
 *
 * @module
 */
import { ofetch } from "ofetch";
import process from "node:process";
import { type Client, createClient } from "../mod.ts";
import { simulate } from "../src/simulator/mod.ts";

const rounds = Number(process.argv[2] ?? 3000);
const block = 100;
const idle = 10_000;
const runtime = "Deno" in globalThis ? "Deno" : "Node";
const collect = (globalThis as { readonly gc?: () => void }).gc;

const users = [{ username: "bob", password: "pw" }];
await using broker = await simulate({ appKey: "key", users });
const { baseUrl } = broker;
const options = { baseUrl, appKey: "key", username: "bob", password: "pw" };
await using client = createClient(options);
const token = (await client.token()).reveal();

function median(times: Array<number>): number {
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
}

async function timed(call: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await call();
  return performance.now() - begun;
}

/** Medians of two calls, measured in turn so that both meet the same machine. */
async function beside(ours: () => Promise<unknown>, bare: () => Promise<unknown>, times: number) {
  const [ourTimes, bareTimes]: [Array<number>, Array<number>] = [[], []];
  for (let n = 0; n < times; n += block) {
    for (let i = 0; i < block; i++) bareTimes.push(await timed(bare));
    for (let i = 0; i < block; i++) ourTimes.push(await timed(ours));
  }
  return [median(ourTimes.slice(block)), median(bareTimes.slice(block))] as const;
}

const row = (title: string, ours: number, bare: number, unit: string): void =>
  console.log(
    `${runtime}  ${title.padEnd(42)} ${ours.toFixed(3)} ${unit} beside ${bare.toFixed(3)}: ${
      (ours / bare).toFixed(2)
    }`,
  );

const path = "/v1.0/users/@me/info";
const headers = { "Authorization": `Bearer ${token}`, "Et-App-Key": "key" };
const bareCall = () => ofetch(`${baseUrl}${path}`, { headers });
await beside(() => client.fetch(path).then((answer) => answer.json()), bareCall, 500);
const [fetched, bare] = await beside(
  () => client.fetch(path).then((answer) => answer.json()),
  bareCall,
  rounds,
);
row("client.fetch beside ofetch, p50", fetched, bare, "ms");

// A single read is below the clock's resolution: a thousand are one measurement.
const kept = Promise.resolve(token);
const thousand = (read: () => Promise<unknown>) => async () => {
  for (let n = 0; n < 1000; n++) await read();
};
const [cached, variable] = await beside(thousand(() => client.token()), thousand(() => kept), 500);
row("client.token(), cached, beside a variable", cached, variable, "µs");

collect?.();
const before = process.memoryUsage().heapUsed;
const sessions: Array<Client> = [];
for (let n = 0; n < idle; n += 100) {
  const hundred = Array.from(
    { length: 100 },
    (_, i) =>
      createClient({
        ...options,
        appKey: "key",
        username: "bob",
        renew: { jitter: `${1 + (n + i) % 60} minutes` },
      }),
  );
  // One at a time: they are one user's, and take turns.
  for (const each of hundred) await each.token();
  sessions.push(...hundred);
}
collect?.();
const bytes = (process.memoryUsage().heapUsed - before) / idle;
console.log(
  `${runtime}  ${idle} idle sessions: ${Math.round(bytes)} bytes of heap each${collect ? "" : " (no gc)"}`,
);
await Promise.all(sessions.map((session) => session.close()));
