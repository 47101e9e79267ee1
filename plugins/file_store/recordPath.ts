/**
 * Which file a record is in. Plain code without Effect.
 *
 * @module
 */
import { join } from "node:path";
import { stateFolder } from "./stateFolder.ts";

/** Where records are: in a folder, or around one file. */
export interface RecordPlace {
  /** The folder; default {@linkcode stateFolder}. */
  readonly folder?: string | undefined;
  /** The file of one user's token; other records are beside it. */
  readonly file?: string | undefined;
}

/**
 * Whether nothing in a record is secret: an attempt ledger holds times, counts and salted hashes.
 *
 * @param key The record's key.
 * @returns Whether others may read it; what they say of refusals is true all the same.
 */
export function isLedger(key: string): boolean {
  return key.endsWith(".attempts");
}

/** The key of a user's token, with which the keys of the user's other records begin. */
const tokenKey = /^[0-9a-f]{64}(?=\.|$)/;

/**
 * The path of a record.
 *
 * @param where The folder or the file.
 * @param key The record's key.
 * @returns `<folder>/<key>.record`; or `<file>` for a token, `<file>.attempts` for a record beside it, and so on.
 * @throws {Error} Where neither is given and the operating system knows no home of this user.
 */
export function recordPath({ folder, file }: RecordPlace, key: string): string {
  if (file === undefined) return join(folder ?? stateFolder(), `${key}.record`);
  return file + (tokenKey.test(key) ? key.replace(tokenKey, "") : `.${key}`);
}
