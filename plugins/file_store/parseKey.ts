/**
 * Reads an encryption key. Plain code without Effect.
 *
 * @module
 */
import { Buffer } from "node:buffer";

/** 32 bytes: base64 and base64url (RFC 4648) take 43 characters, and `=` where it is padded. */
const base64 = /^(?:[A-Za-z0-9+/]{43}|[A-Za-z0-9_-]{43})=?$/;
const hex = /^[0-9A-Fa-f]{64}$/;

/**
 * Reads a key of AES-256.
 *
 * @param text Base64, base64url or hexadecimal digits; blanks and a line's end around it do not count.
 * @returns Its 32 bytes, or in words why it is none.
 */
export function parseEncryptionKey(text: string): Uint8Array | string {
  const bare = text.trim();
  if (hex.test(bare)) return new Uint8Array(Buffer.from(bare, "hex"));
  if (base64.test(bare)) return new Uint8Array(Buffer.from(bare, "base64"));
  return "is not 32 bytes as base64 or as 64 hexadecimal digits (“openssl rand -base64 32” makes one)";
}
