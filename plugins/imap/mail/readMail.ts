/**
 * What a message says: for {@linkcode explainCode}.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { Buffer } from "node:buffer";
import PostalMime from "postal-mime";
import { htmlText } from "./htmlText.ts";
import { type MailHeader, readHeader } from "./MailHeader.ts";
import { splitMessage } from "./splitMessage.ts";
import type { DownloadedPart } from "./TextPart.ts";

/** What a message says, in the form that `explainCode` takes; parts that it does not have are missing. */
export interface MailText {
  /** The subject. */
  readonly subject?: string;
  /** The plain text. */
  readonly text?: string;
  /** The text of the HTML, written as HTML. */
  readonly html?: string;
}

/** A raw message that was read. */
export interface ReadMail {
  /** Its header. */
  readonly header: MailHeader;
  /** What it says. */
  readonly content: MailText;
}

/** What is read of a raw message, and of one part. */
const maxMessageBytes = 1024 * 1024;
const maxPartBytes = 256 * 1024;
/** Pieces of base64 in one part: some mailers pad each line. */
const maxBase64Pieces = 8192;

function decodedBase64(body: Uint8Array): Uint8Array {
  const text = Buffer.from(body).toString("latin1").replace(/[^A-Za-z0-9+/=]+/g, "");
  return Buffer.concat(text.split(/=+/, maxBase64Pieces).map((piece) => Buffer.from(piece, "base64")));
}

/** Names that say nothing: senders write them whatever the text is. */
const vague = /^(?:|us-ascii|ascii|iso-8859-1|latin1|windows-1252|unknown.*|default)$/i;

const hasEightBits = (body: Uint8Array): boolean => body.some((byte) => byte > 127);

function isUtf8(body: Uint8Array): boolean {
  try {
    // As a stream, for it may be cut off inside a character.
    new TextDecoder("utf-8", { fatal: true }).decode(body, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** The character set: as named; but UTF-8 where the name is vague and the bytes are that; then as the HTML itself says. */
function charsetOf({ charset = "", type }: DownloadedPart, body: Uint8Array): string {
  const name = /[\w.:-]+/.exec(charset)?.[0] ?? "";
  if (!vague.test(name) || !hasEightBits(body)) return name;
  if (isUtf8(body)) return "utf-8";
  const start = type === "text/html" ? Buffer.from(body.subarray(0, 4096)).toString("latin1") : "";
  return name || (/<meta[^>]{1,200}?charset\s*=\s*["']?([\w-]{1,40})/i.exec(start)?.[1] ?? "windows-1252");
}

/** Undoes the transfer encoding. Not left to postal-mime, which takes seconds for 256 KiB of short lines. */
function bytesOf({ encoding = "", body }: DownloadedPart): Uint8Array {
  const encoded = body.subarray(0, maxPartBytes);
  if (/base64/i.test(encoding)) return decodedBase64(encoded);
  if (!/quoted-printable/i.test(encoding)) return encoded;
  const joined = Buffer.from(encoded).toString("latin1").replace(/=[ \t]*\r?\n/g, "");
  const text = joined.replace(
    /=([0-9A-Fa-f]{2})/g,
    (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(text, "latin1");
}

/**
 * Drops what a reply quotes: lines that begin with `>`, and all that stands below Outlook's line. A text that quotes without
 * any mark is left as it is, and so is a mail that somebody forwards.
 */
function unquoted(text: string): string {
  const end = text.search(/^-{3,} ?Original Message ?-{3,}[ \t]*\r?$/im);
  return (end === -1 ? text : text.slice(0, end)).replace(/^>.*$/gm, "");
}

/** A plain text's lines before they flow: then a quoted one could become the end of another. */
function unquotedBytes(part: DownloadedPart): Uint8Array {
  const bytes = bytesOf(part);
  return part.type === "text/html" || part.flowed === "no"
    ? bytes
    : Buffer.from(unquoted(Buffer.from(bytes).toString("latin1")), "latin1");
}

/** Decodes one part's characters and flowing lines, by postal-mime; the part goes there as one line of base64. */
function decoded(part: DownloadedPart): Effect.Effect<string> {
  const parse = Effect.tryPromise(() => {
    const bytes = unquotedBytes(part);
    const charset = charsetOf(part, bytes);
    const type = part.type + (charset === "" ? "" : `; charset="${charset}"`) +
      (part.flowed === "no" ? "" : "; format=flowed") + (part.flowed === "delsp" ? "; delsp=yes" : "");
    const body = Buffer.from(bytes).toString("base64");
    return PostalMime.parse(`Content-Type: ${type}\nContent-Transfer-Encoding: base64\n\n${body}`);
  });
  return Effect.map(
    Effect.orElseSucceed(parse, () => undefined),
    (email) => {
      const text = (part.type === "text/html" ? email?.html : email?.text)?.replace(/\r\n?/g, "\n") ?? "";
      return part.type === "text/html" ? text : unquoted(text);
    },
  );
}

/** The text of HTML, as HTML; where it defeats html-to-text, the extractor's own reader gets it as it is. */
function asHtml(html: string): string {
  const text = htmlText(html);
  return text === undefined ? html : text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/\n/g, "<br>");
}

/**
 * Reads downloaded parts of a message: the header, and what `chooseParts` chose. Never fails, and takes time in proportion
 * to the size, whatever the bytes are.
 *
 * A message with both has its plain text *and* the text of its HTML in the result: many plain texts only say that the mail
 * is HTML. The extractor takes the same code in both as one, and two different codes as none. What a reply quotes, and
 * HTML that is hidden, is in neither.
 *
 * @param header The message's header.
 * @param parts The parts; 256 KiB of each are read.
 * @returns What the message says; nothing is in it that the message does not have.
 */
export function readParts(
  header: MailHeader,
  parts: ReadonlyArray<DownloadedPart>,
): Effect.Effect<MailText> {
  return Effect.map(Effect.forEach(parts, decoded), (texts): MailText => {
    const joined = (type: DownloadedPart["type"]): string =>
      texts.filter((text, index) => parts[index]?.type === type && text.trim() !== "").join("\n\n");
    const text = joined("text/plain");
    const html = asHtml(joined("text/html"));
    return {
      ...(header.subject === undefined ? {} : { subject: header.subject }),
      ...(text === "" ? {} : { text }),
      ...(html === "" ? {} : { html }),
    };
  });
}

/**
 * Reads a raw message, as {@linkcode readParts} does. Never fails.
 *
 * @param raw The message as it is stored (RFC 5322), whole or cut off; 1 MiB is read.
 * @returns Its header, and what it says.
 */
export function readMail(raw: Uint8Array): Effect.Effect<ReadMail> {
  return Effect.gen(function* () {
    const split = splitMessage(raw.subarray(0, maxMessageBytes));
    const header = yield* readHeader(split.header);
    return { header, content: yield* readParts(header, split.parts) };
  });
}
