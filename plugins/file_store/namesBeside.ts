/**
 * Files that belong to a record, by their names.
 *
 * @module
 */
import { readdir } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { codeOf } from "./fileFault.ts";

/**
 * Lists the files beside a record whose names begin with its own.
 *
 * @param path The record's file; it need not exist.
 * @returns What their names have beyond it, such as `.lock-1`; none where there is no folder.
 */
export async function namesBeside(path: string): Promise<Array<string>> {
  const name = basename(path);
  try {
    const all = await readdir(dirname(path));
    return all.filter((other) => other.startsWith(`${name}.`)).map((other) => other.slice(name.length));
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    throw error;
  }
}
