/**
 * Every error that the library can give: a closed union of tagged classes (their meanings: `AuthErrorTable.ts`).
 *
 * @module
 */
import { authErrorTable } from "./AuthErrorTable.ts";
import { authError, authErrorBrand, type AuthErrorClass } from "./internal/authErrorClass.ts";

export type { AuthErrorBase, AuthErrorClass } from "./internal/authErrorClass.ts";

/**
 * The name of a step; errors and middleware speak of steps by these names. All but the last belong to a login;
 * `ApiRequest` is one call of the API by a session.
 */
export type StepName = "Arm" | "RequestToken" | "AwaitCode" | "SubmitCode" | "SubmitPin" | "ApiRequest";

/** The steps that send a request to the token endpoint. */
export type TokenStep = "RequestToken" | "SubmitCode" | "SubmitPin";

/** The steps that send a request. */
export type RequestStep = TokenStep | "ApiRequest";

/** The tags of {@linkcode AuthError}. */
export type AuthErrorTag = AuthError["_tag"];

const quoted = (reason: string | undefined): string => reason === undefined ? "." : ` (“${reason}”).`;
const seconds = (millis: number): string => `${Math.round(millis / 100) / 10} s`;
const longer = (millis: number): string =>
  millis < 180_000 ? seconds(millis) : `${Math.ceil(millis / 60_000)} min`;
const counted = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts).map(([reason, count]) => `${count} ${reason}`).join(", ");

/** Fields and constructor of {@linkcode InvalidConfiguration}. */
const InvalidConfigurationBase: AuthErrorClass<"InvalidConfiguration", {
  /** The setting's (or credential's) name. */
  readonly setting: string;
  /** What is wrong with it, without its value. */
  readonly problem: string;
}> = authError("InvalidConfiguration", ({ setting, problem }) => `${setting} ${problem}.`);
/**
 * A setting (or a credential) cannot be used; nothing was sent. `setting` is its name, `problem` what is wrong,
 * without its value.
 */
export class InvalidConfiguration extends InvalidConfigurationBase {}

/** Fields and constructor of {@linkcode PinRequired}. */
const PinRequiredBase: AuthErrorClass<"PinRequired", object> = authError(
  "PinRequired",
  () => authErrorTable.PinRequired.meaning,
);
/** The server asks for the user's pin, and the credentials hold none. */
export class PinRequired extends PinRequiredBase {}

/** Fields of a refusal: the server's own words, scrubbed and bounded. */
export interface Refusal {
  /** The reply's `Reason`, scrubbed of secrets, at most 200 characters; absent where the server gave none. */
  readonly reason?: string | undefined;
}

/** Fields and constructor of {@linkcode CredentialsRefused}. */
const CredentialsRefusedBase: AuthErrorClass<"CredentialsRefused", Refusal> = authError(
  "CredentialsRefused",
  ({ reason }) => `The server refused the username or the password${quoted(reason)}`,
);
/** Wrong or missing username or password (`Step` `BaseAuthentication`). */
export class CredentialsRefused extends CredentialsRefusedBase {}

/** Fields and constructor of {@linkcode AppKeyRefused}. */
const AppKeyRefusedBase: AuthErrorClass<"AppKeyRefused", Refusal> = authError(
  "AppKeyRefused",
  ({ reason }) => `The server does not know the app key${quoted(reason)}`,
);
/** Missing or unknown `Et-App-Key`. */
export class AppKeyRefused extends AppKeyRefusedBase {}

/** Fields and constructor of {@linkcode PasswordExpired}. */
const PasswordExpiredBase: AuthErrorClass<"PasswordExpired", object> = authError(
  "PasswordExpired",
  () => authErrorTable.PasswordExpired.meaning,
);
/** The password has expired and must be changed first. */
export class PasswordExpired extends PasswordExpiredBase {}

/** Fields and constructor of {@linkcode PinNotSet}. */
const PinNotSetBase: AuthErrorClass<"PinNotSet", object> = authError(
  "PinNotSet",
  () => authErrorTable.PinNotSet.meaning,
);
/** The account needs a pin that was never set (`PIN code is not init`). */
export class PinNotSet extends PinNotSetBase {}

/** Fields and constructor of {@linkcode PinRefused}. */
const PinRefusedBase: AuthErrorClass<"PinRefused", Refusal> = authError(
  "PinRefused",
  ({ reason }) => `The server refused the pin${quoted(reason)}`,
);
/** Wrong pin (`Step` `SecutityPin`); the same pin is never sent twice for one challenge. */
export class PinRefused extends PinRefusedBase {}

/** Fields and constructor of {@linkcode CodeProviderMissing}. */
const CodeProviderMissingBase: AuthErrorClass<"CodeProviderMissing", object> = authError(
  "CodeProviderMissing",
  () => authErrorTable.CodeProviderMissing.meaning,
);
/** The account has two-factor authentication, and the login was given no code provider. */
export class CodeProviderMissing extends CodeProviderMissingBase {}

/** What kind of failure a provider met, for a program to tell apart; each plugin documents its own tags. */
export interface ProviderFailureReason {
  /** Its name, a word such as `AppPasswordRequired`. */
  readonly _tag: string;
}

/** Fields of {@linkcode ProviderFailed}. */
export interface ProviderFailure {
  /** The provider's name. */
  readonly provider: string;
  /** What went wrong, and what mends it; free of secrets. */
  readonly problem: string;
  /** Whether trying again may help; default `true`. */
  readonly retryable?: boolean;
  /** The kind of failure, where the provider tells kinds apart; `isImapFailure` and its like give it its type. */
  readonly reason?: ProviderFailureReason | undefined;
}

/** Fields and constructor of {@linkcode ProviderFailed}. */
const ProviderFailedBase: AuthErrorClass<"ProviderFailed", ProviderFailure> = authError(
  "ProviderFailed",
  ({ provider, problem }) => `Code provider ${provider}: ${problem}.`,
);
/** A code provider could not be made ready, or could not give a code. */
export class ProviderFailed extends ProviderFailedBase {}

/** What a code provider has met while it waited: numbers and reasons, never text. */
export interface Sightings {
  /** Messages (or other candidates) looked at. */
  readonly seen: number;
  /** How many of them were refused, by reason. */
  readonly refused: Readonly<Record<string, number>>;
}

/** Fields and constructor of {@linkcode CodeTimedOut}. */
const CodeTimedOutBase: AuthErrorClass<
  "CodeTimedOut",
  Sightings & {
    /** The provider's name. */
    readonly provider: string;
    /** How long this wait was, in milliseconds. */
    readonly waitedMillis: number;
    /** Codes that the server had refused before, in this login. */
    readonly codesRefused: number;
  }
> = authError(
  "CodeTimedOut",
  ({ provider, waitedMillis, seen, refused, codesRefused }) =>
    `No verification code from ${provider} within ${seconds(waitedMillis)} ` +
    `(seen: ${seen}${Object.keys(refused).length > 0 ? `; refused: ${counted(refused)}` : ""}` +
    `${codesRefused > 0 ? `; codes refused by the server: ${codesRefused}` : ""}).`,
);
/**
 * The wait for a code ended. `waitedMillis` is how long this wait was, `seen` and `refused` what the provider met,
 * `codesRefused` how many codes the server had refused before.
 */
export class CodeTimedOut extends CodeTimedOutBase {}

/** Fields and constructor of {@linkcode CodeRefused}. */
const CodeRefusedBase: AuthErrorClass<
  "CodeRefused",
  Refusal & {
    /** Codes sent to the server in this login. */
    readonly codesTried: number;
    /** Why no further code was tried. */
    readonly ended?: string | undefined;
  }
> = authError(
  "CodeRefused",
  ({ reason, codesTried, ended }) =>
    `The server refused ${codesTried <= 1 ? "the verification code" : `${codesTried} verification codes`}${
      quoted(reason)
    }${ended === undefined ? "" : ` No further code: ${ended}.`}`,
);
/** The server refused a code, and no further one was to be had or allowed. */
export class CodeRefused extends CodeRefusedBase {}

/** Fields and constructor of {@linkcode TicketCorrupted}. */
const TicketCorruptedBase: AuthErrorClass<"TicketCorrupted", {
  /** The step that met it. */
  readonly step: TokenStep;
}> = authError(
  "TicketCorrupted",
  ({ step }) => `${step}: the server does not accept the interim token (“Corrupted ticket”).`,
);
/** The interim token was altered, has expired, or another login replaced it. A login starts afresh once by itself. */
export class TicketCorrupted extends TicketCorruptedBase {}

/** How a connection failed. */
export type NetworkFailureKind = "dns" | "connect" | "tls" | "reset" | "protocol" | "unknown";

const networkWords: { readonly [Kind in NetworkFailureKind]: string } = {
  dns: "the server's name cannot be resolved",
  connect: "no connection to the server",
  tls: "no secure connection (TLS) to the server",
  reset: "the connection broke",
  protocol: "the answer is not HTTP",
  unknown: "the request failed",
};

/** Fields and constructor of {@linkcode NetworkFailed}. */
const NetworkFailedBase: AuthErrorClass<"NetworkFailed", {
  /** The step whose request failed. */
  readonly step: RequestStep;
  /** How: name not found, no connection, TLS, connection broken, not HTTP, or none of these. */
  readonly kind: NetworkFailureKind;
  /** The runtime's error code, for example `ECONNREFUSED`, where there is one. */
  readonly code?: string | undefined;
  /** Whether the server may have received the request. */
  readonly mayHaveArrived: boolean;
  /** `false` for an API call that changes something and may have arrived: look before it is sent again. */
  readonly retryable?: boolean;
}> = authError(
  "NetworkFailed",
  ({ step, kind, code }) => `${step}: ${networkWords[kind]}${code === undefined ? "" : ` (${code})`}.`,
);
/** The server could not be reached, or the connection broke. */
export class NetworkFailed extends NetworkFailedBase {}

/** Fields and constructor of {@linkcode RequestTimedOut}. */
const RequestTimedOutBase: AuthErrorClass<
  "RequestTimedOut",
  {
    /** The step whose request got no answer. */
    readonly step: RequestStep;
    /** The limit that ended it, in milliseconds. */
    readonly timeoutMillis: number;
    /** `false` for an API call that changes something: look before it is sent again. */
    readonly retryable?: boolean;
  }
> = authError(
  "RequestTimedOut",
  ({ step, timeoutMillis }) => `${step}: no answer within ${seconds(timeoutMillis)}.`,
);
/** No whole answer within the request's time limit; the server may have received the request. */
export class RequestTimedOut extends RequestTimedOutBase {}

/** Fields of an answer that asks for patience. */
export interface Postponed {
  /** The step that asked. */
  readonly step: RequestStep;
  /** HTTP status. */
  readonly status: number;
  /** The `Retry-After` header in milliseconds from now (RFC 9110, section 10.2.3), where there is one. */
  readonly retryAfterMillis?: number | undefined;
  /** `false` for an API call that changes something: look before it is sent again. */
  readonly retryable?: boolean;
}

const postponed = (millis: number | undefined): string =>
  millis === undefined ? "." : `, retry after ${seconds(millis)}.`;

/** Fields and constructor of {@linkcode RateLimited}. */
const RateLimitedBase: AuthErrorClass<"RateLimited", Postponed> = authError(
  "RateLimited",
  ({ step, status, retryAfterMillis }) =>
    `${step}: too many requests (${status})${postponed(retryAfterMillis)}`,
);
/** The server answered 429: it did nothing with the request. */
export class RateLimited extends RateLimitedBase {}

/** Fields and constructor of {@linkcode ServerFault}. */
const ServerFaultBase: AuthErrorClass<"ServerFault", Postponed> = authError(
  "ServerFault",
  ({ step, status, retryAfterMillis }) =>
    `${step}: the server failed (${status})${postponed(retryAfterMillis)}`,
);
/** The server answered 5xx with a body that is none of the documented ones. */
export class ServerFault extends ServerFaultBase {}

/** Fields and constructor of {@linkcode RedirectRefused}. */
const RedirectRefusedBase: AuthErrorClass<
  "RedirectRefused",
  {
    /** The step that was redirected. */
    readonly step: RequestStep;
    /** HTTP status. */
    readonly status: number;
    /** Why the redirect is not followed. */
    readonly problem: string;
  }
> = authError("RedirectRefused", ({ step, status, problem }) => `${step}: redirect (${status}) ${problem}.`);
/** A redirect to another origin (credentials would leak), or one that cannot be followed. */
export class RedirectRefused extends RedirectRefusedBase {}

/** Fields and constructor of {@linkcode ResponseTooLarge}. */
const ResponseTooLargeBase: AuthErrorClass<
  "ResponseTooLarge",
  {
    /** The step that was answered. */
    readonly step: RequestStep;
    /** HTTP status. */
    readonly status: number;
    /** The limit, in bytes after decompression. */
    readonly limitBytes: number;
  }
> = authError(
  "ResponseTooLarge",
  ({ step, status, limitBytes }) => `${step}: the response (${status}) is over ${limitBytes} bytes.`,
);
/** The response body is over the limit, in bytes after decompression: 64 KiB of the token endpoint, 16 MiB of the API. */
export class ResponseTooLarge extends ResponseTooLargeBase {}

/** Fields and constructor of {@linkcode UnexpectedResponse}. */
const UnexpectedResponseBase: AuthErrorClass<"UnexpectedResponse", {
  /** The step that was answered. */
  readonly step: RequestStep;
  /** HTTP status. */
  readonly status: number;
  /** What is unexpected. */
  readonly problem: string;
  /** The start of the body, scrubbed of secrets, at most 200 characters. */
  readonly excerpt: string;
}> = authError(
  "UnexpectedResponse",
  ({ step, status, problem, excerpt }) =>
    `${step}: unexpected response (${status}): ${problem}${excerpt === "" ? "" : `; it begins: ${excerpt}`}.`,
);
/** An answer that the documentation does not know: HTML, an empty body, an unknown `State` or `Step`, a missing token. */
export class UnexpectedResponse extends UnexpectedResponseBase {}

/** Fields and constructor of {@linkcode TokenRefused}. */
const TokenRefusedBase: AuthErrorClass<"TokenRefused", Refusal> = authError(
  "TokenRefused",
  ({ reason }) => `ApiRequest: the server refused a token that was just obtained (401)${quoted(reason)}`,
);
/**
 * An API call got 401 with a new token too, or with one that was obtained for such an answer a moment ago. By the
 * documentation that is also the answer to whoever asks for another user's account.
 */
export class TokenRefused extends TokenRefusedBase {}

/** Fields and constructor of {@linkcode ApiRefused}. */
const ApiRefusedBase: AuthErrorClass<"ApiRefused", {
  /** HTTP status, 400 to 499, or 500 with a body that the documentation knows. */
  readonly status: number;
  /** The server's own words, scrubbed and bounded; absent where it gave none. */
  readonly reason?: string | undefined;
}> = authError(
  "ApiRefused",
  ({ status, reason }) => `The API refused the request (${status})${quoted(reason)}`,
);
/** The API answered that it will not do what it was asked for: a wrong id, a missing field, an order in a wrong state. */
export class ApiRefused extends ApiRefusedBase {}

/** How a store failed. */
export type StoreFailureKind =
  | "unavailable"
  | "timeout"
  | "full"
  | "exposed"
  | "damaged"
  | "key"
  | "foreign"
  | "superseded";

/** What a store was asked to do. */
export type StoreOperation = "load" | "save" | "remove" | "lock";

/** Fields and constructor of {@linkcode StoreFailed}. */
const StoreFailedBase: AuthErrorClass<"StoreFailed", {
  /** The store's name. */
  readonly store: string;
  /** What it was asked to do. */
  readonly operation: StoreOperation;
  /**
   * `unavailable`: it cannot be reached, read or written; `timeout`: it gave no answer in time; `full`: no room is left;
   * `exposed`: others can read or change it; `damaged`: the record cannot be read, and is moved aside when it is
   * saved next; `key`: it was encrypted with another key, or is encrypted and no key is set: it is left as it is;
   * `foreign`: it belongs to another user, app key or base URL; `superseded`: somebody else has taken the lock since.
   */
  readonly kind: StoreFailureKind;
  /** What went wrong, and what mends it; free of secrets. */
  readonly problem: string;
}> = authError(
  "StoreFailed",
  ({ store, operation, problem }) => `Token store ${store}, ${operation}: ${problem}.`,
);
/** A token store failed. It never costs a login: the token is used, and this is reported. */
export class StoreFailed extends StoreFailedBase {}

/** Fields and constructor of {@linkcode LoginWithheld}. */
const LoginWithheldBase: AuthErrorClass<"LoginWithheld", {
  /** What the server refused. */
  readonly refused: "password" | "pin";
  /** When it did so last, ISO 8601 in UTC. */
  readonly at: string;
  /** How often it did. */
  readonly times: number;
}> = authError(
  "LoginWithheld",
  ({ refused, at, times }) =>
    `The server refused this ${refused} (option ${refused}) ${
      times === 1 ? "" : `${times} times, last `
    }at ${at}, so no login is tried with it.`,
);
/** The attempt ledger holds a refusal of these very credentials: nothing was sent, so that no account is locked. */
export class LoginWithheld extends LoginWithheldBase {}

/** Fields and constructor of {@linkcode LoginPostponed}. */
const LoginPostponedBase: AuthErrorClass<"LoginPostponed", {
  /** Codes that the server has refused within the window. */
  readonly codesRefused: number;
  /** How long until a login may be tried again, in milliseconds. */
  readonly retryAfterMillis: number;
}> = authError(
  "LoginPostponed",
  ({ codesRefused, retryAfterMillis }) =>
    `The server has refused ${codesRefused} verification codes lately, so no login is tried before ${
      longer(retryAfterMillis)
    } have passed.`,
);
/** Too many codes were refused lately: nothing was sent, so that no account is locked. */
export class LoginPostponed extends LoginPostponedBase {}

/** Fields and constructor of {@linkcode LoginInProgress}. */
const LoginInProgressBase: AuthErrorClass<"LoginInProgress", {
  /** How long this process has waited for the other, in milliseconds. */
  readonly waitedMillis: number;
}> = authError(
  "LoginInProgress",
  ({ waitedMillis }) =>
    `Another process has been logging in as this user for ${seconds(waitedMillis)}, without an end.`,
);
/** Another process holds the lock of this user's login, and gave no token while this one waited. */
export class LoginInProgress extends LoginInProgressBase {}

export type {
  ApiRefusedBase,
  AppKeyRefusedBase,
  CodeProviderMissingBase,
  CodeRefusedBase,
  CodeTimedOutBase,
  CredentialsRefusedBase,
  InvalidConfigurationBase,
  LoginInProgressBase,
  LoginPostponedBase,
  LoginWithheldBase,
  NetworkFailedBase,
  PasswordExpiredBase,
  PinNotSetBase,
  PinRefusedBase,
  PinRequiredBase,
  ProviderFailedBase,
  RateLimitedBase,
  RedirectRefusedBase,
  RequestTimedOutBase,
  ResponseTooLargeBase,
  ServerFaultBase,
  StoreFailedBase,
  TicketCorruptedBase,
  TokenRefusedBase,
  UnexpectedResponseBase,
};

/** What can go wrong on the way to the server and back. */
export type WireError =
  | NetworkFailed
  | RequestTimedOut
  | RateLimited
  | ServerFault
  | RedirectRefused
  | ResponseTooLarge
  | UnexpectedResponse;

/**
 * Everything that a login, a session or a store can fail with.
 *
 * @example
 * ```ts
 * import { type AuthError, isAuthError } from "@autoshares/auth";
 *
 * const worthAnotherTry = (error: unknown): boolean => isAuthError(error) && error.retryable;
 * const exitCode = (error: AuthError): number => error.exitCode;
 * ```
 */
export type AuthError =
  | InvalidConfiguration
  | PinRequired
  | CredentialsRefused
  | AppKeyRefused
  | PasswordExpired
  | PinNotSet
  | PinRefused
  | CodeProviderMissing
  | ProviderFailed
  | CodeTimedOut
  | CodeRefused
  | TicketCorrupted
  | TokenRefused
  | ApiRefused
  | StoreFailed
  | LoginWithheld
  | LoginPostponed
  | LoginInProgress
  | WireError;

/**
 * Whether a value is one of the library's errors.
 *
 * @param value Anything, for example what a promise rejected with.
 * @returns `true` for every member of {@linkcode AuthError}.
 *
 * @example
 * ```ts
 * import { isAuthError } from "@autoshares/auth";
 *
 * isAuthError(new Error("something else")); // false
 * ```
 */
export function isAuthError(value: unknown): value is AuthError {
  return value instanceof Error && authErrorBrand in value;
}
