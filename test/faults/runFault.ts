/**
 * Runs one row of the matrix, and judges what came of it.
 */
import { createClient, type StoreFailed } from "../../mod.ts";
import { userInfo } from "../../src/api/mod.ts";
import { log } from "../../plugins/log.ts";
import { shownTexts } from "../support/tokenCall.ts";
import { type Broker, startBroker } from "./broker.ts";
import { Interrupted, inWords, type Result, secretsIn, tooMany, wrongReports, wrongResult } from "./judge.ts";
import type { Interruption, Rig, Row, Setting } from "./Row.ts";
import { listOf, type RowSecrets, rowSecrets } from "./rowSecrets.ts";

/** What came of a row: for each question the finding against it, or nothing. */
export interface Judgement {
  readonly row: Row;
  readonly secrets: ReadonlyArray<string>;
  /** What the call ended with, in a few words. */
  readonly outcome: string;
  readonly wrongError: string | undefined;
  readonly tooLate: string | undefined;
  readonly leftOpen: string | undefined;
  readonly secretsSeen: number;
  readonly tooManyRequests: string | undefined;
  readonly millis: number;
}

/** How much longer than its own limits a row may take: two slow cores, and a dozen rows at once. */
const patience = 15_000;
/** How long what was opened may take to be gone. */
const settleMillis = 8_000;
/** What an interruption may take. */
const interruptionLimit = 5_000;

interface Outcome {
  readonly result: Result;
  readonly millis: number;
  /** From the interruption to the end. */
  readonly sinceInterruption: number | undefined;
}

/** Runs it; a row that does not end at all is judged too, and left to itself. */
export async function runFault(row: Row): Promise<Judgement> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = 2 * patience + settleMillis + (row.waits ?? 0);
  const stuck = new Promise<Judgement>((resolve) => {
    timer = setTimeout(() => resolve(endless(row, limit)), limit);
  });
  try {
    return await Promise.race([judged(row), stuck]);
  } finally {
    clearTimeout(timer);
  }
}

const endless = (row: Row, millis: number): Judgement => ({
  row,
  secrets: [],
  outcome: "none",
  wrongError: "the row does not end",
  tooLate: `${millis} ms, and it goes on`,
  leftOpen: undefined,
  secretsSeen: 0,
  tooManyRequests: undefined,
  millis,
});

async function judged(row: Row): Promise<Judgement> {
  const secrets = rowSecrets();
  const rig = await row.rig(secrets);
  const broker = await startBroker(row.script, secrets, rig);
  const setting = await row.setting?.(secrets) ?? {};
  const storeFailures: Array<StoreFailed> = [];
  try {
    const { result, millis, sinceInterruption } = await called(row, {
      rig,
      broker,
      setting,
      secrets,
      storeFailures,
    });
    const leftOpen = await whatIsLeftOpen(row, rig, broker);
    const known = [...listOf(secrets), ...(rig.secrets ?? []), ...(setting.secrets ?? [])];
    const shown = [
      ...(result === "token" ? [] : shownTexts(result.error)),
      ...storeFailures.flatMap(shownTexts),
    ];
    const limit = patience + (row.waits ?? 0);
    return {
      row,
      secrets: known,
      outcome: inWords(result),
      wrongError: wrongResult(row.expected, result) ?? wrongReports(row, storeFailures),
      tooLate: millis > limit
        ? `${Math.round(millis)} ms`
        : (sinceInterruption ?? 0) > interruptionLimit + (row.waits ?? 0)
        ? `${Math.round(sinceInterruption ?? 0)} ms after the interruption`
        : undefined,
      leftOpen,
      secretsSeen: secretsIn(shown, known),
      tooManyRequests: tooMany(row, rig, broker),
      millis,
    };
  } finally {
    await broker[Symbol.asyncDispose]();
    await rig[Symbol.asyncDispose]();
    await setting.dispose?.();
  }
}

interface Surroundings {
  readonly rig: Rig;
  readonly broker: Broker;
  readonly setting: Setting;
  readonly secrets: RowSecrets;
  readonly storeFailures: Array<StoreFailed>;
}

async function called(row: Row, surroundings: Surroundings): Promise<Outcome> {
  const { rig, broker, setting, secrets, storeFailures } = surroundings;
  const abort = new AbortController();
  let interruptedAt: number | undefined;
  const startedAt = performance.now();
  let result: Result;
  try {
    const client = createClient({
      baseUrl: setting.baseUrl ?? broker.baseUrl,
      appKey: secrets.appKey,
      username: `bob${secrets.number}`,
      password: secrets.password,
      ...(row.pin ? { pin: secrets.pin } : {}),
      provider: rig.provider,
      use: [log({ level: "Debug" })],
      onStoreFailed: (error) => storeFailures.push(error),
      ...setting.options,
    });
    try {
      for (let n = 0; n < (row.earlier ?? 0); n++) await client.login().catch(() => {});
      const call = row.call === "request"
        ? client.request(userInfo(), { signal: abort.signal })
        : client.login({ signal: abort.signal });
      if (row.interrupt !== undefined) {
        const { how } = row.interrupt;
        void moment(row.interrupt, rig, broker).then(() => {
          interruptedAt = performance.now();
          if (how === "abort") abort.abort(new Interrupted("by the caller"));
          else void client.close();
        });
      }
      await call;
      result = "token";
    } finally {
      await client.close();
    }
  } catch (error) {
    result = { error };
  }
  const endedAt = performance.now();
  return {
    result,
    millis: endedAt - startedAt,
    sinceInterruption: interruptedAt === undefined ? undefined : endedAt - interruptedAt,
  };
}

async function moment({ when }: Interruption, rig: Rig, broker: Broker): Promise<void> {
  if (when === "arming") await rig.arming?.();
  else if ("requests" in when) await broker.received(when.requests);
  else if (when.after > 0) await broker.received(when.after);
  await new Promise((resolve) =>
    setTimeout(resolve, typeof when === "object" && "millis" in when ? when.millis : 30)
  );
}

async function whatIsLeftOpen({ mustClose }: Row, rig: Rig, broker: Broker): Promise<string | undefined> {
  const until = performance.now() + settleMillis;
  const last = broker.requests.at(-1);
  if (mustClose === true && last !== undefined) {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<"open">((resolve) => timer = setTimeout(() => resolve("open"), settleMillis));
    const is = await Promise.race([last.closed, late]);
    clearTimeout(timer);
    if (is === "open") return "the connection of the request that came to nothing";
  }
  for (;;) {
    const open = rig.leftOpen?.() ?? 0;
    if (open === 0) return undefined;
    if (performance.now() > until) return `${open} of the provider's`;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
