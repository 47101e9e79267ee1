/**
 * The folders that the settings name, at this server.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import type { ProviderFailed } from "../../../mod.ts";
import { failure } from "../failures/failureReasons.ts";
import type { MailConnection } from "./MailConnection.ts";
import { providerFailed } from "../failures/providerFailed.ts";

/** The one name whose case does not matter (RFC 9051, 5.1). */
const spelled = (path: string): string => path.toUpperCase() === "INBOX" ? "INBOX" : path;

/**
 * Finds special-use folders by their flag (RFC 6154), since every provider names its junk folder otherwise.
 *
 * @param connection The connection.
 * @param wanted Names, or special uses such as `\\Junk`.
 * @returns Names at this server, each once; fails with `ProviderFailed` where no folder has a special use.
 */
export function findMailboxes(
  connection: MailConnection,
  wanted: ReadonlyArray<string>,
): Effect.Effect<ReadonlyArray<string>, ProviderFailed> {
  const unique = (paths: ReadonlyArray<string>) => [...new Set(paths.map(spelled))];
  if (!wanted.some((name) => name.startsWith("\\"))) return Effect.succeed(unique(wanted));
  return Effect.gen(function* () {
    const listed = yield* connection.call((client) => client.list());
    const paths: Array<string> = [];
    for (const name of wanted) {
      const use = name.toLowerCase();
      const path = name.startsWith("\\")
        ? listed.find(({ specialUse }) => specialUse?.toLowerCase() === use)?.path
        : name;
      if (path === undefined) return yield* missing(name);
      paths.push(path);
    }
    return unique(paths);
  });
}

function missing(use: string): Effect.Effect<never, ProviderFailed> {
  const known = /^\\[A-Za-z]{1,20}$/.test(use) ? use : "that special use";
  const problem = `the mailbox server has no folder marked ${known}; name the folder itself in mailboxes`;
  return Effect.fail(providerFailed(failure("MailboxNotFound", problem)));
}
