/**
 * The session for people who use promises.
 *
 * @module
 */
import * as Context from "effect/Context";
import * as Effect from "effect/Effect";
import * as Cause from "effect/Cause";
import * as Exit from "effect/Exit";
import * as Fiber from "effect/Fiber";
import type { ApiCall } from "./ApiCall.ts";
import type { AuthToken } from "./AuthToken.ts";
import { Credentials, type CredentialsInput } from "./Credentials.ts";
import { ApiClient } from "./internal/session/ApiClient.ts";
import { closedError } from "./internal/session/closedError.ts";
import { sessionSettings } from "./internal/session/sessionSettings.ts";
import { TokenKeeper } from "./internal/session/TokenKeeper.ts";
import type { SessionOptions } from "./Session.ts";
import { TokenApi, type TokenApiOptions } from "./TokenApi.ts";

/** Everything that a client needs: where, who, how codes come, and where tokens are kept. */
export interface ClientOptions<Added = never>
  extends CredentialsInput, TokenApiOptions, SessionOptions<Added> {
  /** Time limit of one request to the token endpoint or the API; default 30 seconds. A bare number is milliseconds. */
  readonly requestTimeout?: TokenApiOptions["requestTimeout"];
}

/** How a call can be given up. */
export interface CallOptions {
  /** Aborts the call; its promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * A client of one user. Its promises reject with one of the tagged errors of `AuthError` (or one that a plugin adds;
 * what a plugin throws, they reject with as it is), or with an `AbortError` once it is closed.
 */
export interface Client extends AsyncDisposable {
  /**
   * Logs in, whatever is cached or stored. To have a token, {@linkcode Client.token} is the better way.
   *
   * @param options `signal` aborts the login.
   * @returns The new token.
   */
  readonly login: (options?: CallOptions) => Promise<AuthToken>;
  /**
   * The token: the cached one, else one from the store, else by a login. Any number of callers share one login.
   *
   * @param options `signal` ends the wait of this caller, not the login.
   * @returns A token that is good now.
   */
  readonly token: (options?: CallOptions) => Promise<AuthToken>;
  /**
   * Calls the API and decodes the answer; `./api` has calls ready. A 401 invalidates the token that got it; after a login
   * the request is sent once more. Nothing else is ever sent twice.
   *
   * @param call What to call.
   * @param options `signal` aborts the request.
   * @returns What the call's schema makes of the answer.
   */
  readonly request: <A>(call: ApiCall<A>, options?: CallOptions) => Promise<A>;
  /**
   * `fetch` with the token and the app key, for addresses below the base URL only.
   *
   * @param input A path such as `/v1.0/users/@me/info`, or a whole address below the base URL.
   * @param init As for `fetch`; the session's headers take the place of its own.
   * @returns The answer, whatever its status, after the same treatment of 401 as in {@linkcode Client.request} (a body
   * that is a stream is not sent again).
   */
  readonly fetch: (input: string | URL, init?: RequestInit) => Promise<Response>;
  /**
   * Ends renewals and logins under way (they reject with an `AbortError`) within a second; API requests under way get 5
   * seconds. The client cannot be used again.
   */
  readonly close: () => Promise<void>;
}

/**
 * Makes a client. Nothing is sent or read before it is used, and nothing of it keeps the process alive between its calls.
 *
 * @param options Base URL, credentials, provider, plugins, store, renewal, events and limits.
 * @returns The client. Throws `InvalidConfiguration` at once when an option cannot be used.
 *
 * @example
 * ```ts
 * import { createClient } from "@autoshares/auth";
 * import { userInfo } from "@autoshares/auth/api";
 * import { stdin } from "@autoshares/auth/stdin";
 *
 * await using client = createClient({
 *   baseUrl: "https://pub-api-trader-demo-prod.etnasoft.us/api",
 *   appKey: "key",
 *   username: "bob",
 *   password: "secret",
 *   provider: stdin(),
 * });
 * const { FirstName } = await client.request(userInfo(), { signal: AbortSignal.timeout(300_000) });
 * console.log(FirstName, (await client.token()).expiresAt);
 * ```
 */
export function createClient<Added = never>(options: ClientOptions<Added>): Client {
  const [credentials, api, settings] = runSync(
    Effect.all([Credentials.make(options), TokenApi.make(options), sessionSettings(options)]),
  );
  const keeper = new TokenKeeper<Added>(credentials, api, options, settings, Context.empty());
  const calls = new ApiClient<Added>(keeper, credentials, api.baseUrl, settings, Context.empty());
  const underWay = new Set<Fiber.Fiber<AuthToken, unknown>>();
  let closed = false;

  const start = async (effect: Effect.Effect<AuthToken, unknown>, signal: AbortSignal | undefined) => {
    // An aborted signal would not keep the login from sending its first request.
    signal?.throwIfAborted();
    if (closed) throw closedError();
    const fiber = Effect.runFork(effect, signal && { signal });
    underWay.add(fiber);
    const exit = await new Promise<Exit.Exit<AuthToken, unknown>>((resolve) => fiber.addObserver(resolve));
    underWay.delete(fiber);
    if (Exit.isSuccess(exit)) return exit.value;
    if (!Cause.hasInterruptsOnly(exit.cause)) throw Cause.squash(exit.cause);
    throw signal?.aborted ? signal.reason : closedError();
  };
  const token = async ({ signal }: CallOptions = {}): Promise<AuthToken> => {
    if (closed) throw closedError();
    signal?.throwIfAborted();
    return keeper.cached() ?? await start(keeper.token, signal);
  };
  const close = async (): Promise<void> => {
    closed = true;
    const logins = Effect.runPromise(Fiber.interruptAll(underWay));
    await Promise.all([logins, keeper.close(), calls.close()]);
  };
  return {
    login: ({ signal } = {}) => start(keeper.login, signal),
    token,
    request: (call, { signal } = {}) => calls.request(call, signal),
    fetch: (input, init) => calls.fetch(input, init),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function runSync<A, E>(effect: Effect.Effect<A, E>): A {
  const exit = Effect.runSyncExit(effect);
  if (Exit.isSuccess(exit)) return exit.value;
  throw Cause.squash(exit.cause);
}
