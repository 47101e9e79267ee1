/**
 * A token store in files: one user's programs on one machine, or on machines that share a folder, log in once a day
 * between them, and a restart costs no code.
 *
 * @example
 * ```ts
 * import { createClient } from "@autoshares/auth";
 * import { fileStore } from "@autoshares/auth/file-store";
 *
 * await using client = createClient({
 *   baseUrl: "https://broker.example/api",
 *   appKey: "key",
 *   username: "bob",
 *   password: "secret",
 *   store: fileStore(),
 * });
 * ```
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import type * as Scope from "effect/Scope";
import { rm } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import {
  InvalidConfiguration,
  StoreFailed,
  type StoreLock,
  type StoreOperation,
  type TokenStore,
} from "../mod.ts";
import { failureOf, type FileFailure, FileFault } from "./file_store/fileFault.ts";
import { generations } from "./file_store/generations.ts";
import { LockWatch } from "./file_store/LockWatch.ts";
import { isMoved, moveAside, removeMoved } from "./file_store/moveAside.ts";
import { parseEncryptionKey } from "./file_store/parseKey.ts";
import { prepareFolder, refuseIrregular } from "./file_store/prepareFolder.ts";
import { longestRecord, readRecordFile, readReplaced, type RecordRead } from "./file_store/readRecord.ts";
import { recordPath } from "./file_store/recordPath.ts";
import { sealRecord } from "./file_store/sealing.ts";
import { stateFolder } from "./file_store/stateFolder.ts";
import { type HeldLock, takeLock } from "./file_store/takeLock.ts";
import { writeRecord } from "./file_store/writeRecord.ts";
import { checkNames } from "./internal/checkNames.ts";
import { revealed } from "./internal/revealed.ts";

export { stateFolder } from "./file_store/stateFolder.ts";

/** Where the records are, and how they are protected. */
export interface FileStoreOptions {
  /** The folder; default {@linkcode stateFolder}. It is made where it is missing, and must be the user's alone. */
  readonly folder?: string | undefined;
  /**
   * One file for one user's token, instead of a folder; the attempt ledger, locks and so on are beside it, as
   * `<file>.attempts`, `<file>.lock-1`. Others may read the folder that it is in, but not change it.
   */
  readonly file?: string | undefined;
  /**
   * Encrypts the records (AES-256-GCM): 32 bytes as base64, base64url or 64 hexadecimal digits, as `openssl rand -base64 32`
   * makes them. Absent: they are plain, and only the file's mode protects them.
   */
  readonly encryptionKey?: string | Redacted.Redacted<string> | undefined;
}

const name = "file";
const usableKey = /^[a-z0-9.-]{1,100}$/;

function pathOf(setting: "folder" | "file", path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  if (typeof path !== "string" || path === "" || path.includes("\0")) {
    throw new InvalidConfiguration({ setting, problem: "is no path" });
  }
  if (setting === "file" && /[\\/]$/.test(path)) {
    throw new InvalidConfiguration({ setting, problem: "is a folder's path, not a file's" });
  }
  return resolve(path);
}

function defaultFolder(): string {
  try {
    return stateFolder();
  } catch {
    const problem = "is missing, and the operating system knows no home of this user";
    throw new InvalidConfiguration({ setting: "folder", problem });
  }
}

function encryptionKeyOf(given: FileStoreOptions["encryptionKey"]): Uint8Array | undefined {
  if (given === undefined) return undefined;
  const text = revealed(given);
  const key = typeof text === "string" ? parseEncryptionKey(text) : "is not a string";
  if (typeof key !== "string") return key;
  throw new InvalidConfiguration({ setting: "encryptionKey", problem: key });
}

const failed = (operation: StoreOperation, { kind, problem }: FileFailure) =>
  new StoreFailed({ store: name, operation, kind, problem });

/** A lock for as long as its scope is open. */
function scopedLock(
  taking: Effect.Effect<HeldLock | undefined, StoreFailed>,
  note: (lock: StoreLock) => void,
): Effect.Effect<StoreLock | undefined, StoreFailed, Scope.Scope> {
  const release = (held: HeldLock | undefined) =>
    held === undefined ? Effect.void : Effect.promise(held.release);
  return Effect.map(Effect.acquireRelease(taking, release), (held) => {
    if (held === undefined) return undefined;
    const lock: StoreLock = { fence: held.generation, lost: Effect.promise(() => held.lost) };
    note(lock);
    return lock;
  });
}

/**
 * Keeps records in files of mode 0600, which a save replaces as a whole. A lock is a file too: it outlives its holder by
 * about ten seconds, whatever the clock says.
 *
 * It refuses what others can read or change (`exposed`; on Windows nothing is checked); an attempt ledger others may read.
 * A save renames a record that is `damaged` or `foreign` to `….damaged-<time>`, of which three are kept. One that was
 * encrypted with another key is never replaced (`key`). One that is plain though a key is set is read, and encrypted when
 * it is saved next.
 *
 * @param options The folder or file, and the encryption key.
 * @returns The store, named `file`. It fails with `StoreFailed`.
 * @throws {InvalidConfiguration} At once, where an option cannot be used.
 *
 * @example
 * ```ts
 * import { fileStore } from "@autoshares/auth/file-store";
 *
 * const inFolder = fileStore();
 * const inFile = fileStore({ file: "./token", encryptionKey: "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=" });
 * ```
 */
export function fileStore(options: FileStoreOptions = {}): TokenStore {
  checkNames("fileStore", options, { folder: true, file: true, encryptionKey: true });
  const file = pathOf("file", options.file);
  const given = pathOf("folder", options.folder);
  if (file !== undefined && given !== undefined) {
    throw new InvalidConfiguration({ setting: "file", problem: "and folder exclude one another" });
  }
  const encryptionKey = encryptionKeyOf(options.encryptionKey);
  const folder = file === undefined ? given ?? defaultFolder() : dirname(file);
  const prepare = async (path: string) => {
    await prepareFolder(folder, file !== undefined);
    // What is kept beside a token's file is not written where that is none.
    await refuseIrregular(file ?? path);
  };
  const watch = new LockWatch();
  /** Which record's lock it is: a user's other records are saved under it too. */
  const lockPaths = new WeakMap<StoreLock, string>();

  const attempt = <A>(
    operation: StoreOperation,
    key: string,
    run: (path: string, signal: AbortSignal) => A | Promise<A>,
  ): Effect.Effect<A, StoreFailed> =>
    Effect.suspend(() => {
      if (!usableKey.test(key)) {
        return Effect.fail(failed(operation, { kind: "unavailable", problem: "the key cannot be used" }));
      }
      const path = recordPath({ folder, file }, key);
      return Effect.tryPromise({
        try: async (signal) => await run(path, signal),
        catch: (error) => failed(operation, failureOf(error, path)),
      });
    });

  const refuseSuperseded = async (lock: StoreLock, path: string) => {
    const all = await generations(lockPaths.get(lock) ?? path);
    if (all.some((generation) => generation > lock.fence)) {
      throw new FileFault("superseded", "another process has taken the lock since");
    }
  };

  const makeRoom = async (path: string, read: (from: string) => RecordRead) => {
    const old = read(path);
    const left = isMoved(old) ? await moveAside(path, read) : old;
    if ("kind" in left && left.kind === "key") throw new FileFault(left.kind, left.problem);
  };

  return {
    name,
    load: (key) =>
      attempt("load", key, (path) => {
        const found = readRecordFile(path, key, encryptionKey);
        if ("kind" in found) throw new FileFault(found.kind, found.problem);
        return "record" in found ? Redacted.make(found.record, { label: "record" }) : undefined;
      }),
    save: (key, record, { lock } = {}) =>
      attempt("save", key, async (path, signal) => {
        const content = sealRecord(Redacted.value(record), key, encryptionKey);
        if (content.length > longestRecord) {
          throw new FileFault("unavailable", `the record is over ${longestRecord} bytes`);
        }
        await prepare(path);
        await writeRecord(path, content, async () => {
          if (lock !== undefined) await refuseSuperseded(lock, path);
          await makeRoom(path, (from) => readReplaced(from, key, encryptionKey));
          // Whoever asked has given up: a save that comes late could replace a newer record.
          signal.throwIfAborted();
        });
      }),
    remove: (key) =>
      attempt("remove", key, async (path) => {
        await rm(path, { force: true });
        await removeMoved(path);
      }),
    lock: (key) => {
      const path = recordPath({ folder, file }, key);
      const taking = attempt("lock", key, async () => {
        await prepare(path);
        return await takeLock(path, watch);
      });
      return scopedLock(taking, (lock) => lockPaths.set(lock, path));
    },
  };
}
