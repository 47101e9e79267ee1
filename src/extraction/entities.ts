/**
 * HTML character references.
 *
 * @module
 */

// https://html.spec.whatwg.org/multipage/named-characters.html: the Latin-1 letters in code order, from U+00C0.
const latin1 =
  "Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde " +
  "Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc " +
  "atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc " +
  "otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

const named: ReadonlyMap<string, string> = new Map([
  ...latin1.split(" ").map((name, index): [string, string] => [name, String.fromCharCode(0xc0 + index)]),
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["nbsp", " "],
  ["ensp", " "],
  ["emsp", " "],
  ["thinsp", " "],
  ["shy", ""],
  ["zwnj", ""],
  ["zwj", ""],
  ["lrm", ""],
  ["rlm", ""],
  ["copy", "©"],
  ["reg", "®"],
  ["trade", "™"],
  ["euro", "€"],
  ["pound", "£"],
  ["yen", "¥"],
  ["cent", "¢"],
  ["ndash", "–"],
  ["mdash", "—"],
  ["hellip", "…"],
  ["middot", "·"],
  ["bull", "•"],
  ["lsquo", "‘"],
  ["rsquo", "’"],
  ["ldquo", "“"],
  ["rdquo", "”"],
  ["laquo", "«"],
  ["raquo", "»"],
  ["num", "#"],
  ["colon", ":"],
  ["commat", "@"],
  ["inodot", "ı"],
  ["scaron", "š"],
  ["ccaron", "č"],
]);

function numeric(body: string): string | undefined {
  const point = /^#(?:x([0-9a-f]{1,6})|([0-9]{1,7}))$/i.exec(body);
  if (point === null) return undefined;
  const value = point[1] === undefined ? Number(point[2]) : Number.parseInt(point[1], 16);
  return value === 0 || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff)
    ? "\ufffd"
    : String.fromCodePoint(value);
}

/**
 * Decodes the character reference that begins at an ampersand.
 *
 * @param html The text.
 * @param at Where the `&` stands.
 * @returns The decoded text and where reading goes on; `undefined` where there is no known reference.
 *
 * @example
 * ```ts
 * decodeEntity("&eacute;!", 0); // { text: "é", end: 8 }
 * ```
 */
export function decodeEntity(
  html: string,
  at: number,
): { readonly text: string; readonly end: number } | undefined {
  const first = html.charCodeAt(at + 1);
  if (first !== 35 && !(first >= 65 && first <= 122)) return undefined;
  const length = html.slice(at + 1, at + 12).indexOf(";");
  if (length > 0) {
    const body = html.slice(at + 1, at + 1 + length);
    const text = named.get(body) ?? numeric(body);
    if (text !== undefined) return { text, end: at + length + 2 };
  }
  return undefined;
}
