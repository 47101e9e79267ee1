/**
 * Which parts of a message to download: its texts, and nothing else.
 *
 * @module
 */
import { flowedBy, isFile, type TextPart } from "./TextPart.ts";

/** What is read of a server's `BODYSTRUCTURE`, as imapflow gives it; anything may be missing. */
export interface BodyStructure {
  readonly part?: string | undefined;
  readonly type?: string | undefined;
  readonly parameters?: { readonly [name: string]: string } | undefined;
  readonly encoding?: string | undefined;
  readonly disposition?: string | undefined;
  readonly dispositionParameters?: { readonly [name: string]: string } | undefined;
  readonly childNodes?: ReadonlyArray<BodyStructure> | undefined;
}

/** A part to download. */
export interface ChosenPart extends TextPart {
  /** Its number, for `FETCH BODY.PEEK[…]`. */
  readonly part: string;
  /** How many bytes of it to download at most. */
  readonly maxBytes: number;
}

/** More texts than these, more nodes and deeper nesting are not looked at: no mail with a code has them. */
const maxParts = 4;
const maxNodes = 1000;
const maxDepth = 32;

/**
 * Chooses the parts to download: `text/plain` and `text/html`, at any place in nested multiparts, in the order of the
 * message. Not attachments, nor what is named as a file, and nothing inside an attached message (`message/rfc822`): what
 * somebody forwards or a server returns is not the sender's own word. A hostile structure costs no more than a bounded
 * walk.
 *
 * @param structure The message's structure; of a message without multiparts, its only part is number `1` (RFC 9051).
 * @param maxBytes How many bytes of the message to download in all.
 * @returns The parts; none for a message without text. Each one's `maxBytes` is an equal share.
 */
export function chooseParts(
  structure: BodyStructure | undefined,
  maxBytes: number,
): ReadonlyArray<ChosenPart> {
  const texts: Array<Omit<ChosenPart, "maxBytes">> = [];
  let nodes = 0;
  const visit = (node: BodyStructure | undefined, depth: number): void => {
    if (typeof node !== "object" || node === null || texts.length >= maxParts || depth > maxDepth) return;
    if (++nodes > maxNodes) return;
    const type = lower(node.type);
    if (lower(node.disposition) === "attachment") return;
    const parameters = node.parameters ?? {};
    if (isFile([...Object.entries(parameters), ...Object.entries(node.dispositionParameters ?? {})])) return;
    if (type === "text/plain" || type === "text/html") {
      const part = node.part ?? "1";
      if (!/^\d+(?:\.\d+)*$/.test(part)) return;
      const { charset, format, delsp } = parameters;
      texts.push({ part, type, charset, encoding: node.encoding, flowed: flowedBy(format, delsp) });
    } else if (type.startsWith("multipart/") && Array.isArray(node.childNodes)) {
      for (const child of node.childNodes) {
        if (nodes > maxNodes || texts.length >= maxParts) return;
        visit(child, depth + 1);
      }
    }
  };
  visit(structure, 0);
  const share = Math.max(1, Math.floor(maxBytes / Math.max(1, texts.length)));
  return texts.map((text) => ({ ...text, maxBytes: share }));
}

const lower = (value: unknown): string => typeof value === "string" ? value.toLowerCase() : "";
