/**
 * One signed-in connection to a mailbox server, with limits of our own around everything that the client library does.
 *
 * @module
 */
import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Equal from "effect/Equal";
import * as Redacted from "effect/Redacted";
import type * as Scope from "effect/Scope";
import { ImapFlow, type MailboxObject } from "imapflow";
import { ProviderFailed } from "../../../mod.ts";
import { revealed } from "../../internal/revealed.ts";
import { mailboxFailure, type MailboxFailureContext } from "../failures/mailboxFailure.ts";
import type { ConnectionSettings } from "../options/ImapSettings.ts";
import { providerFailed } from "../failures/providerFailed.ts";
import { noteSignIn, recentRefusal } from "../failures/refusedSignIns.ts";

/** A connection that is signed in. */
export interface MailConnection {
  /** Sends a command; fails with `ProviderFailed`, after which the connection is closed. */
  readonly call: <A>(
    command: (client: ImapFlow) => PromiseLike<A>,
    mailbox?: string,
  ) => Effect.Effect<A, ProviderFailed>;
  /** Opens a folder: read-only unless told otherwise. */
  readonly open: (path: string, writable?: boolean) => Effect.Effect<MailboxObject, ProviderFailed>;
  /** The open folder: its name as it was given to `open`, and how many messages it has. */
  readonly opened: () => Pick<MailboxObject, "path" | "exists"> | undefined;
  /** Starts IDLE where the server has it; the next command ends it. */
  readonly idle: () => void;
  /** Commands sent so far, IDLE not counted. */
  readonly commands: () => number;
  /** Whether it still stands. */
  readonly isOpen: () => boolean;
}

/** What a connection reports by itself. */
export interface ConnectionEvents {
  /** The number of messages in the open folder changed. */
  readonly onExists: () => void;
  /** The connection is gone. */
  readonly onClose: () => void;
}

/** Beside a message's bytes, an answer has structure and the fields of a header. */
const roomForStructure = 64 * 1024;
const goodbyeMillis = 250;
/** How long the last words of a server that has gone are read. */
const lastWordsMillis = 20;

const contextOf = (settings: ConnectionSettings): MailboxFailureContext => ({
  host: settings.host,
  port: settings.port,
  tls: settings.tls,
  auth: settings.password === undefined ? "oauth" : "password",
});

/**
 * The failure of a connection that closed by itself.
 *
 * @param settings The connection's settings.
 * @returns `ProviderFailed`, which another try may cure.
 */
export function connectionLost(settings: ConnectionSettings): ProviderFailed {
  return providerFailed(
    mailboxFailure(Object.assign(new Error(), { code: "NoConnection" }), contextOf(settings)),
  );
}

/** The access token of the last connection, and how the server refused it. */
export interface TokenMemory {
  last: Redacted.Redacted<string> | undefined;
  refusal: ProviderFailed | undefined;
}

const tokenUnavailable = (why: string): ProviderFailed =>
  new ProviderFailed({
    provider: "imap",
    problem: `the access token for the mailbox could not be had (accessToken ${why})`,
    reason: { _tag: "AccessTokenUnavailable" },
  });

function credential(
  settings: ConnectionSettings,
  memory: TokenMemory,
): Effect.Effect<{ readonly pass?: string; readonly accessToken?: string }, ProviderFailed> {
  const { password, accessToken } = settings;
  if (password !== undefined) return Effect.succeed({ pass: Redacted.value(password) });
  return Effect.flatMap(
    Effect.tryPromise({
      try: async () => await accessToken!({ refused: memory.refusal !== undefined }),
      catch: (error) =>
        error instanceof ProviderFailed ? error : tokenUnavailable(
          error instanceof Error ? "failed with an error" : `failed with a ${typeof error}`,
        ),
    }),
    (token) => {
      const text = revealed(token);
      // A line end in it would be a command of its own.
      if (typeof text !== "string" || !/^[\x21-\x7e]+$/.test(text)) {
        return Effect.fail(tokenUnavailable("gave no token"));
      }
      const given = Redacted.make(text);
      if (memory.refusal !== undefined && memory.last !== undefined && Equal.equals(given, memory.last)) {
        return Effect.fail(memory.refusal);
      }
      memory.last = given;
      return Effect.succeed({ accessToken: text });
    },
  );
}

function clientFor(
  settings: ConnectionSettings,
  auth: { readonly pass?: string; readonly accessToken?: string },
): ImapFlow {
  const { host, port, tls, ca, user, maxMessageBytes, connectMillis, commandMillis } = settings;
  return new ImapFlow({
    host,
    port,
    secure: tls === "implicit",
    // `true` makes imapflow refuse a server without STARTTLS; it never goes on in the clear.
    doSTARTTLS: tls === "starttls",
    tls: { rejectUnauthorized: true, minVersion: "TLSv1.2", ...(ca === undefined ? {} : { ca }) },
    auth: { user, ...auth },
    // The library's logger prints protocol lines; compression breaks under Deno.
    logger: false,
    disableCompression: true,
    disableAutoIdle: true,
    disableAutoEnable: true,
    clientInfo: { name: "autoshares-auth", version: false, vendor: false, "support-url": false },
    connectionTimeout: connectMillis,
    greetingTimeout: connectMillis,
    // Above what IDLE may last without a word between two polls.
    socketTimeout: settings.pollMillis + 4 * commandMillis + 300_000,
    maxLiteralSize: maxMessageBytes + roomForStructure,
    maxLineLength: maxMessageBytes + roomForStructure,
    // A message's structure stands on a line, its header's fields in a literal; its texts share the limit.
    maxResponseSize: 2 * (maxMessageBytes + roomForStructure),
  });
}

/** A client that is closed with the scope: a word of farewell where it still listens, and the socket is gone. */
function acquire(
  settings: ConnectionSettings,
  auth: { readonly pass?: string; readonly accessToken?: string },
  events: ConnectionEvents,
): Effect.Effect<ImapFlow, never, Scope.Scope> {
  return Effect.acquireRelease(
    Effect.sync(() => {
      const client = clientFor(settings, auth);
      // Without a listener from the very start, an error ends the process.
      client.on("error", () => {});
      // The library closes at the socket's end; under Deno that is before it has read a refusal that came just before.
      const closeLater = (): void => void setTimeout(() => client.close(), lastWordsMillis);
      Object.assign(client, { _socketEnd: closeLater, _socketClose: closeLater });
      client.on("exists", events.onExists);
      client.on("close", events.onClose);
      return client;
    }),
    (client) =>
      Effect.andThen(
        client.usable
          ? Effect.ignoreCause(Effect.timeoutOption(Effect.tryPromise(() => client.logout()), goodbyeMillis))
          : Effect.void,
        Effect.sync(() => client.close()),
      ),
  );
}

/**
 * Connects and signs in, unless the server has just refused the same password: then that is the answer, without another
 * try.
 *
 * @param settings Where, and as whom.
 * @param events Told what happens by itself.
 * @param memory What is known of the access token; taken note of.
 * @returns The connection, closed with its scope; fails with `ProviderFailed`, whose `reason` names the kind.
 */
export function openConnection(
  settings: ConnectionSettings,
  events: ConnectionEvents,
  memory?: TokenMemory,
): Effect.Effect<MailConnection, ProviderFailed, Scope.Scope> {
  return Effect.flatMap(
    recentRefusal(settings),
    (failure) => failure === undefined ? tryConnection(settings, events, memory) : Effect.fail(failure),
  );
}

/**
 * Connects and signs in, whatever the server said before.
 *
 * @param settings Where, and as whom.
 * @param events Told what happens by itself.
 * @param memory What is known of the access token; taken note of.
 * @returns The connection, closed with its scope; fails with `ProviderFailed`, whose `reason` names the kind.
 */
export function tryConnection(
  settings: ConnectionSettings,
  events: ConnectionEvents,
  memory: TokenMemory = { last: undefined, refusal: undefined },
): Effect.Effect<MailConnection, ProviderFailed, Scope.Scope> {
  return Effect.suspend(() => {
    let client: ImapFlow | undefined;
    const failed = (error: unknown, mailbox?: string) =>
      providerFailed(
        mailboxFailure(error, {
          ...contextOf(settings),
          mailbox,
          received: client?.stats().received,
          // A server that greets by PREAUTH has no words for it.
          greeted: client === undefined
            ? undefined
            : client.greeting !== undefined || client.authenticated !== false,
        }),
      );
    const noAnswer = () => failed(Object.assign(new Error(), { code: "ETIMEOUT" }));
    const connecting = Effect.gen(function* () {
      const opening = yield* acquire(settings, yield* credential(settings, memory), events);
      client = opening;
      yield* Effect.tryPromise({ try: () => opening.connect(), catch: (error) => failed(error) }).pipe(
        Effect.tapError((failure) => noteSignIn(settings, failure)),
      );
      yield* noteSignIn(settings, undefined);
      memory.refusal = undefined;
      return standing(opening, settings, failed, noAnswer);
    });
    return Effect.timeoutOrElse(connecting, {
      duration: Duration.millis(settings.connectMillis),
      orElse: () => Effect.fail(client === undefined ? tokenUnavailable("gave none in time") : noAnswer()),
    });
  });
}

function standing(
  client: ImapFlow,
  settings: ConnectionSettings,
  failed: (error: unknown, mailbox?: string) => ProviderFailed,
  noAnswer: () => ProviderFailed,
): MailConnection {
  let commands = 0;
  // The server, or the library, may spell a folder's name otherwise.
  let openPath = "";
  const call: MailConnection["call"] = (command, mailbox) =>
    Effect.suspend(() => {
      commands++;
      return Effect.tryPromise({
        try: async () => await command(client),
        catch: (error) => failed(error, mailbox),
      }).pipe(
        Effect.timeoutOrElse({
          duration: Duration.millis(settings.commandMillis),
          orElse: () => Effect.fail(noAnswer()),
        }),
        // What a broken command left on the wire is not worth finding out.
        Effect.tapError(() => Effect.sync(() => client.close())),
      );
    });
  return {
    call,
    open: (path, writable = false) => {
      openPath = path;
      return call((it) => it.mailboxOpen(path, { readOnly: !writable }), path);
    },
    opened: () => client.mailbox ? { path: openPath, exists: client.mailbox.exists } : undefined,
    idle: () => {
      if (client.capabilities.has("IDLE")) client.idle().catch(() => {});
    },
    commands: () => commands,
    isOpen: () => client.usable,
  };
}
