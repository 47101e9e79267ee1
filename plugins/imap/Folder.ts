/**
 * One watched folder: where it stands, and what in it is new.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import type { MailboxObject } from "imapflow";
import type { ProviderFailed } from "../../mod.ts";
import type { MailConnection } from "./MailConnection.ts";

/** A folder's mark and the messages above it that are still to be read. */
export interface Folder {
  /** Its name at the server. */
  readonly path: string;
  /** `UIDVALIDITY`; `undefined` before the folder was opened for the first time. */
  uidValidity: bigint | undefined;
  /** The lowest UID that is new. */
  nextUid: number;
  /** The server's time of the newest known message, in milliseconds; finds the mark again when UIDs are renumbered. */
  newestMillis: number;
  /** Whether the server has announced a message that no search has found yet: some announce it too early. */
  isOwed: boolean;
  /** UIDs found and not yet read. */
  readonly pending: Set<number>;
  /** How often the connection has ended while one of them was read. */
  readonly tries: Map<number, number>;
}

/** How many of the newest messages are looked at where UIDs were renumbered. */
const renumberedWindow = 100;

/**
 * A folder before it was opened.
 *
 * @param path Its name at the server.
 * @returns The folder, without a mark.
 */
export function folderOf(path: string): Folder {
  return {
    path,
    uidValidity: undefined,
    nextUid: 1,
    newestMillis: 0,
    isOwed: false,
    pending: new Set(),
    tries: new Map(),
  };
}

interface Dated {
  readonly uid: number;
  readonly millis: number;
}

function newestMessages(
  connection: MailConnection,
  { exists }: Pick<MailboxObject, "exists">,
  count: number,
): Effect.Effect<ReadonlyArray<Dated>, ProviderFailed> {
  if (exists === 0) return Effect.succeed([]);
  const range = `${Math.max(1, exists - count + 1)}:*`;
  return Effect.map(
    connection.call((client) => client.fetchAll(range, { uid: true, internalDate: true })),
    (messages) =>
      messages.map(({ uid, internalDate }) => ({
        uid,
        millis: internalDate === undefined ? 0 : new Date(internalDate).getTime() || 0,
      })),
  );
}

/**
 * Opens a folder read-only, where it is not open already, and finds its mark. The first time, the mark is above all that
 * is there. Later it stays, unless the server has renumbered the messages: then it is found again by the server's own
 * clock, and a message of the same second as the last known one counts as old, for an old code is worse than none.
 *
 * @param connection The connection.
 * @param folder The folder; its mark is changed.
 * @returns Whether it was opened anew.
 */
export function openFolder(
  connection: MailConnection,
  folder: Folder,
): Effect.Effect<boolean, ProviderFailed> {
  return Effect.gen(function* () {
    if (connection.opened()?.path === folder.path) return false;
    const mailbox = yield* connection.open(folder.path);
    // A server that tells none does not renumber, as far as one can know.
    const { uidValidity = 0n } = mailbox;
    if (folder.uidValidity === uidValidity) return true;
    const first = folder.uidValidity === undefined;
    const newest = yield* newestMessages(connection, mailbox, first ? 1 : renumberedWindow);
    const known = folder.newestMillis;
    folder.pending.clear();
    folder.tries.clear();
    if (!first) {
      for (const { uid, millis } of newest) if (millis > known) folder.pending.add(uid);
    }
    folder.nextUid = Math.max(mailbox.uidNext || 1, ...newest.map(({ uid }) => uid + 1));
    folder.newestMillis = Math.max(known, ...newest.map(({ millis }) => millis));
    folder.uidValidity = uidValidity;
    return true;
  });
}

/**
 * Looks for messages above the mark in the open folder, notes them as pending and moves the mark.
 *
 * @param connection The connection; the folder is open.
 * @param folder The folder.
 * @returns When done.
 */
export function searchFolder(
  connection: MailConnection,
  folder: Folder,
): Effect.Effect<void, ProviderFailed> {
  return Effect.map(
    // `n:*` names the last message even where that is below n.
    connection.call((client) => client.search({ uid: `${folder.nextUid}:*` }, { uid: true })),
    (found) => {
      const fresh = (found || []).filter((uid) => uid >= folder.nextUid);
      for (const uid of fresh) folder.pending.add(uid);
      if (fresh.length > 0) folder.isOwed = false;
      folder.nextUid = fresh.reduce((next, uid) => Math.max(next, uid + 1), folder.nextUid);
    },
  );
}

/**
 * Passes over what is pending: mail that nobody waits for is nobody's business.
 *
 * @param connection The connection.
 * @param folder The folder; its mark stays above what was passed over.
 * @returns When done.
 */
export function passOver(connection: MailConnection, folder: Folder): Effect.Effect<void, ProviderFailed> {
  if (folder.pending.size === 0) return Effect.void;
  return Effect.gen(function* () {
    yield* openFolder(connection, folder);
    const exists = connection.opened()?.exists ?? 0;
    const newest = yield* newestMessages(connection, { exists }, 1);
    folder.newestMillis = Math.max(folder.newestMillis, ...newest.map(({ millis }) => millis));
    folder.pending.clear();
    folder.tries.clear();
  });
}
