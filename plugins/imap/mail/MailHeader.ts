/**
 * The header of a message.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import PostalMime from "postal-mime";

/** One field of a header. */
export interface HeaderField {
  /** Its name in small letters. */
  readonly name: string;
  /** Its value, unfolded; encoded words are left as they are. */
  readonly value: string;
}

/** A header that was read. */
export interface MailHeader {
  /** The subject, decoded, at most 998 characters (RFC 5322's longest line); `undefined` where it is missing or blank. */
  readonly subject: string | undefined;
  /** All fields, the topmost first. */
  readonly fields: ReadonlyArray<HeaderField>;
}

/** The fields that decide about a message: all that need be downloaded of a header. */
export const headerNames: ReadonlyArray<string> = [
  "From",
  "To",
  "Cc",
  "Subject",
  "Delivered-To",
  "X-Original-To",
  "Envelope-To",
  "X-Envelope-To",
  "X-Forwarded-To",
  "Authentication-Results",
];

const maxBytes = 64 * 1024;
const maxSubject = 998;
const [tab, lineFeed, blank] = [9, 10, 32];

/** Cuts a header that is too long between two fields: half a field could say something else than the whole one. */
function cut(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= maxBytes) return bytes;
  for (let end = maxBytes; end > 0; end--) {
    if (bytes[end - 1] === lineFeed && bytes[end] !== blank && bytes[end] !== tab) {
      return bytes.subarray(0, end);
    }
  }
  return new Uint8Array();
}

/**
 * Reads a header. Never fails; what cannot be read is missing in the result.
 *
 * @param bytes The header as it is stored, or some of its lines, with or without the blank line after it; what goes
 * beyond 64 KiB is not read.
 * @returns The subject and all fields.
 */
export function readHeader(bytes: Uint8Array): Effect.Effect<MailHeader> {
  return Effect.map(
    Effect.orElseSucceed(Effect.tryPromise(() => PostalMime.parse(cut(bytes))), () => undefined),
    (email): MailHeader => ({
      subject: email?.subject?.slice(0, maxSubject).trim() || undefined,
      fields: email?.headers.map(({ key, value }) => ({ name: key, value })) ?? [],
    }),
  );
}
