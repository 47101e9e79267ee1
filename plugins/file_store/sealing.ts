/**
 * What stands in a record's file: its text, or its text encrypted. Plain code without Effect.
 *
 * An encrypted file is a header, 12 bytes of nonce, the text under AES-256-GCM (NIST SP 800-38D), 16 bytes of tag.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { FileFailure } from "./fileFault.ts";

/** A byte that no UTF-8 text has: what begins with it is no plain record. */
const mark = 0xff;
const header = Buffer.from([mark, ...Buffer.from("autoshares-auth-1\n")]);
const nonceBytes = 12;
const tagBytes = 16;
const algorithm = "aes-256-gcm";
const aead = { authTagLength: tagBytes };

/** The header and the record's key: nobody can pass off one user's file as another's. */
const bound = (key: string) => Buffer.concat([header, Buffer.from(key)]);

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
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, encryptionKey, nonce, aead);
  cipher.setAAD(bound(key));
  const sealed = Buffer.concat([cipher.update(record, "utf8"), cipher.final()]);
  return Buffer.concat([header, nonce, sealed, cipher.getAuthTag()]);
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
 * Reads a record.
 *
 * @param content The file's content.
 * @param key The key that it is read for.
 * @param encryptionKey As it was saved.
 * @returns The text, or why there is none.
 */
export function openRecord(
  content: Uint8Array,
  key: string,
  encryptionKey: Uint8Array | undefined,
): { readonly record: string } | FileFailure {
  if (content[0] !== mark) {
    return encryptionKey === undefined
      ? textOf(content)
      : damaged("it is not encrypted, though an encryption key is set");
  }
  if (encryptionKey === undefined) {
    return { kind: "unavailable", problem: "it is encrypted; set the encryption key" };
  }
  const begin = header.length + nonceBytes;
  const end = content.length - tagBytes;
  if (end < begin) return damaged("it is cut short");
  if (!header.equals(content.subarray(0, header.length))) {
    return damaged("its version is not 1 (of another release?)");
  }
  try {
    const decipher = createDecipheriv(algorithm, encryptionKey, content.subarray(header.length, begin), aead);
    decipher.setAAD(bound(key));
    decipher.setAuthTag(content.subarray(end));
    return textOf(Buffer.concat([decipher.update(content.subarray(begin, end)), decipher.final()]));
  } catch {
    return damaged("it was encrypted with another key, belongs to another user, or has been changed");
  }
}
