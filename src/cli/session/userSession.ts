/**
 * The session that a command works with.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import * as Redacted from "effect/Redacted";
import type * as Scope from "effect/Scope";
import { type LoginRateExceeded, rateLimit } from "../../../plugins/rate_limit.ts";
import { retry } from "../../../plugins/retry.ts";
import { stdinKind } from "../../../plugins/stdin.ts";
import type { InvalidConfiguration, StoreFailed } from "../../AuthError.ts";
import { Credentials } from "../../Credentials.ts";
import type { Middleware } from "../../Middleware.ts";
import { Session, type SessionOptions, type SessionShape } from "../../Session.ts";
import { TokenApi } from "../../TokenApi.ts";
import { inVariables } from "../settings/brokerSettings.ts";
import { codeTimeoutOf, requestTimeoutOf } from "../settings/timeouts.ts";
import { codeTimeout, type OptionalText, provider } from "../flags.ts";
import { hasGoodToken, withPlaces } from "./goodToken.ts";
import { NoProviderNamed } from "../providers/NoProviderNamed.ts";
import { passwordMissing, passwordOf } from "./password.ts";
import { mayConnect } from "../process/permissions.ts";
import { progress } from "../progress.ts";
import { providerFromSettings } from "../providers/providers.ts";
import { note } from "../process/terminal.ts";
import { type UserFlags, userFlags, type UserRecords, userRecords } from "./userRecords.ts";

/** What the flags of a command that may log in say. */
export interface SessionFlags extends UserFlags {
  readonly provider: Option.Option<string>;
  readonly codeTimeout: Option.Option<string>;
}

/** Those flags. */
export const sessionFlags: { readonly [Name in keyof SessionFlags]: OptionalText } = {
  ...userFlags,
  provider,
  codeTimeout,
};

/** What a login by the command line can fail with, besides the library's errors. */
export type Added = InvalidConfiguration | NoProviderNamed | LoginRateExceeded;

/** A session, and whose it is. */
export interface UserSession extends UserRecords {
  readonly session: SessionShape<Added>;
}

/** A script that runs every minute must not ask for a code every minute, whatever is wrong. */
const loginsPerHour = 20;

/** A stored token needs no password: without one, no login begins, and nothing stands in for it. */
const noLogin: Middleware<InvalidConfiguration> = (step, next) =>
  step.name === "ApiRequest" ? next : passwordMissing;

/**
 * Opens a session as flags and settings describe it. On a terminal the password is asked for where no stored token is
 * good; elsewhere its lack is an error only once a login is needed.
 *
 * @param flags The flags.
 * @param options Renewal and events; `needsPassword`: a login will begin, now or later.
 * @returns The session, until the scope closes; `InvalidConfiguration` where a setting is missing, cannot be used, or does not
 * fit what is stored.
 */
export function userSession(
  flags: SessionFlags,
  { needsPassword = false, ...options }: Pick<SessionOptions, "renew" | "onRenewed" | "onFailed"> & {
    readonly needsPassword?: boolean;
  } = {},
): Effect.Effect<UserSession, InvalidConfiguration, Scope.Scope> {
  return Effect.gen(function* () {
    const records = yield* userRecords(flags);
    const { settings, username, appKey, store } = records;
    const pin = yield* settings.secret("AUTOSHARES_PIN");
    const codeTimeout = yield* codeTimeoutOf(Option.getOrUndefined(flags.codeTimeout), settings);
    const requestTimeout = yield* requestTimeoutOf(settings);
    const chosen = yield* providerFromSettings(Option.getOrUndefined(flags.provider), settings);
    const provider = chosen?.provider;
    const told = new Set<string>();
    const tell = ({ message, problem }: StoreFailed): void => {
      // A store that is down fails at everything.
      if (told.size < told.add(problem).size) note(`autoshares-auth: ${withPlaces(message, records)}`);
    };
    const needsLogin = !(yield* hasGoodToken(records, tell)) || needsPassword;
    const given = yield* needsLogin ? passwordOf(username, settings) : settings.secret("AUTOSHARES_PASSWORD");
    if (needsPassword && given === undefined) return yield* passwordMissing;
    const password = given ?? Redacted.make("unset");
    const [credentials, api] = yield* Effect.mapError(
      Effect.all([
        Credentials.make({ appKey, username, password, pin }),
        TokenApi.make({ baseUrl: records.baseUrl, requestTimeout }),
      ]),
      inVariables,
    );
    yield* mayConnect(records.baseUrl);
    const prompts = stdinKind() === "terminal" && (provider?.name ?? "").split(",").includes("stdin");
    const session = yield* Session.make<Added>(credentials, {
      ...options,
      provider,
      store,
      codeTimeout,
      requestTimeout,
      use: [
        ...(given === undefined ? [noLogin] : []),
        progress(codeTimeout, prompts),
        rateLimit({ logins: loginsPerHour, per: "1 hour", store }),
        retry(),
      ],
      onStoreFailed: tell,
      onLoginAwaited: ({ timeoutMillis }) =>
        note(
          `autoshares-auth: another login of ${username} is under way; its token is waited for, ${
            Math.ceil(timeoutMillis / 60_000)
          } minutes at most.`,
        ),
    }).pipe(Effect.provideService(TokenApi, api));
    return { ...records, session };
  });
}

/**
 * Words a failed login for the command line.
 *
 * @param effect What needs a login.
 * @param session Whose.
 * @returns The same, which says how to name a provider where one is missing.
 */
export function inCliWords<A, E, R>(
  effect: Effect.Effect<A, E, R>,
  { settings }: UserRecords,
): Effect.Effect<A, E | NoProviderNamed, R> {
  return Effect.mapError(
    effect,
    (error) =>
      typeof error === "object" && error !== null && "_tag" in error && error._tag === "CodeProviderMissing"
        ? new NoProviderNamed(settings)
        : error,
  );
}
