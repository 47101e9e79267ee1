/**
 * What stands in a record's file: its text, or its text encrypted. Plain code without Effect.
 *
 * An encrypted file is a header, 8 bytes that tell the encryption key, 8 that tell the record's key, 12 bytes of nonce,
 * the text under AES-256-GCM (NIST SP 800-38D), 16 bytes of tag.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import type { FileFailure } from "./fileFault.ts";

/** A byte that no UTF-8 text has: what begins with it is no plain record. */
const mark = 0xff;
const header = Buffer.from([mark, ...Buffer.from("autoshares-auth-1\n")]);
const checkBytes = 8;
const nonceBytes = 12;
const tagBytes = 16;
const algorithm = "aes-256-gcm";
const aead = { authTagLength: tagBytes };

const checkOf = (label: string, ...parts: ReadonlyArray<Uint8Array>): Buffer => {
  const hash = createHash("sha256").update(`autoshares-auth ${label}\n`);
  for (const part of parts) hash.update(part);
  return hash.digest().subarray(0, checkBytes);
};
/** By these a wrong key and another user's record are told from damage; the tag alone proves that all is well. */
const checksOf = (key: string, encryptionKey: Uint8Array) => ({
  ofKey: checkOf("store key", encryptionKey),
  ofRecord: checkOf("record", encryptionKey, Buffer.from(key)),
});

/** What is before the nonce, and the record's key: nobody can pass off one user's file as another's. */
const bound = (beforeNonce: Uint8Array, key: string) => Buffer.concat([beforeNonce, Buffer.from(key)]);

/**
 * Writes a record.
 *
 * @param record Its text.
 * @param key The key that it is saved under.
 * @param encryptionKey 32 bytes; without them it stays plain.
 * @returns The file's content.
 */
export function sealRecord(record: string, key: string, encryptionKey: Uint8Array | undefined): Uint8Array {
  if (encryptionKey === undefined) return Buffer.from(record);
  const { ofKey, ofRecord } = checksOf(key, encryptionKey);
  const beforeNonce = Buffer.concat([header, ofKey, ofRecord]);
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, encryptionKey, nonce, aead);
  cipher.setAAD(bound(beforeNonce, key));
  const sealed = Buffer.concat([cipher.update(record, "utf8"), cipher.final()]);
  return Buffer.concat([beforeNonce, nonce, sealed, cipher.getAuthTag()]);
}

const damaged = (problem: string): FileFailure => ({ kind: "damaged", problem });

function textOf(bytes: Uint8Array): { readonly record: string } | FileFailure {
  try {
    return { record: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return damaged("it is no text");
  }
}

/**
 * Reads a record. A plain one is read though a key is set: the next save encrypts it.
 *
 * @param content The file's content.
 * @param key The key that it is read for.
 * @param encryptionKey As it was saved.
 * @returns The text, or why there is none: `key`, `foreign` or `damaged`.
 */
export function openRecord(
  content: Uint8Array,
  key: string,
  encryptionKey: Uint8Array | undefined,
): { readonly record: string } | FileFailure {
  if (content[0] !== mark) return textOf(content);
  if (encryptionKey === undefined) return { kind: "key", problem: "it is encrypted, and no key is set" };
  const recordAt = header.length + checkBytes;
  const nonceAt = recordAt + checkBytes;
  const textAt = nonceAt + nonceBytes;
  const tagAt = content.length - tagBytes;
  if (tagAt < textAt) return damaged("it is cut short");
  if (!header.equals(content.subarray(0, header.length))) {
    return damaged("its version is not 1 (of another release?)");
  }
  const { ofKey, ofRecord } = checksOf(key, encryptionKey);
  if (!ofKey.equals(content.subarray(header.length, recordAt))) {
    return { kind: "key", problem: "it was encrypted with another key" };
  }
  if (!ofRecord.equals(content.subarray(recordAt, nonceAt))) {
    return { kind: "foreign", problem: "it belongs to another user, app key or base URL" };
  }
  try {
    const decipher = createDecipheriv(algorithm, encryptionKey, content.subarray(nonceAt, textAt), aead);
    decipher.setAAD(bound(content.subarray(0, nonceAt), key));
    decipher.setAuthTag(content.subarray(tagAt));
    return textOf(Buffer.concat([decipher.update(content.subarray(textAt, tagAt)), decipher.final()]));
  } catch {
    return damaged("it has been changed");
  }
}
