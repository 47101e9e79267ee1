/**
 * One watched folder: where it stands, and what in it is new.
 *
 * @module
 */
import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import type { MailboxObject } from "imapflow";
import type { ProviderFailed } from "../../../mod.ts";
import type { MailConnection } from "./MailConnection.ts";

/** The tries of one message. */
export interface Tries {
  /** How many. */
  readonly count: number;
  /** When the next one is due, in milliseconds. */
  readonly dueMillis: number;
}

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
  /** Those that were tried in vain, or are being tried. */
  readonly tries: Map<number, Tries>;
}

/** How many of the newest messages are looked at where UIDs were renumbered. */
const renumberedWindow = 100;
/** Where UIDs were renumbered, a message that arrived longer ago is old whatever else speaks for it. */
const recentMillis = 15 * 60_000;

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

/** The newest messages by number; rows that nobody asked for are passed over. */
function newestMessages(
  connection: MailConnection,
  { exists }: Pick<MailboxObject, "exists">,
  count: number,
): Effect.Effect<ReadonlyArray<Dated>, ProviderFailed> {
  if (exists === 0) return Effect.succeed([]);
  const from = Math.max(1, exists - count + 1);
  return Effect.map(
    connection.call((client) => client.fetchAll(`${from}:*`, { uid: true, internalDate: true })),
    (messages) =>
      messages.flatMap(({ seq, uid, internalDate }) =>
        Number.isSafeInteger(uid) && seq >= from && internalDate !== undefined
          ? [{ uid, millis: new Date(internalDate).getTime() || 0 }]
          : []
      ),
  );
}

/**
 * Takes a message off what is pending.
 *
 * @param folder The folder.
 * @param uid The message.
 */
export function forget(folder: Folder, uid: number): void {
  folder.pending.delete(uid);
  folder.tries.delete(uid);
}

/**
 * Opens a folder read-only, where it is not open already, and finds its mark. The first time, the mark is above all that
 * is there. Later it stays, unless the server has renumbered the messages: then it is found again by the server's own
 * clock, a message of the same second as the last known one counts as old, and so does one that is not recent by ours:
 * an old code is worse than none.
 *
 * @param connection The connection.
 * @param folder The folder; its mark is changed.
 * @param again Opens it even where it is open.
 * @returns Whether it was opened anew.
 */
export function openFolder(
  connection: MailConnection,
  folder: Folder,
  again = false,
): Effect.Effect<boolean, ProviderFailed> {
  return Effect.gen(function* () {
    if (!again && connection.opened()?.path === folder.path) return false;
    const mailbox = yield* connection.open(folder.path);
    // A server that tells none does not renumber, as far as one can know.
    const { uidValidity = 0n, uidNext = 1 } = mailbox;
    if (folder.uidValidity === uidValidity) return true;
    const first = folder.uidValidity === undefined;
    const newest = yield* newestMessages(connection, mailbox, first ? 1 : renumberedWindow);
    const known = folder.newestMillis;
    folder.pending.clear();
    folder.tries.clear();
    if (!first) {
      const since = Math.max(known, (yield* Clock.currentTimeMillis) - recentMillis);
      for (const { uid, millis } of newest) if (millis > since) folder.pending.add(uid);
    }
    folder.nextUid = Math.max(uidNext, ...newest.map(({ uid }) => uid + 1));
    folder.newestMillis = Math.max(known, ...newest.map(({ millis }) => millis));
    folder.uidValidity = uidValidity;
    return true;
  });
}

/** All UIDs from one on; some servers refuse `SEARCH`. */
function uidsFrom(
  connection: MailConnection,
  from: number,
): Effect.Effect<ReadonlyArray<number>, ProviderFailed> {
  const uid = `${from}:*`;
  return Effect.flatMap(
    connection.call((client) => client.search({ uid }, { uid: true })),
    (found) =>
      found ? Effect.succeed(found) : Effect.map(
        connection.call((client) => client.fetchAll(uid, { uid: true }, { uid: true })),
        (rows) => rows.map((row) => row.uid),
      ),
  );
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
  return Effect.map(uidsFrom(connection, folder.nextUid), (found) => {
    // `n:*` names the last message even where that is below n.
    const fresh = found.filter((uid) => Number.isSafeInteger(uid) && uid >= folder.nextUid);
    for (const uid of fresh) folder.pending.add(uid);
    if (fresh.length > 0) folder.isOwed = false;
    folder.nextUid = fresh.reduce((next, uid) => Math.max(next, uid + 1), folder.nextUid);
  });
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
