/**
 * What a session costs, beside doing without it, in one run on one machine: `npm run bench:session`. A cached token
 * beside a variable, `fetch` beside bare `ofetch`, and 10,000 idle sessions; under Node also the installed command line:
 * `token` beside an empty Node, and a call through `proxy` beside a direct one. Ratios are what counts; the times depend
 * on the machine.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import { ofetch } from "ofetch";
import { join } from "node:path";
import process from "node:process";
import { type Client, createClient, storedLogin } from "../mod.ts";
import { fileStore } from "../plugins/file_store.ts";
import { median } from "../scripts/support/statistics.ts";
import { renewalSettings, renewalTime } from "../src/internal/session/renewalTime.ts";
import { simulate } from "../src/simulator/mod.ts";
import { installProgram, processMillis, serve } from "./installed_program.ts";

const rounds = Number(process.argv[2] ?? 3000);
const block = 100;
const idle = 10_000;
const starts = 100;
const runtime = "Deno" in globalThis ? "Deno" : "Node";
const collect = (globalThis as { readonly gc?: () => void }).gc;

const users = [{ username: "bob", password: "pw" }];
await using broker = await simulate({ appKey: "key", users });
const { baseUrl } = broker;
const options = { baseUrl, appKey: "key", username: "bob", password: "pw" };
await using client = createClient(options);
const token = (await client.token()).reveal();

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
    `${runtime}  ${title.padEnd(54)} ${ours.toFixed(3)} ${unit} beside ${bare.toFixed(3)}: ${
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

// As by default, and all logged in at once: the worst that a restart of everything leads to a day later.
const renewal = Effect.runSync(renewalSettings({}));
const now = Date.now();
const expiresAt = (await client.token()).expiresAt.getTime();
const perMinute = new Map<number, number>();
for (let n = 0; n < idle; n++) {
  const minute = Math.floor(renewalTime(expiresAt, now, renewal, Math.random()) / 60_000);
  perMinute.set(minute, (perMinute.get(minute) ?? 0) + 1);
}
const mean = idle / (renewal.jitterMillis / 60_000);
console.log(
  `${runtime}  ${idle} renewals of one moment's logins: at most ${
    Math.max(...perMinute.values())
  } a minute, ${mean} on average`,
);
await Promise.all(sessions.map((session) => session.close()));

if (runtime === "Node") await commandLineRows();

/** The installed command line: its stored token beside an empty Node, and its proxy beside a direct call. */
async function commandLineRows(): Promise<void> {
  using program = await installProgram();
  const user = { AUTOSHARES_BASE_URL: baseUrl, AUTOSHARES_APP_KEY: "key", AUTOSHARES_USERNAME: "bob" };
  const auth = await client.token();
  for (const encryptionKey of [undefined, Buffer.alloc(32, 7).toString("base64")]) {
    const file = join(program.folder, encryptionKey === undefined ? "plain" : "encrypted");
    const variables = {
      ...user,
      AUTOSHARES_STORE: "file",
      AUTOSHARES_TOKEN_FILE: file,
      ...(encryptionKey === undefined ? {} : { AUTOSHARES_STORE_KEY: encryptionKey }),
    };
    const identity = { baseUrl, appKey: Redacted.make("key"), username: "bob" };
    await Effect.runPromise(Effect.flatMap(
      storedLogin(fileStore({ file, encryptionKey }), identity),
      (stored) => stored.saveToken(auth),
    ));
    const [tokens, empty]: [Array<number>, Array<number>] = [[], []];
    for (let n = 0; n < starts; n++) {
      empty.push(processMillis(process.execPath, ["-e", "0"], {}, ""));
      tokens.push(processMillis(program.path, ["token"], variables, `${token}\n`));
    }
    const store = encryptionKey === undefined ? "" : ", encrypted";
    row(`autoshares-auth token${store}, beside node -e 0`, median(tokens), median(empty), "ms");
  }
  const login = { ...user, AUTOSHARES_PASSWORD: "pw" };
  await using proxy = await serve(program.path, ["proxy", "--listen", "127.0.0.1:0"], login);
  const proxied = () => ofetch(`${proxy.url}${path}`);
  await beside(proxied, bareCall, 500);
  const [through, direct] = await beside(proxied, bareCall, rounds);
  row("a call through proxy beside a direct one", through, direct, "ms");
}
