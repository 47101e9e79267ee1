/**
 * What becomes of a message whose code was used.
 *
 * @module
 */
import type * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import type { ImapFlow } from "imapflow";
import type { ProviderFailed } from "../../mod.ts";
import { type Folder, openFolder } from "./Folder.ts";
import type { MailConnection } from "./MailConnection.ts";
import type { MessagePlace } from "./WaitingLogin.ts";

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

/**
 * Marks a message as seen, or deletes it, and opens its folder read-only again.
 *
 * @param connection The connection.
 * @param folder The message's folder.
 * @param message The message; one that is gone already is left alone.
 * @returns When done; a server that does not allow it is reported by a warning, for the code counts more.
 */
export function disposeOf(
  connection: MailConnection,
  folder: Folder,
  { place, action, context }: UsedMessage,
): Effect.Effect<void, ProviderFailed> {
  return Effect.gen(function* () {
    const mailbox = yield* connection.open(place.path, true);
    if ((mailbox.uidValidity ?? 0n) === place.uidValidity) {
      const done = yield* connection.call((client) => change(client, String(place.uid), action));
      if (!done) {
        const wish = action === "seen" ? "marked as seen" : "deleted";
        yield* Effect.provideContext(
          Effect.logWarning(`Code provider imap: the message could not be ${wish}.`),
          context,
        );
      }
    }
    yield* openFolder(connection, folder, true);
  });
}
