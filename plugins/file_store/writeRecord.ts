/**
 * Writes a record's file, as a whole or not at all.
 *
 * @module
 */
import { randomBytes } from "node:crypto";
import { open, rename, stat, unlink } from "node:fs/promises";
import { dirname } from "node:path";
import { namesBeside } from "./namesBeside.ts";

/** How old a temporary file is that a killed process must have left, in milliseconds. */
const leftoverMillis = 60 * 60 * 1000;
const temporaryName = /^\.[0-9a-f]{16}\.tmp$/;

/**
 * Best effort: a leftover costs little. The present is the file system's own: by a clock that is an hour ahead of it,
 * what another process is writing would be old.
 */
async function removeLeftovers(path: string, now: number): Promise<void> {
  for (const end of await namesBeside(path).catch(() => [])) {
    if (!temporaryName.test(end)) continue;
    const leftover = path + end;
    const found = await stat(leftover).catch(() => undefined);
    if (found !== undefined && now - found.mtimeMs > leftoverMillis) await unlink(leftover).catch(() => {});
  }
}

/** So that the new name survives a power cut, where a folder can be synced (not on Windows). */
async function syncFolder(folder: string): Promise<void> {
  const opened = await open(folder, "r").catch(() => undefined);
  await opened?.sync().catch(() => {});
  await opened?.close().catch(() => {});
}

/**
 * Writes a record: into a temporary file of mode 0600 in the same folder, which then takes the record's name.
 *
 * @param path The record's file.
 * @param content What is to stand in it.
 * @param mayReplace Asked last: rejects where the record must not be replaced any more.
 * @returns Rejects with what `mayReplace` rejects with, or the system's error; the old record is then still there.
 */
export async function writeRecord(
  path: string,
  content: Uint8Array,
  mayReplace: () => Promise<void>,
): Promise<void> {
  const temporary = `${path}.${randomBytes(8).toString("hex")}.tmp`;
  const file = await open(temporary, "wx", 0o600);
  try {
    try {
      await removeLeftovers(path, (await file.stat()).mtimeMs);
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await mayReplace();
    await rename(temporary, path);
  } catch (error) {
    await unlink(temporary).catch(() => {});
    throw error;
  }
  await syncFolder(dirname(path));
}
