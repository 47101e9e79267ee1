/**
 * One mailbox, watched over one connection for any number of logins.
 *
 * A single fiber does all the work, one command after another: it connects, looks, reads what is new, hands codes out
 * and waits. Logins leave their wishes and wake it.
 *
 * @module
 */
import * as Clock from "effect/Clock";
import * as Deferred from "effect/Deferred";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Fiber from "effect/Fiber";
import * as Latch from "effect/Latch";
import * as Result from "effect/Result";
import * as Scope from "effect/Scope";
import { ProviderFailed } from "../../mod.ts";
import { disposeOf, type UsedMessage } from "./afterUse.ts";
import { findMailboxes } from "./findMailboxes.ts";
import { type Folder, folderOf, openFolder, passOver } from "./Folder.ts";
import type { ConnectionSettings } from "./ImapSettings.ts";
import { look, type Notices } from "./look.ts";
import type { Mail } from "./Mail.ts";
import { connectionLost, type MailConnection, openConnection, type TokenMemory } from "./MailConnection.ts";
import { paceOf, type Pause } from "./Pace.ts";
import { type Readership, readPending } from "./readPending.ts";
import type { MessagePlace, WaitingLogin } from "./WaitingLogin.ts";

/** A watched mailbox, as logins see it. */
export interface MailboxWatch {
  /** The connection's settings. */
  readonly settings: ConnectionSettings;
  /** Lets a login stand ready: every message that comes after this has ended is offered to it. */
  readonly arm: (login: WaitingLogin) => Effect.Effect<void, ProviderFailed>;
  /** A login begins to wait for a code: the mailbox is looked at actively. */
  readonly await: (login: WaitingLogin) => Effect.Effect<void>;
  /** A login has ended. */
  readonly leave: (login: WaitingLogin) => void;
  /** What becomes of a message whose code was used. */
  readonly used: (message: UsedMessage) => void;
  /** Ends the work, with what is still to be done to used messages, and closes the connection. */
  readonly stop: Effect.Effect<void>;
}

/** A login that wants to stand ready. */
interface Arrival {
  readonly login: WaitingLogin;
  readonly ready: Deferred.Deferred<void, ProviderFailed>;
}

const firstBackoffMillis = 250;
const longestBackoffMillis = 5000;
/** Mail usually lands in the first folder: the others are looked at less often. */
const looksPerRound = 4;
/** With nobody waiting, a command now and then keeps the connection alive. */
const restMillis = 120_000;
/** How long the end of the work waits for what is to be done to used messages. */
const lastWorkMillis = 2000;

const broken = (): ProviderFailed =>
  new ProviderFailed({ provider: "imap", problem: "broke while it watched the mailbox; please report it" });

/**
 * Starts to watch a mailbox; nothing is opened before a login arms.
 *
 * @param settings Where, as whom, and how often.
 * @returns The watch; it works until `stop`.
 */
export function watchMailbox(settings: ConnectionSettings): Effect.Effect<MailboxWatch> {
  const wake = Latch.makeUnsafe();
  const logins = new Set<WaitingLogin>();
  const used: Array<UsedMessage> = [];
  const notices: Notices = { existsChanged: false };
  let arrivals: ReadonlyArray<Arrival> = [];
  let folders: ReadonlyArray<Folder> = [];
  let open: { readonly connection: MailConnection; readonly scope: Scope.Closeable } | undefined;
  let pace: ((now: number, commands: number) => Pause) | undefined;
  let failures = 0;
  const memory: TokenMemory = { last: undefined, refusal: undefined };
  let thorough = true;
  let looks = 0;

  const isAwaited = () => [...logins].some(({ awaited }) => awaited);
  const isWanted = () => arrivals.length > 0 || used.length > 0 || isAwaited();
  const sleep = (millis: number) => Effect.raceFirst(wake.await, Effect.sleep(millis));

  const failAll = (failure: ProviderFailed): void => {
    for (const { ready } of arrivals) Deferred.doneUnsafe(ready, Exit.fail(failure));
    arrivals = [];
    for (const login of logins) {
      login.awaited = false;
      login.fail(failure);
    }
  };

  const disconnect = Effect.suspend(() => {
    const scope = open?.scope;
    open = undefined;
    return scope === undefined ? Effect.void : Effect.ignoreCause(Scope.close(scope, Exit.void));
  });

  const events = {
    onExists: () => {
      notices.existsChanged = true;
      wake.openUnsafe();
    },
    onClose: () => wake.openUnsafe(),
  };

  const connect = Effect.suspend(() => {
    const scope = Scope.makeUnsafe();
    const opening = Effect.gen(function* () {
      const connection = yield* openConnection(settings, events, memory);
      if (folders.length === 0) {
        folders = (yield* findMailboxes(connection, settings.mailboxes)).map(folderOf);
      }
      thorough = true;
      return connection;
    });
    return Scope.provide(opening, scope).pipe(
      Effect.map((connection) => {
        open = { connection, scope };
        return connection;
      }),
      Effect.onError(() => Scope.close(scope, Exit.void)),
    );
  });

  /** A message is offered to one login after the other, in the order of their arming, until one finds its code in it. */
  const offer = (mail: Mail, place: MessagePlace): Effect.Effect<void> =>
    Effect.gen(function* () {
      for (const login of logins) {
        const verdict = yield* login.judge.verdict(mail);
        if (verdict.code !== undefined) return login.give({ code: verdict.code, place });
        login.refuse(verdict.reason);
      }
    });

  const readership = (): Readership => ({
    wants: (header) => {
      const refusals = [...logins].map((login) => ({ login, reason: login.judge.refusal(header) }));
      if (refusals.some(({ reason }) => reason === undefined)) return true;
      for (const { login, reason } of refusals) login.refuse(reason!);
      return false;
    },
    wantsRaw: [...logins].some(({ judge }) => judge.wantsRaw),
    offer,
    unreadable: () => {
      for (const login of logins) login.refuse("unreadable");
    },
  });

  const lookAndRead = (connection: MailConnection): Effect.Effect<void, ProviderFailed> =>
    Effect.gen(function* () {
      // Who arrives while this goes on gets a look of its own: its mark must not lie before its wish.
      const arrived = arrivals;
      const all = thorough || arrived.length > 0;
      thorough = false;
      const looked = all || looks++ % looksPerRound === 0 ? folders : folders.slice(0, 1);
      for (const folder of looked) {
        yield* look(connection, folder, notices, all);
        yield* logins.size === 0
          ? passOver(connection, folder)
          : readPending(connection, folder, settings.maxMessageBytes, readership());
      }
      for (const { login, ready } of arrived) {
        logins.add(login);
        Deferred.doneUnsafe(ready, Exit.void);
      }
      arrivals = arrivals.filter((arrival) => !arrived.includes(arrival));
      for (let message = used.shift(); message !== undefined; message = used.shift()) {
        yield* disposeOf(connection, message);
        thorough = true;
      }
    });

  const pause = (connection: MailConnection, commands: number): Effect.Effect<void, ProviderFailed> =>
    Effect.gen(function* () {
      const [first] = folders;
      const awaited = isAwaited() && pace !== undefined;
      const { idle, millis } = awaited
        ? pace!(yield* Clock.currentTimeMillis, commands)
        : { idle: true, millis: restMillis };
      if (!idle) return yield* sleep(millis);
      if (first !== undefined && (yield* openFolder(connection, first))) notices.existsChanged = true;
      if (notices.existsChanged) return;
      connection.idle();
      yield* sleep(millis);
      thorough = awaited;
    });

  const round = (connection: MailConnection): Effect.Effect<void, ProviderFailed> =>
    Effect.gen(function* () {
      const before = connection.commands();
      yield* lookAndRead(connection);
      failures = 0;
      if (notices.existsChanged || wake.isOpen()) return;
      yield* pause(connection, connection.commands() - before);
    });

  const afterFailure = (failure: ProviderFailed, wasOpen: boolean): Effect.Effect<void> =>
    Effect.gen(function* () {
      yield* disconnect;
      // A cached token may have been revoked: one more try with a new one.
      if (failure.reason?._tag === "TokenRefused" && memory.refusal === undefined) {
        memory.refusal = failure;
        return;
      }
      memory.refusal = undefined;
      if (!failure.retryable) return failAll(failure);
      for (const login of logins) login.mishap("connection lost");
      // A connection that had stood for a while may have died unnoticed: a new one decides.
      if (wasOpen && failures++ === 0) return;
      for (const { ready } of arrivals) Deferred.doneUnsafe(ready, Exit.fail(failure));
      arrivals = [];
      if (!isAwaited()) return;
      yield* Effect.sleep(Math.min(firstBackoffMillis * 2 ** failures++, longestBackoffMillis));
    });

  const turn: Effect.Effect<void> = Effect.suspend(() => {
    wake.closeUnsafe();
    if (open !== undefined && !open.connection.isOpen()) {
      return isWanted() ? afterFailure(connectionLost(settings), true) : disconnect;
    }
    if (open === undefined && !isWanted()) return wake.await;
    const wasOpen = open !== undefined;
    return Effect.flatMap(
      Effect.result(Effect.flatMap(open === undefined ? connect : Effect.succeed(open.connection), round)),
      (result) => Result.isFailure(result) ? afterFailure(result.failure, wasOpen) : Effect.void,
    );
  });

  const work = Effect.forever(turn).pipe(
    Effect.onExit(() => disconnect),
    Effect.catchCause(() => Effect.sync(() => failAll(broken()))),
  );
  const lastWork = Effect.gen(function* () {
    while (used.length > 0 && open !== undefined) yield* Effect.sleep(10);
  });

  return Effect.map(Effect.forkDetach(work), (worker): MailboxWatch => ({
    settings,
    arm: (login) =>
      Effect.suspend(() => {
        const arrival: Arrival = { login, ready: Deferred.makeUnsafe() };
        arrivals = [...arrivals, arrival];
        wake.openUnsafe();
        return Effect.onInterrupt(Deferred.await(arrival.ready), () =>
          Effect.sync(() => {
            arrivals = arrivals.filter((other) => other !== arrival);
          }));
      }),
    await: (login) =>
      Effect.map(Clock.currentTimeMillis, (now) => {
        login.awaited = true;
        pace = paceOf(settings, now);
        wake.openUnsafe();
      }),
    leave: (login) => {
      logins.delete(login);
    },
    used: (message) => {
      used.push(message);
      wake.openUnsafe();
    },
    stop: Effect.andThen(Effect.timeoutOption(lastWork, lastWorkMillis), Fiber.interrupt(worker)),
  }));
}
