/**
 * `FETCH` answers, message by message, without what was not asked for.
 *
 * @module
 */
import type * as Effect from "effect/Effect";
import type { FetchMessageObject, FetchQueryObject, ImapFlow } from "imapflow";
import type { ProviderFailed } from "../../../mod.ts";
import type { MailConnection } from "./MailConnection.ts";

/** A message's answer may come in several rows, and rows that nobody asked for stand among them (RFC 9051, 7). */
function merged(known: FetchMessageObject | undefined, row: FetchMessageObject): FetchMessageObject {
  if (known === undefined) return row;
  const told = Object.entries(row).filter(([, value]) => value !== undefined);
  const bodyParts = new Map([...known.bodyParts ?? [], ...row.bodyParts ?? []]);
  return { ...known, ...Object.fromEntries(told), ...(bodyParts.size > 0 ? { bodyParts } : {}) };
}

const bytesOf = ({ headers, source, bodyParts }: FetchMessageObject): number =>
  [headers, source, ...bodyParts?.values() ?? []].reduce((sum, part) => sum + (part?.length ?? 0), 256);

async function collect(
  client: ImapFlow,
  uids: ReadonlyArray<number>,
  query: FetchQueryObject,
  maxBytes: number,
): Promise<ReadonlyMap<number, FetchMessageObject>> {
  const asked = new Set(uids);
  const rows = new Map<number, FetchMessageObject>();
  let bytes = 0;
  for await (const row of client.fetch([...uids], query, { uid: true })) {
    bytes += bytesOf(row);
    if (bytes > maxBytes) {
      client.close();
      throw Object.assign(new Error("the answer is too large"), { code: "EConnectionClosed" });
    }
    if (asked.has(row.uid)) rows.set(row.uid, merged(rows.get(row.uid), row));
  }
  return rows;
}

/**
 * Fetches something of some messages.
 *
 * @param connection The connection; the folder is open.
 * @param uids The messages.
 * @param query What of them.
 * @param maxBytes How large the answer may be in all; a larger one ends the connection.
 * @returns What the server told of these messages, and of no others; a message may be missing, or what was asked of it.
 */
export function fetchRows(
  connection: MailConnection,
  uids: ReadonlyArray<number>,
  query: FetchQueryObject,
  maxBytes: number,
): Effect.Effect<ReadonlyMap<number, FetchMessageObject>, ProviderFailed> {
  return connection.call((client) => collect(client, uids, { uid: true, ...query }, maxBytes));
}
