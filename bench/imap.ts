/**
 * How soon a code is in hand after its mail was delivered, on a real Dovecot, beside the two usual ways, in one run on one
 * machine: `npm run bench:imap`. Also: many logins at one mailbox, and a large mailbox beside an empty one. Ratios are
 * what counts; the times depend on the machine.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import { ImapFlow } from "imapflow";
import process from "node:process";
import { imap, type ImapOptions } from "../plugins/imap.ts";
import { percentile } from "../scripts/support/statistics.ts";
import { startDovecot } from "../test/support/dovecot.ts";

const rounds = Number(process.argv[2] ?? 200);
const largeMailbox = 50_000;
const manyLogins = 200;
const baseUrl = "https://broker.example/api";

await using server = await startDovecot({ maxConnections: 50 });
const optionsFor = (user: string): ImapOptions => ({
  host: "localhost",
  port: server.imapsPort,
  ca: server.ca,
  user,
  password: server.password,
});
const mailTo = (to: string, code: string) =>
  server.deliver({ to, subject: "Disposable password", html: `<p>Type ${code} to access the platform.</p>` });

/** A waiting login: what it takes to be ready, and when it had which code. */
interface Wait {
  readonly code: string;
  readonly at: number;
}

/** Ours: armed for each message, as in a login. */
async function ours(options: ImapOptions, username: string, ready: () => void): Promise<Wait> {
  const context = { username, baseUrl };
  const wait = Effect.gen(function* () {
    const armed = yield* imap(options).arm(context);
    ready();
    const challenge = { ...context, attempt: 1, requestedAt: Date.now(), timeoutMillis: 60_000 };
    return Redacted.value((yield* armed.next(challenge)).code);
  });
  return await Effect.runPromise(
    Effect.scoped(Effect.map(wait, (code): Wait => ({ code, at: performance.now() }))),
  );
}

/** A bare client, connected once: the most favourable case. */
async function bareClient(user: string): Promise<ImapFlow> {
  const client = new ImapFlow({
    host: "localhost",
    port: server.imapsPort,
    secure: true,
    tls: { ca: server.ca },
    auth: { user, pass: server.password },
    logger: false,
    disableCompression: true,
  });
  client.on("error", () => {});
  await client.connect();
  await client.mailboxOpen("INBOX", { readOnly: true });
  return client;
}

const codeIn = (source: Uint8Array | undefined): string | undefined =>
  /Type (\d{4})/.exec(new TextDecoder().decode(source))?.[1];

/** The usual IDLE loop: wait for `EXISTS`, fetch the newest message. */
async function idleLoop(client: ImapFlow): Promise<Wait> {
  for (;;) {
    const exists = new Promise((resolve) => client.once("exists", resolve));
    client.idle().catch(() => {});
    await exists;
    const message = await client.fetchOne("*", { source: true });
    const code = message === false ? undefined : codeIn(message.source);
    if (code !== undefined) return { code, at: performance.now() };
  }
}

/** The usual polling loop: once a second, search what is unseen. */
async function pollingLoop(client: ImapFlow, known: Set<number>): Promise<Wait> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await client.noop();
    for (const uid of await client.search({ seen: false }, { uid: true }) || []) {
      if (known.has(uid)) continue;
      known.add(uid);
      const message = await client.fetchOne(String(uid), { source: true }, { uid: true });
      const code = message === false ? undefined : codeIn(message.source);
      if (code !== undefined) return { code, at: performance.now() };
    }
  }
}

const runtime = "Deno" in globalThis ? "Deno" : "Node";
let state = 1;
/** The same numbers in every run. */
const random = (below: number): number => (state = (state * 48271) % 2147483647) % below;

// In turn and side by side, so that whatever else the machine does falls on all.
const idler = await bareClient("idler");
const poller = await bareClient("poller");
const known = new Set<number>();
const times = { ours: [] as Array<number>, idle: [] as Array<number>, poll: [] as Array<number> };
const names = ["ours", "idle", "poll"] as const;
for (let round = 0; round < rounds; round++) {
  let armed = (): void => {};
  const ready = new Promise<void>((resolve) => armed = resolve);
  const waits = {
    ours: ours(optionsFor("reader"), "reader", armed),
    idle: idleLoop(idler),
    poll: pollingLoop(poller, known),
  };
  const users = { ours: "reader", idle: "idler", poll: "poller" };
  await ready;
  await new Promise((resolve) => setTimeout(resolve, 200 + random(1000)));
  await Promise.all(names.map(async (_, turn) => {
    const name = names[(turn + round) % 3]!;
    const code = String(1000 + random(9000));
    const { at } = await mailTo(`${users[name]}@example.test`, code);
    const wait = await waits[name];
    if (wait.code !== code) throw new Error(`${name} took a wrong code`);
    times[name].push(wait.at - at);
  }));
}
idler.close();
poller.close();
for (const [what, share] of [["p50", 0.5], ["p95", 0.95]] as const) {
  const [mine, idle, poll] = names.map((name) => percentile(times[name], share));
  console.log(
    `${runtime}  delivered to code in hand, ${what}  ours ${mine!.toFixed(0)} ms  IDLE loop ${
      idle!.toFixed(0)
    } ms  1 s polling ${poll!.toFixed(0)} ms  ours/IDLE ${(mine! / idle!).toFixed(2)}`,
  );
}

// Many logins at one mailbox.
const start = performance.now();
let mostConnections = 0;
let readyCount = 0;
const allReady = new Promise<void>((resolve) => {
  setTimeout(function count() {
    if (readyCount === manyLogins) resolve();
    else setTimeout(count, 5);
  }, 5);
});
const logins = Array.from({ length: manyLogins }, async (_, i) => {
  const to = `shared+u${i}@example.test`;
  const wait = await ours({ ...optionsFor("shared"), to }, `u${i}`, () => readyCount++);
  return wait.code === String(1000 + i);
});
await allReady;
mostConnections = server.connections();
for (let i = manyLogins - 1; i >= 0; i--) await mailTo(`shared+u${i}@example.test`, String(1000 + i));
const own = (await Promise.all(logins)).filter(Boolean).length;
console.log(
  `${runtime}  ${manyLogins} logins at one mailbox: ${own} got their own code, over ${mostConnections} connection(s), in ${
    (performance.now() - start).toFixed(0)
  } ms`,
);

// A large mailbox beside an empty one: from nothing to the code in hand.
await server.fill("large", largeMailbox);
const whole = { large: [] as Array<number>, empty: [] as Array<number> };
const pairs = Math.max(3, Math.ceil(rounds / 5));
for (let round = 0; round < pairs + 1; round++) {
  for (const user of round % 2 === 0 ? ["large", "empty"] as const : ["empty", "large"] as const) {
    const began = performance.now();
    let deliver = Promise.resolve<unknown>(undefined);
    const wait = await ours(optionsFor(user), user, () => {
      deliver = mailTo(`${user}@example.test`, "4711");
    });
    await deliver;
    if (user === "empty") await server.expunge("empty");
    // The first round builds the server's indexes.
    if (round > 0) whole[user].push(wait.at - began);
  }
}
const [large, empty] = [percentile(whole.large, 0.5), percentile(whole.empty, 0.5)];
console.log(
  `${runtime}  arm to code, ${largeMailbox} messages ${large.toFixed(0)} ms, none ${
    empty.toFixed(0)
  } ms, ratio ${(large / empty).toFixed(2)}`,
);
