/**
 * Logins again and again, with random faults, and what they leave behind.
 *
 * @module
 */
import process from "node:process";
import type { Middleware } from "../../mod.ts";
import { excessOver, type OpenHandles, openHandles, settledExcess } from "../../test/faults/openHandles.ts";
import { countFibers } from "./fibers.ts";
import { afterWarmUp, slopeOf } from "./growth.ts";
import { startEpoch } from "./logins.ts";
import { randomSource } from "./random.ts";
import { startResident } from "./resident.ts";
import { countTimers } from "./timers.ts";

/** How long, and with what. */
export interface SoakOptions {
  /** How long logins are begun, in seconds. */
  readonly seconds: number;
  /** Makes the choices. */
  readonly seed: number;
  /** Logins between two samples; default 150. */
  readonly epoch?: number | undefined;
  /** Logins at once; default 8. */
  readonly lanes?: number | undefined;
  /** How long what a sample finds open may take to be gone, in milliseconds; default 5000. */
  readonly settleMillis?: number | undefined;
  /** Middleware for every login; a test's may leak. */
  readonly use?: ReadonlyArray<Middleware> | undefined;
}

/** What there was when nothing was under way. */
export interface SoakSample {
  readonly logins: number;
  /** Bytes of heap in use, after a collection. */
  readonly heap: number;
  /** What was open beyond the start, by kind. */
  readonly excess: OpenHandles;
  /** Timers beyond the start. */
  readonly timers: number;
  /** Fibers that ran. */
  readonly fibers: number;
}

/** What came of it. */
export interface SoakReport {
  readonly seed: number;
  readonly logins: number;
  /** How many logins ended how: `token`, `given up` (by the caller), or an error's tag. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** Tokens that the client which lives all the time has had. */
  readonly renewals: number;
  /** Calls of the API by that client. */
  readonly residentCalls: number;
  readonly samples: ReadonlyArray<SoakSample>;
  /** What one more login adds to the heap, in bytes, after the warm-up. */
  readonly heapPerLogin: number;
  /** What it may add: {@linkcode allowance}. */
  readonly heapAllowed: number;
  /** What is wrong; empty where nothing is. */
  readonly findings: ReadonlyArray<string>;
}

/**
 * What the heap may grow after the warm-up, in bytes for each login: 64, which is less than one object with a name, or 3 MB
 * in all where there were few logins: for some minutes, the runtime goes on compiling (about 1 MB of it was measured).
 *
 * @param logins Logins after the warm-up.
 * @returns Bytes for each login.
 */
export function allowance(logins: number): number {
  return Math.max(64, 3_000_000 / Math.max(1, logins));
}

const collect = (globalThis as { readonly gc?: () => void }).gc;

function heapAfterCollection(): number {
  collect?.();
  collect?.();
  return process.memoryUsage().heapUsed;
}

/**
 * Runs it.
 *
 * @param options How long, with what.
 * @returns What came of it; throws an `Error` where the garbage collector cannot be called.
 */
export async function soak(options: SoakOptions): Promise<SoakReport> {
  if (collect === undefined) throw new Error("run it with --expose-gc (Deno: --v8-flags=--expose-gc)");
  const { seconds, seed, epoch: epochLogins = 150, lanes = 8, settleMillis = 5000, use = [] } = options;
  const random = randomSource(seed);
  const fibers = countFibers();
  using timers = countTimers();
  await using resident = await startResident(use);
  const outcomes: Record<string, number> = {};
  const samples: Array<SoakSample> = [];
  const findings: Array<string> = [];
  let logins = 0;
  let residentCalls = 0;

  const runEpoch = async (): Promise<void> => {
    await using epoch = await startEpoch({ random, lanes, fibers, use });
    let left = epochLogins;
    const lane = async (number: number): Promise<void> => {
      while (left-- > 0) {
        const outcome = await epoch.login(number);
        outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
        logins++;
      }
    };
    let isOver = false;
    const calling = (async () => {
      while (!isOver) {
        await resident.call().catch(() => {});
        residentCalls++;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    })();
    await Promise.all(Array.from({ length: lanes }, (_, number) => lane(number)));
    isOver = true;
    await calling;
    findings.push(...epoch.unknown.slice(0, 3));
  };

  // What is loaded and opened once for all logins counts for none of them.
  const startedAt = performance.now();
  await runEpoch();
  await settledExcess(openHandles(), 1000);
  const baseline = { handles: openHandles(), timers: timers.running() };
  while (performance.now() - startedAt < seconds * 1000 || samples.length < 4) {
    await runEpoch();
    const excess = await settledExcess(baseline.handles, settleMillis);
    const heap = heapAfterCollection();
    samples.push({
      logins,
      heap,
      excess,
      timers: Math.max(0, timers.running() - baseline.timers),
      fibers: fibers.running(),
    });
  }

  await settled(() =>
    Object.keys(excessOver(baseline.handles)).length === 0 && timers.running() <= baseline.timers &&
    fibers.running() === 0
  );
  const left = excessOver(baseline.handles);
  for (const [kind, count] of Object.entries(left)) {
    findings.push(`${count} more of ${kind} than at the start`);
  }
  const moreTimers = timers.running() - baseline.timers;
  if (moreTimers > 0) findings.push(`${moreTimers} more timers than at the start`);
  if (fibers.running() > 0) findings.push(`${fibers.running()} fibers that have not ended`);
  const steady = afterWarmUp(samples);
  const heapPerLogin = slopeOf(steady.map(({ logins, heap }) => ({ logins, value: heap })));
  const heapAllowed = allowance((steady.at(-1)?.logins ?? 0) - (steady[0]?.logins ?? 0));
  if (heapPerLogin > heapAllowed) {
    findings.push(`the heap grows by ${Math.round(heapPerLogin)} bytes for each login`);
  }
  return {
    seed,
    logins,
    outcomes,
    renewals: resident.renewals(),
    residentCalls,
    samples,
    heapPerLogin,
    heapAllowed,
    findings,
  };
}

async function settled(isSettled: () => boolean): Promise<void> {
  for (const until = performance.now() + 10_000; !isSettled() && performance.now() < until;) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
