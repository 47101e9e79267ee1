/**
 * What all records in a store have in common: a version, and the key that they were saved under.
 *
 * @module
 */
import type { StoreFailed } from "../../AuthError.ts";

const version = 1;

/** What {@linkcode decodeRecord} says of somebody else's record. */
export const foreign = "it belongs to another user, app key or base URL";

/**
 * Whether a failure is about a record that the next one replaces.
 *
 * @param error The failure.
 * @returns True for `damaged` and `foreign`.
 */
export function isUnusable({ kind }: Pick<StoreFailed, "kind">): boolean {
  return kind === "damaged" || kind === "foreign";
}

/** A day before the last time that a `Date` can tell (ECMA-262, time values), in milliseconds since 1970: a token lasts a day. */
const lastTime = 8.64e15 - 86_400_000;

/**
 * Whether a record's field is a time.
 *
 * @param value The field.
 * @returns True for milliseconds since 1970 that a `Date` can tell, with room for a token's lifetime.
 */
export function isTime(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= lastTime;
}

/**
 * Writes a record.
 *
 * @param key The key that it is saved under.
 * @param content What it says.
 * @returns Its text.
 */
export function encodeRecord(key: string, content: object): string {
  return JSON.stringify({ version, key, ...content });
}

/**
 * Reads a record.
 *
 * @param text What a store gave.
 * @param key The key that it was asked for.
 * @returns Its fields, not checked, or in words why it is none.
 */
export function decodeRecord(text: string, key: string): Readonly<Record<string, unknown>> | string {
  let record: Readonly<Record<string, unknown>>;
  try {
    record = JSON.parse(text);
  } catch {
    return "it is not JSON (cut short?)";
  }
  if (typeof record !== "object" || record === null) return "it is no JSON object";
  if (record["version"] !== version) return `its version is not ${version} (of another release?)`;
  if (record["key"] !== key) return foreign;
  return record;
}
