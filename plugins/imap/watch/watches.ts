/**
 * The watched mailboxes of this process: logins at the same one share a connection.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import type * as Scope from "effect/Scope";
import { type ConnectionSettings, sameConnection } from "../options/ImapSettings.ts";
import { type MailboxWatch, watchMailbox } from "./MailboxWatch.ts";

interface Shared {
  readonly watch: MailboxWatch;
  /** Logins, and providers that keep it warm. */
  readonly users: Set<object>;
}

const shared = new Set<Shared>();

const find = (settings: ConnectionSettings): Shared | undefined =>
  [...shared].find(({ watch }) => sameConnection(watch.settings, settings));

const leave = (user: object): Effect.Effect<void> =>
  Effect.suspend(() => {
    const left = [...shared].filter(({ users }) => users.delete(user) && users.size === 0);
    for (const each of left) shared.delete(each);
    return Effect.forEach(left, ({ watch }) => watch.stop, { discard: true });
  });

/**
 * The watch of a mailbox, shared with whoever uses it already, for as long as the scope.
 *
 * @param settings The mailbox.
 * @param keeper Who keeps it open beyond this login, until {@linkcode letGo}.
 * @returns The watch.
 */
export function shareWatch(
  settings: ConnectionSettings,
  keeper: object | undefined,
): Effect.Effect<MailboxWatch, never, Scope.Scope> {
  const user = {};
  return Effect.acquireRelease(
    Effect.suspend(() => {
      const enter = (each: Shared): MailboxWatch => {
        each.users.add(user);
        if (keeper !== undefined) each.users.add(keeper);
        return each.watch;
      };
      const known = find(settings);
      if (known !== undefined) return Effect.succeed(enter(known));
      return Effect.map(watchMailbox(settings), (watch) => {
        const each: Shared = { watch, users: new Set() };
        shared.add(each);
        return enter(each);
      });
    }),
    () => leave(user),
  );
}

/** Ends what a provider keeps open; a connection in use is closed after its last login. */
export const letGo: (keeper: object) => Effect.Effect<void> = leave;
