/**
 * A part of a message that holds text for people.
 *
 * @module
 */

/** How the text of a part is written, as its header or the server's `BODYSTRUCTURE` says. */
export interface TextPart {
  /** What it is. */
  readonly type: "text/plain" | "text/html";
  /** Name of its character set, as the sender wrote it; `undefined` where nothing is said. */
  readonly charset: string | undefined;
  /** Its transfer encoding, as the sender wrote it. */
  readonly encoding: string | undefined;
  /** Lines that end with a blank go on in the next one (RFC 3676); `delsp` drops that blank. */
  readonly flowed: "no" | "yes" | "delsp";
}

/** A part and its bytes, still encoded, whole or cut off. */
export interface DownloadedPart extends TextPart {
  /** The bytes. */
  readonly body: Uint8Array;
}

/**
 * How a part's lines flow.
 *
 * @param format The `format` parameter of its content type.
 * @param delSp The `delsp` parameter.
 * @returns The value for {@linkcode TextPart}.
 */
export function flowedBy(format: string | undefined, delSp: string | undefined): TextPart["flowed"] {
  if (format?.toLowerCase() !== "flowed") return "no";
  return delSp?.toLowerCase() === "yes" ? "delsp" : "yes";
}

/**
 * Whether a part is a file, though it may be shown with the message: what is in it is not the sender's own word.
 *
 * @param parameters Names of the parameters of its content type and disposition (`filename*0*` as it stands there), each
 * with its value.
 * @returns Whether one of them names the file.
 */
export function isFile(parameters: Iterable<readonly [string, unknown]>): boolean {
  for (const [name, value] of parameters) {
    if (/^(?:file)?name(?:\*|$)/i.test(name) && value !== "") return true;
  }
  return false;
}
