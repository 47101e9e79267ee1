/**
 * The folder that records are in.
 *
 * @module
 */
import type { Stats } from "node:fs";
import { lstat, mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { folderExposure } from "./exposure.ts";
import { codeOf, FileFault } from "./fileFault.ts";

/** `mkdir` with `recursive` never ends in some places (below `/proc`, say). */
async function make(folder: string): Promise<void> {
  try {
    await mkdir(folder, 0o700);
  } catch (error) {
    const code = codeOf(error);
    if (code === "EEXIST") return;
    if (code !== "ENOENT" || dirname(folder) === folder) throw error;
    await make(dirname(folder));
    await mkdir(folder, 0o700).catch((again: unknown) => {
      if (codeOf(again) !== "EEXIST") throw again;
    });
  }
}

async function statOf(folder: string): Promise<Stats> {
  try {
    return await stat(folder);
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
    await make(folder);
    return await stat(folder);
  }
}

/**
 * Makes sure that a folder is there (mode 0700 where it is made) and that others cannot get at what is in it.
 *
 * @param folder The folder.
 * @param shared Whether it is not the store's own.
 * @returns Rejects with `FileFault` (`exposed`, `unavailable`) or the system's error.
 */
export async function prepareFolder(folder: string, shared: boolean): Promise<void> {
  const found = await statOf(folder);
  if (!found.isDirectory()) throw new FileFault("unavailable", `it is no folder: ${folder}`);
  const exposed = folderExposure(folder, found, shared);
  if (exposed !== undefined) throw new FileFault("exposed", exposed);
}

/**
 * Makes sure that a record would replace a file, or nothing: not a device, a pipe or a folder. A symbolic link is replaced
 * itself.
 *
 * @param path The record's file.
 * @returns Rejects with `FileFault` (`unavailable`) or the system's error.
 */
export async function refuseIrregular(path: string): Promise<void> {
  try {
    const found = await lstat(path);
    if (found.isFile() || found.isSymbolicLink()) return;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return;
    throw error;
  }
  throw new FileFault("unavailable", `it is no regular file, and is not replaced: ${path}`);
}
