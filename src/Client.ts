/**
 * The login for people who use promises.
 *
 * @module
 */
import * as Cause from "effect/Cause";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Fiber from "effect/Fiber";
import type { AuthToken } from "./AuthToken.ts";
import { Credentials, type CredentialsInput } from "./Credentials.ts";
import { loginSettings } from "./internal/loginSettings.ts";
import { login, type LoginOptions } from "./Login.ts";
import { TokenApi, type TokenApiOptions } from "./TokenApi.ts";

/** Everything that a client needs: where, who, and how codes come. */
export interface ClientOptions<Added = never>
  extends CredentialsInput, TokenApiOptions, LoginOptions<Added> {}

/** A client of one user. */
export interface Client extends AsyncDisposable {
  /**
   * Logs in.
   *
   * @param options `signal`: aborts the login; the promise then rejects with the signal's reason.
   * @returns The token. Rejects with one of the tagged errors of `AuthError` (or one that a plugin adds;
   * what a plugin throws, it rejects with as it is).
   */
  readonly login: (options?: { readonly signal?: AbortSignal | undefined }) => Promise<AuthToken>;
  /** Ends the logins under way (they reject with an `AbortError`), within a second; the client cannot be used again. */
  readonly close: () => Promise<void>;
}

/**
 * Makes a client. Nothing is sent before `login`.
 *
 * @param options Base URL, credentials, provider, plugins and limits.
 * @returns The client. Throws `InvalidConfiguration` at once when an option cannot be used.
 *
 * @example
 * ```ts
 * import { createClient } from "@autoshares/auth";
 * import { stdin } from "@autoshares/auth/stdin";
 *
 * await using client = createClient({
 *   baseUrl: "https://pub-api-trader-demo-prod.etnasoft.us/api",
 *   appKey: "key",
 *   username: "bob",
 *   password: "secret",
 *   provider: stdin(),
 * });
 * const auth = await client.login({ signal: AbortSignal.timeout(300_000) });
 * console.log(auth.expiresAt);
 * ```
 */
export function createClient<Added = never>(options: ClientOptions<Added>): Client {
  const [credentials, api] = runSync(
    Effect.all([Credentials.make(options), TokenApi.make(options), loginSettings(options)]),
  );
  const loggingIn = Effect.provideService(login(credentials, options), TokenApi, api);
  const underWay = new Set<Fiber.Fiber<AuthToken, unknown>>();
  let closed = false;

  const start = async (signal: AbortSignal | undefined): Promise<AuthToken> => {
    // An aborted signal would not keep the login from sending its first request.
    signal?.throwIfAborted();
    if (closed) throw closedError();
    const fiber = Effect.runFork(loggingIn, signal && { signal });
    underWay.add(fiber);
    const exit = await new Promise<Exit.Exit<AuthToken, unknown>>((resolve) => fiber.addObserver(resolve));
    underWay.delete(fiber);
    if (Exit.isSuccess(exit)) return exit.value;
    if (!Cause.hasInterruptsOnly(exit.cause)) throw Cause.squash(exit.cause);
    throw signal?.aborted ? signal.reason : closedError();
  };
  const close = async (): Promise<void> => {
    closed = true;
    await Effect.runPromise(Fiber.interruptAll(underWay));
  };
  return { login: ({ signal } = {}) => start(signal), close, [Symbol.asyncDispose]: close };
}

const closedError = (): DOMException => new DOMException("The client is closed.", "AbortError");

function runSync<A, E>(effect: Effect.Effect<A, E>): A {
  const exit = Effect.runSyncExit(effect);
  if (Exit.isSuccess(exit)) return exit.value;
  throw Cause.squash(exit.cause);
}
