/**
 * Keeps a session's token: in memory, in the store, and renewed.
 *
 * @module
 */
import * as Cause from "effect/Cause";
import * as Clock from "effect/Clock";
import * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Fiber from "effect/Fiber";
import * as Option from "effect/Option";
import { type AuthError, isAuthError } from "../../AuthError.ts";
import type { AuthToken } from "../../AuthToken.ts";
import type { Credentials } from "../../Credentials.ts";
import type { Middleware } from "../../Middleware.ts";
import type { SessionError, SessionOptions } from "../../Session.ts";
import { type StoredLogin, storedLogin } from "../../StoredLogin.ts";
import { TokenApi, type TokenApiShape } from "../../TokenApi.ts";
import { alarm } from "./alarm.ts";
import { mayRenewAt, renewalTime } from "./renewalTime.ts";
import type { SessionSettings } from "./sessionSettings.ts";
import { type Obtained, type SharedLogin, sharedLogin } from "./sharedLogin.ts";
import { tell } from "./tell.ts";
import { isUsable } from "./tokenTimes.ts";

const firstPause = 60_000;
const longestPause = 10 * 60_000;

/** The token of one session. */
export class TokenKeeper<Added> {
  readonly #credentials: Credentials;
  readonly #api: TokenApiShape;
  readonly #options: SessionOptions<Added>;
  readonly #settings: SessionSettings<Added>;
  readonly #context: Context.Context<never>;
  readonly #clock: Clock.Clock;
  readonly #unsaved: SharedLogin<Added>["unsaved"] = { attempts: undefined };
  #stored: StoredLogin | undefined;
  #current: AuthToken | undefined;
  /** By the monotonic clock: one that is set back makes no token last longer. */
  #currentEnds = 0;
  /** The token that got a 401, as text. */
  #refused: string | undefined;
  /** A stored token that is due for renewal and good for now. */
  #spare: AuthToken | undefined;
  #flight: Fiber.Fiber<Obtained, SessionError | Added> | undefined;
  #cancelAlarm: () => void = () => {};
  #failures = 0;
  #closed = false;
  /** The token of the last login that this session did itself. */
  lastOwn: AuthToken | undefined;

  constructor(
    credentials: Credentials,
    api: TokenApiShape,
    options: SessionOptions<Added>,
    settings: SessionSettings<Added>,
    context: Context.Context<never>,
  ) {
    this.#credentials = credentials;
    this.#api = api;
    this.#options = options;
    this.#settings = settings;
    this.#context = context;
    this.#clock = Context.get(context, Clock.Clock);
  }

  /** The token, where the one in memory is good. */
  cached(): AuthToken | undefined {
    const token = this.#current;
    return token !== undefined && this.#isGood(token) && performance.now() < this.#currentEnds
      ? token
      : undefined;
  }

  /** The cached token, or the one that all callers wait for together. */
  readonly token: Effect.Effect<AuthToken, SessionError | Added> = Effect.suspend(() => {
    const cached = this.cached();
    return cached !== undefined ? Effect.succeed(cached) : this.#joined();
  });

  /** A login of its own, in the fiber of whoever asks. */
  readonly login: Effect.Effect<AuthToken, SessionError | Added> = Effect.suspend(() =>
    this.#closed ? Effect.interrupt : Effect.map(this.#obtain(() => false), (obtained) => {
      this.#adopt(obtained);
      return obtained.auth;
    })
  );

  /** A token got a 401: it is used no more, whoever finds it in the store. A newer one stays. */
  invalidate(auth: AuthToken): void {
    this.#refused = auth.reveal();
    if (this.#current?.reveal() !== this.#refused) return;
    this.#current = undefined;
    this.#cancelAlarm();
  }

  /** Ends renewals, and the login under way. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#cancelAlarm();
    if (this.#flight !== undefined) await Effect.runPromise(Fiber.interrupt(this.#flight));
  }

  #isGood(auth: AuthToken): boolean {
    return isUsable(auth.expiresAt.getTime(), this.#clock.currentTimeMillisUnsafe()) &&
      auth.reveal() !== this.#refused;
  }

  #isDue(auth: AuthToken): boolean {
    const { renewal } = this.#settings;
    const now = this.#clock.currentTimeMillisUnsafe();
    return renewal !== undefined && renewalTime(auth.expiresAt.getTime(), now, renewal, 0) <= now;
  }

  #joined(newerThan?: AuthToken): Effect.Effect<AuthToken, SessionError | Added> {
    if (this.#closed) return Effect.interrupt;
    return Effect.callback((resume) => {
      const leave = this.#fly(newerThan).addObserver((exit) => {
        // What came of it may have been refused meanwhile; the next one will not.
        const cached = this.cached();
        resume(cached !== undefined ? Effect.succeed(cached) : Effect.map(exit, ({ auth }) => auth));
      });
      return Effect.sync(leave);
    });
  }

  /** The login that all wait for: the one under way, or a new one. */
  #fly(newerThan: AuthToken | undefined): Fiber.Fiber<Obtained, SessionError | Added> {
    if (this.#flight !== undefined) return this.#flight;
    const willDo = (auth: AuthToken): boolean => {
      if (!this.#isGood(auth)) return false;
      if (newerThan !== undefined) return auth.expiresAt > newerThan.expiresAt;
      if (!this.#isDue(auth)) return true;
      this.#spare = auth;
      return false;
    };
    const flight = Effect.runForkWith(this.#context)(this.#obtain(willDo));
    this.#flight = flight;
    flight.addObserver((exit) => {
      this.#flight = undefined;
      if (Exit.isSuccess(exit)) this.#adopt(exit.value);
      else if (!Cause.hasInterruptsOnly(exit.cause)) this.#failed(exit.cause);
      this.#spare = undefined;
    });
    return flight;
  }

  #obtain(willDo: (auth: AuthToken) => boolean): Effect.Effect<Obtained, SessionError | Added> {
    const { onStoreFailed, use = [] } = this.#options;
    const { store, ledger, maxCodes, codeTimeoutMillis } = this.#settings;
    const { appKey, username } = this.#credentials;
    const warn = (error: Error): void => console.warn(`autoshares-auth: ${error.message}`);
    return Effect.gen({ self: this }, function* () {
      const { baseUrl } = this.#api;
      this.#stored ??= yield* storedLogin(store, { baseUrl, appKey, username });
      const waitMillis = maxCodes * codeTimeoutMillis + 120_000;
      const shared: SharedLogin<Added> = {
        credentials: this.#credentials,
        options: { ...this.#options, use: [...use, this.#announcer] },
        maxCodes,
        store,
        stored: this.#stored,
        ledger,
        waitMillis,
        awaited: () =>
          tell("onLoginAwaited", this.#options.onLoginAwaited, {
            username,
            baseUrl,
            timeoutMillis: waitMillis,
          }),
        report: (error) => tell("onStoreFailed", onStoreFailed ?? warn, error),
        unsaved: this.#unsaved,
      };
      return yield* Effect.provideService(sharedLogin(shared, willDo), TokenApi, this.#api);
    });
  }

  readonly #announcer: Middleware = (step, next) => {
    if (step.name === "AwaitCode") {
      const { username, baseUrl, name, attempt } = step;
      const timeoutMillis = this.#settings.codeTimeoutMillis;
      tell("onCodeNeeded", this.#options.onCodeNeeded, {
        username,
        baseUrl,
        step: name,
        attempt,
        timeoutMillis,
      });
    }
    return next;
  };

  #adopt({ auth, own }: Obtained): void {
    if (own) this.lastOwn = auth;
    this.#failures = 0;
    const before = this.#current;
    this.#current = auth;
    const now = this.#clock.currentTimeMillisUnsafe();
    this.#currentEnds = endOf(auth, now);
    if (before?.reveal() !== auth.reveal()) tell("onRenewed", this.#options.onRenewed, auth);
    const { renewal } = this.#settings;
    if (renewal === undefined) return;
    this.#renewAt(Math.max(now + 1000, renewalTime(auth.expiresAt.getTime(), now, renewal, Math.random())));
  }

  #failed(cause: Cause.Cause<SessionError | Added>): void {
    const found = Cause.findErrorOption(cause);
    const error = Option.getOrElse(found, () => Cause.squash(cause)) as AuthError | Error;
    tell("onFailed", this.#options.onFailed, error);
    if (this.#current === undefined && this.#spare !== undefined && this.#isGood(this.#spare)) {
      this.#current = this.#spare;
      this.#currentEnds = endOf(this.#spare, this.#clock.currentTimeMillisUnsafe());
    }
    const { renewal } = this.#settings;
    if (this.#current === undefined || renewal === undefined) return;
    if (isAuthError(error) && !error.retryable) return;
    const pause = Math.min(longestPause, firstPause * 2 ** this.#failures++);
    const asked = hasRetryAfter(error) ? error.retryAfterMillis : 0;
    const next = this.#clock.currentTimeMillisUnsafe() + Math.max(pause, asked);
    if (next < this.#current.expiresAt.getTime() && mayRenewAt(next, renewal)) this.#renewAt(next);
  }

  #renewAt(time: number): void {
    this.#cancelAlarm();
    if (this.#closed) return;
    this.#cancelAlarm = alarm(this.#context, time, () => {
      if (!this.#closed) this.#fly(this.#current);
    });
  }
}

/** By the monotonic clock. */
function endOf(auth: AuthToken, now: number): number {
  return performance.now() + (auth.expiresAt.getTime() - now);
}

function hasRetryAfter(error: unknown): error is { readonly retryAfterMillis: number } {
  return typeof error === "object" && error !== null && "retryAfterMillis" in error &&
    typeof error.retryAfterMillis === "number";
}
