/**
 * A look at a mailbox before it is needed.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import type { ImapFlow } from "imapflow";
import { InvalidConfiguration, type ProviderFailed } from "../../mod.ts";
import { certificateEnd } from "../internal/certificateEnd.ts";
import { checkOptions } from "./options/checkOptions.ts";
import { findMailboxes } from "./watch/findMailboxes.ts";
import type { ImapOptions } from "./options/ImapOptions.ts";
import { connectionSettings } from "./options/ImapSettings.ts";
import { loginFilter } from "./filter/loginFilter.ts";
import { tryConnection } from "./watch/MailConnection.ts";
import { readySenderCheck } from "./filter/readySenderCheck.ts";

/** What {@linkcode checkMailbox} found. */
export interface MailboxReport {
  /** The folders that are watched, each opened once. */
  readonly folders: ReadonlyArray<{
    /** Its name at the server. */
    readonly path: string;
    /** How many messages it holds. */
    readonly messages: number;
  }>;
  /** Whether the server tells of new mail by itself (IDLE, RFC 2177); without it, it is asked. */
  readonly idle: boolean;
  /** The server's own name (ID, RFC 2971), where it gives a plain one. */
  readonly server: string | undefined;
  /** When the server's certificate ends; `undefined` without TLS. */
  readonly certificateExpires: Date | undefined;
}

/**
 * Connects, signs in and opens each folder read-only, and closes the connection again: finds out at the start of a
 * program what would otherwise fail its first login. Nothing in the mailbox is changed. It always signs in, also where the
 * server has refused the same password a moment ago, which the provider remembers for a minute.
 *
 * It is an Effect, which does nothing until it is run: where the program has only promises, `Effect.runPromise` runs it.
 *
 * @param options The same that {@linkcode imap} takes.
 * @returns What was found. Fails with `ProviderFailed` as the provider would, or `InvalidConfiguration` where an option
 * cannot be used.
 *
 * @example
 * ```ts
 * import { checkMailbox } from "@autoshares/auth/imap";
 * import * as Effect from "effect/Effect";
 *
 * const { idle, folders } = await Effect.runPromise(
 *   checkMailbox({ host: "imap.example.com", user: "bot@example.com", password: "secret" }),
 * );
 * ```
 */
export function checkMailbox(
  options: ImapOptions,
): Effect.Effect<MailboxReport, ProviderFailed | InvalidConfiguration> {
  const look = Effect.gen(function* () {
    const settings = yield* Effect.try({
      try: () => {
        checkOptions(options);
        loginFilter(options);
        return connectionSettings(options);
      },
      catch: (error) => {
        if (error instanceof InvalidConfiguration) return error;
        throw error;
      },
    });
    if (options.authentication !== undefined) yield* readySenderCheck(options.authentication);
    const connection = yield* tryConnection(settings, { onExists: () => {}, onClose: () => {} });
    const paths = yield* findMailboxes(connection, settings.mailboxes);
    const folders = yield* Effect.forEach(
      paths,
      (path) => Effect.map(connection.open(path), ({ exists }) => ({ path, messages: exists })),
    );
    return yield* connection.call((client) =>
      Promise.resolve({
        folders,
        idle: client.capabilities.has("IDLE"),
        server: serverName(client),
        // The library keeps its socket to itself; the certificate is on no other surface.
        certificateExpires: certificateEnd(Reflect.get(client, "socket")),
      })
    );
  });
  return Effect.scoped(look);
}

/** A server's words are shown where they are a plain name. */
function serverName({ serverInfo }: ImapFlow): string | undefined {
  const name: unknown = serverInfo?.name;
  return typeof name === "string" && /^[A-Za-z][\w .()+-]{0,39}$/.test(name) ? name : undefined;
}
