/**
 * Writes a file that only its owner may read, as a whole or not at all.
 *
 * @module
 */
import { randomUUID } from "node:crypto";
import { link, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { folderExposure } from "../../../../plugins/file_store/exposure.ts";
import { codeOf } from "../../../../plugins/file_store/fileFault.ts";

/** Gives a draft its name where nothing has it; a link in its place is not followed. */
async function take(draft: string, path: string): Promise<void> {
  try {
    await link(draft, path);
  } catch (error) {
    if (codeOf(error) === "EEXIST") throw error;
    // A file system without links: it was looked at a moment ago.
    await rename(draft, path);
  }
}

/**
 * Writes it, mode 0600, in a folder that is made, mode 0700, where it is missing.
 *
 * @param path Its name.
 * @param text Its content.
 * @param replaces Whether it stands in the place of a plain file that is there; else nothing may be.
 * @returns Nothing, or why the folder is not safe. Rejects with the file system's own error.
 */
export async function writePrivateFile(
  path: string,
  text: string,
  replaces: boolean,
): Promise<string | undefined> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const exposed = folderExposure(folder, await stat(folder), true);
  if (exposed !== undefined) return exposed;
  const draft = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(draft, "wx", 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await (replaces ? rename(draft, path) : take(draft, path));
  } finally {
    await rm(draft, { force: true });
  }
  return undefined;
}
