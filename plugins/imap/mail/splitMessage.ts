/**
 * A raw message taken apart: its header, and the parts that hold text.
 *
 * postal-mime could do this too, but takes seconds for 256 KiB of short lines, and gives up on deep nesting. So the parts
 * are found here, in linear time and within limits, and postal-mime reads each of them.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { type DownloadedPart, flowedBy, isFile } from "./TextPart.ts";

/** A message taken apart. */
export interface SplitMessage {
  /** The header's bytes, without the blank line after it. */
  readonly header: Uint8Array;
  /** The texts, in the order of the message. */
  readonly parts: ReadonlyArray<DownloadedPart>;
}

const maxDepth = 20;
const maxEntities = 200;
const maxParts = 4;
/** What is read of one part's header. */
const maxHeaderCharacters = 64 * 1024;

interface Entity {
  readonly header: string;
  readonly body: string;
}

function entityOf(text: string): Entity {
  if (/^\r?\n/.test(text)) return { header: "", body: text.replace(/^\r?\n/, "") };
  const ends = [text.indexOf("\n\n"), text.indexOf("\n\r\n")].filter((at) => at !== -1);
  if (ends.length === 0) return { header: text, body: "" };
  const end = Math.min(...ends) + 1;
  return { header: text.slice(0, end), body: text.slice(text.indexOf("\n", end) + 1) };
}

/** The value of the first field of that name, unfolded; the first, as postal-mime has it. */
function field(header: string, name: string): string {
  const unfolded = header.slice(0, maxHeaderCharacters).replace(/\r?\n(?=[ \t])/g, "");
  return new RegExp(`^${name}[ \\t]*:(.*)$`, "im").exec(unfolded)?.[1]?.trim() ?? "";
}

/** A parameter of a header field; RFC 2231's `name*=charset'language'value` too. */
function parameter(value: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}(\\*?)\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s;"]+))`, "i").exec(
    value,
  );
  const text = found?.[2]?.replace(/\\(.)/g, "$1") ?? found?.[3];
  return found?.[1] === "*" ? text?.split("'").at(-1) : text;
}

/** The parameters of a header field, each with its value as it is written; quoted ones without their quotes. */
function parametersIn(value: string): ReadonlyArray<readonly [string, string]> {
  const found = value.matchAll(/;\s*([^\s;="]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]*))/g);
  return Array.from(found, ([, name = "", quoted, word = ""]) => [name, quoted ?? word]);
}

/** Splits a multipart's body at its delimiter lines; the text before the first and after the closing one is dropped. */
function split(body: string, boundary: string): ReadonlyArray<string> {
  const delimiter = `--${boundary}`;
  const lineEnd = /(--)?[ \t]*(?:\r?\n|$)/y;
  const pieces: Array<string> = [];
  let start = -1;
  let from = 0;
  for (;;) {
    const at = body.indexOf(delimiter, from);
    if (at === -1) break;
    from = at + 1;
    if (at > 0 && body[at - 1] !== "\n") continue;
    lineEnd.lastIndex = at + delimiter.length;
    const end = lineEnd.exec(body);
    if (end === null) continue;
    if (start !== -1) pieces.push(body.slice(start, at).replace(/\r?\n$/, ""));
    start = from = lineEnd.lastIndex;
    if (end[1] !== undefined) return pieces;
    if (pieces.length > maxEntities) return pieces;
  }
  if (start !== -1) pieces.push(body.slice(start));
  return pieces;
}

/** A multipart's pieces; where its boundary is missing or wrong, the first line that looks like one is taken. */
function pieces(body: string, boundary: string | undefined): ReadonlyArray<string> {
  const found = boundary === undefined ? [] : split(body, boundary);
  if (found.length > 0) return found;
  const guess = /^--(\S{1,200}?)[ \t]*\r?$/m.exec(body.slice(0, maxHeaderCharacters))?.[1];
  return guess === undefined ? [] : split(body, guess);
}

/**
 * Takes a raw message apart: finds its texts, at any place in nested multiparts, but no attachments, nothing that is named as
 * a file, and nothing inside an attached message. Never fails: what is no message is a text.
 *
 * @param raw The message as it is stored, whole or cut off.
 * @returns Its header, and its texts.
 */
export function splitMessage(raw: Uint8Array): SplitMessage {
  const parts: Array<DownloadedPart> = [];
  let entities = 0;
  const visit = ({ header, body }: Entity, depth: number, usualType: string): void => {
    if (++entities > maxEntities || parts.length >= maxParts || depth > maxDepth) return;
    const disposition = field(header, "content-disposition");
    const content = field(header, "content-type");
    if (/^attachment\b/i.test(disposition)) return;
    if ([content, disposition].some((value) => isFile(parametersIn(value)))) return;
    // RFC 2045 (5.2): what has no type that can be read is plain text.
    const type = /^[\w.+-]+\/[\w.+-]+/.exec(content)?.[0].toLowerCase() ?? usualType;
    if (type.startsWith("multipart/")) {
      const inner = pieces(body, parameter(content, "boundary"));
      if (inner.length === 0) return add("text/plain", "", header, body);
      const usual = type === "multipart/digest" ? "message/rfc822" : "text/plain";
      for (const piece of inner) visit(entityOf(piece), depth + 1, usual);
    } else if (type === "text/plain" || type === "text/html") {
      add(type, content, header, body);
    }
  };
  const add = (type: DownloadedPart["type"], content: string, header: string, body: string): void => {
    parts.push({
      type,
      charset: parameter(content, "charset"),
      encoding: field(header, "content-transfer-encoding"),
      flowed: flowedBy(parameter(content, "format"), parameter(content, "delsp")),
      body: Buffer.from(body, "latin1"),
    });
  };
  // One character a byte: nothing is decoded yet.
  const whole = entityOf(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString("latin1"));
  visit(whole, 0, "text/plain");
  return { header: raw.subarray(0, whole.header.length), parts };
}
