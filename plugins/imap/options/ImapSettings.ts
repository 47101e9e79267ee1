/**
 * Checked settings of the IMAP provider.
 *
 * @module
 */
import type * as Duration from "effect/Duration";
import * as Equal from "effect/Equal";
import * as Redacted from "effect/Redacted";
import { X509Certificate } from "node:crypto";
import { InvalidConfiguration } from "../../../mod.ts";
import { isLoopbackHost } from "../../internal/isLoopbackHost.ts";
import { millisOf } from "../../internal/millisOf.ts";
import { revealed } from "../../internal/revealed.ts";
import type { AccessTokenSource, ImapOptions, ImapTls } from "./ImapOptions.ts";
import { passwordFor } from "./passwordFor.ts";

/** What a connection needs; two logins with equal ones share a connection. */
export interface ConnectionSettings {
  readonly host: string;
  readonly port: number;
  readonly tls: ImapTls;
  readonly ca: string | undefined;
  readonly user: string;
  readonly password: Redacted.Redacted<string> | undefined;
  readonly accessToken: AccessTokenSource | undefined;
  readonly mailboxes: ReadonlyArray<string>;
  readonly maxMessageBytes: number;
  readonly intervalMillis: number;
  readonly activeMillis: number;
  readonly activeCommands: number;
  readonly pollMillis: number;
  readonly connectMillis: number;
  readonly commandMillis: number;
}

/** Whether two logins can share a connection. */
export function sameConnection(a: ConnectionSettings, b: ConnectionSettings): boolean {
  const names = Object.keys(a) as ReadonlyArray<keyof ConnectionSettings>;
  return names.every((name) => Equal.equals(a[name], b[name]));
}

const invalid = (setting: string, problem: string): InvalidConfiguration =>
  new InvalidConfiguration({ setting: `imap ${setting}`, problem });

/** Both runtimes silently pass over what is no certificate. */
function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== "";
  } catch {
    return false;
  }
}

function millis(setting: string, input: Duration.Input | undefined, usual: number, least: number): number {
  const duration = input === undefined ? usual : millisOf(input);
  if (Number.isFinite(duration) && duration >= least) return duration;
  throw invalid(setting, `must be a time of at least ${least} milliseconds`);
}

function wholeNumber(setting: string, value: number, least: number, most: number): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw invalid(setting, `must be a whole number from ${least} to ${most}`);
}

/**
 * Checks a provider's options.
 *
 * @param options What the user gave.
 * @returns The connection's settings.
 * @throws {InvalidConfiguration} Names the option that cannot be used, and not its value.
 */
export function connectionSettings(options: ImapOptions): ConnectionSettings {
  const { host, user, tls = "implicit", ca, accessToken, mailboxes = ["INBOX"], lookout = {} } = options;
  if (typeof host !== "string" || !/^[A-Za-z0-9._:-]+$/.test(host)) {
    throw invalid("host", "must be a host name or an address, such as imap.example.com");
  }
  if (tls !== "implicit" && tls !== "starttls" && tls !== "none") {
    throw invalid("tls", "must be implicit, starttls or none");
  }
  if (tls === "none" && !isLoopbackHost(host)) {
    throw invalid("tls", "may be none on a loopback address only: the password would be readable on the way");
  }
  if (ca !== undefined && !isCertificate(ca)) throw invalid("ca", "must hold a certificate in PEM form");
  if (typeof user !== "string" || user.trim() === "") throw invalid("user", "is missing");
  if ((options.password === undefined) === (accessToken === undefined)) {
    throw invalid("password", "or accessToken is needed, and not both");
  }
  const isList = Array.isArray(mailboxes) && mailboxes.length > 0;
  if (!isList || mailboxes.some((name) => typeof name !== "string" || name === "")) {
    throw invalid("mailboxes", 'must be a list of at least one folder, such as ["INBOX", "\\\\Junk"]');
  }
  return {
    host,
    port: wholeNumber("port", options.port ?? (tls === "implicit" ? 993 : 143), 1, 65_535),
    tls,
    ca,
    user,
    password: options.password === undefined ? undefined : secretOf(host, options.password),
    accessToken,
    mailboxes,
    maxMessageBytes: wholeNumber(
      "maxMessageBytes",
      options.maxMessageBytes ?? 262_144,
      1024,
      16 * 1024 * 1024,
    ),
    intervalMillis: millis("lookout.interval", lookout.interval, 100, 100),
    activeMillis: millis("lookout.duration", lookout.duration, 30_000, 0),
    activeCommands: wholeNumber("lookout.commands", lookout.commands ?? 150, 0, 100_000),
    pollMillis: millis("lookout.poll", lookout.poll, 10_000, 100),
    connectMillis: millis("connectTimeout", options.connectTimeout, 15_000, 1),
    commandMillis: millis("commandTimeout", options.commandTimeout, 10_000, 1),
  };
}

function secretOf(host: string, password: string | Redacted.Redacted<string>): Redacted.Redacted<string> {
  const text = revealed(password);
  if (typeof text !== "string" || text === "") throw invalid("password", "is empty");
  return Redacted.make(passwordFor(host, text), { label: "mailbox password" });
}
