/**
 * Reads a record's file. Plain code without Effect.
 *
 * @module
 */
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { fileExposure } from "./exposure.ts";
import { codeOf, failureOf, type FileFailure } from "./fileFault.ts";
import { isLedger } from "./recordPath.ts";
import { openRecord } from "./sealing.ts";

/** What reading gives: the record, that there is none, or a failure (the file is left where it is). */
export type RecordRead = { readonly record: string } | { readonly missing: true } | FileFailure;

/** The longest file, in bytes: a record is a token and little else. */
export const longestRecord: number = 64 * 1024;

/** No symbolic link is followed, and a pipe is not waited for. Windows has neither flag. */
const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

type Exposure = (found: Parameters<typeof fileExposure>[1]) => string | undefined;

function contentOf(file: number, path: string, exposure: Exposure): Uint8Array | FileFailure {
  const found = fstatSync(file);
  if (!found.isFile()) return { kind: "unavailable", problem: `it is no regular file: ${path}` };
  const exposed = exposure(found);
  if (exposed !== undefined) return { kind: "exposed", problem: exposed };
  const buffer = new Uint8Array(longestRecord + 1);
  let length = 0;
  for (;;) {
    const read = readSync(file, buffer, length, buffer.length - length, null);
    length += read;
    if (read === 0) return buffer.subarray(0, length);
    if (length > longestRecord) {
      return { kind: "exposed", problem: `it is over ${longestRecord} bytes, no record of ours: ${path}` };
    }
  }
}

/** Names the file, and what becomes of it. */
function atPath(read: RecordRead, path: string): RecordRead {
  if (!("kind" in read)) return read;
  const { kind, problem } = read;
  return kind === "key"
    ? { kind, problem: `${problem}: ${path} (left as it is)` }
    : { kind, problem: `${problem}: ${path} (the next save moves it to ….damaged-<time>)` };
}

function readFile(
  path: string,
  key: string,
  encryptionKey: Uint8Array | undefined,
  exposure: Exposure,
): RecordRead {
  let file: number | undefined;
  try {
    file = openSync(path, flags);
    const content = contentOf(file, path, exposure);
    return content instanceof Uint8Array ? atPath(openRecord(content, key, encryptionKey), path) : content;
  } catch (error) {
    const code = codeOf(error);
    if (code === "ENOENT") return { missing: true };
    if (code === "ELOOP") {
      return { kind: "exposed", problem: `it is a symbolic link, which is not followed: ${path}` };
    }
    return failureOf(error, path);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/**
 * Reads a record. It changes nothing, never throws, and refuses a file that others can change, or read (except an attempt
 * ledger), or that is a symbolic link.
 *
 * @param path The file (`recordPath`).
 * @param key The record's key.
 * @param encryptionKey The 32 bytes that it was encrypted with; absent: it is not encrypted.
 * @returns The record's text; `missing` where there is no file; else the kind of failure and its words.
 */
export function readRecordFile(path: string, key: string, encryptionKey: Uint8Array | undefined): RecordRead {
  const othersMay = isLedger(key) ? "read" : "nothing";
  return readFile(path, key, encryptionKey, (found) => fileExposure(path, found, othersMay));
}

/**
 * Reads a record that is about to be replaced, whoever else can read or change it.
 *
 * @param path The file.
 * @param key The record's key.
 * @param encryptionKey The 32 bytes that it was encrypted with; absent: it is not encrypted.
 * @returns As {@linkcode readRecordFile}.
 */
export function readReplaced(path: string, key: string, encryptionKey: Uint8Array | undefined): RecordRead {
  return readFile(path, key, encryptionKey, () => undefined);
}
