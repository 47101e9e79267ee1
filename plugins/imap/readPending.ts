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
import { readMail, readParts } from "./readMail.ts";
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
  /** Its texts; `undefined` where the server does not tell its structure. */
  readonly parts: ReadonlyArray<ChosenPart> | undefined;
}

const fetchMany = (
  connection: MailConnection,
  uids: ReadonlyArray<number>,
  query: Parameters<Parameters<Parameters<MailConnection["call"]>[0]>[0]["fetchAll"]>[1],
): Effect.Effect<ReadonlyArray<FetchMessageObject>, ProviderFailed> =>
  connection.call((client) => client.fetchAll([...uids], query, { uid: true }));

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
    fetchMany(connection, uids, query),
    (messages) =>
      Effect.forEach(messages, ({ uid, size = 0, internalDate, bodyStructure, headers }) => {
        const millis = internalDate === undefined ? 0 : new Date(internalDate).getTime() || 0;
        folder.newestMillis = Math.max(folder.newestMillis, millis);
        return Effect.map(
          readHeader(headers ?? new Uint8Array()),
          (header): Summary => ({
            uid,
            size,
            header,
            parts: bodyStructure === undefined ? undefined : chooseParts(bodyStructure, maxBytes),
          }),
        );
      }),
  );
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
    if (group?.[0] !== undefined && keyOf(group[0]) === keyOf(summary) && bytes <= bytesAtOnce) {
      group.push(summary);
    } else {
      groups.push([summary]);
      bytes = summary.size;
    }
  }
  return groups;
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
    const told = yield* summariesOf(connection, folder, uids, maxBytes);
    // What is missing in the answer may be gone, or its line may have been spoilt: one more question tells.
    const missing = uids.filter((asked) => !told.some(({ uid }) => uid === asked));
    const retold = missing.length === 0 ? [] : yield* summariesOf(connection, folder, missing, maxBytes);
    const summaries = [...told, ...retold];
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
    const parts = group[0]?.parts ?? [];
    const uids = group.map(({ uid }) => uid);
    const wanted = parts.map(({ part, maxBytes: maxLength }) => ({ key: part, maxLength }));
    const bodies = wanted.length === 0 || wantsRaw
      ? []
      : yield* fetchMany(connection, uids, { uid: true, bodyParts: wanted });
    for (const { uid, size, header, parts: own } of group) {
      const place: MessagePlace = { path: folder.path, uidValidity: folder.uidValidity ?? 0n, uid };
      if (wantsRaw || own === undefined) {
        const raw = yield* rawOf(connection, uid, maxBytes);
        const { content } = yield* readMail(raw);
        yield* offer({ header, content, raw: size <= maxBytes ? raw : undefined }, place);
      } else {
        const body = bodies.find((message) => message.uid === uid)?.bodyParts;
        const downloaded = own.flatMap((part) => {
          const bytes = body?.get(part.part);
          return bytes === undefined ? [] : [{ ...part, body: bytes }];
        });
        yield* offer({ header, content: yield* readParts(header, downloaded), raw: undefined }, place);
      }
      forget(folder, uid);
    }
  });
}

function rawOf(
  connection: MailConnection,
  uid: number,
  maxBytes: number,
): Effect.Effect<Uint8Array, ProviderFailed> {
  return Effect.map(
    fetchMany(connection, [uid], { uid: true, source: { start: 0, maxLength: maxBytes } }),
    ([message]) => message?.source ?? new Uint8Array(),
  );
}
