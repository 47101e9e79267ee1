/**
 * Whether others can read or change what should be private. Plain code without Effect: the command line's short way
 * uses it too.
 *
 * @module
 */
import type { Stats } from "node:fs";
import process from "node:process";

/** What is looked at. */
export type Ownership = Pick<Stats, "uid" | "mode">;

/** What others may do with a file without its being exposed. */
export type OthersMay = "nothing" | "read";

const readOrWrite = 0o066;
const write = 0o022;
const sticky = 0o1000;

/** This process's user, as files name it: the effective one. Windows has no such numbers. */
const ownId = (): number | undefined => process.platform === "win32" ? undefined : process.geteuid?.();

/**
 * Looks at a record's file.
 *
 * @param path The file.
 * @param found Its owner and mode.
 * @param othersMay `read` where nothing in it is secret; default `nothing`.
 * @returns What is wrong, and what mends it; `undefined` where nothing is, and always on Windows.
 */
export function fileExposure(
  path: string,
  { uid, mode }: Ownership,
  othersMay: OthersMay = "nothing",
): string | undefined {
  const own = ownId();
  if (own === undefined) return undefined;
  if (uid !== own) return `the file belongs to another user (uid ${uid}): ${path}`;
  if (othersMay === "read") {
    return mode & write ? `others can change the file: run “chmod 600 ${path}”` : undefined;
  }
  return mode & readOrWrite ? `others can read or change the file: run “chmod 600 ${path}”` : undefined;
}

/**
 * Looks at the folder that records are in.
 *
 * @param path The folder.
 * @param found Its owner and mode.
 * @param shared Whether it is not the store's own: then it may be the system's.
 * @returns What is wrong, and what mends it; `undefined` where nothing is, and always on Windows.
 */
export function folderExposure(path: string, { uid, mode }: Ownership, shared: boolean): string | undefined {
  const own = ownId();
  if (own === undefined) return undefined;
  if (uid !== own && !(shared && uid === 0)) {
    return `the folder belongs to another user (uid ${uid}): ${path}; use one of your own`;
  }
  // Its files are private; that others see their names, which are hashes, does no harm (systemd makes such folders).
  if (!shared) return mode & write ? `others can change the folder: run “chmod 700 ${path}”` : undefined;
  return mode & write && !(mode & sticky)
    ? `others can change the folder: run “chmod go-w ${path}”, or use a folder in it`
    : undefined;
}
