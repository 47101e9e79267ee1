/**
 * Calls the API with a session's token.
 *
 * @module
 */
import * as Cause from "effect/Cause";
import * as Clock from "effect/Clock";
import * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Redacted from "effect/Redacted";
import type { ApiCall } from "../../ApiCall.ts";
import {
  InvalidConfiguration,
  isAuthError,
  NetworkFailed,
  RequestTimedOut,
  TokenRefused,
} from "../../AuthError.ts";
import type { AuthToken } from "../../AuthToken.ts";
import type { Credentials } from "../../Credentials.ts";
import { compose } from "../../Middleware.ts";
import type { ApiError } from "../../Session.ts";
import { apiAnswer, apiText } from "./apiAnswer.ts";
import { apiSend, apiUrl, isReading } from "./apiSend.ts";
import { closedError } from "./closedError.ts";
import { networkFailure } from "../http/networkFailure.ts";
import type { SessionSettings } from "./sessionSettings.ts";
import type { TokenKeeper } from "./TokenKeeper.ts";

const drainMillis = 5000;
/** After a login that a 401 led to and that did not help: how long none is tried for the next 401, in milliseconds. */
const firstPause = 60_000;
const longestPause = 60 * 60_000;

/** Whether a body can be sent a second time. */
function isRepeatable(body: unknown): boolean {
  return typeof body !== "object" || body === null ||
    !("getReader" in body || Symbol.asyncIterator in body && !(body instanceof Blob));
}

function jsonOf(body: unknown): string {
  try {
    return JSON.stringify(body);
  } catch {
    throw new InvalidConfiguration({
      setting: "body",
      problem: "cannot be written as JSON (a BigInt, or a circular reference)",
    });
  }
}

/** The API calls of one session. */
export class ApiClient<Added> {
  readonly #keeper: TokenKeeper<Added>;
  readonly #appKey: Redacted.Redacted<string>;
  readonly #username: string;
  readonly #baseUrl: string;
  readonly #settings: SessionSettings<Added>;
  readonly #context: Context.Context<never>;
  readonly #pending = new Set<AbortController>();
  #drained: () => void = () => {};
  #closed = false;
  #unhelpful = 0;
  #lastUnhelpful: AuthToken | undefined;
  #notBefore = 0;

  constructor(
    keeper: TokenKeeper<Added>,
    { appKey, username }: Credentials,
    baseUrl: string,
    settings: SessionSettings<Added>,
    context: Context.Context<never>,
  ) {
    this.#keeper = keeper;
    this.#appKey = appKey;
    this.#username = username;
    this.#baseUrl = baseUrl;
    this.#settings = settings;
    this.#context = context;
  }

  /**
   * Why a promise of this class failed, for Effect: a typed error, or an interruption where the session has closed or the
   * caller's own signal has aborted.
   */
  asEffect<A>(
    call: (signal: AbortSignal) => Promise<A>,
    own?: AbortSignal | null,
  ): Effect.Effect<A, ApiError | Added> {
    return Effect.callback((resume) => {
      const aborter = new AbortController();
      call(aborter.signal).then(
        (answer) => resume(Effect.succeed(answer)),
        (error) =>
          resume(
            own?.aborted || error instanceof DOMException && error.name === "AbortError"
              ? Effect.interrupt
              : Effect.fail(error),
          ),
      );
      return Effect.sync(() => aborter.abort());
    });
  }

  /** `fetch` for promises: rejects with typed errors, or with the reason of `init.signal`. */
  async fetch(input: string | URL, init: RequestInit = {}): Promise<Response> {
    const url = apiUrl(this.#baseUrl, input);
    init.signal?.throwIfAborted();
    const send = (auth: AuthToken, attempt: number) =>
      this.#step(attempt, init, () => this.#send(url, init, auth, (response) => Promise.resolve(response)));
    const isRefused = (response: Response) => response.status === 401;
    return await this.#withToken(
      send,
      isRefused,
      isRepeatable(init.body),
      (response) => response.body?.cancel(),
      init.signal,
    );
  }

  /** A call for promises: gives what its schema makes of the answer, or rejects with a typed error. */
  async request<A>(call: ApiCall<A>, signal?: AbortSignal): Promise<A> {
    const { method = "GET", path, query = {}, body, headers = {} } = call;
    const url = new URL(apiUrl(this.#baseUrl, path));
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    signal?.throwIfAborted();
    const init: RequestInit = {
      method,
      headers: {
        "Accept": "application/json",
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: jsonOf(body) }),
      ...(signal === undefined ? {} : { signal }),
    };
    const answer = async (response: Response, auth: AuthToken) => {
      const text = await apiText(response);
      const secrets = [auth.reveal(), Redacted.value(this.#appKey)];
      const result = apiAnswer(call, response, text, secrets, this.#now());
      if ("value" in result) return result;
      throw result;
    };
    const send = async (auth: AuthToken, attempt: number): Promise<{ readonly value: A } | TokenRefused> => {
      try {
        return await this.#step(
          attempt,
          init,
          () => this.#send(url.href, init, auth, (response) => answer(response, auth)),
        );
      } catch (error) {
        if (error instanceof TokenRefused) return error;
        throw error;
      }
    };
    const isRefused = (result: object) => result instanceof TokenRefused;
    const result = await this.#withToken(send, isRefused, true, () => {}, signal);
    if ("value" in result) return result.value;
    throw result;
  }

  /** Waits up to 5 seconds for requests under way, and aborts those that are left. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#pending.size === 0) return;
    const drained = new Promise<void>((resolve) => this.#drained = resolve);
    const limit = setTimeout(() => this.#drained(), drainMillis);
    await drained;
    clearTimeout(limit);
    for (const aborter of this.#pending) aborter.abort();
  }

  #now(): number {
    return Context.get(this.#context, Clock.Clock).currentTimeMillisUnsafe();
  }

  async #run<A, E>(effect: Effect.Effect<A, E>, signal?: AbortSignal | null): Promise<A> {
    const exit = await Effect.runPromiseExitWith(this.#context)(effect, signal ? { signal } : {});
    if (Exit.isSuccess(exit)) return exit.value;
    signal?.throwIfAborted();
    throw Cause.hasInterruptsOnly(exit.cause) ? closedError() : Cause.squash(exit.cause);
  }

  /** One exchange, inside the middleware where there is any. */
  #step<A>(attempt: number, { signal }: RequestInit, exchange: () => Promise<A>): Promise<A> {
    const { middleware } = this.#settings;
    if (middleware.length === 0) return exchange();
    const [username, baseUrl] = [this.#username, this.#baseUrl];
    const step = { name: "ApiRequest", username, baseUrl, attempt, loginStartedAt: this.#now() } as const;
    const next = Effect.tryPromise({ try: exchange, catch: (error) => error as ApiError });
    return this.#run(compose(middleware)(step, next as Effect.Effect<A, never>), signal);
  }

  async #withToken<A>(
    send: (auth: AuthToken, attempt: number) => Promise<A>,
    isRefused: (answer: A) => boolean,
    repeatable: boolean,
    discard: (answer: A) => unknown,
    signal: AbortSignal | null | undefined,
  ): Promise<A> {
    if (this.#closed) throw closedError();
    const auth = this.#keeper.cached() ?? await this.#run(this.#keeper.token, signal);
    const first = await send(auth, 1);
    if (!isRefused(first)) return first;
    if (!repeatable) {
      if (this.#mayInvalidate()) this.#keeper.invalidate(auth);
      return first;
    }
    const next = await this.#tokenAfter(auth, signal);
    if (next === undefined) return first;
    await discard(first);
    const second = await send(next, 2);
    this.#learn(next, isRefused(second));
    return second;
  }

  #mayInvalidate(): boolean {
    return this.#now() >= this.#notBefore;
  }

  /** Another token than the one that got a 401; none where a login for such an answer has lately been no help. */
  async #tokenAfter(
    refused: AuthToken,
    signal: AbortSignal | null | undefined,
  ): Promise<AuthToken | undefined> {
    const newer = this.#keeper.cached();
    if (newer !== undefined && newer.reveal() !== refused.reveal()) return newer;
    if (!this.#mayInvalidate()) return undefined;
    this.#keeper.invalidate(refused);
    return await this.#run(this.#keeper.token, signal);
  }

  /**
   * Whoever asks for another user's account gets 401 with any token: that must not become a login each time, nor one of
   * each process in turn. So another's login counts as well as one's own, if it is as new as that.
   */
  #learn(auth: AuthToken, refusedAgain: boolean): void {
    if (!refusedAgain) {
      this.#unhelpful = this.#notBefore = 0;
      return;
    }
    // Many calls may hear it of one token.
    if (auth === this.#lastUnhelpful) return;
    const pause = Math.min(longestPause, firstPause * 2 ** this.#unhelpful);
    const age = Math.abs(this.#now() - auth.obtainedAt.getTime());
    if (auth !== this.#keeper.lastOwn && age >= pause) return;
    this.#lastUnhelpful = auth;
    this.#unhelpful++;
    this.#notBefore = this.#now() + pause;
  }

  async #send<A>(
    url: string,
    init: RequestInit,
    auth: AuthToken,
    read: (response: Response) => Promise<A>,
  ): Promise<A> {
    // What may have been done must not be called worth another try.
    const unsafe = isReading(init.method) ? {} : { retryable: false };
    const aborter = new AbortController();
    const { signal: callers } = init;
    const signal = callers ? AbortSignal.any([callers, aborter.signal]) : aborter.signal;
    const { requestTimeoutMillis: timeoutMillis } = this.#settings;
    let late = false;
    const limit = setTimeout(() => {
      late = true;
      aborter.abort();
    }, timeoutMillis);
    this.#pending.add(aborter);
    try {
      const secrets = { token: auth.reveal(), appKey: Redacted.value(this.#appKey) };
      return await read(await apiSend(this.#baseUrl, url, init, secrets, signal));
    } catch (error) {
      if (isAuthError(error)) throw error;
      if (late) throw new RequestTimedOut({ step: "ApiRequest", timeoutMillis, ...unsafe });
      callers?.throwIfAborted();
      if (aborter.signal.aborted) throw closedError();
      const failure = networkFailure(error);
      const retryable = failure.mayHaveArrived ? unsafe : {};
      throw new NetworkFailed({ step: "ApiRequest", ...failure, ...retryable });
    } finally {
      clearTimeout(limit);
      this.#pending.delete(aborter);
      if (this.#closed && this.#pending.size === 0) this.#drained();
    }
  }
}
