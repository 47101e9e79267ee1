/**
 * One login among all who share a store.
 *
 * @module
 */
import * as Clock from "effect/Clock";
import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Fiber from "effect/Fiber";
import * as Option from "effect/Option";
import {
  LoginInProgress,
  type LoginPostponed,
  type LoginWithheld,
  type StoreFailed,
} from "../../AuthError.ts";
import { type Attempts, noAttempts } from "../../Attempts.ts";
import type { AuthToken } from "../../AuthToken.ts";
import type { Credentials } from "../../Credentials.ts";
import { login, type LoginError, type LoginOptions } from "../../Login.ts";
import type { Middleware } from "../../Middleware.ts";
import type { StoredLogin } from "../../StoredLogin.ts";
import type { TokenApi } from "../../TokenApi.ts";
import type { StoreLock, TokenStore } from "../../TokenStore.ts";
import { type LedgerSettings, mayTry, withRefusal } from "./attemptLedger.ts";
import { boundedScope } from "../login/boundedScope.ts";
import { isUnusable } from "./record.ts";

/** What a shared login needs. */
export interface SharedLogin<Added> {
  readonly credentials: Credentials;
  readonly options: LoginOptions<Added>;
  readonly maxCodes: number;
  readonly store: TokenStore;
  readonly stored: StoredLogin;
  readonly ledger: LedgerSettings;
  /** How long another's login is waited for. */
  readonly waitMillis: number;
  /** Told once, where another's login is waited for. */
  readonly awaited: () => void;
  /** Told of each failure of the store. */
  readonly report: (error: StoreFailed) => void;
  /** What the store has not taken, so that this process at least does not forget it. */
  readonly unsaved: { attempts: Attempts | undefined };
}

/** What it fails with. */
export type SharedLoginError = LoginError | LoginWithheld | LoginPostponed | LoginInProgress;

/** A token, and whether it is from a login of this process or somebody else's that was found. */
export interface Obtained {
  readonly auth: AuthToken;
  readonly own: boolean;
}

const pollMillis = 100;

/** A login that is over sooner is not worth a word. */
const sayAfterMillis = 1000;

/** Of the first request and those after: a refusal is written down the moment it comes, whatever becomes of the login. */
function ledgerKeeper<Added>(
  shared: SharedLogin<Added>,
  lock: StoreLock | undefined,
  begun: Attempts,
  isBroken: boolean,
) {
  const { credentials, stored } = shared;
  let attempts = begun;
  let makeRoom = isBroken ? stored.moveAttemptsAside : Effect.void;
  const write = (next: Attempts): Effect.Effect<unknown> => {
    attempts = shared.unsaved.attempts = next;
    const room = makeRoom;
    makeRoom = Effect.void;
    const save = Effect.andThen(reported(shared, room), stored.saveAttempts(next, lock));
    const saving = Effect.match(save, {
      onFailure: shared.report,
      onSuccess: () => {
        if (shared.unsaved.attempts === next) shared.unsaved.attempts = undefined;
      },
    });
    // Goes on where the login is interrupted.
    return Effect.flatMap(Effect.forkDetach(saving, { startImmediately: true }), Fiber.await);
  };
  const keep = (exit: Exit.Exit<unknown, { readonly _tag: string }>) => {
    const tag = Exit.isFailure(exit) ? tagOf(Option.getOrUndefined(Exit.findErrorOption(exit))) : undefined;
    return Effect.flatMap(Clock.currentTimeMillis, (now) => {
      switch (tag) {
        case "CredentialsRefused":
        case "PasswordExpired":
          return Effect.flatMap(withRefusal(attempts, "password", credentials, now), write);
        case "PinRefused":
          return Effect.flatMap(withRefusal(attempts, "pin", credentials, now), write);
        case "CodeRefused":
          return write({ ...attempts, codes: [...attempts.codes, now] });
        default:
          return Effect.void;
      }
    });
  };
  const middleware: Middleware = (step, next) => {
    switch (step.name) {
      case "SubmitCode":
        return Effect.onExit(next, (exit) =>
          // A code that is asked for again was not taken.
          keep(Exit.isSuccess(exit) && tagOf(exit.value) === "CodeExpected" ? codeRefused : exit));
      case "RequestToken":
      case "SubmitPin":
        return Effect.onExit(next, keep);
      default:
        return next;
    }
  };
  const clear = Effect.suspend(() => {
    shared.unsaved.attempts = undefined;
    if (isBroken) return write(noAttempts);
    if (attempts.codes.length === 0 && attempts.refused.length === 0) return Effect.void;
    return reported(shared, stored.resetAttempts);
  });
  return { middleware, clear };
}

const codeRefused = Exit.fail({ _tag: "CodeRefused" });

function reported(
  { report }: Pick<SharedLogin<unknown>, "report">,
  call: Effect.Effect<void, StoreFailed>,
): Effect.Effect<void> {
  return Effect.match(call, { onFailure: report, onSuccess: () => {} });
}

function tagOf(value: unknown): unknown {
  return typeof value === "object" && value !== null && "_tag" in value ? value._tag : undefined;
}

type LockOutcome = "busy" | StoreLock | undefined;

/**
 * Gives a stored token that will do, else logs in, once among all who share the store: the others wait, and get the
 * token that the one obtained.
 *
 * A store that fails is reported, and left alone for the rest of the login, but for the saving.
 *
 * @param shared Who logs in, and how.
 * @param willDo Whether a stored token is good enough; never true: a new login in any case.
 * @returns The token.
 */
export function sharedLogin<Added>(
  shared: SharedLogin<Added>,
  willDo: (auth: AuthToken) => boolean,
): Effect.Effect<Obtained, SharedLoginError | Added, TokenApi> {
  const { store, stored, report } = shared;
  return Effect.gen(function* () {
    const beganAt = yield* Clock.currentTimeMillis;
    let down = false;
    const failed = (error: StoreFailed): void => {
      report(error);
      // An exposed or damaged record is no sign that the store itself does not work.
      if (error.kind === "timeout" || error.kind === "unavailable") down = true;
    };
    const trying = <A, R>(
      call: Effect.Effect<A, StoreFailed, R>,
      instead: A,
      onUnusable: () => void = () => {},
    ): Effect.Effect<A, never, R> =>
      Effect.suspend(() =>
        down ? Effect.succeed(instead) : Effect.catch(call, (error: StoreFailed) => {
          failed(error);
          if (isUnusable(error)) onUnusable();
          return Effect.succeed(instead);
        })
      );
    /** What is wrong with a record is told, and mended, by whoever has the lock. */
    const quietly = (error: StoreFailed): Effect.Effect<undefined> => {
      if (error.kind === "timeout" || error.kind === "unavailable") failed(error);
      return Effect.succeed(undefined);
    };
    const ifGood = (auth: AuthToken | undefined): Obtained | undefined =>
      auth !== undefined && willDo(auth) ? { auth, own: false } : undefined;

    /** With the lock, or without one where the store fails. */
    const logIn = (lock: StoreLock | undefined) =>
      Effect.gen(function* () {
        let [makeRoom, isLedgerBroken] = [Effect.void as typeof stored.moveTokenAside, false];
        const noteToken = () => void (makeRoom = stored.moveTokenAside);
        const already = ifGood(yield* trying(stored.token, undefined, noteToken));
        if (already !== undefined) return already;
        const noteLedger = () => void (isLedgerBroken = true);
        const attempts = shared.unsaved.attempts ??
          (yield* trying(stored.attempts, noAttempts, noteLedger));
        const now = yield* Clock.currentTimeMillis;
        const codesLeft = yield* mayTry(attempts, shared.credentials, shared.ledger, now);
        const keeper = ledgerKeeper(shared, lock, attempts, isLedgerBroken);
        const auth = yield* login<Added>(shared.credentials, {
          ...shared.options,
          use: [...(shared.options.use ?? []), keeper.middleware],
          maxCodes: Math.min(shared.maxCodes, codesLeft),
        });
        yield* reported(shared, makeRoom);
        yield* reported(shared, stored.saveToken(auth, lock));
        yield* keeper.clear;
        return { auth, own: true };
      });
    const lostLock = (lock: StoreLock) => Effect.as(lock.lost, undefined);

    const attempt = Effect.gen(function* () {
      const lock = yield* trying(
        Effect.map(store.lock(stored.key), (taken): LockOutcome => taken ?? "busy"),
        undefined,
      );
      if (lock === "busy") return undefined;
      return yield* lock === undefined ? logIn(lock) : Effect.raceFirst(logIn(lock), lostLock(lock));
    });

    let said = false;
    for (;;) {
      const already = down ? undefined : ifGood(yield* Effect.catch(stored.token, quietly));
      if (already !== undefined) return already;
      const obtained = yield* boundedScope(attempt, "1 second");
      if (obtained !== undefined) return obtained;
      const waited = (yield* Clock.currentTimeMillis) - beganAt;
      if (waited > shared.waitMillis) return yield* new LoginInProgress({ waitedMillis: waited });
      if (!said && waited >= sayAfterMillis) {
        said = true;
        shared.awaited();
      }
      yield* Effect.sleep(Duration.millis(pollMillis * (0.75 + Math.random() / 2)));
    }
  }) as Effect.Effect<Obtained, SharedLoginError | Added, TokenApi>;
}
