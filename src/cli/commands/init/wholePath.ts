/**
 * Paths as they are typed.
 *
 * @module
 */
import { homedir } from "node:os";
import { resolve } from "node:path";

/**
 * Makes a path whole: the file is read from other folders too, and no shell is there to know the home.
 *
 * @param path What was typed.
 * @returns An absolute path.
 */
export function wholePath(path: string): string {
  return resolve(path.replace(/^~(?=\/|$)/, () => homedir()));
}
