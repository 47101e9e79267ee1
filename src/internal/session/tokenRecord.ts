/**
 * How a token is written into a store. Plain code without Effect.
 *
 * @module
 */
import { headerValueProblem } from "../http/headerValue.ts";
import { decodeRecord, encodeRecord, isTime } from "./record.ts";

/** A token's record. */
export interface TokenRecord {
  /** The key that it was saved under: a record that stands elsewhere is somebody else's. */
  readonly key: string;
  readonly token: string;
  readonly username: string;
  /** Milliseconds since 1970 (UTC). */
  readonly obtainedAt: number;
  readonly provider?: string | undefined;
  readonly codesTried: number;
}

/**
 * What a user's key is the hash of.
 *
 * @param baseUrl The broker's base URL, without a trailing slash.
 * @param appKey The app key, plain.
 * @param username The user.
 * @returns A text in UTF-8, as secret as the app key.
 */
export function recordKeyInput(baseUrl: string, appKey: string, username: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify([baseUrl, appKey, username]));
}

/**
 * The key of a user's records: no secret, and the same on every machine.
 *
 * @param baseUrl The broker's base URL, without a trailing slash.
 * @param appKey The app key, plain.
 * @param username The user.
 * @returns 64 hexadecimal digits (SHA-256, FIPS 180-4).
 */
export async function recordKey(baseUrl: string, appKey: string, username: string): Promise<string> {
  const text = recordKeyInput(baseUrl, appKey, username);
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", text));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Writes a record.
 *
 * @param record The record.
 * @returns Its text.
 */
export function encodeTokenRecord({ key, ...content }: TokenRecord): string {
  return encodeRecord(key, content);
}

/**
 * Reads a record.
 *
 * @param text What a store gave.
 * @param key The key that it was asked for.
 * @returns The record, or in words why it is none.
 */
export function decodeTokenRecord(text: string, key: string): TokenRecord | string {
  const record: Partial<TokenRecord> | string = decodeRecord(text, key);
  if (typeof record === "string") return record;
  const { token, username, obtainedAt, provider, codesTried } = record;
  if (typeof token !== "string" || headerValueProblem(token) !== undefined) {
    return "its token is missing or damaged";
  }
  if (typeof username !== "string") return "its username is missing";
  if (!isTime(obtainedAt)) return "its time is missing or damaged";
  if (provider !== undefined && typeof provider !== "string") return "its provider is damaged";
  if (!Number.isInteger(codesTried)) return "its count of codes is missing";
  return { key, token, username, obtainedAt, provider, codesTried: codesTried! };
}
