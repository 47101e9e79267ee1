/**
 * Moves a damaged record out of the way.
 *
 * @module
 */
import { link, rename, unlink } from "node:fs/promises";
import { codeOf, type FileFailure } from "./fileFault.ts";
import { namesBeside } from "./namesBeside.ts";
import type { RecordRead } from "./readRecord.ts";

/** Damaged records that are kept of one key. */
const kept = 3;
const damagedName = /^\.damaged-[0-9TZ.-]+$/;

async function removeOldest(path: string): Promise<void> {
  const ends = (await namesBeside(path).catch(() => [])).filter((end) => damagedName.test(end)).sort();
  for (const end of ends.slice(0, -kept)) await unlink(path + end).catch(() => {});
}

/** Gives the file its name back, unless there is a newer one. */
async function moveBack(aside: string, path: string): Promise<void> {
  try {
    await link(aside, path);
  } catch (error) {
    // Some file systems have no links.
    if (codeOf(error) !== "EEXIST") return rename(aside, path);
  }
  await unlink(aside);
}

/**
 * Renames a damaged record to `<path>.damaged-<time>`, and keeps the newest three of those.
 *
 * @param path The record's file.
 * @param damage What is wrong with it.
 * @param read Reads a file as that record.
 * @returns The failure, with the new place; or what is true by now, where another process was quicker.
 */
export async function moveAside(
  path: string,
  damage: FileFailure,
  read: (path: string) => RecordRead,
): Promise<RecordRead> {
  const aside = `${path}.damaged-${new Date().toISOString().replaceAll(":", "")}`;
  try {
    await rename(path, aside);
  } catch (error) {
    const code = codeOf(error);
    if (code === "ENOENT") return { missing: true };
    return {
      ...damage,
      problem: `${damage.problem}; it cannot be moved aside (${code ?? "unknown"}): ${path}`,
    };
  }
  const moved = read(aside);
  if ("record" in moved) {
    // A good one was saved in between.
    await moveBack(aside, path);
    return moved;
  }
  await removeOldest(path);
  return { ...damage, problem: `${damage.problem}; it was moved aside, to ${aside}` };
}
