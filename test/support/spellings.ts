/**
 * How a secret may come back in foreign text.
 */
import { Buffer } from "node:buffer";

type Spell = (secret: string) => string;

const each = (secret: string, pattern: RegExp, spell: (unit: string) => string): string =>
  secret.replace(pattern, (unit) => spell(unit));
const hex = (unit: string, digits: number): string => unit.charCodeAt(0).toString(16).padStart(digits, "0");
const htmlOf = (secret: string): string =>
  secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** By name: the usual escapes, in the variants of the usual servers. */
export const spellings: Readonly<Record<string, Spell>> = {
  "as it is": (secret) => secret,
  "JSON": (secret) => JSON.stringify(secret).slice(1, -1),
  "JSON with escaped slashes": (secret) => JSON.stringify(secret).slice(1, -1).replaceAll("/", "\\/"),
  "JSON in ASCII": (secret) =>
    each(JSON.stringify(secret).slice(1, -1), /[^ -~]/g, (unit) => `\\u${hex(unit, 4)}`),
  "JSON with every sign escaped": (secret) =>
    each(secret, /[^A-Za-z0-9 ]/g, (unit) => `\\u${hex(unit, 4).toUpperCase()}`),
  "JSON within JSON": (secret) => JSON.stringify(JSON.stringify(secret)).slice(3, -3),
  "JavaScript": (secret) => each(secret, /[^A-Za-z0-9 ]/g, (unit) => `\\x${hex(unit, 2)}`),
  "HTML": htmlOf,
  "HTML with decimal references": (secret) =>
    each(htmlOf(secret), /'|[^ -~]/g, (unit) => `&#${unit.charCodeAt(0)};`),
  "HTML with hexadecimal references": (secret) =>
    each(secret, /[^A-Za-z0-9 ]/g, (unit) => `&#x${hex(unit, 2)};`),
  "HTML with names": (secret) => htmlOf(secret).replaceAll("'", "&apos;").replaceAll("ö", "&ouml;"),
  "HTML twice": (secret) => htmlOf(htmlOf(secret)),
  "HTML of JSON": (secret) => htmlOf(JSON.stringify(secret).slice(1, -1)),
  "a URL": encodeURIComponent,
  "a URL in lower case": (secret) => each(encodeURIComponent(secret), /%../g, (unit) => unit.toLowerCase()),
  "a URL in Latin-1": (secret) => each(secret, /[^A-Za-z0-9]/g, (unit) => `%${hex(unit, 2)}`),
  "a form": (secret) => new URLSearchParams({ "": secret }).toString().slice(1),
  "a URL twice": (secret) => encodeURIComponent(encodeURIComponent(secret)),
  "base64": (secret) => Buffer.from(secret, "utf8").toString("base64"),
  "base64 of Latin-1": (secret) => Buffer.from(secret, "latin1").toString("base64"),
  "base64 for URLs": (secret) => Buffer.from(secret, "utf8").toString("base64url"),
  "base64 in a URL": (secret) => encodeURIComponent(Buffer.from(secret, "utf8").toString("base64")),
  "UTF-8 read as Latin-1": (secret) => Buffer.from(secret, "utf8").toString("latin1"),
  "Latin-1 read as UTF-8": (secret) => Buffer.from(secret, "latin1").toString("utf8"),
};
