/**
 * Mail addresses and domains, in a form in which they can be compared.
 *
 * @module
 */
import type { MailHeader } from "../mail/MailHeader.ts";

/** An address: `local@domain`, in small letters, the domain as ASCII (`xn--…`). */
export interface MailAddress {
  readonly local: string;
  readonly domain: string;
}

/**
 * A domain in comparable form.
 *
 * @param text The domain; letters of all scripts.
 * @returns It in small letters and ASCII (IDNA, as the WHATWG URL standard has it), without a dot at its end; `undefined`
 * where it is none, or an IP address.
 */
export function domainName(text: string): string | undefined {
  // What would be something else than a host name within a URL.
  if (text.length > 255 || /[\s/\\?#@:%[\]<>^|]/.test(text)) return undefined;
  try {
    const { hostname } = new URL(`http://${text.replace(/\.$/, "")}`);
    return hostname === "" || /^[\d.]+$|^\.|\.\.|\.$/.test(hostname) ? undefined : hostname;
  } catch {
    return undefined;
  }
}

/**
 * An address in comparable form. A `+tag` is part of it.
 *
 * @param text The address, without a name around it.
 * @returns The address; `undefined` where it is none, or where it is not clear where its domain begins.
 */
export function mailAddress(text: string): MailAddress | undefined {
  const [local, host, ...more] = text.trim().split("@");
  if (!local || !host || more.length > 0 || /[\s"<>]/.test(local)) return undefined;
  const domain = domainName(host);
  return domain === undefined ? undefined : { local: local.normalize("NFC").toLowerCase(), domain };
}

/** Whether a domain is another one, or under it. */
export const isWithin = (domain: string, parent: string): boolean =>
  domain === parent || domain.endsWith(`.${parent}`);

/** Whether two addresses are the same. */
export const sameAddress = (a: MailAddress, b: MailAddress): boolean =>
  a.local === b.local && a.domain === b.domain;

/** Whether two addresses are the same but for their tags. */
export const sameMailbox = (a: MailAddress, b: MailAddress): boolean =>
  a.domain === b.domain && withoutTag(a) === withoutTag(b);

/** An address's local part without its tag. */
export const withoutTag = ({ local }: MailAddress): string => local.replace(/(?<=.)\+.*$/s, "");

/** No mail with a code has a longer list. */
const maxListCharacters = 16 * 1024;

/** A field's value without comments, a `"` in each quote's place; `undefined` where one of them is not closed. */
function withoutNames(value: string): string | undefined {
  let bare = "";
  let quoted = false;
  let depth = 0;
  for (let i = 0; i < value.length; i++) {
    const c = value[i] ?? "";
    if (c === "\\") {
      if (!quoted && depth === 0) return undefined;
      i++;
    } else if (quoted) {
      quoted = c !== '"';
    } else if (c === "(") {
      depth++;
      bare += " ";
    } else if (c === ")") {
      if (--depth < 0) return undefined;
    } else if (depth === 0) {
      bare += c;
      quoted = c === '"';
    }
  }
  return quoted || depth > 0 ? undefined : bare;
}

/**
 * The addresses of a list. Not left to postal-mime, which makes the best of what is no address list and takes one address
 * of `<a@b.example> <c@d.example>`, or one in nested comments: other readers may take the other.
 */
function addressesOf(value: string): ReadonlyArray<MailAddress | undefined> {
  const bare = value.length > maxListCharacters ? undefined : withoutNames(value);
  if (bare === undefined) return [undefined];
  return bare.split(/[,;]/)
    .map((entry) => entry.replace(/^[^<>@:]*:/, "").trim())
    .filter((entry) => entry !== "")
    .map((entry) => mailAddress(/^[^<>]*<([^<>]*)>$/.exec(entry)?.[1] ?? entry));
}

/**
 * All addresses in some fields of a header, groups taken apart; names and comments do not count.
 *
 * @param header The header.
 * @param names The fields' names, in small letters.
 * @returns An entry for each address, `undefined` for one that cannot be read.
 */
export function addressesIn(
  header: MailHeader,
  names: ReadonlyArray<string>,
): ReadonlyArray<MailAddress | undefined> {
  return header.fields.filter(({ name }) => names.includes(name)).flatMap(({ value }) => addressesOf(value));
}

/**
 * The senders of a message: all addresses in all its `From` fields.
 *
 * @param header The header.
 * @returns The addresses; `undefined` where there are none, or one of them cannot be read.
 */
export function sendersOf(header: MailHeader): ReadonlyArray<MailAddress> | undefined {
  const found = addressesIn(header, ["from"]);
  const readable = found.filter((address) => address !== undefined);
  return readable.length === 0 || readable.length < found.length ? undefined : readable;
}
