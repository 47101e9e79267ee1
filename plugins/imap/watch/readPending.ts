/**
 * Reads a folder's new messages: headers first, then the texts of those that somebody may want, never an attachment.
 *
 * @module
 */
import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import type { ProviderFailed } from "../../../mod.ts";
import { chooseParts, type ChosenPart } from "../mail/chooseParts.ts";
import { fetchRows } from "./fetchRows.ts";
import { type Folder, forget, openFolder } from "./Folder.ts";
import type { MailConnection } from "./MailConnection.ts";
import { headerNames, type MailHeader, readHeader } from "../mail/MailHeader.ts";
import { readMail, readParts } from "../mail/readMail.ts";
import type { Readership } from "./Readership.ts";
import type { MessagePlace } from "./WaitingMailLogin.ts";

/** How many messages are read at once; one that was tried in vain is asked for alone, so that it stands in nobody's way. */
const batch = 100;
/**
 * How long after each try the next one is due, in milliseconds; after one more the message is given up. A server's
 * short trouble must not cost a code, nor one bad message all others' time.
 */
const dueAfter = [250, 1000, 4000, 15_000] as const;
const headerBytesAtOnce = 4 * 1024 * 1024;
const bodyBytesAtOnce = 1024 * 1024;

interface Summary {
  readonly uid: number;
  readonly size: number;
  readonly header: MailHeader;
  /** Its texts; `undefined` where the server does not tell its structure. */
  readonly parts: ReadonlyArray<ChosenPart> | undefined;
}

const placeIn = ({ path, uidValidity = 0n }: Folder, uid: number): MessagePlace => ({
  path,
  uidValidity,
  uid,
});

/** What is to be read now: what was not tried yet, the newest first, else one that is due again. */
function nextBatch({ pending, tries }: Folder, now: number): ReadonlyArray<number> {
  const newestFirst = [...pending].sort((a, b) => b - a);
  const untried = newestFirst.filter((uid) => !tries.has(uid));
  if (untried.length > 0) return untried.slice(0, batch);
  const due = newestFirst.filter((uid) => (tries.get(uid)?.dueMillis ?? 0) <= now);
  const fewest = Math.min(...due.map((uid) => tries.get(uid)?.count ?? 0));
  return due.filter((uid) => tries.get(uid)?.count === fewest).slice(0, 1);
}

/**
 * Reads some of what is pending in a folder, the newest message first.
 *
 * @param connection The connection.
 * @param folder The folder; what was read is no longer pending.
 * @param maxBytes How much of a message is downloaded at most.
 * @param readership Who wants what.
 * @returns Whether something was read, so that it is worth going on at once. What could not be read stays pending, and is
 * given up after five tries in twenty seconds.
 */
export function readPending(
  connection: MailConnection,
  folder: Folder,
  maxBytes: number,
  readership: Readership,
): Effect.Effect<boolean, ProviderFailed> {
  return Effect.gen(function* () {
    for (const uid of folder.pending) if (!readership.isNew(placeIn(folder, uid))) forget(folder, uid);
    const { size } = folder.pending;
    const now = yield* Clock.currentTimeMillis;
    if (nextBatch(folder, now).length === 0) return false;
    yield* openFolder(connection, folder);
    const uids = nextBatch(folder, now).filter((uid) => {
      const count = folder.tries.get(uid)?.count ?? 0;
      if (count > dueAfter.length) {
        forget(folder, uid);
        readership.unreadable(placeIn(folder, uid));
        return false;
      }
      // Before the reading, for it may end the connection.
      folder.tries.set(uid, { count: count + 1, dueMillis: now + (dueAfter[count] ?? 0) });
      return true;
    });
    if (uids.length === 0) return true;
    const summaries = yield* summariesOf(connection, folder, uids, maxBytes);
    const wanted = summaries.filter(({ uid, header }) => {
      const isWanted = readership.wants(header, placeIn(folder, uid));
      if (!isWanted) forget(folder, uid);
      return isWanted;
    });
    for (const group of alike(wanted)) {
      yield* readGroup(connection, folder, group, maxBytes, readership);
    }
    return folder.pending.size < size;
  });
}

function summariesOf(
  connection: MailConnection,
  folder: Folder,
  uids: ReadonlyArray<number>,
  maxBytes: number,
): Effect.Effect<ReadonlyArray<Summary>, ProviderFailed> {
  const query = { size: true, internalDate: true, bodyStructure: true, headers: [...headerNames] };
  return Effect.gen(function* () {
    const rows = yield* fetchRows(connection, uids, query, headerBytesAtOnce);
    const summaries: Array<Summary> = [];
    for (const [uid, { size = 0, internalDate, bodyStructure, headers }] of rows) {
      if (headers === undefined) continue;
      const millis = internalDate === undefined ? 0 : new Date(internalDate).getTime() || 0;
      folder.newestMillis = Math.max(folder.newestMillis, millis);
      summaries.push({
        uid,
        size,
        header: yield* readHeader(headers),
        parts: bodyStructure === undefined ? undefined : chooseParts(bodyStructure, maxBytes),
      });
    }
    return summaries.sort((a, b) => b.uid - a.uid);
  });
}

const keyOf = ({ parts }: Summary): string =>
  parts?.map(({ part, maxBytes }) => `${part} ${maxBytes}`).join() ?? "raw";

/** Messages in a row whose texts stand at the same places are fetched by one command, a megabyte at a time. */
function alike(summaries: ReadonlyArray<Summary>): ReadonlyArray<ReadonlyArray<Summary>> {
  const groups: Array<Array<Summary>> = [];
  let bytes = 0;
  for (const summary of summaries) {
    bytes += summary.size;
    const group = groups.at(-1);
    if (group?.[0] !== undefined && keyOf(group[0]) === keyOf(summary) && bytes <= bodyBytesAtOnce) {
      group.push(summary);
    } else {
      groups.push([summary]);
      bytes = summary.size;
    }
  }
  return groups;
}

function readGroup(
  connection: MailConnection,
  folder: Folder,
  group: ReadonlyArray<Summary>,
  maxBytes: number,
  readership: Readership,
): Effect.Effect<void, ProviderFailed> {
  return Effect.gen(function* () {
    const uids = group.map(({ uid }) => uid);
    const { parts } = group[0]!;
    const isRaw = readership.wantsRaw || parts === undefined;
    if (isRaw && group.length > 1) {
      for (const each of group) yield* readGroup(connection, folder, [each], maxBytes, readership);
      return;
    }
    const bodyParts = parts?.map(({ part, maxBytes: maxLength }) => ({ key: part, maxLength })) ?? [];
    const query = isRaw ? { source: { start: 0, maxLength: maxBytes } } : { bodyParts };
    const rows = isRaw || bodyParts.length > 0
      ? yield* fetchRows(connection, uids, query, 2 * (bodyBytesAtOnce + maxBytes))
      : undefined;
    for (const { uid, size, header, parts: own = [] } of group) {
      const row = rows?.get(uid);
      if (rows !== undefined && (isRaw ? row?.source : row?.bodyParts) === undefined) continue;
      const downloaded = own.flatMap((part) => {
        const body = row?.bodyParts?.get(part.part);
        return body === undefined ? [] : [{ ...part, body }];
      });
      const content = row?.source === undefined
        ? yield* readParts(header, downloaded)
        : (yield* readMail(row.source)).content;
      const raw = size <= maxBytes ? row?.source : undefined;
      yield* readership.offer({ header, content, raw }, placeIn(folder, uid));
      forget(folder, uid);
    }
  });
}
