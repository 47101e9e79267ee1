/**
 * Token stores that fail: none of them costs a login, and each failure is told.
 */
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AuthToken, memoryStore, storedLogin, type StoreFailureKind, type TokenStore } from "../../mod.ts";
import { fileStore } from "../../plugins/file_store.ts";
import { redisStore } from "../../plugins/redis_store.ts";
import { answers, requestsUpTo, upTo } from "./broker.ts";
import type { Refusal } from "./refusals.ts";
import type { Setting } from "./Row.ts";
import type { RowSecrets } from "./rowSecrets.ts";
import { faultyStore } from "../support/sessions.ts";

interface StoreFault {
  readonly fault: string;
  readonly setting: (secrets: RowSecrets) => Setting | Promise<Setting>;
  readonly kinds: ReadonlyArray<StoreFailureKind>;
  readonly waits?: number;
}

const withStore = (store: TokenStore): Setting => ({ options: { store } });

const operations = ["load", "save", "lock"] as const;
const ofMemory: ReadonlyArray<StoreFault> = operations.flatMap((operation): ReadonlyArray<StoreFault> => [
  ...(["unavailable", "full", "damaged", "exposed"] as const).map((kind): StoreFault => ({
    fault: `${operation}: ${kind}`,
    setting: () => withStore(faultyStore(memoryStore(), { [operation]: kind })),
    kinds: [kind],
  })),
  {
    fault: `${operation}: it throws`,
    setting: () => withStore(faultyStore(memoryStore(), { [operation]: "throw" })),
    kinds: ["unavailable"],
  },
  {
    fault: `${operation}: it hangs`,
    setting: () => withStore(faultyStore(memoryStore(), { [operation]: "hang" })),
    kinds: ["timeout"],
    waits: 20_000,
  },
]);

/** A folder that is gone with the row. */
function inFolder(use: (folder: string, secrets: RowSecrets) => TokenStore | Promise<TokenStore>) {
  return async (secrets: RowSecrets): Promise<Setting> => {
    const folder = mkdtempSync(join(tmpdir(), "autoshares-faults-store-"));
    chmodSync(folder, 0o700);
    return {
      options: { store: await use(folder, secrets) },
      dispose: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })),
    };
  };
}

const key = (byte: number): string => byte.toString(16).padStart(2, "0").repeat(32);

const ofFiles: ReadonlyArray<StoreFault> = [
  {
    fault: "file: the folder cannot be made",
    setting: inFolder((folder) => {
      writeFileSync(join(folder, "file"), "");
      return fileStore({ folder: join(folder, "file", "tokens") });
    }),
    kinds: ["unavailable"],
  },
  {
    fault: "file: the file is a folder",
    setting: inFolder((folder) => fileStore({ file: folder })),
    kinds: ["unavailable"],
  },
  {
    fault: "file: others can write the folder",
    setting: inFolder((folder) => {
      chmodSync(folder, 0o777);
      return fileStore({ folder });
    }),
    kinds: ["exposed"],
  },
  {
    fault: "file: others can read the record",
    setting: inFolder((folder) => {
      writeFileSync(join(folder, "token"), "{}");
      chmodSync(join(folder, "token"), 0o644);
      return fileStore({ file: join(folder, "token") });
    }),
    kinds: ["exposed"],
  },
  {
    fault: "file: the record is damaged",
    setting: inFolder((folder, { all }) => {
      writeFileSync(join(folder, "token"), `{"token": "${all}`, { mode: 0o600 });
      return fileStore({ file: join(folder, "token") });
    }),
    kinds: ["damaged"],
  },
  {
    fault: "file: the record is encrypted with another key",
    setting: inFolder(async (folder) => {
      const file = join(folder, "token");
      const save = fileStore({ file, encryptionKey: key(1) }).save("a".repeat(64), Redacted.make("{}"));
      await Effect.runPromise(save);
      return fileStore({ file, encryptionKey: key(2) });
    }),
    kinds: ["key"],
  },
  {
    fault: "file: the record is another user's",
    setting: inFolder(async (folder, { token }) => {
      const store = fileStore({ file: join(folder, "token") });
      const other = { baseUrl: "https://other.example/api", appKey: Redacted.make("k"), username: "al" };
      const auth = new AuthToken({
        token: Redacted.make(token),
        username: "al",
        obtainedAt: Date.now(),
        codesTried: 0,
      });
      await Effect.runPromise(Effect.flatMap(storedLogin(store, other), (its) => its.saveToken(auth)));
      return store;
    }),
    kinds: ["foreign"],
  },
];

/** A Redis that answers every command so; without an answer it says nothing. */
function redisThat(answer: (socket: Socket, secrets: RowSecrets) => void) {
  return async (secrets: RowSecrets): Promise<Setting> => {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on("error", () => {}).once("close", () => sockets.delete(socket));
      socket.on("data", () => answer(socket, secrets));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const store = redisStore({ url: `redis://:${secrets.provider}@127.0.0.1:${port}` });
    return {
      options: { store },
      dispose: async () => {
        await store.close();
        await new Promise<void>((resolve) => {
          server.close(() => resolve());
          for (const socket of sockets) socket.destroy();
        });
      },
    };
  };
}

const says = (line: string) => redisThat((socket, { all }) => void socket.write(`-${line} ${all}\r\n`));

const ofRedis: ReadonlyArray<StoreFault> = [
  {
    fault: "redis: connection refused",
    setting: ({ provider }) => {
      const store = redisStore({ url: `redis://:${provider}@127.0.0.1:1` });
      return { options: { store }, dispose: () => store.close() };
    },
    kinds: ["unavailable"],
  },
  { fault: "redis: no answer", setting: redisThat(() => {}), kinds: ["timeout"], waits: 20_000 },
  {
    fault: "redis: every connection is closed",
    setting: redisThat((socket) => void socket.end()),
    kinds: ["unavailable"],
  },
  {
    fault: "redis: every connection is reset",
    setting: redisThat((socket) => void socket.resetAndDestroy()),
    kinds: ["unavailable"],
  },
  {
    fault: "redis: another protocol",
    setting: redisThat((socket) => void socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")),
    kinds: ["unavailable"],
  },
  {
    fault: "redis: a wrong password",
    setting: says("WRONGPASS invalid username-password pair"),
    kinds: ["unavailable"],
  },
  { fault: "redis: still loading", setting: says("LOADING Redis is loading"), kinds: ["unavailable"] },
  { fault: "redis: no memory left", setting: says("OOM command not allowed"), kinds: ["full"] },
];

/** All of them. */
export const storeFaults: ReadonlyArray<Refusal> = [
  ...[...ofMemory, ...ofFiles, ...ofRedis].map(({ fault, setting, kinds, waits = 0 }): Refusal => ({
    step: "Store",
    call: "request",
    fault,
    setting,
    waits,
    script: upTo("ApiRequest", () => [answers.user()]),
    expected: "token",
    requests: requestsUpTo("ApiRequest"),
    storeFailures: kinds,
  })),
  ...(["abort", "close"] as const).map((how): Refusal => ({
    step: "Store",
    fault: `another process holds the lock, and the wait ends by ${how}`,
    setting: () => withStore({ ...memoryStore(), lock: () => Effect.undefined }),
    script: () => [],
    interrupt: { how, when: { millis: 400, after: 0 } },
    expected: how === "abort" ? "aborted" : "closed",
    requests: [],
  })),
  ...(["abort", "close"] as const).map((how): Refusal => ({
    step: "Store",
    fault: `a save that hangs, and the wait ends by ${how}`,
    setting: () => withStore(faultyStore(memoryStore(), { save: "hang" })),
    script: upTo("SubmitCode", ({ secrets }) => [answers.succeeded(secrets)]),
    interrupt: { how, when: { requests: 2 } },
    expected: how === "abort" ? "aborted" : "closed",
    requests: requestsUpTo("SubmitCode"),
  })),
];
