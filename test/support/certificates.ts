/**
 * Certificates for tests, made on the spot: an authority, and what it signs.
 *
 * ```ts
 * const authority = certificateAuthority();
 * const server = authority.issue();                                // localhost, 127.0.0.1 and ::1; valid now
 * const old = authority.issue({ notAfter: new Date("2020-01-01") });
 * const other = authority.issue({ names: ["other.example.test"] });
 * const own = selfSigned();
 * ```
 *
 * Written by node:crypto and the few rules of DER, so that no program and no package is needed and any date can be set.
 */
import { Buffer } from "node:buffer";
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { isIP } from "node:net";

/** A certificate and its key. */
export interface Certificate {
  /** The certificate, PEM. */
  readonly cert: string;
  /** The private key, PEM (PKCS #8). */
  readonly key: string;
}

/** What a certificate says. */
export interface CertificateOptions {
  /** Host names and addresses; default `localhost`, `127.0.0.1` and `::1`. */
  readonly names?: ReadonlyArray<string>;
  /** Default: a day ago, or a year before an earlier `notAfter`. */
  readonly notBefore?: Date;
  /** Default: in a day. */
  readonly notAfter?: Date;
}

/** An authority that nobody trusts but who is given its certificate. */
export interface CertificateAuthority {
  /** The authority's certificate, PEM: what a client is told to trust. */
  readonly ca: string;
  /**
   * Makes a server's certificate.
   *
   * @param options Names and dates.
   * @returns The certificate, signed by this authority, and its key.
   */
  readonly issue: (options?: CertificateOptions) => Certificate;
}

interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const day = 24 * 60 * 60 * 1000;
const loopback = ["localhost", "127.0.0.1", "::1"];

// DER: a tag, a length, the content.
function der(tag: number, ...content: ReadonlyArray<Uint8Array>): Uint8Array {
  const body = Buffer.concat(content);
  if (body.length < 0x80) return Buffer.concat([Uint8Array.of(tag, body.length), body]);
  // As few bytes as it takes: Deno refuses any other spelling.
  const length = Buffer.from(body.length.toString(16).padStart(body.length < 0x100 ? 2 : 4, "0"), "hex");
  return Buffer.concat([Uint8Array.of(tag, 0x80 + length.length), length, body]);
}

const sequence = (...content: ReadonlyArray<Uint8Array>) => der(0x30, ...content);
const setOf = (...content: ReadonlyArray<Uint8Array>) => der(0x31, ...content);
const integer = (bytes: Uint8Array) => der(0x02, bytes);
const text = (value: string) => der(0x0c, Buffer.from(value, "utf8"));
const octets = (content: Uint8Array) => der(0x04, content);
const bits = (content: Uint8Array) => der(0x03, Uint8Array.of(0), content);
const yes = der(0x01, Uint8Array.of(0xff));
const oid = (hex: string) => der(0x06, Buffer.from(hex, "hex"));

const ecdsaWithSha256 = sequence(oid("2a8648ce3d040302"));
const commonName = oid("550403");
const basicConstraints = oid("551d13");
const keyUsage = oid("551d0f");
const extendedKeyUsage = oid("551d25");
const subjectAltName = oid("551d11");
const subjectKeyIdentifier = oid("551d0e");
const authorityKeyIdentifier = oid("551d23");
const serverAuth = oid("2b06010505070301");

function time(date: Date): Uint8Array {
  const digits = date.toISOString().replace(/\.\d+|[-:T]/g, "");
  // Until 2049 a year has two digits (RFC 5280, 4.1.2.5).
  return date.getUTCFullYear() < 2050
    ? der(0x17, Buffer.from(digits.slice(2)))
    : der(0x18, Buffer.from(digits));
}

function addressBytes(address: string): Uint8Array {
  if (isIP(address) === 4) return Uint8Array.from(address.split("."), Number);
  const [head = "", tail = ""] = address.split("::");
  const groups = (part: string) => part === "" ? [] : part.split(":");
  const missing = 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array<string>(missing).fill("0"), ...groups(tail)];
  return Buffer.from(all.map((group) => group.padStart(4, "0")).join(""), "hex");
}

const alternativeName = (name: string) =>
  isIP(name) === 0 ? der(0x82, Buffer.from(name)) : der(0x87, addressBytes(name));

const named = (name: string) => sequence(setOf(sequence(commonName, text(name))));
const pem = (bytes: Uint8Array) => {
  const lines = Buffer.from(bytes).toString("base64").replace(/(.{64})(?=.)/g, "$1\n");
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
};
const keyId = (keys: KeyPair) =>
  createHash("sha1").update(keys.publicKey.export({ format: "der", type: "spki" })).digest();
const newKeys = (): KeyPair => generateKeyPairSync("ec", { namedCurve: "P-256" });

/** A certificate's holder or issuer. */
interface Party {
  readonly name: string;
  readonly keys: KeyPair;
}

function certificate(
  subject: Party,
  issuer: Party,
  extensions: ReadonlyArray<Uint8Array>,
  options: CertificateOptions,
): string {
  const { notAfter = new Date(Date.now() + day) } = options;
  const yearBefore = new Date(notAfter.getTime() - 365 * day);
  const yesterday = new Date(Date.now() - day);
  const { notBefore = notAfter < yesterday ? yearBefore : yesterday } = options;
  const serial = randomBytes(16);
  serial[0] = (serial[0]! & 0x3f) | 0x40; // Positive, and never shortened.
  const body = sequence(
    der(0xa0, integer(Uint8Array.of(2))), // Version 3.
    integer(serial),
    ecdsaWithSha256,
    named(issuer.name),
    sequence(time(notBefore), time(notAfter)),
    named(subject.name),
    subject.keys.publicKey.export({ format: "der", type: "spki" }),
    der(
      0xa3,
      sequence(
        sequence(subjectKeyIdentifier, octets(octets(keyId(subject.keys)))),
        sequence(authorityKeyIdentifier, octets(sequence(der(0x80, keyId(issuer.keys))))),
        ...extensions,
      ),
    ),
  );
  return pem(sequence(body, ecdsaWithSha256, bits(sign("sha256", body, issuer.keys.privateKey))));
}

function serverCertificate(options: CertificateOptions, authority?: Party): Certificate {
  const { names = loopback } = options;
  const server = { name: names[0] ?? "nobody", keys: newKeys() };
  const extensions = [
    sequence(basicConstraints, yes, octets(sequence())),
    sequence(keyUsage, yes, octets(der(0x03, Uint8Array.of(7, 0x80)))), // `digitalSignature`
    sequence(extendedKeyUsage, octets(sequence(serverAuth))),
    sequence(subjectAltName, octets(sequence(...names.map(alternativeName)))),
  ];
  return {
    cert: certificate(server, authority ?? server, extensions, options),
    key: server.keys.privateKey.export({ format: "pem", type: "pkcs8" }).toString(),
  };
}

/**
 * Makes an authority.
 *
 * @returns It, with a key of its own (P-256), valid from 2000 on for ten years from now.
 */
export function certificateAuthority(): CertificateAuthority {
  const authority = { name: `Test authority ${randomBytes(4).toString("hex")}`, keys: newKeys() };
  const extensions = [
    sequence(basicConstraints, yes, octets(sequence(yes))),
    sequence(keyUsage, yes, octets(der(0x03, Uint8Array.of(1, 0x06)))), // `keyCertSign`, `cRLSign`
  ];
  const notBefore = new Date("2000-01-01T00:00:00Z");
  const notAfter = new Date(Date.now() + 3650 * day);
  return {
    ca: certificate(authority, authority, extensions, { notBefore, notAfter }),
    issue: (options = {}) => serverCertificate(options, authority),
  };
}

/**
 * Makes a certificate that is signed with its own key.
 *
 * @param options Names and dates.
 * @returns The certificate and its key.
 */
export function selfSigned(options: CertificateOptions = {}): Certificate {
  return serverCertificate(options);
}
