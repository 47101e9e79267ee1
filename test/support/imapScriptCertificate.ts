/**
 * Certificates made at test time, with nothing but `node:crypto`: a private authority, and server certificates that it
 * has signed or that sign themselves, of any age and for any name.
 */
import { Buffer } from "node:buffer";
import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";

/** A certificate and its key, both PEM. */
export interface TestCertificate {
  readonly cert: string;
  readonly key: string;
}

/** What {@linkcode testCertificate} makes. */
export interface TestCertificateOptions {
  /** DNS name; default `localhost`. The address 127.0.0.1 is always in it, unless a name is given. */
  readonly name?: string | undefined;
  /** Days from now until it ends; default 1, negative for one that has expired. */
  readonly days?: number | undefined;
  /** Who signs it; default: itself. */
  readonly by?: TestAuthority | undefined;
}

/** A private certificate authority. */
export interface TestAuthority extends TestCertificate {
  readonly privateKey: KeyObject;
}

const authorityName = "Test authority";
const dayMillis = 24 * 60 * 60 * 1000;

const der = (tag: number, ...parts: ReadonlyArray<Uint8Array>): Buffer => {
  const body = Buffer.concat(parts);
  const { length } = body;
  const size = length < 0x80
    ? [length]
    : length < 0x100
    ? [0x81, length]
    : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
};
const sequence = (...parts: ReadonlyArray<Uint8Array>): Buffer => der(0x30, ...parts);
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, "hex"));
const ecdsaWithSha256 = sequence(oid("2a8648ce3d040302"));
const commonName = (name: string): Buffer =>
  sequence(der(0x31, sequence(oid("550403"), der(0x0c, Buffer.from(name)))));
const time = (millis: number): Buffer =>
  der(0x17, Buffer.from(new Date(millis).toISOString().replace(/^..|[-:T]|\.\d+/g, "")));
const extension = (id: string, critical: boolean, value: Buffer): Buffer =>
  sequence(oid(id), ...(critical ? [der(0x01, Buffer.from([0xff]))] : []), der(0x04, value));

const newKeys = () => generateKeyPairSync("ec", { namedCurve: "P-256" });
const pem = (bytes: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${
    bytes.toString("base64").replace(/.{64}/g, "$&\n")
  }\n-----END CERTIFICATE-----\n`;
let serial = 1;

function certificate(
  subject: {
    readonly name: string;
    readonly publicKey: KeyObject;
    readonly extensions: ReadonlyArray<Buffer>;
  },
  issuer: { readonly name: string; readonly privateKey: KeyObject },
  days: number,
): string {
  const now = Date.now();
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([serial++])),
    ecdsaWithSha256,
    commonName(issuer.name),
    sequence(time(now - 30 * dayMillis), time(now + days * dayMillis)),
    commonName(subject.name),
    subject.publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(...subject.extensions)),
  );
  const signature = sign("sha256", body, issuer.privateKey);
  return pem(sequence(body, ecdsaWithSha256, der(0x03, Buffer.from([0]), signature)));
}

const keyPem = (key: KeyObject): string => key.export({ type: "pkcs8", format: "pem" }).toString();

/** Makes an authority of its own. */
export function testAuthority(): TestAuthority {
  const { publicKey, privateKey } = newKeys();
  const isAuthority = extension("551d13", true, sequence(der(0x01, Buffer.from([0xff]))));
  const subject = { name: authorityName, publicKey, extensions: [isAuthority] };
  const cert = certificate(subject, { name: authorityName, privateKey }, 2);
  return { cert, key: keyPem(privateKey), privateKey };
}

/** Makes a server's certificate. */
export function testCertificate(options: TestCertificateOptions = {}): TestCertificate {
  const { name = "localhost", days = 1, by } = options;
  const { publicKey, privateKey } = newKeys();
  const names = [
    der(0x82, Buffer.from(name)),
    ...(options.name === undefined ? [der(0x87, Buffer.from([127, 0, 0, 1]))] : []),
  ];
  const subject = { name, publicKey, extensions: [extension("551d11", false, sequence(...names))] };
  const issuer = by === undefined ? { name, privateKey } : { name: authorityName, privateKey: by.privateKey };
  return { cert: certificate(subject, issuer, days), key: keyPem(privateKey) };
}
