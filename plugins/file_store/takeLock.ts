/**
 * A lock between processes that share a folder. It needs no clock that they agree on, and asks for no process by its
 * id: containers that share a volume do not share those.
 *
 * @module
 */
import { randomUUID } from "node:crypto";
import { type FileHandle, open, readFile, unlink } from "node:fs/promises";
import { setInterval } from "node:timers";
import { codeOf } from "./fileFault.ts";
import { generations, lockFile } from "./generations.ts";
import type { LockWatch } from "./LockWatch.ts";

/** How often a holder shows that it lives, in milliseconds: a fifth of the time after which its lock is free. */
const beatMillis = 2000;

/** A lock that is held. */
export interface HeldLock {
  /** The holder's number. */
  readonly generation: number;
  /** Resolves when another holder has come, else never. */
  readonly lost: Promise<void>;
  /** Gives it back; never rejects. */
  readonly release: () => Promise<void>;
}

const released = "released";

/** All contents have one length: they are written over each other, which takes no room on a full disk. */
const contentOf = (state: string, count: number, id: string) =>
  `${state.padEnd(8)} ${String(count).padStart(12, "0")} ${id}\n`;

async function contentAt(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

function hold(path: string, generation: number, file: FileHandle, id: string): HeldLock {
  const lost = Promise.withResolvers<void>();
  let count = 1;
  let beating: Promise<void> | undefined;
  const beat = async () => {
    try {
      if ((await generations(path)).some((other) => other > generation)) lost.resolve();
      // The open file is written, not the name: one that was deleted does not come back.
      await file.write(contentOf("held", ++count, id), 0);
    } catch {
      // A disk that fails is no other holder.
    }
    beating = undefined;
  };
  const timer = setInterval(() => void (beating ??= beat()), beatMillis);
  timer.unref();
  return {
    generation,
    lost: lost.promise,
    release: async () => {
      clearInterval(timer);
      await beating;
      // The file stays, so that the next holder's number is greater. Where this fails, the lock is free 10 s later.
      await file.write(contentOf(released, ++count, id), 0).catch(() => {});
      await file.close().catch(() => {});
    },
  };
}

/**
 * Tries once to take the lock of a record.
 *
 * @param path The record's file; its folder is there.
 * @param watch What this store has seen of others' locks.
 * @returns The lock; `undefined` where somebody else holds it. Rejects with the system's error.
 */
export async function takeLock(path: string, watch: LockWatch): Promise<HeldLock | undefined> {
  const [highest = 0] = await generations(path);
  if (highest > 0) {
    const content = await contentAt(lockFile(path, highest));
    if (content === undefined) return undefined;
    if (!content.startsWith(released) && !watch.isStale(path, highest, content)) return undefined;
  }
  const mine = highest + 1;
  const name = lockFile(path, mine);
  let file: FileHandle;
  try {
    file = await open(name, "wx", 0o600);
  } catch (error) {
    if (codeOf(error) === "EEXIST") return undefined;
    throw error;
  }
  try {
    const id = randomUUID();
    await file.write(contentOf("held", 1, id), 0);
    const all = await generations(path);
    if (all[0] === mine) {
      for (const lower of all.slice(1)) await unlink(lockFile(path, lower)).catch(() => {});
      watch.forget(path);
      return hold(path, mine, file, id);
    }
  } catch (error) {
    await discard(file, name);
    throw error;
  }
  await discard(file, name);
  return undefined;
}

async function discard(file: FileHandle, name: string): Promise<void> {
  await unlink(name).catch(() => {});
  await file.close().catch(() => {});
}
