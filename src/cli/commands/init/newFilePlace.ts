/**
 * Whether a file can be made.
 *
 * @module
 */
import { accessSync, constants, lstatSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { folderExposure } from "../../../../plugins/file_store/exposure.ts";
import { codeOf } from "../../../../plugins/file_store/fileFault.ts";

const isThere = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

/**
 * Tells whether nothing is at a path, not even a link that leads nowhere.
 *
 * @param path The path.
 * @returns Whether a file can be asked for there; a path below a plain file is none. Throws where it may not be looked at.
 */
export function isMissing(path: string): boolean {
  try {
    return !isThere(path);
  } catch (error) {
    if (codeOf(error) === "ENOTDIR") return false;
    throw error;
  }
}

/**
 * Looks at the place of a file that is to be made later, so that it is not then that it cannot be.
 *
 * @param path An absolute path at which nothing is.
 * @returns What is wrong with its folder, or the folder above that is there; nothing where nothing is.
 */
export function placeProblem(path: string): string | undefined {
  let folder = dirname(path);
  while (!isThere(folder)) folder = dirname(folder);
  const found = statSync(folder);
  if (!found.isDirectory()) return `${folder} is no folder`;
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch {
    return `you may not write into ${folder}`;
  }
  return folder === dirname(path) ? folderExposure(folder, found, true) : undefined;
}
