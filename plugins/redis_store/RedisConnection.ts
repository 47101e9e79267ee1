/**
 * One connection to Redis: made when it is first needed, and again after it broke.
 *
 * @module
 */
import * as Redacted from "effect/Redacted";
import type { RedisAddress } from "./redisAddress.ts";
import { NoAnswer, PackageMissing, StoreClosed } from "./redisFailure.ts";

/** Sends commands. Nothing of it keeps the process alive, but for a command that waits for its answer. */
export interface RedisConnection {
  /** Sends one command, and gives the answer as the client has it; rejects with whatever went wrong. */
  readonly send: (command: ReadonlyArray<string>, limitMillis?: number) => Promise<unknown>;
  /** Ends it for good; what waits for an answer has a moment to get it. */
  readonly close: () => Promise<void>;
}

/** What is used of the client. */
interface Client {
  readonly on: (event: string, listener: () => void) => unknown;
  readonly connect: () => Promise<unknown>;
  readonly sendCommand: (command: ReadonlyArray<string>) => Promise<unknown>;
  readonly unref: () => void;
  readonly close: () => Promise<unknown>;
  readonly destroy: () => void;
}

/** How long a connection may take to be ready, how long a command with it, and a goodbye, in milliseconds. */
const connectMillis = 3000, commandMillis = 4000, goodbyeMillis = 1000;

/**
 * Rejects with {@linkcode NoAnswer} after so many milliseconds, counted in tenths: in a process that gets no time to run,
 * the answer may be there and not read yet. The timer keeps the process alive, as the socket does not.
 */
async function within<A>(millis: number, work: Promise<A>): Promise<A> {
  let timer: ReturnType<typeof setInterval> | undefined;
  const late = new Promise<never>((_, reject) => {
    let tenths = 0;
    timer = setInterval(() => ++tenths === 10 && reject(new NoAnswer()), millis / 10);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearInterval(timer);
  }
}

function loadPackage() {
  return import("@redis/client").catch(() => {
    throw new PackageMissing();
  });
}

async function makeClient({ host, port, tls, database, username, password }: RedisAddress): Promise<Client> {
  const { createClient } = await loadPackage();
  return createClient({
    // Its own ways to wait: the limit is kept here, and reconnecting would have no end.
    socket: { host, port, tls, connectTimeout: 0, reconnectStrategy: false } as { tls: false },
    disableOfflineQueue: true,
    // Works with every Redis, and says nothing that it was not asked to.
    RESP: 2,
    maintNotifications: "disabled",
    disableClientInfo: true,
    database,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password: Redacted.value(password) }),
  });
}

/**
 * Prepares a connection; nothing is connected yet.
 *
 * @param address Where the Redis is.
 * @returns The connection.
 */
export function redisConnection(address: RedisAddress): RedisConnection {
  let closed = false;
  /** The connection in use, ready or on its way. */
  let current: { readonly ready: Promise<Client>; client?: Client } | undefined;

  const connect = (): Promise<Client> => {
    if (current !== undefined) return current.ready;
    const open = async (): Promise<Client> => {
      const client = await makeClient(address);
      mine.client = client;
      client.on("error", () => drop(mine));
      client.unref();
      if (closed) throw new StoreClosed();
      await within(connectMillis, client.connect());
      return client;
    };
    const ready = Promise.resolve().then(open);
    const mine: { readonly ready: Promise<Client>; client?: Client } = { ready };
    current = mine;
    ready.catch(() => drop(mine));
    return ready;
  };
  const drop = (broken: typeof current): void => {
    if (current === broken) current = undefined;
    broken?.client?.destroy();
  };

  const attempt = async (command: ReadonlyArray<string>, isOver: () => boolean): Promise<unknown> => {
    if (closed) throw new StoreClosed();
    const before = current;
    const client = await connect();
    try {
      return await client.sendCommand(command);
    } catch (error) {
      // It was open for long and has broken unseen: a new one may be had at once.
      if (before === undefined || before === current || closed || isOver()) throw error;
      return await (await connect()).sendCommand(command);
    }
  };

  const send = async (command: ReadonlyArray<string>, limitMillis = commandMillis): Promise<unknown> => {
    let over = false;
    // The package's loading is no answer's delay.
    await loadPackage();
    try {
      return await within(limitMillis, attempt(command, () => over));
    } catch (error) {
      over = true;
      // What does not answer now will answer nothing that is sent after it.
      if (error instanceof NoAnswer) drop(current);
      throw error;
    }
  };

  const close = async (): Promise<void> => {
    closed = true;
    const last = current;
    try {
      if (last?.client !== undefined) await within(goodbyeMillis, last.client.close());
    } catch {
      // It was not connected, or does not answer.
    }
    drop(last);
  };
  return { send, close };
}
