/**
 * What becomes of a message whose code was used.
 *
 * @module
 */
import type * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import type { ImapFlow } from "imapflow";
import type { ProviderFailed } from "../../../mod.ts";
import { type Folder, openFolder } from "./Folder.ts";
import type { MailConnection } from "./MailConnection.ts";
import type { MessagePlace } from "./WaitingMailLogin.ts";

/** A message whose code was used, and what its reader wants done with it. */
export interface UsedMessage {
  readonly place: MessagePlace;
  readonly action: "seen" | "delete";
  /** Of the login that used it: a warning goes to its logger. */
  readonly context: Context.Context<never>;
}

async function change(client: ImapFlow, uid: string, action: UsedMessage["action"]): Promise<boolean> {
  if (action === "seen") return await client.messageFlagsAdd(uid, ["\\Seen"], { uid: true });
  // Without UIDPLUS (RFC 4315) one cannot expunge one message alone, and the others are not ours.
  return client.capabilities.has("UIDPLUS")
    ? await client.messageDelete(uid, { uid: true })
    : await client.messageFlagsAdd(uid, ["\\Deleted"], { uid: true });
}

/** Tells the login that used a message that nothing has become of it. */
function warnOf({ action, context }: UsedMessage): Effect.Effect<void> {
  const wish = action === "seen" ? "marked as seen" : "deleted";
  return Effect.provideContext(
    Effect.logWarning(`Code provider imap: the message could not be ${wish}.`),
    context,
  );
}

/** Does what is wished with a message, and opens its folder read-only again; one that is gone already is left alone. */
function disposeOf(
  connection: MailConnection,
  folder: Folder,
  message: UsedMessage,
): Effect.Effect<void, ProviderFailed> {
  const { place, action } = message;
  return Effect.gen(function* () {
    const mailbox = yield* connection.open(place.path, true);
    if ((mailbox.uidValidity ?? 0n) === place.uidValidity) {
      const done = yield* connection.call((client) => change(client, String(place.uid), action));
      if (!done) yield* warnOf(message);
    }
    yield* openFolder(connection, folder, true);
  });
}

/**
 * Marks used messages as seen, or deletes them.
 *
 * @param connection The connection.
 * @param folders The watched folders.
 * @param used The messages; each counts as to be done until it is, for the watch's end waits for that, and is tried once.
 * @returns When done; a server that does not allow it is reported by a warning, for the code counts more.
 */
export function disposeOfAll(
  connection: MailConnection,
  folders: ReadonlyArray<Folder>,
  used: Array<UsedMessage>,
): Effect.Effect<void, ProviderFailed> {
  return Effect.gen(function* () {
    for (let [message] = used; message !== undefined; [message] = used) {
      const { path } = message.place;
      const folder = folders.find((each) => each.path === path);
      yield* Effect.ensuring(
        folder === undefined ? Effect.void : disposeOf(connection, folder, message),
        Effect.sync(() => used.shift()),
      );
    }
  });
}

/**
 * Lets used messages be, where the server cannot be reached any more.
 *
 * @param used The messages; none are left.
 * @returns When each login was told.
 */
export function letBe(used: Array<UsedMessage>): Effect.Effect<void> {
  return Effect.suspend(() => Effect.forEach(used.splice(0), warnOf, { discard: true }));
}
