/**
 * Runs one row of the matrix, and judges what came of it.
 */
import { isDeepStrictEqual } from "node:util";
import { authErrorTable, createClient, isAuthError, type StoreFailed } from "../../mod.ts";
import { userInfo } from "../../src/api/mod.ts";
import { log } from "../../plugins/log.ts";
import { spellings } from "../support/spellings.ts";
import { shownTexts } from "../support/tokenCall.ts";
import { type Broker, startBroker } from "./broker.ts";
import type { Expected, ExpectedError, Interruption, Rig, Row, Setting } from "./Row.ts";
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
  readonly result: "token" | { readonly error: unknown };
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
  let result: Outcome["result"];
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

/** What a row's signal is aborted with. */
export class Interrupted extends Error {}

async function moment({ when }: Interruption, rig: Rig, broker: Broker): Promise<void> {
  if (when === "arming") await rig.arming?.();
  else if ("requests" in when) await broker.received(when.requests);
  else if (when.after > 0) await broker.received(when.after);
  await new Promise((resolve) =>
    setTimeout(resolve, typeof when === "object" && "millis" in when ? when.millis : 30)
  );
}

const inWords = (result: Outcome["result"]): string =>
  result === "token"
    ? "token"
    : isAuthError(result.error)
    ? `${result.error._tag}${"reason" in result.error ? ` ${JSON.stringify(result.error.reason)}` : ""}`
    : String(result.error);

function wrongResult(expected: Expected, result: Outcome["result"]): string | undefined {
  if (expected === "token" || result === "token") {
    return expected === result ? undefined : `${describe(expected)} expected, and it was ${inWords(result)}`;
  }
  const { error } = result;
  if (expected === "aborted") {
    return error instanceof Interrupted
      ? undefined
      : `the signal's reason expected, and it was ${inWords(result)}`;
  }
  if (expected === "closed") {
    const isAbort = error instanceof DOMException && error.name === "AbortError";
    return isAbort ? undefined : `AbortError expected, and it was ${inWords(result)}`;
  }
  if (!isAuthError(error)) return `no typed error but ${String(error)}`;
  const { tag, reason, fields = {} } = expected;
  const { retryable = authErrorTable[tag].retryable, exitCode = authErrorTable[tag].exitCode } = expected;
  const findings: Array<string> = [];
  const compare = (name: string, is: unknown, wanted: unknown): void => {
    const allowed = Array.isArray(wanted) ? wanted : [wanted];
    if (!allowed.some((each) => isDeepStrictEqual(each, is))) {
      findings.push(`${name} ${JSON.stringify(is)} in place of ${JSON.stringify(wanted)}`);
    }
  };
  compare("tag", error._tag, tag);
  if (reason !== undefined) {
    compare("reason", (Reflect.get(error, "reason") as { _tag?: string } | undefined)?._tag, reason);
  }
  compare("retryable", error.retryable, retryable);
  compare("exitCode", error.exitCode, exitCode);
  for (const [name, wanted] of Object.entries(fields)) compare(name, Reflect.get(error, name), wanted);
  return findings.length === 0 ? undefined : `${findings.join("; ")} (${error.message})`;
}

const describe = (expected: Expected): string =>
  typeof expected === "string" ? expected : (expected as ExpectedError).tag;

function wrongReports({ storeFailures = [] }: Row, reported: ReadonlyArray<StoreFailed>): string | undefined {
  const kinds = new Set(reported.map(({ kind }) => kind));
  const missing = storeFailures.filter((kind) => !kinds.has(kind));
  const wrong = [...kinds].filter((kind) => !storeFailures.includes(kind));
  if (missing.length > 0) return `no failure of the store was reported: ${missing.join(", ")}`;
  return wrong.length > 0
    ? `the store failed: ${reported.map(({ message }) => message).join(" ")}`
    : undefined;
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

function tooMany({ requests, signIns }: Row, rig: Rig, broker: Broker): string | undefined {
  const got = broker.steps();
  if (!isDeepStrictEqual(got, requests.slice(0, got.length))) {
    return `the broker got ${got.join(", ") || "nothing"} in place of ${requests.join(", ") || "nothing"}`;
  }
  const shown = rig.signIns?.() ?? 0;
  return signIns !== undefined && shown > signIns ? `${shown} sign-ins in place of ${signIns}` : undefined;
}

/** How many secrets can be read in the texts, however they are spelled. */
function secretsIn(texts: ReadonlyArray<string>, secrets: ReadonlyArray<string>): number {
  const spelled = secrets.map((secret) =>
    Object.values(spellings).map((spell) => spell(secret).toLowerCase())
  );
  const all = texts.join("\n").toLowerCase();
  return spelled.filter((ways) => ways.some((way) => all.includes(way))).length;
}
