/**
 * The mailbox's settings on the command line, `AUTOSHARES_IMAP_…`.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import type { ImapOptions, ImapTls } from "../../../plugins/imap.ts";
import { InvalidConfiguration } from "../../AuthError.ts";
import { codePattern } from "./codePattern.ts";
import { imapAuthentication } from "../providers/imapAuthentication.ts";
import { imapSignIn } from "../providers/imapSignIn.ts";
import { invalid, needed } from "./invalid.ts";
import { listOf } from "./listOf.ts";
import { readSettingFile, type Settings } from "./Settings.ts";

function required(name: string, settings: Settings): Effect.Effect<string, InvalidConfiguration> {
  const value = settings.text(name);
  return value === undefined ? needed(name, "imap") : Effect.succeed(value);
}

function portOf(settings: Settings): Effect.Effect<number | undefined, InvalidConfiguration> {
  const name = "AUTOSHARES_IMAP_PORT";
  const text = settings.text(name)?.trim();
  if (text === undefined) return Effect.succeed(undefined);
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535
    ? Effect.succeed(port)
    : invalid(name, "is not a whole number from 1 to 65535");
}

/** `secure` as nodemailer and imapflow have it; there, `false` begins in the clear and goes on with STARTTLS. */
const bySecure: Readonly<Record<string, ImapTls>> = { true: "implicit", false: "starttls" };

function tlsOf(settings: Settings): Effect.Effect<ImapTls | undefined, InvalidConfiguration> {
  const tls = settings.text("AUTOSHARES_IMAP_TLS")?.trim().toLowerCase();
  const secure = settings.text("AUTOSHARES_IMAP_SECURE")?.trim().toLowerCase();
  if (tls !== undefined && tls !== "implicit" && tls !== "starttls" && tls !== "none") {
    return invalid("AUTOSHARES_IMAP_TLS", "is none of implicit, starttls and none");
  }
  if (secure === undefined) return Effect.succeed(tls);
  if (!Object.hasOwn(bySecure, secure)) {
    return invalid("AUTOSHARES_IMAP_SECURE", "is neither true (TLS at once) nor false (STARTTLS)");
  }
  const meant = bySecure[secure]!;
  return tls === undefined || tls === meant ? Effect.succeed(meant) : invalid(
    "AUTOSHARES_IMAP_TLS",
    `and AUTOSHARES_IMAP_SECURE contradict each other; keep one (${secure} means ${meant})`,
  );
}

function caOf(settings: Settings): Effect.Effect<string | undefined, InvalidConfiguration> {
  const name = "AUTOSHARES_IMAP_CA_FILE";
  const path = settings.text(name);
  return path === undefined ? Effect.succeed(undefined) : readSettingFile(name, path);
}

/**
 * Reads the options of the provider `imap`.
 *
 * @param settings The settings.
 * @returns The options, or `InvalidConfiguration` that names the variable. Whether host, addresses and the like can be
 * used is for the provider itself to say; {@linkcode inVariables} names its settings as variables.
 */
export function imapOptions(settings: Settings): Effect.Effect<ImapOptions, InvalidConfiguration> {
  return Effect.gen(function* () {
    const pattern = yield* codePattern(settings);
    return {
      host: yield* required("AUTOSHARES_IMAP_HOST", settings),
      port: yield* portOf(settings),
      tls: yield* tlsOf(settings),
      ca: yield* caOf(settings),
      user: yield* required("AUTOSHARES_IMAP_USER", settings),
      ...(yield* imapSignIn(settings)),
      mailboxes: yield* listOf("AUTOSHARES_IMAP_MAILBOX", settings),
      from: yield* listOf("AUTOSHARES_IMAP_FROM", settings),
      to: yield* listOf("AUTOSHARES_IMAP_TO", settings),
      subject: settings.text("AUTOSHARES_IMAP_SUBJECT"),
      authentication: yield* imapAuthentication(settings),
      code: pattern && { pattern },
    };
  });
}

/** Options whose variables have other names. */
const variables: Readonly<Record<string, string>> = { ca: "CA_FILE", mailboxes: "MAILBOX" };

/**
 * Names an option of the provider as the command line's user knows it.
 *
 * @param error What the provider says of `imap port` or another of its options.
 * @returns The same of `AUTOSHARES_IMAP_PORT`.
 */
export function inVariables(error: InvalidConfiguration): InvalidConfiguration {
  const words = /^imap (\w+):? (.*)$/s.exec(`${error.setting} ${error.problem}`);
  if (words === null) return error;
  const [, option = "", problem = ""] = words;
  const setting = `AUTOSHARES_IMAP_${variables[option] ?? option.toUpperCase()}`;
  return new InvalidConfiguration({ setting, problem });
}

/**
 * Names a mailbox, for people.
 *
 * @param options The provider's options.
 * @returns Who, and at which server.
 */
export function mailboxName({ host, tls = "implicit", port, user }: ImapOptions): string {
  return `${user} at ${host}:${port ?? (tls === "implicit" ? 993 : 143)}`;
}

/**
 * Says in one line which mail is read, for people.
 *
 * @param options The provider's options.
 * @returns Who, where, which folders and whose mail; no secret.
 */
export function describeMailbox(options: ImapOptions): string {
  const { mailboxes = ["INBOX"], subject } = options;
  const filters = (["from", "to"] as const).flatMap((name) => {
    const value = options[name];
    if (value === undefined || typeof value === "function") return [];
    return [`${name} ${typeof value === "string" ? value : value.join(" or ")}`];
  });
  if (subject !== undefined) filters.push(`subject ${subject}`);
  return [`the mailbox of ${mailboxName(options)} (${mailboxes.join(", ")})`, ...filters].join(", ");
}
