/**
 * Writes a secret where it was read.
 *
 * @module
 */
import * as Redacted from "effect/Redacted";
import { randomUUID } from "node:crypto";
import { realpath, rename, rm, writeFile } from "node:fs/promises";

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
    await writeFile(draft, `${Redacted.value(secret)}\n`, { mode: 0o600, flag: "wx" });
    await rename(draft, target);
    return true;
  } catch {
    if (draft !== undefined) await rm(draft, { force: true }).catch(() => {});
    return false;
  }
}
