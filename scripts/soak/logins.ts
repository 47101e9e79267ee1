/**
 * Random logins, with what comes after them, against a simulated broker.
 *
 * @module
 */
import * as Cause from "effect/Cause";
import * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Metric from "effect/Metric";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createClient,
  Credentials,
  isAuthError,
  type Middleware,
  Session,
  type SessionOptions,
  TokenApi,
} from "../../mod.ts";
import { fileStore } from "../../plugins/file_store.ts";
import { userInfo } from "../../src/api/mod.ts";
import { simulate, type Simulator } from "../../src/simulator/mod.ts";
import { brokerFaults } from "./brokerFaults.ts";
import type { FiberCount } from "./fibers.ts";
import { randomReceiver, type Receiver } from "./providers.ts";
import type { RandomSource } from "./random.ts";

/** What an epoch's logins share. */
export interface Epoch extends AsyncDisposable {
  /** Logs in once as the user of a lane, and tells how it ended: `token`, `given up`, or an error's tag. */
  readonly login: (lane: number) => Promise<string>;
  /** What ended in a way that the library does not know; empty where nothing did. */
  readonly unknown: ReadonlyArray<string>;
}

/** What an epoch needs. */
export interface EpochOptions {
  readonly random: RandomSource;
  readonly lanes: number;
  readonly fibers: FiberCount;
  readonly use: ReadonlyArray<Middleware>;
}

const appKey = "key";
const password = "password";
const pin = "0417";
const steps = ["RequestToken", "SubmitCode", "SubmitPin", "ApiRequest"] as const;

/** What the caller gives up with. */
class GivenUp extends Error {}

/** Starts an epoch: a broker, and a user for each lane. */
export async function startEpoch({ random, lanes, fibers, use }: EpochOptions): Promise<Epoch> {
  const receivers = new Map<string, Receiver>();
  const unknown: Array<string> = [];
  const folder = await mkdtemp(join(tmpdir(), "autoshares-soak-"));
  const users = Array.from({ length: lanes }, (_, lane) => ({
    username: `user${lane}`,
    password,
    twoFactor: lane % 7 === 6 ? "none" as const : lane % 2 === 0 ? "sms" as const : "email" as const,
    ...(lane % 4 === 3 ? { pin } : {}),
  }));
  const broker = await simulate({
    appKey,
    users,
    maxFailures: 1_000_000,
    deliver: async ({ username, code }) => await receivers.get(username)?.deliver(code),
    onDeliveryError: () => {},
  });

  const login = async (lane: number): Promise<string> => {
    const receiver = await randomReceiver(random, folder);
    const username = `user${lane}`;
    receivers.set(username, receiver);
    const options: SessionOptions = {
      provider: receiver.provider,
      use,
      codeTimeout: 700,
      requestTimeout: 400,
      onStoreFailed: () => {},
      ...(random.chance(0.15) ? { store: fileStore({ folder: join(folder, `store-${lane}`) }) } : {}),
    };
    if (random.chance(0.35)) {
      broker.setFault(random.pick(steps), { ...random.pick(brokerFaults), times: 1 });
    }
    const giveUpAfter = random.chance(0.12) ? random.below(60) : undefined;
    const calls = random.below(4);
    try {
      const call = { broker, username, options, calls, giveUpAfter, random };
      if (random.chance(0.5)) await byClient(call);
      else await bySession(call, fibers);
      return "token";
    } catch (error) {
      if (isAuthError(error)) return error._tag;
      if (error instanceof GivenUp || (error instanceof DOMException && error.name === "AbortError")) {
        return "given up";
      }
      unknown.push(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
      return "unknown";
    } finally {
      receivers.delete(username);
      await receiver[Symbol.asyncDispose]();
    }
  };
  return {
    login,
    unknown,
    [Symbol.asyncDispose]: async () => {
      await broker.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface Call {
  readonly broker: Simulator;
  readonly username: string;
  readonly options: SessionOptions;
  readonly calls: number;
  readonly giveUpAfter: number | undefined;
  readonly random: RandomSource;
}

/** By promises. */
async function byClient({ broker, username, options, calls, giveUpAfter, random }: Call): Promise<void> {
  const client = createClient({
    ...options,
    requestTimeout: 400,
    baseUrl: broker.baseUrl,
    appKey,
    username,
    password,
    pin,
  });
  const abort = new AbortController();
  const timer = giveUpAfter === undefined
    ? undefined
    : setTimeout(() => abort.abort(new GivenUp()), giveUpAfter);
  const { signal } = abort;
  try {
    if (calls === 0) await client.login({ signal });
    for (let n = 0; n < calls; n++) await client.request(userInfo(), { signal });
    if (random.chance(0.1)) {
      broker.revokeTokens(username);
      await Promise.all([1, 2, 3].map(() => client.request(userInfo(), { signal })));
    }
  } finally {
    clearTimeout(timer);
    await client.close();
  }
}

/** By Effect, with every fiber counted. */
async function bySession(
  { broker, username, options, calls, giveUpAfter }: Call,
  fibers: FiberCount,
): Promise<void> {
  const program = Effect.gen(function* () {
    const credentials = yield* Credentials.make({ appKey, username, password, pin });
    const session = yield* Session.make(credentials, options);
    if (calls === 0) yield* session.login;
    for (let n = 0; n < calls; n++) yield* session.request(userInfo());
  }).pipe(
    Effect.scoped,
    Effect.provide(TokenApi.layer({ baseUrl: broker.baseUrl, requestTimeout: 400 })),
  );
  const fiber = Effect.runForkWith(Context.make(Metric.FiberRuntimeMetrics, fibers.service))(program);
  const timer = giveUpAfter === undefined
    ? undefined
    : setTimeout(() => fiber.interruptUnsafe(), giveUpAfter);
  const exit = await new Promise<Exit.Exit<void, unknown>>((resolve) => fiber.addObserver(resolve));
  clearTimeout(timer);
  if (Exit.isSuccess(exit)) return;
  throw Cause.hasInterruptsOnly(exit.cause) ? new GivenUp() : Cause.squash(exit.cause);
}
