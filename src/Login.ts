/**
 * The workflow: arm, first request, code or pin, second request.
 *
 * @module
 */
import * as Clock from "effect/Clock";
import type * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import {
  type AuthError,
  CodeProviderMissing,
  CodeRefused,
  type InvalidConfiguration,
  PinRefused,
  ProviderFailed,
  type StepName,
} from "./AuthError.ts";
import type { AuthToken } from "./AuthToken.ts";
import type { ArmedCodeProvider, CodeChallenge, CodeProvider, LoginContext } from "./CodeProvider.ts";
import type { Credentials } from "./Credentials.ts";
import { type CodesOfLogin, newCodes, withCodes } from "./internal/login/codesOfLogin.ts";
import { boundedScope } from "./internal/login/boundedScope.ts";
import { guardedProvider } from "./internal/login/guardedProvider.ts";
import { type LoginSettings, loginSettings } from "./internal/login/loginSettings.ts";
import { revealed } from "./internal/secrets/revealed.ts";
import { inTurn } from "./internal/login/loginTurn.ts";
import { arm, awaitCode, type Challenge, requestToken, submitCode, submitPin } from "./LoginStep.ts";
import { compose, type Middleware, type Plugin } from "./Middleware.ts";
import { TokenApi } from "./TokenApi.ts";

/** How a login is done. */
export interface LoginOptions<Added = never> {
  /** Where codes come from; not needed for accounts without two-factor authentication. */
  readonly provider?: CodeProvider | undefined;
  /** Plugins or bare middleware, outermost first. Providers among the plugins race with `provider`. */
  readonly use?: ReadonlyArray<Plugin<Added> | Middleware<Added>> | undefined;
  /** How long to wait for each code; default 120 seconds. A bare number is milliseconds. */
  readonly codeTimeout?: Duration.Input | undefined;
  /** How many codes the server may refuse in one login before it ends; default 3, at least 1. */
  readonly maxCodes?: number | undefined;
}

/** What a login fails with: what its steps leave. */
export type LoginError =
  | InvalidConfiguration
  | CodeProviderMissing
  | Effect.Error<ReturnType<typeof arm>>
  | Effect.Error<ReturnType<typeof requestToken>>
  | Effect.Error<ReturnType<typeof awaitCode>>
  | Effect.Error<ReturnType<typeof submitCode>>
  | Effect.Error<ReturnType<typeof submitPin>>;

/**
 * Logs in: arms the provider, sends the first request, and answers what the server asks for until it gives the token.
 *
 * - A refused code asks the provider for the next one, at most `maxCodes` in all and never the same twice. A code that
 *   met `Corrupted ticket` was not judged and does not count, but is not sent again either.
 * - `Corrupted ticket` starts again from the first request once, armed anew.
 * - Logins of one process for the same user run one after the other: a second one would make the first one's code
 *   worthless.
 * - Interruption closes everything that was opened, within a second.
 *
 * @param credentials What the user knows.
 * @param options Provider, plugins and limits.
 * @returns The token, or one of {@linkcode LoginError}, or an error that a plugin adds.
 *
 * @example
 * ```ts
 * import { Credentials, fromFunction, login, TokenApi } from "@autoshares/auth";
 * import * as Effect from "effect/Effect";
 *
 * const program = Effect.gen(function* () {
 *   const credentials = yield* Credentials.make({ appKey: "key", username: "bob", password: "secret" });
 *   const auth = yield* login(credentials, { provider: fromFunction(() => "5653") });
 *   return auth.expiresAt;
 * }).pipe(Effect.provide(TokenApi.layer({ baseUrl: "https://broker.example/api" })));
 * ```
 */
export function login<Added = never>(
  credentials: Credentials,
  options: LoginOptions<Added> = {},
): Effect.Effect<AuthToken, LoginError | Added, TokenApi> {
  const checked = Effect.runSyncExit(loginSettings(options));
  return Effect.gen(function* () {
    const settings = yield* checked;
    const { baseUrl } = yield* TokenApi;
    const context = { username: credentials.username, baseUrl };
    const loginOnce = Effect.flatMap(Clock.currentTimeMillis, (startedAt) => {
      const run = stepRunner(settings.middleware, context, startedAt);
      const attempt = round(credentials, settings, run, newCodes(), context);
      return Effect.catchTag(attempt, "TicketCorrupted", () => attempt);
    });
    return yield* inTurn(`${baseUrl}\n${credentials.username}`, loginOnce);
  }) as Effect.Effect<AuthToken, LoginError | Added, TokenApi>;
}

/** Runs a step inside the middleware and counts how often it has run. */
type StepRunner<Added> = <A, E extends AuthError, R>(
  name: StepName,
  step: Effect.Effect<A, E, R>,
) => Effect.Effect<A, E | Added, R>;

function stepRunner<Added>(
  middleware: ReadonlyArray<Middleware<Added>>,
  context: LoginContext,
  loginStartedAt: number,
): StepRunner<Added> {
  if (middleware.length === 0) return (_name, step) => step;
  const wrap = compose(middleware);
  const attempts = new Map<StepName, number>();
  return (name, step) =>
    Effect.contextWith((services) => {
      const attempt = (attempts.get(name) ?? 0) + 1;
      attempts.set(name, attempt);
      return wrap({ name, ...context, attempt, loginStartedAt }, Effect.provideContext(step, services));
    });
}

/** From arming to the token; a second round starts all of it anew. */
function round<Added>(
  credentials: Credentials,
  settings: LoginSettings<Added>,
  run: StepRunner<Added>,
  codes: CodesOfLogin,
  context: LoginContext,
) {
  const steps = Effect.gen(function* () {
    const { appKey, password, pin } = credentials;
    const provider = settings.provider &&
      guardedProvider(settings.provider, () => [...revealed(appKey, password, pin), ...codes.sent]);
    const armed = provider && (yield* run("Arm", arm(provider, context)));
    codes.underWay = true;
    const requestedAt = yield* Clock.currentTimeMillis;
    let state: AuthToken | Challenge = yield* run("RequestToken", requestToken(credentials));
    while (state._tag !== "AuthToken") {
      if (state._tag === "PinExpected") {
        if (state.pinSent) return yield* new PinRefused({});
        state = yield* judged(settings, codes, state, run("SubmitPin", submitPin(credentials, state)));
      } else {
        if (provider === undefined || armed === undefined) return yield* new CodeProviderMissing({});
        const code = yield* nextCode(settings, run, codes, { ...context, requestedAt }, provider, armed);
        const before = { ...state, codesTried: codes.sent.size };
        codes.sent.add(Redacted.value(code.code));
        const sending = run("SubmitCode", submitCode(credentials, before, code));
        state = yield* judged(settings, codes, { ...state, code }, sending);
      }
    }
    return state;
  });
  return boundedScope(steps, "500 millis");
}

function nextCode<Added>(
  { codeTimeoutMillis: timeoutMillis }: LoginSettings<Added>,
  run: StepRunner<Added>,
  codes: CodesOfLogin,
  context: Pick<CodeChallenge, "username" | "baseUrl" | "requestedAt">,
  provider: CodeProvider,
  armed: ArmedCodeProvider,
) {
  return Effect.suspend(() => {
    const challenge = { ...context, attempt: codes.sent.size + 1, timeoutMillis };
    const waiting = awaitCode(withCodes(armed, codes), challenge, provider.name, codes.refused);
    return Effect.catchIf(run("AwaitCode", waiting), isProviderFailed, (error) =>
      // Once the server has refused a code, that is what went wrong, and not that there is no other.
      Effect.fail(codes.refused === 0 ? error : codesRefused(codes, `${error.provider}: ${error.problem}`)));
  });
}

/** No documentation says what a locked account gets; a reason that speaks of it is reason enough to stop. */
const lockOutWords =
  /\block(?:ed|ed out|out)\b|\bblocked\b|\bsuspended\b|\bdisabled\b|too many|limit exceeded|no (?:more )?attempts/i;

/** Looks at what became of the code that a request carried. A refusal that leaves room for another gives a challenge. */
function judged<E, R>(
  { maxCodes }: LoginSettings<unknown>,
  codes: CodesOfLogin,
  carried: Challenge,
  answer: Effect.Effect<AuthToken | Challenge, E, R>,
): Effect.Effect<AuthToken | Challenge, E | CodeRefused, R> {
  if (carried.code === undefined) return answer;
  const refused = (next: Challenge, reason: string | undefined) => {
    codes.refused++;
    codes.underWay = false;
    codes.reason = reason;
    if (lockOutWords.test(reason ?? "")) {
      return Effect.fail(codesRefused(codes, "the server allows none"));
    }
    return codes.refused < maxCodes
      ? Effect.succeed(next)
      : Effect.fail(codesRefused(codes, `the limit of this login is ${maxCodes}`));
  };
  return answer.pipe(
    Effect.flatMap((next) => next._tag === "CodeExpected" ? refused(next, undefined) : Effect.succeed(next)),
    Effect.catchIf(isCodeRefused, (error) => {
      if (error.ended !== undefined) return Effect.fail(error);
      const pinSent = carried.pinSent || carried._tag === "PinExpected";
      const next: Challenge = { ...carried, _tag: "CodeExpected", code: undefined, pinSent };
      return refused({ ...next, codesTried: codes.sent.size }, error.reason);
    }),
  );
}

function codesRefused({ reason, sent }: CodesOfLogin, ended: string): CodeRefused {
  return new CodeRefused({ reason, codesTried: sent.size, ended });
}

const isProviderFailed = (error: unknown): error is ProviderFailed => error instanceof ProviderFailed;
const isCodeRefused = (error: unknown): error is CodeRefused => error instanceof CodeRefused;
