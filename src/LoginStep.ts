/**
 * The steps of a login, each a typed effect. `login` composes them; a program that needs another order composes them
 * itself.
 *
 * @module
 */
import * as Clock from "effect/Clock";
import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import type * as Redacted from "effect/Redacted";
import type * as Scope from "effect/Scope";
import {
  AppKeyRefused,
  CodeRefused,
  CodeTimedOut,
  CredentialsRefused,
  PasswordExpired,
  PinNotSet,
  PinRefused,
  PinRequired,
  ProviderFailed,
  TicketCorrupted,
  type TokenStep,
  type WireError,
} from "./AuthError.ts";
import { AuthToken } from "./AuthToken.ts";
import type {
  ArmedCodeProvider,
  CodeChallenge,
  CodeProvider,
  LoginContext,
  VerificationCode,
} from "./CodeProvider.ts";
import type { Credentials } from "./Credentials.ts";
import { sumOfSightings } from "./internal/login/sightings.ts";
import { within } from "./internal/within.ts";
import { TokenApi } from "./TokenApi.ts";
import type { TokenReply } from "./TokenReply.ts";

/** What the server asks for before it gives the token, and what the next request repeats. */
export interface Challenge {
  /** What is asked for. */
  readonly _tag: "CodeExpected" | "PinExpected";
  /** The newest interim token. */
  readonly interimToken: Redacted.Redacted<string>;
  /** The code that the server has taken so far, sent again with the pin. */
  readonly code?: VerificationCode | undefined;
  /** Whether the server has asked for the pin and got it; it is sent again with the code then. */
  readonly pinSent: boolean;
  /** Codes sent so far in this login. */
  readonly codesTried: number;
}

/** How the server may refuse a request at any step. */
export type Refused =
  | AppKeyRefused
  | CodeRefused
  | CredentialsRefused
  | PasswordExpired
  | PinNotSet
  | PinRefused
  | TicketCorrupted;

/** What a request to the token endpoint gives: the token, or what is asked for next. */
export type StepResult = Effect.Effect<AuthToken | Challenge, Refused | WireError, TokenApi>;

/**
 * Step `Arm`: makes a provider ready, before the server is asked for anything.
 *
 * @param provider The provider.
 * @param context Who is about to log in.
 * @param limit How long it may take; default 30 seconds.
 * @returns The armed provider, which lives as long as the scope, or `ProviderFailed`.
 *
 * @example
 * ```ts
 * import { arm, fromFunction } from "@autoshares/auth";
 *
 * const armed = arm(fromFunction(() => "5653"), { username: "bob", baseUrl: "https://broker.example/api" });
 * ```
 */
export function arm(
  provider: CodeProvider,
  context: LoginContext,
  limit: Duration.Input = Duration.seconds(30),
): Effect.Effect<ArmedCodeProvider, ProviderFailed, Scope.Scope> {
  return within(
    provider.arm(context),
    Duration.fromInputUnsafe(limit),
    () => Effect.fail(new ProviderFailed({ provider: provider.name, problem: "was not ready in time" })),
  );
}

/**
 * Step `RequestToken`: the first request. The server answers with the token where the account has no two-factor
 * authentication, else it sends a code or asks for the pin.
 *
 * @param credentials App key, username and password.
 * @returns The token or a challenge; fails with a refusal or a wire error.
 *
 * @example
 * ```ts
 * import { type Credentials, requestToken } from "@autoshares/auth";
 *
 * const first = (credentials: Credentials) => requestToken(credentials);
 * ```
 */
export function requestToken(credentials: Credentials): StepResult {
  return exchange("RequestToken", credentials, { pinSent: false, codesTried: 0 });
}

/**
 * Step `AwaitCode`: waits for the next code.
 *
 * @param armed The armed provider.
 * @param challenge Who waits, since when, on which attempt and for how long.
 * @param provider The provider's name, for the error.
 * @param codesRefused Codes that the server has refused before, for the error.
 * @returns The code; fails with `ProviderFailed`, or with `CodeTimedOut` after `challenge.timeoutMillis`.
 *
 * @example
 * ```ts
 * import { type ArmedCodeProvider, awaitCode, type CodeChallenge } from "@autoshares/auth";
 *
 * const wait = (armed: ArmedCodeProvider, challenge: CodeChallenge) => awaitCode(armed, challenge, "mailbox");
 * ```
 */
export function awaitCode(
  armed: ArmedCodeProvider,
  challenge: CodeChallenge,
  provider: string,
  codesRefused = 0,
): Effect.Effect<VerificationCode, ProviderFailed | CodeTimedOut> {
  const waitedMillis = challenge.timeoutMillis;
  return within(armed.next(challenge), Duration.millis(waitedMillis), () =>
    Effect.flatMap(
      within(sumOfSightings([armed]), Duration.seconds(1), () => Effect.succeed({ seen: 0, refused: {} })),
      (sightings) => Effect.fail(new CodeTimedOut({ provider, waitedMillis, codesRefused, ...sightings })),
    ));
}

/**
 * Step `SubmitCode`: the second request, with the code.
 *
 * @param credentials The same as in the first request.
 * @param challenge What the server answered last.
 * @param code The code.
 * @returns The token or the next challenge; fails with a refusal (`CodeRefused`, `TicketCorrupted`, …) or a wire error.
 *
 * @example
 * ```ts
 * import { type Challenge, type Credentials, submitCode, type VerificationCode } from "@autoshares/auth";
 *
 * const second = (credentials: Credentials, challenge: Challenge, code: VerificationCode) =>
 *   submitCode(credentials, challenge, code);
 * ```
 */
export function submitCode(
  credentials: Credentials,
  challenge: Challenge,
  code: VerificationCode,
): StepResult {
  return exchange("SubmitCode", credentials, { ...challenge, code, codesTried: challenge.codesTried + 1 });
}

/**
 * Step `SubmitPin`: answers a challenge that asks for the pin.
 *
 * @param credentials The same as in the first request, with a pin.
 * @param challenge What the server answered last.
 * @returns The token or the next challenge; fails with `PinRequired` where the credentials hold no pin, with a refusal
 * (`PinRefused`, …) or a wire error.
 *
 * @example
 * ```ts
 * import { type Challenge, type Credentials, submitPin } from "@autoshares/auth";
 *
 * const pin = (credentials: Credentials, challenge: Challenge) => submitPin(credentials, challenge);
 * ```
 */
export function submitPin(
  credentials: Credentials,
  challenge: Challenge,
): Effect.Effect<AuthToken | Challenge, Refused | WireError | PinRequired, TokenApi> {
  return credentials.pin === undefined
    ? Effect.fail(new PinRequired({}))
    : exchange("SubmitPin", credentials, { ...challenge, pinSent: true });
}

/** What a request carries beyond the credentials: a challenge, or before the first request next to nothing. */
type Carried = Pick<Challenge, "code" | "pinSent" | "codesTried"> & Partial<Pick<Challenge, "interimToken">>;

function exchange(step: TokenStep, credentials: Credentials, carried: Carried): StepResult {
  const { code, pinSent, codesTried } = carried;
  const pin = pinSent ? credentials.pin : undefined;
  const request = { step, credentials, interimToken: carried.interimToken, code: code?.code, pin };
  return Effect.flatMap(
    TokenApi.use((api) => api.send(request)),
    (reply): Effect.Effect<AuthToken | Challenge, Refused> => {
      switch (reply._tag) {
        case "Succeeded": {
          const { token } = reply;
          const { username } = credentials;
          return Effect.map(
            Clock.currentTimeMillis,
            (obtainedAt) =>
              new AuthToken({ token, username, obtainedAt, provider: code?.provider, codesTried }),
          );
        }
        case "CodeExpected": // A code that is asked for again was not taken; only a pin that is asked for says that it was.
          return Effect.succeed({ ...reply, code: undefined, pinSent, codesTried });
        case "PinExpected":
          return Effect.succeed({ ...reply, code, pinSent, codesTried });
        default:
          return Effect.fail(refusal(reply, step, carried));
      }
    },
  );
}

type RefusedReply = Exclude<TokenReply, { readonly _tag: "Succeeded" | "CodeExpected" | "PinExpected" }>;

function refusal(reply: RefusedReply, step: TokenStep, { codesTried }: Carried): Refused {
  switch (reply._tag) {
    case "PinNotSet":
      return new PinNotSet({});
    case "PasswordExpired":
      return new PasswordExpired({});
    case "TicketCorrupted":
      return new TicketCorrupted({ step });
    case "CredentialsRefused":
      return new CredentialsRefused(reply);
    case "PinRefused":
      return new PinRefused(reply);
    case "AppKeyRefused":
      return new AppKeyRefused(reply);
    case "CodeRefused":
      return new CodeRefused({ reason: reply.reason, codesTried });
  }
}
