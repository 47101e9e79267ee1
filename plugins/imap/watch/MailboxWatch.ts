/**
 * One mailbox, watched over one connection for any number of logins.
 *
 * A single fiber does all the work, one command after another: it connects, looks, reads what is new, hands codes out
 * and waits. Logins leave their wishes and wake it.
 *
 * @module
 */
import * as Clock from "effect/Clock";
import * as Context from "effect/Context";
import * as Deferred from "effect/Deferred";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Fiber from "effect/Fiber";
import * as Latch from "effect/Latch";
import * as Result from "effect/Result";
import * as Scope from "effect/Scope";
import { ProviderFailed } from "../../../mod.ts";
import { disposeOfAll, letBe, type UsedMessage } from "./afterUse.ts";
import { backoffMillis } from "./backoff.ts";
import { findMailboxes } from "./findMailboxes.ts";
import { type Folder, folderOf, openFolder, passOver, searchFolder } from "./Folder.ts";
import type { ConnectionSettings } from "../options/ImapSettings.ts";
import { look } from "./look.ts";
import { connectionLost, type MailConnection, openConnection, type TokenMemory } from "./MailConnection.ts";
import { millisPerCommand, paceOf, type Pause } from "./Pace.ts";
import { readershipOf } from "./Readership.ts";
import { readPending } from "./readPending.ts";
import type { WaitingMailLogin } from "./WaitingMailLogin.ts";

/** A watched mailbox, as logins see it. */
export interface MailboxWatch {
  /** The connection's settings. */
  readonly settings: ConnectionSettings;
  /** Lets a login stand ready: every message that comes after this has ended is offered to it. */
  readonly arm: (login: WaitingMailLogin) => Effect.Effect<void, ProviderFailed>;
  /** A login begins to wait for a code: the mailbox is looked at actively. */
  readonly await: (login: WaitingMailLogin) => Effect.Effect<void>;
  /** A login has ended. */
  readonly leave: (login: WaitingMailLogin) => void;
  /** What becomes of a message whose code was used. */
  readonly used: (message: UsedMessage) => void;
  /** Ends the work, with what is still to be done to used messages, and closes the connection. */
  readonly stop: Effect.Effect<void>;
}

/** A login that wants to stand ready. */
interface Arrival {
  readonly login: WaitingMailLogin;
  readonly ready: Deferred.Deferred<void, ProviderFailed>;
}

/** A connection that stood so long before it broke counts as an accident, and not as one more failure. */
const steadyMillis = 10_000;
/** After a look, a server that has news again is let be for the time that the look's commands are worth, at most this. */
const longestHushMillis = 1000;
/** Mail usually lands in the first folder: the others are looked at less often. */
const looksPerRound = 4;
/** With nobody waiting, a command now and then keeps the connection alive. */
const restMillis = 120_000;
/** Nobody who arrives waits longer than this for a connection to be tried. */
const longestArrivalMillis = 2000;
/** After this many failures in a row, used messages are let be where nothing else is wanted. */
const mostFailuresForUsed = 3;
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
  // Opened by wishes and by the connection's end; and by what the server says.
  const wake = Latch.makeUnsafe();
  const news = Latch.makeUnsafe();
  const logins = new Set<WaitingMailLogin>();
  const used: Array<UsedMessage> = [];
  let arrivals: ReadonlyArray<Arrival> = [];
  let folders: ReadonlyArray<Folder> = [];
  let open:
    | { readonly connection: MailConnection; readonly scope: Scope.Closeable; readonly since: number }
    | undefined;
  let pace: ((now: number, commands: number) => Pause) | undefined;
  let failures = 0;
  const memory: TokenMemory = { last: undefined, refusal: undefined };
  let thorough = true;
  let readMore = false;
  let looks = 0;

  const isAwaited = () => [...logins].some(({ awaited }) => awaited);
  const isWanted = () => arrivals.length > 0 || used.length > 0 || isAwaited();
  const sleep = (hushMillis: number, millis: number): Effect.Effect<void> =>
    Effect.raceFirst(
      wake.await,
      Effect.andThen(
        Effect.sleep(hushMillis),
        Effect.raceFirst(news.await, Effect.sleep(Math.max(0, millis - hushMillis))),
      ),
    );

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
    onExists: () => void news.openUnsafe(),
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
      Effect.flatMap((connection) =>
        Effect.map(Clock.currentTimeMillis, (since) => {
          open = { connection, scope, since };
          return connection;
        })
      ),
      Effect.onError(() => Scope.close(scope, Exit.void)),
    );
  });

  const lookAndRead = (connection: MailConnection): Effect.Effect<void, ProviderFailed> =>
    Effect.gen(function* () {
      // Who arrives while this goes on gets a look of its own: its mark must not lie before its wish.
      const arrived = arrivals;
      const all = thorough || arrived.length > 0;
      thorough = false;
      const looked = all || looks++ % looksPerRound === 0 ? folders : folders.slice(0, 1);
      for (const folder of looked) {
        yield* look(connection, folder, news, all);
        if (logins.size === 0) yield* passOver(connection, folder);
      }
      for (const { login, ready } of arrived.filter((arrival) => arrivals.includes(arrival))) {
        login.mark(folders);
        logins.add(login);
        Deferred.doneUnsafe(ready, Exit.void);
      }
      arrivals = arrivals.filter((arrival) => !arrived.includes(arrival));
      readMore = false;
      for (const folder of folders) {
        // A flood is read a batch at a time, so that what comes meanwhile is seen, and read first.
        const went = yield* readPending(connection, folder, settings.maxMessageBytes, readershipOf(logins));
        if (went && folder.pending.size > 0) readMore = true;
      }
      if (used.length > 0) thorough = true;
      yield* disposeOfAll(connection, folders, used);
    });

  const pause = (connection: MailConnection, commands: number): Effect.Effect<void, ProviderFailed> =>
    Effect.gen(function* () {
      const [first] = folders;
      const awaited = isAwaited() && pace !== undefined;
      const { idle, millis } = awaited
        ? pace!(yield* Clock.currentTimeMillis, commands)
        : { idle: true, millis: restMillis };
      const hushMillis = Math.min(commands * millisPerCommand, longestHushMillis);
      if (!idle) return yield* sleep(hushMillis, millis);
      if (first !== undefined && (yield* openFolder(connection, first))) {
        yield* searchFolder(connection, first);
        if (first.pending.size > 0) return;
      }
      connection.idle();
      yield* sleep(hushMillis, millis);
      thorough ||= awaited;
    });

  const round = (connection: MailConnection): Effect.Effect<void, ProviderFailed> =>
    Effect.gen(function* () {
      const before = connection.commands();
      yield* lookAndRead(connection);
      if (wake.isOpen() || readMore) return;
      yield* pause(connection, connection.commands() - before);
    });

  const afterFailure = (failure: ProviderFailed, wasOpen: boolean): Effect.Effect<void> =>
    Effect.gen(function* () {
      if (open !== undefined && (yield* Clock.currentTimeMillis) - open.since >= steadyMillis) failures = 0;
      yield* disconnect;
      // A cached token may have been revoked: one more try with a new one.
      if (failure.reason?._tag === "TokenRefused" && memory.refusal === undefined) {
        memory.refusal = failure;
        return;
      }
      memory.refusal = undefined;
      if (!failure.retryable) {
        failAll(failure);
        return yield* letBe(used);
      }
      for (const login of logins) login.mishap("connection lost");
      const millis = backoffMillis(failure, failures++);
      // A connection that had stood for a while may have died unnoticed: a new one decides.
      if (!wasOpen) {
        for (const { ready } of arrivals) Deferred.doneUnsafe(ready, Exit.fail(failure));
        arrivals = [];
      } else if (failures === 1) return;
      if (failures > mostFailuresForUsed && arrivals.length === 0 && !isAwaited()) yield* letBe(used);
      yield* backOff(millis);
    });

  /** Ends early where nothing is wanted any more, or somebody arrives. */
  const backOff = (millis: number): Effect.Effect<void> =>
    Effect.gen(function* () {
      let until = (yield* Clock.currentTimeMillis) + millis;
      for (;;) {
        wake.closeUnsafe();
        const now = yield* Clock.currentTimeMillis;
        if (arrivals.length > 0) until = Math.min(until, now + longestArrivalMillis);
        if (!isWanted() || now >= until) return;
        yield* Effect.raceFirst(wake.await, Effect.sleep(until - now));
      }
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

  // A fault of ours must leave nobody waiting, now or later.
  const mended = Effect.catchDefect(
    turn,
    () => Effect.sync(() => failAll(broken())).pipe(Effect.andThen(letBe(used)), Effect.andThen(disconnect)),
  );
  const work = Effect.onExit(Effect.forever(mended), () => disconnect);
  const lastWork = Effect.gen(function* () {
    while (used.length > 0 && open !== undefined) yield* Effect.sleep(10);
  });

  // It outlives the login that starts it: it takes that login's clock along, and nothing else.
  const start = Effect.map(
    Effect.service(Clock.Clock),
    (clock) => Effect.runForkWith(Context.make(Clock.Clock, clock))(work),
  );
  return Effect.map(start, (worker): MailboxWatch => ({
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
      wake.openUnsafe();
    },
    used: (message) => {
      used.push(message);
      wake.openUnsafe();
    },
    stop: Effect.andThen(Effect.timeoutOption(lastWork, lastWorkMillis), Fiber.interrupt(worker)),
  }));
}
