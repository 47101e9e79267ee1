/**
 * Where verification codes come from.
 *
 * A provider has two moments. `arm` comes *before* the first request: connect, and note where the inbox stands, so that
 * an old message is never the answer and a fast one is never missed. `next` comes after the server has asked for a
 * code: the first acceptable code that came after the mark.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import type * as Scope from "effect/Scope";
import * as Redacted from "effect/Redacted";
import { ProviderFailed, type Sightings } from "./AuthError.ts";
import { foreignText } from "./internal/secrets/scrub.ts";

/** Who is about to log in, told at `arm`. */
export interface LoginContext {
  /** The user. */
  readonly username: string;
  /** The broker's base URL. */
  readonly baseUrl: string;
}

/** What the server asks for, told at `next`. */
export interface CodeChallenge extends LoginContext {
  /** Which code of this login is asked for: 1, then 2 after a refused one, and so on. */
  readonly attempt: number;
  /**
   * When the request went out that makes the server send a code, in milliseconds since 1970 (UTC), by this machine's clock:
   * an older code belongs to another login. A fast one is there before the server's answer is.
   */
  readonly requestedAt: number;
  /** How long the login waits for this code, in milliseconds. */
  readonly timeoutMillis: number;
}

/** A code that can be sent to the server, and who gave it. Made by {@linkcode verificationCode}. */
export interface VerificationCode {
  /** Tells it from other values. */
  readonly _tag: "VerificationCode";
  /** The code; a string, so that `0417` stays `0417`. */
  readonly code: Redacted.Redacted<string>;
  /** Name of the provider that gave it. */
  readonly provider: string;
}

/** A provider that stands ready for one login. */
export interface ArmedCodeProvider {
  /**
   * The next code that came after the mark; called again when the server has refused the one before. It waits as long
   * as it takes: the login limits the wait by interruption, which must not use up a code.
   */
  readonly next: (challenge: CodeChallenge) => Effect.Effect<VerificationCode, ProviderFailed>;
  /** What was seen and refused so far, for the error of a wait that ended; optional. */
  readonly sightings?: Effect.Effect<Sightings> | undefined;
}

/**
 * A source of verification codes, as a plain value.
 *
 * @example
 * ```ts
 * import { type CodeProvider, verificationCode } from "@autoshares/auth";
 * import * as Effect from "effect/Effect";
 *
 * const fixed: CodeProvider = {
 *   name: "fixed",
 *   arm: () => Effect.succeed({ next: () => verificationCode("fixed", "5653") }),
 * };
 * ```
 */
export interface CodeProvider {
  /** Its name, for messages and for the token's `provider`. */
  readonly name: string;
  /** Connects and marks; all that it opens belongs to the scope, which is closed when the login ends. */
  readonly arm: (context: LoginContext) => Effect.Effect<ArmedCodeProvider, ProviderFailed, Scope.Scope>;
}

/**
 * Checks that a text can be a verification code.
 *
 * @param provider Name of the provider that found it.
 * @param text The code, perhaps with blanks at its ends: 1 to 32 visible ASCII characters without blanks inside.
 * @returns The code, or `ProviderFailed`, which does not repeat the text.
 *
 * @example
 * ```ts
 * import { verificationCode } from "@autoshares/auth";
 *
 * const code = verificationCode("my-provider", "0417\n");
 * ```
 */
export function verificationCode(
  provider: string,
  text: string,
): Effect.Effect<VerificationCode, ProviderFailed> {
  return Effect.suspend(() => {
    const code = text.trim();
    if (code === "") return Effect.fail(new ProviderFailed({ provider, problem: "gave an empty code" }));
    return /^[\x21-\x7e]{1,32}$/.test(code)
      ? Effect.succeed({ _tag: "VerificationCode", code: Redacted.make(code, { label: "code" }), provider })
      : Effect.fail(
        new ProviderFailed({
          provider,
          problem: "gave a text that is no code (a code has up to 32 letters, digits or signs and no blanks)",
        }),
      );
  });
}

/** What a {@linkcode fromFunction} function may give: a code, or nothing when it has none. */
export type FunctionCode = string | Redacted.Redacted<string> | undefined | null;

/**
 * A provider from a function: synchronous, returning a promise, or returning an Effect.
 *
 * The function is called once for each code that the login wants. It has no mark, so it must itself make sure that its
 * code is a fresh one. The login never sends a code twice.
 *
 * @param get Called with who waits, since when and on which attempt, and with a signal that aborts when the wait ends.
 * @param options `name`: the provider's name, default `function`.
 * @returns A provider. It fails with `ProviderFailed` when the function throws, rejects, fails or gives nothing; the
 * foreign message is kept without anything that looks like a secret.
 *
 * @example
 * ```ts
 * import { fromFunction } from "@autoshares/auth";
 *
 * const provider = fromFunction(async ({ username, attempt }, signal) => {
 *   const response = await fetch(`http://127.0.0.1:9000/code?user=${username}&attempt=${attempt}`, { signal });
 *   return await response.text();
 * });
 * ```
 */
export function fromFunction(
  get: (
    challenge: CodeChallenge,
    signal: AbortSignal,
  ) => FunctionCode | PromiseLike<FunctionCode> | Effect.Effect<FunctionCode, unknown>,
  options: { readonly name?: string } = {},
): CodeProvider {
  const name = options.name ?? "function";
  const failed = (error: unknown) =>
    new ProviderFailed({ provider: name, problem: `failed: ${foreignText(error)}` });
  const call = (challenge: CodeChallenge): Effect.Effect<FunctionCode, ProviderFailed> =>
    Effect.suspend(() => {
      const wait = new AbortController();
      let given: ReturnType<typeof get>;
      try {
        given = get(challenge, wait.signal);
      } catch (error) {
        return Effect.fail(failed(error));
      }
      if (!Effect.isEffect(given) && !isPromiseLike(given)) return Effect.succeed(given);
      const promise = given;
      return Effect.onInterrupt(
        Effect.isEffect(promise)
          ? Effect.mapError(promise, failed)
          : Effect.tryPromise({ try: () => promise, catch: failed }),
        () => Effect.sync(() => wait.abort()),
      );
    });
  const next = (challenge: CodeChallenge) =>
    Effect.flatMap(call(challenge), (given) => {
      const text: unknown = Redacted.isRedacted(given) ? Redacted.value(given) : given;
      return typeof text === "string" ? verificationCode(name, text) : Effect.fail(
        new ProviderFailed({
          provider: name,
          problem: text === undefined || text === null
            ? "gave no code"
            : `gave a ${typeof text} where a code is a string`,
        }),
      );
    });
  return { name, arm: () => Effect.succeed({ next }) };
}

function isPromiseLike<A>(value: A | PromiseLike<A>): value is PromiseLike<A> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}
