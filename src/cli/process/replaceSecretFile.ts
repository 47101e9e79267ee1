/**
 * Writes a secret where it was read.
 *
 * @module
 */
import * as Redacted from "effect/Redacted";
import { randomUUID } from "node:crypto";
import { open, realpath, rename, rm } from "node:fs/promises";

/**
 * Replaces a file's content as a whole: whoever reads it gets the old secret or the new one. Only its owner may read it.
 *
 * @param path The file, or a link to it.
 * @param secret Its new content.
 * @returns Whether it was written.
 */
export async function replaceSecretFile(path: string, secret: Redacted.Redacted<string>): Promise<boolean> {
  let draft: string | undefined;
  try {
    const target = await realpath(path);
    draft = `${target}.${randomUUID()}.tmp`;
    const file = await open(draft, "wx", 0o600);
    try {
      await file.writeFile(`${Redacted.value(secret)}\n`);
      // Else a crash could leave the new name with nothing behind it, and the old secret is gone.
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, target);
    return true;
  } catch {
    if (draft !== undefined) await rm(draft, { force: true }).catch(() => {});
    return false;
  }
}
