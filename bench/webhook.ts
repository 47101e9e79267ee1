/**
 * How soon a code is in the login's hands after Twilio has posted it, beside a bare `node:http` handler that does
 * `validateRequest` alone and knows no codes (its time is that of its answer), in one run on one machine:
 * `npm run bench:webhook`. Also requests per second, and what forged requests cost the real one. Ratios are what counts;
 * the times depend on the machine.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import { spawn } from "node:child_process";
import { Agent, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import process from "node:process";
import { parse } from "node:querystring";
import { fileURLToPath } from "node:url";
import { validateRequest } from "twilio/lib/webhooks/webhooks.js";
import { twilioWebhook } from "../plugins/twilio.ts";
import { percentile } from "../scripts/support/statistics.ts";
import { authToken, publicUrl, signedMessage } from "./webhook_message.ts";

const rounds = Number(process.argv[2] ?? 2000);
const loadCount = 20_000;
const forgedRate = 1000;
const block = 100;
const to = "+12015550123";
const runtime = "Deno" in globalThis ? "Deno" : "Node";

// What an author writes who knows the package.
const bareServer = createServer((incoming, response) => {
  const chunks: Array<Uint8Array> = [];
  incoming.on("data", (chunk) => chunks.push(chunk)).on("end", () => {
    const form = parse(Buffer.concat(chunks).toString("utf8"));
    const signature = String(incoming.headers["x-twilio-signature"]);
    const genuine = validateRequest(authToken, signature, publicUrl, form);
    response.writeHead(genuine ? 200 : 403, { "content-type": "text/xml" });
    response.end(genuine ? "<Response></Response>" : "");
  });
});
await new Promise<void>((resolve) => bareServer.listen(0, "127.0.0.1", resolve));
const bareUrl = `http://127.0.0.1:${(bareServer.address() as AddressInfo).port}/sms`;

const sms = twilioWebhook({ authToken, publicUrl, to, from: "CentrSoobsh", log: () => {} });
await using server = await sms.listen({ port: 0 });
const ourUrl = `${server.url}sms`;

const agent = new Agent({ keepAlive: true });
let messages = 0;

function nextMessage(code: string) {
  return signedMessage(`real${process.pid}.${messages++}`, to, `Type ${code} to access the platform`);
}

/** Posts a message; gives the time at which its answer has come. */
function post(url: string, { headers, body }: ReturnType<typeof nextMessage>): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: "POST", agent, headers }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`answered ${response.statusCode}`));
      response.resume().once("end", () => resolve(performance.now()));
    });
    sent.once("error", reject).end(body);
  });
}

/** Both begin alike: after a pause in which a login arms itself. */
const pause = () => new Promise((resolve) => setTimeout(resolve));

async function bare(): Promise<number> {
  await pause();
  const message = nextMessage("4163");
  const start = performance.now();
  return await post(bareUrl, message) - start;
}

/** A login is armed and waits; from posting the message to the code in its hands, and to the answer. */
async function ours(): Promise<{ readonly code: number; readonly answer: number }> {
  const sent = String(1000 + messages % 9000);
  const context = { username: "bench", baseUrl: "https://broker.example/api" };
  const waiting = Effect.gen(function* () {
    const armed = yield* sms.arm(context);
    const challenge = { ...context, attempt: 1, requestedAt: Date.now(), timeoutMillis: 60_000 };
    const found = yield* armed.next(challenge);
    const at = performance.now();
    if (Redacted.value(found.code) !== sent) throw new Error("a wrong code");
    return at;
  });
  const code = Effect.runPromise(Effect.scoped(waiting));
  await pause();
  const message = nextMessage(sent);
  const start = performance.now();
  const answer = await post(ourUrl, message) - start;
  return { code: await code - start, answer };
}

/** In blocks and in turn, so that whatever else the machine does falls on both. */
async function bothMeasured(count: number) {
  const [code, answer, bareAnswer]: [Array<number>, Array<number>, Array<number>] = [[], [], []];
  for (let i = 0; i < count; i += block) {
    for (let n = 0; n < block; n++) bareAnswer.push(await bare());
    for (let n = 0; n < block; n++) {
      const times = await ours();
      code.push(times.code);
      answer.push(times.answer);
    }
  }
  const at = (share: number) => ({
    code: percentile(code, share),
    answer: percentile(answer, share),
    bare: percentile(bareAnswer, share),
  });
  return { p50: at(0.5), p99: at(0.99) };
}

const millis = (value: number): string => `${value.toFixed(2)} ms`;

function load(url: string, mode: string, count = 0, rate = 0) {
  const script = fileURLToPath(new URL("webhook_load.ts", import.meta.url));
  // The load is Node's under both runtimes, so that it is the same.
  const child = spawn("node", [script, url, mode, String(count), String(rate)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  let output = "";
  let started = (): void => {};
  const hasStarted = new Promise<void>((resolve) => started = resolve);
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
    started();
  });
  const ended = new Promise<number>((resolve) =>
    child.once("close", () => resolve(Number(output.trim().split("\n").at(-1))))
  );
  return { hasStarted, ended, stop: () => child.stdin.end() };
}

await bothMeasured(Math.ceil(rounds / 4)); // warm-up
const quiet = await bothMeasured(rounds);
for (const share of ["p50", "p99"] as const) {
  const { code, answer, bare } = quiet[share];
  console.log(
    `${runtime}  ${share}  posted to code in hand ${millis(code)}  bare handler ${millis(bare)}  ratio ${
      (code / bare).toFixed(2)
    }  (to the answer ${millis(answer)}, ratio ${(answer / bare).toFixed(2)})`,
  );
}

const perSecond = { ours: [] as Array<number>, bare: [] as Array<number> };
for (let i = 0; i < 4; i++) {
  const bareRate = await load(bareUrl, "as-fast-as-possible", loadCount).ended;
  const ourRate = await load(ourUrl, "as-fast-as-possible", loadCount).ended;
  if (i === 0) continue; // warm-up
  perSecond.bare.push(bareRate);
  perSecond.ours.push(ourRate);
}
const [ourRate, bareRate] = [percentile(perSecond.ours, 0.5), percentile(perSecond.bare, 0.5)];
console.log(
  `${runtime}  requests per second  ours ${ourRate.toFixed(0)}  bare ${bareRate.toFixed(0)}  ratio ${
    (ourRate / bareRate).toFixed(2)
  }`,
);

const forged = load(ourUrl, "forged", 0, forgedRate);
await forged.hasStarted;
const loud = await bothMeasured(rounds);
forged.stop();
const rate = await forged.ended;
console.log(
  `${runtime}  under ${rate.toFixed(0)} forged requests a second, p50  ${millis(loud.p50.code)}, p99  ${
    millis(loud.p99.code)
  }; without them ${millis(quiet.p50.code)}, ${millis(quiet.p99.code)}; ratio of p99 ${
    (loud.p99.code / quiet.p99.code).toFixed(2)
  }`,
);
agent.destroy();
bareServer.close();
