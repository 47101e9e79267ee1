/**
 * What becomes of a message whose code was used.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import type { ProviderFailed } from "../../mod.ts";
import type { MailConnection } from "./MailConnection.ts";
import type { MessagePlace } from "./WaitingLogin.ts";

/** A message whose code was used, and what its reader wants done with it. */
export interface UsedMessage {
  readonly place: MessagePlace;
  readonly action: "seen" | "delete";
}

/**
 * Marks a message as seen, or deletes it, and opens its folder read-only again.
 *
 * @param connection The connection.
 * @param message The message; one that is gone already is left alone.
 * @returns When done; a server that does not allow it is reported by a warning, for the code counts more.
 */
export function disposeOf(
  connection: MailConnection,
  { place, action }: UsedMessage,
): Effect.Effect<void, ProviderFailed> {
  const uid = String(place.uid);
  return Effect.gen(function* () {
    const mailbox = yield* connection.open(place.path, true);
    if (mailbox.uidValidity === place.uidValidity) {
      const done = yield* connection.call((client) =>
        action === "seen"
          ? client.messageFlagsAdd(uid, ["\\Seen"], { uid: true })
          : client.messageDelete(uid, { uid: true })
      );
      if (!done) {
        yield* Effect.logWarning(
          `Code provider imap: the message could not be ${action === "seen" ? "marked as seen" : "deleted"}.`,
        );
      }
    }
    yield* connection.open(place.path);
  });
}
