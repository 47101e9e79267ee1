/**
 * What each error means, in one table that errors, command line and documentation read.
 *
 * @module
 */
import type { AuthErrorTag } from "./AuthError.ts";

/** What holds for every error of one tag. */
export interface AuthErrorFacts {
  /** What happened, in one sentence. */
  readonly meaning: string;
  /**
   * What the reader should do next, in one sentence. It names what to change as the library has it, `(option pin)`; the
   * command line names its variables instead.
   */
  readonly advice: string;
  /** Whether the same login, tried again later and unchanged, may succeed. */
  readonly retryable: boolean;
  /**
   * The command line's exit code: 2 configuration, 3 credentials refused, 4 no code, 5 code refused, 6 network,
   * server or store at fault, or not now, 7 API request refused. (8, of errors whose `retryable` is `false` though the
   * table's is not: a call of the API that may have been done.)
   */
  readonly exitCode: 2 | 3 | 4 | 5 | 6 | 7;
}

/**
 * Meaning, advice, retryability and exit code by tag: the one place that errors, command line and documentation read.
 *
 * @example
 * ```ts
 * import { authErrorTable } from "@autoshares/auth";
 *
 * console.log(authErrorTable.CredentialsRefused.exitCode); // 3
 * ```
 */
export const authErrorTable: { readonly [Tag in AuthErrorTag]: AuthErrorFacts } = {
  InvalidConfiguration: {
    meaning: "A setting cannot be used; nothing was sent.",
    advice: "Correct the setting and start again.",
    retryable: false,
    exitCode: 2,
  },
  PinRequired: {
    meaning: "The server asks for the user's pin, and none is set.",
    advice: "Set the pin (option pin) and log in again.",
    retryable: false,
    exitCode: 2,
  },
  CredentialsRefused: {
    meaning: "The server refused the username or the password.",
    advice:
      "Check both (options username and password) before another try: repeated refusals may lock the account.",
    retryable: false,
    exitCode: 3,
  },
  AppKeyRefused: {
    meaning: "The server does not know the app key.",
    advice:
      "Check the key (option appKey) and the base URL (option baseUrl) with the broker's administrator.",
    retryable: false,
    exitCode: 3,
  },
  PasswordExpired: {
    meaning: "The password has expired.",
    advice: "Change it in the trading platform, then log in with the new one (option password).",
    retryable: false,
    exitCode: 3,
  },
  PinNotSet: {
    meaning: "The account needs a pin that its user never set.",
    advice: "Set the pin in the trading platform, then log in with it (option pin).",
    retryable: false,
    exitCode: 3,
  },
  PinRefused: {
    meaning: "The server refused the pin.",
    advice: "Check the pin (option pin) before another try: repeated refusals may lock the account.",
    retryable: false,
    exitCode: 3,
  },
  CodeProviderMissing: {
    meaning: "The server asks for a verification code, and no code provider is set.",
    advice:
      "Set a code provider (option provider): stdin needs a terminal or a pipe; unattended programs use one that needs no person, such as imap or command.",
    retryable: false,
    exitCode: 2,
  },
  ProviderFailed: {
    meaning: "The code provider could not be made ready, or could not give a code.",
    advice: "Mend what it names, or take another provider (option provider), then log in again.",
    retryable: true,
    exitCode: 4,
  },
  CodeTimedOut: {
    meaning: "No acceptable verification code arrived in time.",
    advice:
      "Check where the broker sends the code (email or SMS) and the provider that reads it (option provider), or allow a longer wait (option codeTimeout).",
    retryable: true,
    exitCode: 4,
  },
  CodeRefused: {
    meaning: "The server refused the verification code.",
    advice:
      "Find out why the provider (option provider) gave a wrong code before another try: repeated refusals may lock the account.",
    retryable: false,
    exitCode: 5,
  },
  TicketCorrupted: {
    meaning: "The server no longer accepts the interim token, after a fresh start too.",
    advice: "Make sure that nothing else logs in as this user at the same time, then try again.",
    retryable: true,
    exitCode: 6,
  },
  TokenRefused: {
    meaning: "The API refuses a new token too.",
    advice:
      "Check that the user may see what was asked for (another user's account gets this answer too); no further login is tried for it for a while.",
    retryable: false,
    exitCode: 7,
  },
  ApiRefused: {
    meaning: "The API refused the request.",
    advice:
      "Check the request: its ids, its fields and whether its object still is in a state that allows it.",
    retryable: false,
    exitCode: 7,
  },
  StoreFailed: {
    meaning: "The token store failed.",
    advice:
      "Mend what it names, or take another store (option store); logins go on without it, but each process then logs in for itself.",
    retryable: true,
    exitCode: 6,
  },
  LoginWithheld: {
    meaning: "The server has refused this very password or pin before, so it is not sent again.",
    advice:
      "Correct it; if it is right and the account was unlocked, reset the attempt ledger (resetAttempts, or autoshares-auth reset).",
    retryable: false,
    exitCode: 3,
  },
  LoginPostponed: {
    meaning: "The server has refused too many verification codes lately.",
    advice:
      "Find out why the provider (option provider) gives wrong codes; to try before that time, reset the attempt ledger (resetAttempts, or autoshares-auth reset).",
    retryable: true,
    exitCode: 6,
  },
  LoginInProgress: {
    meaning: "Another process is logging in as this user and does not come to an end.",
    advice: "Look at what it waits for, or end it, then try again.",
    retryable: true,
    exitCode: 6,
  },
  NetworkFailed: {
    meaning: "The server could not be reached, or the connection broke.",
    advice: "Check the base URL (option baseUrl) and the network, then try again.",
    retryable: true,
    exitCode: 6,
  },
  RequestTimedOut: {
    meaning: "The server did not answer in time.",
    advice: "Try again later, or allow more time for a request (option requestTimeout).",
    retryable: true,
    exitCode: 6,
  },
  RateLimited: {
    meaning: "The server asks for fewer requests (429).",
    advice: "Wait as long as the server asks before the next try.",
    retryable: true,
    exitCode: 6,
  },
  ServerFault: {
    meaning: "The server failed (5xx).",
    advice: "Try again later.",
    retryable: true,
    exitCode: 6,
  },
  RedirectRefused: {
    meaning: "The server redirects in a way that a request with credentials does not follow.",
    advice:
      "Set the base URL (option baseUrl) to the address where the server really is (https, ending in /api).",
    retryable: false,
    exitCode: 6,
  },
  ResponseTooLarge: {
    meaning: "The response is larger than any documented one.",
    advice: "Check that the base URL (option baseUrl) is that of the broker's API (it ends in /api).",
    retryable: false,
    exitCode: 6,
  },
  UnexpectedResponse: {
    meaning: "The server answered with something that is not documented.",
    advice:
      "Check that the base URL (option baseUrl) is that of the broker's API (it ends in /api); if it is, report the excerpt.",
    retryable: false,
    exitCode: 6,
  },
};
