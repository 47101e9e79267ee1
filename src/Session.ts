/**
 * The 24-hour token: cached, kept in a store, renewed ahead of its expiry, and carried by the calls of the API.
 *
 * @module
 */
import * as Context from "effect/Context";
import type * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Layer from "effect/Layer";
import type * as Scope from "effect/Scope";
import type { ApiCall } from "./ApiCall.ts";
import type {
  ApiRefused,
  AppKeyRefused,
  InvalidConfiguration,
  LoginInProgress,
  LoginPostponed,
  LoginWithheld,
  TokenRefused,
  WireError,
} from "./AuthError.ts";
import type { AuthToken } from "./AuthToken.ts";
import type { Credentials } from "./Credentials.ts";
import { ApiClient } from "./internal/session/ApiClient.ts";
import type { RenewOptions } from "./internal/session/renewalTime.ts";
import { sessionSettings } from "./internal/session/sessionSettings.ts";
import { TokenKeeper } from "./internal/session/TokenKeeper.ts";
import type { LoginError, LoginOptions } from "./Login.ts";
import type { SessionEvents } from "./SessionEvents.ts";
import { TokenApi } from "./TokenApi.ts";
import type { TokenStore } from "./TokenStore.ts";

export type { RenewalHours, RenewOptions } from "./internal/session/renewalTime.ts";

/** How a session logs in, where it keeps its token, and when it renews it. */
export interface SessionOptions<Added = never> extends LoginOptions<Added>, SessionEvents {
  /** Where tokens are kept; default in memory, for this session alone. */
  readonly store?: TokenStore | undefined;
  /** When the token is renewed in the background; `false`: not before it is asked for after its expiry. */
  readonly renew?: RenewOptions | false | undefined;
  /** How many codes the server may refuse within the window, over all logins, before none is tried: 1 to 100; default 3. */
  readonly maxRefusedCodes?: number | undefined;
  /** The window of `maxRefusedCodes`; default 1 hour. A bare number is milliseconds. */
  readonly refusedCodesWindow?: Duration.Input | undefined;
  /** Time limit of one API request: of `request` to its end, of `fetch` to the answer's headers; default 30 seconds. */
  readonly requestTimeout?: Duration.Input | undefined;
}

/** What a session fails with where it needs a login. */
export type SessionError = LoginError | LoginWithheld | LoginPostponed | LoginInProgress;

/** What a call of the API fails with. */
export type ApiError =
  | SessionError
  | InvalidConfiguration
  | TokenRefused
  | ApiRefused
  | AppKeyRefused
  | WireError;

/** A user's session. When its scope closes, requests under way get 5 seconds; logins under way end at once. */
export interface SessionShape<Added = never> {
  /** The user. */
  readonly username: string;
  /** The base URL without a trailing slash. */
  readonly baseUrl: string;
  /**
   * The token: the cached one, else one from the store, else by a login. Any number of callers share one login; one that
   * is interrupted does not end it.
   */
  readonly token: Effect.Effect<AuthToken, SessionError | Added>;
  /** A new login, now, whatever is cached or stored. It waits for its turn, and keeps to the attempt ledger. */
  readonly login: Effect.Effect<AuthToken, SessionError | Added>;
  /**
   * Calls the API and decodes the answer. A 401 invalidates the token that got it; after a login the request is sent once
   * more. Nothing else is ever sent twice.
   */
  readonly request: <A>(call: ApiCall<A>) => Effect.Effect<A, ApiError | Added>;
  /**
   * `fetch` with the token and the app key, for addresses below the base URL only: a path such as `/v1.0/users/@me/info`.
   * Gives the answer whatever its status, after the same treatment of 401 (a body that is a stream is not sent again).
   */
  readonly fetch: (input: string | URL, init?: RequestInit) => Effect.Effect<Response, ApiError | Added>;
}

/** What makes {@linkcode Session} a service: its key and its shape, {@linkcode SessionShape}. */
const SessionBase: Context.ServiceClass<Session, "@autoshares/auth/Session", SessionShape> = Context.Service<
  Session,
  SessionShape
>()("@autoshares/auth/Session");

/**
 * A session as an Effect service.
 *
 * @example
 * ```ts
 * import { type Credentials, memoryStore, Session, TokenApi } from "@autoshares/auth";
 * import { userInfo } from "@autoshares/auth/api";
 * import * as Effect from "effect/Effect";
 *
 * const whoAmI = (credentials: Credentials) =>
 *   Effect.gen(function* () {
 *     const session = yield* Session.make(credentials, { store: memoryStore() });
 *     const { Login } = yield* session.request(userInfo());
 *     return Login;
 *   }).pipe(
 *     Effect.scoped,
 *     Effect.provide(TokenApi.layer({ baseUrl: "https://broker.example/api" })),
 *   );
 * ```
 */
export class Session extends SessionBase {
  /**
   * Makes a session. Nothing is sent or read before it is used.
   *
   * @param credentials What the user knows.
   * @param options Provider, plugins, store, renewal and events.
   * @returns The session, which ends with its scope; `InvalidConfiguration` where an option cannot be used.
   */
  static make<Added = never>(
    credentials: Credentials,
    options: SessionOptions<Added> = {},
  ): Effect.Effect<SessionShape<Added>, InvalidConfiguration, TokenApi | Scope.Scope> {
    return Effect.gen(function* () {
      const settings = yield* sessionSettings(options);
      const api = yield* TokenApi;
      const context = Context.omit(TokenApi)(yield* Effect.context<never>()) as Context.Context<never>;
      const keeper = new TokenKeeper<Added>(credentials, api, options, settings, context);
      const client = new ApiClient<Added>(keeper, credentials, api.baseUrl, settings, context);
      yield* Effect.addFinalizer(() => Effect.promise(() => Promise.all([keeper.close(), client.close()])));
      return {
        username: credentials.username,
        baseUrl: api.baseUrl,
        token: keeper.token,
        login: keeper.login,
        request: (call) => client.asEffect((signal) => client.request(call, signal)),
        fetch: (input, init = {}) =>
          client.asEffect(
            (signal) =>
              client.fetch(input, {
                ...init,
                signal: init.signal ? AbortSignal.any([init.signal, signal]) : signal,
              }),
            init.signal,
          ),
      };
    });
  }

  /**
   * {@linkcode Session.make} as a layer.
   *
   * @param credentials What the user knows.
   * @param options Provider, plugins, store, renewal and events.
   * @returns A layer that fails with `InvalidConfiguration` where an option cannot be used.
   */
  static layer(
    credentials: Credentials,
    options: SessionOptions = {},
  ): Layer.Layer<Session, InvalidConfiguration, TokenApi> {
    return Layer.effect(Session, Session.make(credentials, options));
  }
}

export type { SessionBase };
