/** Processes of their own that use a session, with the runtime that runs the test. */
import { expect, it, onTestFinished } from "vitest";
import { type Fault, simulate, type Simulator } from "../../src/simulator/mod.ts";
import { type Program, sendSignal, startProgram } from "./program.ts";

const at = (path: string): string => JSON.stringify(new URL(`../../${path}`, import.meta.url).href);

/** What opens a store in such a process, from the text `where`. */
const stores: Readonly<Record<"file" | "redis", string>> = {
  file: `(await import(${at("plugins/file_store.ts")})).fileStore({ folder: where })`,
  redis: `(await import(${at("plugins/redis_store.ts")})).redisStore({ url: where })`,
};

/**
 * What a process does, one after another: asks for its token; calls the API for the user's info; waits for `proceed`; sets
 * its clock, so many milliseconds before or after the true one; or takes the login's lock, waits, and saves a token of
 * its own under it.
 */
export type Deed = "token" | "call" | "wait" | "lateSave" | { readonly clock: number };

/** What a process said of it: tokens, users' names, tags of errors, and failures of its store as `<operation> <kind>`. */
export type Said = Readonly<
  Record<"token" | "user" | "error" | "storeFailed" | "waiting", ReadonlyArray<string>>
>;

/** How such a process is to be. */
export interface TokenProcessOptions {
  /** Default: it asks for its token. */
  readonly deeds?: ReadonlyArray<Deed>;
  /** The user, whose password is `pw`; default `bob`. */
  readonly username?: string;
  /** What a shell does before it becomes the process. */
  readonly shell?: string;
}

/** A process; disposing of it kills it. */
export interface TokenProcess extends Pick<Program, "child">, Disposable {
  /** What it has said so far. */
  readonly said: () => Said;
  /** What it has said, at its end; rejects where that was not its own. */
  readonly end: () => Promise<Said>;
  /** Its token, at its end; empty where it had none. */
  readonly token: Promise<string>;
  /** Ends its wait. */
  readonly proceed: () => void;
}

const program = (store: string): string => `
const [baseUrl, where, username, plan] = process.argv.slice(-4);
const TrueDate = Date;
let ahead = 0, waited = false;
globalThis.Date = class extends TrueDate {
  constructor(...args) { super(...(args.length === 0 ? [TrueDate.now() + ahead] : args)); }
  static now() { return TrueDate.now() + ahead; }
};
const say = (what, text) => console.log(JSON.stringify([what, text]));
const { AuthToken, createClient, storedLogin } = await import(${at("mod.ts")});
const store = ${store};
const onStoreFailed = ({ operation, kind }) => say("storeFailed", operation + " " + kind);
const client = createClient({ baseUrl, appKey: "key", username, password: "pw", store, onStoreFailed });
const wait = () => new Promise((resolve) => {
  waited = true;
  process.stdin.once("data", () => resolve(process.stdin.pause()));
  say("waiting", "");
});
const lateSave = async () => {
  const Effect = await import("effect/Effect"), Redacted = await import("effect/Redacted");
  await Effect.runPromise(Effect.scoped(Effect.gen(function* () {
    const stored = yield* storedLogin(store, { baseUrl, appKey: Redacted.make("key"), username });
    const lock = yield* store.lock(stored.key);
    yield* Effect.promise(wait);
    const late = { token: Redacted.make("late"), username, obtainedAt: Date.now(), codesTried: 0 };
    yield* Effect.catch(stored.saveToken(new AuthToken(late), lock), (error) => Effect.sync(() => onStoreFailed(error)));
  })));
};
for (const deed of JSON.parse(plan)) {
  try {
    if (deed === "token") say("token", (await client.token()).reveal());
    else if (deed === "call") say("user", (await client.request((await import(${
  at("src/api/mod.ts")
})).userInfo())).Login);
    else if (deed === "wait") await wait();
    else if (deed === "lateSave") await lateSave();
    else ahead = deed.clock;
  } catch (error) {
    say("error", error._tag ?? "untyped");
  }
}
await client.close();
await store.close?.();
// Under Deno, a standard input that was read keeps the process alive.
if (waited) process.exit();
`;

function saidIn(text: string): Said {
  const said = {
    token: [] as Array<string>,
    user: [] as Array<string>,
    error: [] as Array<string>,
    storeFailed: [] as Array<string>,
    waiting: [] as Array<string>,
  };
  for (const line of text.split("\n").slice(0, -1)) {
    const [what, words] = JSON.parse(line) as [keyof Said, string];
    said[what].push(words);
  }
  return said;
}

/**
 * Starts a process, with the app key `key`.
 *
 * @param baseUrl The broker.
 * @param kind The kind of store.
 * @param where Its folder or address.
 * @param options What it does, and for whom.
 */
export function startTokenProcess(
  baseUrl: string,
  kind: "file" | "redis",
  where: string,
  options: TokenProcessOptions = {},
): TokenProcess {
  const { deeds = ["token"], username = "bob", shell } = options;
  const args = [baseUrl, where, username, JSON.stringify(deeds)];
  const started = startProgram(program(stores[kind]), args, 150_000, shell);
  // A test that runs out of time disposes of nothing, and a stopped process would stay for ever.
  onTestFinished(() => sendSignal(started.child, "SIGKILL"));
  const end = async () => {
    const { code, stdout } = await started.ended;
    if (code !== 0) throw new Error(`the process ended with code ${code}`);
    return saidIn(stdout);
  };
  return {
    child: started.child,
    said: () => saidIn(started.written()),
    end,
    token: started.ended.then(({ stdout }) => saidIn(stdout).token[0] ?? ""),
    proceed: () => void started.child.stdin.write("\n"),
    [Symbol.dispose]: started[Symbol.dispose],
  };
}

const brokerOfBob = (): Promise<Simulator> =>
  simulate({ appKey: "key", users: [{ username: "bob", password: "pw" }] });

/**
 * Declares the tests of processes that share a store.
 *
 * @param start Starts one of them at a broker.
 */
export function itSharesOneLogin(
  start: (baseUrl: string, options?: TokenProcessOptions) => TokenProcess,
): void {
  it("start together, log in once, and all get the token", { timeout: 180_000 }, async () => {
    await using broker = await brokerOfBob();
    const tokens = await Promise.all(Array.from({ length: 50 }, () => start(broker.baseUrl).token));
    expect(broker.requestCounts.RequestToken).toBe(1);
    expect(tokens[0]).not.toBe("");
    expect(new Set(tokens).size).toBe(1);
  });

  it("do not wait for ever for one that was killed while it logged in", { timeout: 120_000 }, async () => {
    await using broker = await brokerOfBob();
    broker.setFault("RequestToken", { type: "hang", times: 1 });
    using killed = start(broker.baseUrl);
    await expect.poll(() => broker.requestCounts.RequestToken, { timeout: 40_000 }).toBe(1);
    using waiting = start(broker.baseUrl);
    sendSignal(killed.child, "SIGKILL");
    expect(await killed.token).toBe("");
    expect(await waiting.token).not.toBe("");
    expect(broker.requestCounts.RequestToken).toBe(2);
  });

  it(
    "take over from one that was stopped in its login; going on, it replaces nothing, and has a token",
    { timeout: 120_000 },
    async () => {
      const faults: ReadonlyArray<Fault> = [
        { type: "hang", times: 1 },
        // The answer comes while nobody is there to read it.
        { type: "delay", milliseconds: 6000, times: 1 },
      ];
      const all = await Promise.allSettled(faults.map(async (fault) => {
        await using broker = await brokerOfBob();
        broker.setFault("RequestToken", fault);
        using stopped = start(broker.baseUrl);
        await expect.poll(() => broker.requestCounts.RequestToken, { timeout: 40_000 }).toBe(1);
        sendSignal(stopped.child, "SIGSTOP");
        const taken = await start(broker.baseUrl).token;
        expect(taken).not.toBe("");
        sendSignal(stopped.child, "SIGCONT");
        const { token, error, storeFailed } = await stopped.end();
        expect(error).toEqual([]);
        expect(token).toHaveLength(1);
        // Either it learns of the other first, or from the save.
        if (token[0] !== taken) expect(storeFailed).toEqual(["save superseded"]);
        else expect(storeFailed).toEqual([]);
        expect(await start(broker.baseUrl).token).toBe(taken);
        expect(broker.requestCounts.RequestToken).toBe(2);
      }));
      for (const each of all) if (each.status === "rejected") throw each.reason;
    },
  );

  it(
    "refuse what is saved late, under a lock that another has taken since",
    { timeout: 120_000 },
    async () => {
      await using broker = await brokerOfBob();
      using stopped = start(broker.baseUrl, { deeds: ["lateSave"] });
      await expect.poll(() => stopped.said().waiting, { timeout: 40_000 }).toHaveLength(1);
      sendSignal(stopped.child, "SIGSTOP");
      const taken = await start(broker.baseUrl).token;
      stopped.proceed();
      sendSignal(stopped.child, "SIGCONT");
      expect((await stopped.end()).storeFailed).toEqual(["save superseded"]);
      expect(await start(broker.baseUrl).token).toBe(taken);
      expect(broker.requestCounts.RequestToken).toBe(1);
    },
  );
}
