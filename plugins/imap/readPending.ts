/**
 * Reads a folder's new messages: headers first, then the texts of those that somebody may want, never an attachment.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import type { FetchMessageObject } from "imapflow";
import type { ProviderFailed } from "../../mod.ts";
import { chooseParts, type ChosenPart } from "./chooseParts.ts";
import { type Folder, openFolder } from "./Folder.ts";
import type { Mail } from "./Mail.ts";
import type { MailConnection } from "./MailConnection.ts";
import { headerNames, type MailHeader, readHeader } from "./MailHeader.ts";
import { readParts } from "./readMail.ts";
import type { MessagePlace } from "./WaitingLogin.ts";

/** What the reading of messages needs to know about who wants them. */
export interface Readership {
  /** Whether somebody may find a code in a message with this header; takes note of a refusal. */
  readonly wants: (header: MailHeader) => boolean;
  /** Whether somebody checks signatures, which takes the whole message. */
  readonly wantsRaw: boolean;
  /** Takes a message; reading goes on with the next one when it is done. */
  readonly offer: (mail: Mail, place: MessagePlace) => Effect.Effect<void>;
  /** A message that cannot be read. */
  readonly unreadable: () => void;
}

/** How many of the newest messages one look reads; a flood must not keep the look from ending. */
const batch = 200;
const bytesAtOnce = 1024 * 1024;
/** How often a message is asked for that ends the connection each time. */
const triesPerMessage = 2;

interface Summary {
  readonly uid: number;
  readonly size: number;
  readonly header: MailHeader;
  readonly parts: ReadonlyArray<ChosenPart>;
}

const fetchMany = (
  connection: MailConnection,
  folder: Folder,
  uids: ReadonlyArray<number>,
  query: Parameters<Parameters<Parameters<MailConnection["call"]>[0]>[0]["fetchAll"]>[1],
): Effect.Effect<ReadonlyArray<FetchMessageObject>, ProviderFailed> =>
  connection.call((client) => client.fetchAll([...uids], query, { uid: true }), folder.path);

function summariesOf(
  connection: MailConnection,
  folder: Folder,
  uids: ReadonlyArray<number>,
  maxBytes: number,
): Effect.Effect<ReadonlyArray<Summary>, ProviderFailed> {
  const query = {
    uid: true,
    size: true,
    internalDate: true,
    bodyStructure: true,
    headers: [...headerNames],
  };
  return Effect.flatMap(
    fetchMany(connection, folder, uids, query),
    (messages) =>
      Effect.forEach(messages, ({ uid, size = 0, internalDate, bodyStructure, headers }) => {
        const millis = internalDate === undefined ? 0 : new Date(internalDate).getTime() || 0;
        folder.newestMillis = Math.max(folder.newestMillis, millis);
        return Effect.map(
          readHeader(headers ?? new Uint8Array()),
          (header): Summary => ({ uid, size, header, parts: chooseParts(bodyStructure, maxBytes) }),
        );
      }),
  );
}

/** Messages whose texts stand at the same places are fetched by one command, a megabyte at a time. */
function alike(summaries: ReadonlyArray<Summary>): ReadonlyArray<ReadonlyArray<Summary>> {
  const groups = new Map<string, Array<Summary>>();
  let [block, bytes] = [0, 0];
  for (const summary of summaries) {
    bytes += Math.min(summary.size, summary.parts.reduce((sum, { maxBytes }) => sum + maxBytes, 0));
    if (bytes > bytesAtOnce) [block, bytes] = [block + 1, 0];
    const key = `${block} ${summary.parts.map(({ part, maxBytes }) => `${part} ${maxBytes}`).join()}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [summary]);
    else group.push(summary);
  }
  return [...groups.values()];
}

/**
 * Reads what is pending in a folder, the newest message first.
 *
 * @param connection The connection.
 * @param folder The folder; what was read is no longer pending.
 * @param maxBytes How much of a message is downloaded at most.
 * @param readership Who wants what.
 * @returns When done. A message that ends the connection twice is given up.
 */
export function readPending(
  connection: MailConnection,
  folder: Folder,
  maxBytes: number,
  readership: Readership,
): Effect.Effect<void, ProviderFailed> {
  return Effect.gen(function* () {
    while (folder.pending.size > 0) {
      yield* openFolder(connection, folder);
      const uids = [...folder.pending].sort((a, b) => b - a).slice(0, batch);
      for (const uid of uids) if (hopeless(folder, uid)) readership.unreadable();
      const tried = uids.filter((uid) => folder.pending.has(uid));
      if (tried.length === 0) continue;
      // One suspect is asked for alone, so that the others do not suffer with it.
      const suspects = tried.filter((uid) => folder.tries.has(uid));
      yield* readThese(
        connection,
        folder,
        suspects.length > 0 ? suspects.slice(0, 1) : tried,
        maxBytes,
        readership,
      );
    }
  });
}

function hopeless(folder: Folder, uid: number): boolean {
  if ((folder.tries.get(uid) ?? 0) < triesPerMessage) return false;
  forget(folder, uid);
  return true;
}

function forget(folder: Folder, uid: number): void {
  folder.pending.delete(uid);
  folder.tries.delete(uid);
}

function readThese(
  connection: MailConnection,
  folder: Folder,
  uids: ReadonlyArray<number>,
  maxBytes: number,
  readership: Readership,
): Effect.Effect<void, ProviderFailed> {
  const reading = Effect.gen(function* () {
    const summaries = yield* summariesOf(connection, folder, uids, maxBytes);
    const wanted = summaries.filter(({ header }) => readership.wants(header)).sort((a, b) => b.uid - a.uid);
    for (const group of alike(wanted)) {
      yield* readGroup(connection, folder, group, maxBytes, readership);
    }
  });
  return reading.pipe(
    // What was not there any more, or not wanted, is done with too.
    Effect.tap(() => Effect.sync(() => uids.forEach((uid) => forget(folder, uid)))),
    Effect.tapError(() =>
      Effect.sync(() => {
        for (const uid of uids) {
          if (folder.pending.has(uid)) folder.tries.set(uid, (folder.tries.get(uid) ?? 0) + 1);
        }
      })
    ),
  );
}

function readGroup(
  connection: MailConnection,
  folder: Folder,
  group: ReadonlyArray<Summary>,
  maxBytes: number,
  { wantsRaw, offer }: Readership,
): Effect.Effect<void, ProviderFailed> {
  return Effect.gen(function* () {
    const [first] = group;
    if (first === undefined) return;
    const uids = group.map(({ uid }) => uid);
    const bodies = first.parts.length === 0 ? [] : yield* fetchMany(connection, folder, uids, {
      uid: true,
      bodyParts: first.parts.map(({ part, maxBytes: limit }) => ({ key: part, maxLength: limit })),
    });
    for (const { uid, size, header, parts } of group) {
      const body = bodies.find((message) => message.uid === uid)?.bodyParts;
      const downloaded = parts.flatMap((part) => {
        const bytes = body?.get(part.part);
        return bytes === undefined ? [] : [{ ...part, body: bytes }];
      });
      const content = yield* readParts(header, downloaded);
      const raw = wantsRaw && size <= maxBytes ? yield* rawOf(connection, folder, uid, maxBytes) : undefined;
      yield* offer({ header, content, raw }, {
        path: folder.path,
        uidValidity: folder.uidValidity ?? 0n,
        uid,
      });
      forget(folder, uid);
    }
  });
}

function rawOf(
  connection: MailConnection,
  folder: Folder,
  uid: number,
  maxBytes: number,
): Effect.Effect<Uint8Array | undefined, ProviderFailed> {
  return Effect.map(
    fetchMany(connection, folder, [uid], { uid: true, source: { start: 0, maxLength: maxBytes } }),
    ([message]) => message?.source,
  );
}
