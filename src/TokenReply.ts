/**
 * The server's answers to `POST {base}/token`, decided by the body and not by the status.
 *
 * Facts: the ETNA Trader documentation on two-factor authentication, pins and password expiry
 * ({@link https://github.com/etnatrader/gitbookHelp}).
 *
 * @module
 */
import * as Option from "effect/Option";
import * as Redacted from "effect/Redacted";
import * as Result from "effect/Result";
import * as Schema from "effect/Schema";
import { headerValueProblem } from "./internal/http/headerValue.ts";

/** A documented answer. `reason` is the server's own text and has not been scrubbed. */
export type TokenReply =
  | { readonly _tag: "Succeeded"; readonly token: Redacted.Redacted<string> }
  | { readonly _tag: "CodeExpected"; readonly interimToken: Redacted.Redacted<string> }
  | { readonly _tag: "PinExpected"; readonly interimToken: Redacted.Redacted<string> }
  | { readonly _tag: "PinNotSet" }
  | { readonly _tag: "PasswordExpired" }
  | { readonly _tag: "TicketCorrupted" }
  | { readonly _tag: "CredentialsRefused"; readonly reason: string | undefined }
  | { readonly _tag: "PinRefused"; readonly reason: string | undefined }
  | { readonly _tag: "CodeRefused"; readonly reason: string | undefined }
  | { readonly _tag: "AppKeyRefused"; readonly reason: string | undefined };

const Text = Schema.optional(Schema.NullOr(Schema.String));
/** All keys of all answers; which of them an answer has, and with which words, is told apart below. */
const Body = Schema.Struct({ State: Text, Step: Text, Reason: Text, Token: Text, error: Text });
const decodeBody = Schema.decodeUnknownOption(Body);

const isUsable = (token: string | null | undefined): token is string =>
  typeof token === "string" && headerValueProblem(token) === undefined;
const says = (text: string, words: string): boolean => text.toLowerCase().includes(words);

/** The answer that a body is, or nothing where it is none of the documented ones. */
function replyOf({ State, Step, Reason, Token, error }: typeof Body.Type): TokenReply | undefined {
  const reason = Reason ?? undefined;
  if (State === "Succeeded") {
    return isUsable(Token)
      ? { _tag: "Succeeded", token: Redacted.make(Token, { label: "token" }) }
      : undefined;
  }
  if (State === "Expecting" || State === "Failed" || State === "BaseAuthentication") {
    // Two answers are told by their reason alone: pages differ in their state, or leave out the step.
    if (says(reason ?? "", "password has expired and must be changed")) return { _tag: "PasswordExpired" };
    if (says(reason ?? "", "pin code is not init")) return { _tag: "PinNotSet" };
  }
  if (State === "Expecting") return expected(Step, Token);
  if (State === "Failed") return refused(Step, reason);
  return State == null && error != null && says(error, "application key")
    ? { _tag: "AppKeyRefused", reason: error }
    : undefined;
}

/** `SecutityPin` is the wire's spelling; a server that mends it is understood as well. */
const isPinStep = (step: string | null | undefined): boolean =>
  step === "SecutityPin" || step === "SecurityPin";

function expected(step: string | null | undefined, token: string | null | undefined): TokenReply | undefined {
  if (!isUsable(token)) return undefined;
  const interimToken = Redacted.make(token, { label: "interimToken" });
  if (step === "VerificationCode") return { _tag: "CodeExpected", interimToken };
  return isPinStep(step) ? { _tag: "PinExpected", interimToken } : undefined;
}

function refused(step: string | null | undefined, reason: string | undefined): TokenReply | undefined {
  if (step === "BaseAuthentication") return { _tag: "CredentialsRefused", reason };
  if (isPinStep(step)) return { _tag: "PinRefused", reason };
  if (step !== "VerificationCode") return undefined;
  return says(reason ?? "", "corrupted ticket")
    ? { _tag: "TicketCorrupted" }
    : { _tag: "CodeRefused", reason };
}

/**
 * Reads a response body.
 *
 * @param text The body as text; a leading byte-order mark is ignored, unknown extra fields too.
 * @returns The documented answer, or as failure a sentence that says what is unexpected, free of the body's text. It
 * never throws.
 *
 * @example
 * ```ts
 * import { decodeTokenReply } from "./TokenReply.ts";
 * import * as Result from "effect/Result";
 *
 * const reply = decodeTokenReply(`{"State":"Failed","Step":"BaseAuthentication","Reason":"Invalid credentials"}`);
 * if (Result.isSuccess(reply)) console.log(reply.success._tag); // CredentialsRefused
 * ```
 */
export function decodeTokenReply(text: string): Result.Result<TokenReply, string> {
  const json = text.replace(/^\uFEFF/, "");
  if (json.trim() === "") return Result.fail("the body is empty");
  let body: unknown;
  try {
    body = JSON.parse(json);
  } catch {
    return Result.fail("the body is not JSON");
  }
  const decoded = decodeBody(body);
  const reply = Option.isSome(decoded) ? replyOf(decoded.value) : undefined;
  return reply === undefined ? Result.fail(problemOf(body)) : Result.succeed(reply);
}

function problemOf(body: unknown): string {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    return "the body is not a JSON object";
  }
  const { State, Token } = body as Record<string, unknown>;
  if (State === undefined) return "the body has no State";
  if (State === "Succeeded" || State === "Expecting") {
    if (typeof Token !== "string" || headerValueProblem(Token) !== undefined) {
      return `State is ${State} without a usable Token`;
    }
  }
  return "State, Step and Reason are none of the documented combinations";
}
