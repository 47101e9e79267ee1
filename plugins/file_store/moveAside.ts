/**
 * Moves a record that cannot be read out of the way of one that is saved.
 *
 * @module
 */
import { chmod, constants, copyFile, link, unlink } from "node:fs/promises";
import { codeOf } from "./fileFault.ts";
import { namesBeside } from "./namesBeside.ts";
import type { RecordRead } from "./readRecord.ts";

/** Damaged records that are kept of one key. */
const kept = 3;
const damagedName = /^\.damaged-[0-9TZ.-]+$/;

async function movedAside(path: string): Promise<Array<string>> {
  return (await namesBeside(path)).filter((end) => damagedName.test(end)).sort();
}

async function unlinkThere(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
  }
}

/** A second name: the first one is replaced in one go, and a reader never finds nothing. */
async function nameAlso(path: string, aside: string): Promise<void> {
  try {
    await link(path, aside);
  } catch (error) {
    const code = codeOf(error);
    // Another process was as quick, or has removed the record.
    if (code === "EEXIST" || code === "ENOENT") return;
    // Some file systems have no links.
    await copyFile(path, aside, constants.COPYFILE_EXCL);
  }
  // Others could read it, perhaps.
  await chmod(aside, 0o600).catch(() => {});
}

/**
 * Keeps a damaged record as `<path>.damaged-<time>`, and the newest three of those. The record itself stays until it is
 * replaced.
 *
 * @param path The record's file.
 * @param read Reads a file as that record.
 * @returns What was kept, as `read` reads it; one that is none to move (saved in between) is not kept. Rejects with the
 * system's error.
 */
export async function moveAside(path: string, read: (path: string) => RecordRead): Promise<RecordRead> {
  const aside = `${path}.damaged-${new Date().toISOString().replaceAll(":", "")}`;
  await nameAlso(path, aside);
  const moved = read(aside);
  if (!isMoved(moved)) await unlinkThere(aside);
  for (const end of (await movedAside(path)).slice(0, -kept)) await unlinkThere(path + end);
  return moved;
}

/**
 * Whether a record makes room for another.
 *
 * @param read What was read.
 * @returns Whether it is damaged, or somebody else's.
 */
export function isMoved(read: RecordRead): boolean {
  return "kind" in read && (read.kind === "damaged" || read.kind === "foreign");
}

/**
 * Removes what was moved aside.
 *
 * @param path The record's file.
 * @returns Rejects with the system's error.
 */
export async function removeMoved(path: string): Promise<void> {
  for (const end of await movedAside(path)) await unlinkThere(path + end);
}
