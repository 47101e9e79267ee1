/**
 * A look at a watched folder.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import type { ProviderFailed } from "../../mod.ts";
import { type Folder, openFolder, searchFolder } from "./Folder.ts";
import type { MailConnection } from "./MailConnection.ts";

/** What the server has said by itself about the open folder. */
export interface Notices {
  /** Whether the number of messages has changed since the last search. */
  existsChanged: boolean;
}

/** Cheapest first: what was said unasked, then one command that makes the server speak. */
function hasNews(
  connection: MailConnection,
  folder: Folder,
  notices: Notices,
): Effect.Effect<boolean, ProviderFailed> {
  if (folder.uidValidity === undefined) return Effect.succeed(true);
  if (connection.opened()?.path === folder.path) {
    if (notices.existsChanged) return Effect.succeed(true);
    return Effect.map(connection.call((client) => client.noop()), () => notices.existsChanged);
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
 * @param notices What the server has said; taken note of.
 * @param thorough Whether to search even where the server reports nothing new: some do not report.
 * @returns When done.
 */
export function look(
  connection: MailConnection,
  folder: Folder,
  notices: Notices,
  thorough: boolean,
): Effect.Effect<void, ProviderFailed> {
  return Effect.gen(function* () {
    const news = yield* hasNews(connection, folder, notices);
    if (!news && !thorough) return;
    yield* openFolder(connection, folder);
    notices.existsChanged = false;
    yield* searchFolder(connection, folder);
  });
}
