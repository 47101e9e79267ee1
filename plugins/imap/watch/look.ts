/**
 * A look at a watched folder.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import type * as Latch from "effect/Latch";
import type { ProviderFailed } from "../../../mod.ts";
import { type Folder, openFolder, searchFolder } from "./Folder.ts";
import type { MailConnection } from "./MailConnection.ts";

/** Cheapest first: what was said unasked, then one command that makes the server speak. */
function hasNews(
  connection: MailConnection,
  folder: Folder,
  news: Latch.Latch,
): Effect.Effect<boolean, ProviderFailed> {
  if (folder.uidValidity === undefined || folder.isOwed) return Effect.succeed(true);
  if (connection.opened()?.path === folder.path) {
    if (news.isOpen()) return Effect.succeed(true);
    return Effect.map(connection.call((client) => client.noop()), () => news.isOpen());
  }
  const query = { uidNext: true, uidValidity: true };
  return Effect.map(
    connection.call((client) => client.status(folder.path, query), folder.path),
    (status) =>
      !status || status.uidNext === undefined || status.uidNext > folder.nextUid ||
      status.uidValidity !== folder.uidValidity,
  );
}

/**
 * Looks at a folder for messages above its mark, and notes them as pending.
 *
 * @param connection The connection.
 * @param folder The folder.
 * @param news Is open where the server has said that the open folder has other messages than at the last search; is closed
 * by a search.
 * @param thorough Whether to search even where the server reports nothing new: some do not report.
 * @returns When done.
 */
export function look(
  connection: MailConnection,
  folder: Folder,
  news: Latch.Latch,
  thorough: boolean,
): Effect.Effect<void, ProviderFailed> {
  return Effect.gen(function* () {
    if (!(yield* hasNews(connection, folder, news)) && !thorough) return;
    yield* openFolder(connection, folder);
    if (news.isOpen()) folder.isOwed = true;
    news.closeUnsafe();
    yield* searchFolder(connection, folder);
  });
}
