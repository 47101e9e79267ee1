/**
 * A code provider that reads verification codes from a mailbox, over IMAP.
 *
 * It connects and marks the mailbox *before* the broker is asked for a code, and takes the first acceptable code from a
 * message above the mark: an old code is never the answer, and no clock is compared. Needs the packages `imapflow`,
 * `postal-mime` and `html-to-text`.
 *
 * @example
 * ```ts
 * import { createClient } from "@autoshares/auth";
 * import { imap } from "@autoshares/auth/imap";
 *
 * await using client = createClient({
 *   baseUrl: "https://broker.example/api",
 *   appKey: "key",
 *   username: "alice",
 *   password: "secret",
 *   provider: imap({
 *     host: "imap.gmail.com",
 *     user: "bot@gmail.com",
 *     password: "abcd efgh ijkl mnop", // an app password
 *     from: "broker.example",
 *   }),
 * });
 * const auth = await client.login();
 * ```
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { type CodeProvider, type LoginContext, ProviderFailed, verificationCode } from "../mod.ts";
import { checkOptions } from "./imap/options/checkOptions.ts";
import type { ImapOptions } from "./imap/options/ImapOptions.ts";
import { connectionSettings } from "./imap/options/ImapSettings.ts";
import { judgeMail } from "./imap/filter/judgeMail.ts";
import { loginFilter } from "./imap/filter/loginFilter.ts";
import { overlaps } from "./imap/filter/mailFilter.ts";
import { readySenderCheck } from "./imap/filter/readySenderCheck.ts";
import { WaitingMailLogin } from "./imap/watch/WaitingMailLogin.ts";
import { letGo, shareWatch } from "./imap/watch/watches.ts";
import { takeTurn } from "./internal/turns.ts";

export type { AccessTokenSource, ImapOptions, ImapTls, LookoutOptions } from "./imap/options/ImapOptions.ts";
export { checkMailbox, type MailboxReport } from "./imap/checkMailbox.ts";
export type { MailboxFailureTag } from "./imap/failures/failureReasons.ts";
export { type ImapFailure, type ImapFailureTag, isImapFailure } from "./imap/failures/ImapFailure.ts";
export type { SenderAuthentication } from "./imap/filter/senderAuthentication.ts";
export type { TxtResolver } from "./imap/filter/signingKeys.ts";

/** The provider that {@linkcode imap} makes. */
export interface ImapProvider extends CodeProvider, AsyncDisposable {
  /** Closes the connection that `warm` keeps open; logins that use it are not disturbed. */
  readonly close: () => Promise<void>;
}

const name = "imap";

/** Less than a login gives a provider to stand ready (30 seconds), so that the failure can say why. */
const longestTurnWait = "20 seconds";

const mailboxBusy = (): ProviderFailed =>
  new ProviderFailed({
    provider: name,
    problem:
      "another user's login waits at this mailbox, and nothing tells their mail apart: set to (or from) to " +
      "what differs, and both run at once; or try again later",
    reason: { _tag: "MailboxBusy" },
  });

/**
 * Reads codes from a mailbox.
 *
 * Providers whose settings of the connection are equal (server, user, password or the very same `accessToken` function,
 * folders, limits) share one connection per process, and each message is used by one login at most. Logins of different users run side by side where `to` or `from` tells their mail apart, else one after
 * the other; one that has waited 20 seconds for its turn fails, with the tag `MailboxBusy`.
 *
 * @param options Where the mailbox is, who signs in, and which messages count.
 * @returns A provider named `imap`. It fails with `ProviderFailed`, whose `reason._tag` tells what is wrong (see
 * {@linkcode ImapFailureTag}); a mailbox that cannot be opened fails the login
 * before the broker sends a code.
 * @throws {InvalidConfiguration} Where an option cannot be used.
 *
 * @example
 * ```ts
 * import { imap } from "@autoshares/auth/imap";
 *
 * const provider = imap({
 *   host: "imap.example.com",
 *   user: "bot@example.com",
 *   password: "secret",
 *   mailboxes: ["INBOX", "\\Junk"],
 *   from: ["noreply@broker.example"],
 *   to: ({ username }) => `bot+${username}@example.com`,
 * });
 * ```
 */
export function imap(options: ImapOptions): ImapProvider {
  checkOptions(options);
  const settings = connectionSettings(options);
  const filterFor = loginFilter(options);
  // One mailbox has many addresses (names, ports), and servers differ on the case of its user's name.
  const mailbox = settings.user.toLowerCase();
  const keeper = {};
  let closed = false;
  const close = (): Promise<void> => {
    closed = true;
    return Effect.runPromise(letGo(keeper));
  };

  const arm = (context: LoginContext) =>
    Effect.gen(function* () {
      const filter = yield* filterFor(context);
      // Turns first of all: a login that uses several mailboxes takes them all at once, or two could block each other.
      const turn = Effect.timeoutOrElse(
        takeTurn({
          place: mailbox,
          login: JSON.stringify([context.baseUrl, context.username]),
          filter,
          overlaps,
        }),
        { duration: longestTurnWait, orElse: () => Effect.fail(mailboxBusy()) },
      );
      const { authentication } = options;
      const ready = authentication === undefined ? Effect.undefined : readySenderCheck(authentication);
      const [, check] = yield* Effect.all([turn, ready], { concurrency: "unbounded" });
      const watch = yield* shareWatch(settings, options.warm === true && !closed ? keeper : undefined);
      const login = yield* Effect.acquireRelease(
        Effect.sync(() => new WaitingMailLogin(judgeMail(filter, check, options.code))),
        (armed) => Effect.sync(() => watch.leave(armed)),
      );
      yield* watch.arm(login);
      const next = () =>
        Effect.gen(function* () {
          yield* watch.await(login);
          const { code, place } = yield* login.take;
          const { afterUse = "leave" } = options;
          if (afterUse !== "leave") {
            watch.used({ place, action: afterUse, context: yield* Effect.context<never>() });
          }
          return yield* verificationCode(name, code);
        }).pipe(Effect.ensuring(Effect.sync(() => {
          login.awaited = false;
        })));
      return { next, sightings: login.sightings };
    });
  return { name, arm, close, [Symbol.asyncDispose]: close };
}
