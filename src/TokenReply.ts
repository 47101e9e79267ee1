/**
 * The server's answers to `POST {base}/token`, decided by the body and not by the status.
 *
 * Facts: the ETNA Trader documentation on two-factor authentication, pins and password expiry
 * ({@link https://github.com/etnatrader/gitbookHelp}).
 *
 * @module
 */
import * as Redacted from "effect/Redacted";
import * as Result from "effect/Result";
import * as Schema from "effect/Schema";
import { headerValueProblem } from "./internal/headerValue.ts";

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

const TokenText = Schema.String.check(
  Schema.makeFilter((text) => headerValueProblem(text) === undefined, {
    message: "a token that a header can carry",
  }),
);
const Reason = Schema.optional(Schema.NullOr(Schema.String));
const PinStep = Schema.Literals(["SecutityPin", "SecurityPin"]);

const Succeeded = Schema.Struct({ State: Schema.Literal("Succeeded"), Token: TokenText });
const Expecting = Schema.Struct({
  State: Schema.Literal("Expecting"),
  Step: Schema.Union([Schema.Literal("VerificationCode"), PinStep]),
  Reason,
  Token: TokenText,
});
/** The pin was never set: named by its reason alone, with or without a step and a token. */
const PinUnset = Schema.Struct({
  State: Schema.Literals(["Expecting", "Failed"]),
  Reason: Schema.String.check(Schema.makeFilter((reason) => says(reason, "pin code is not init"))),
});
/** One page gives `BaseAuthentication` as the state, the others as the step. */
const Expired = Schema.Struct({
  State: Schema.Literals(["Failed", "Expecting", "BaseAuthentication"]),
  Reason: Schema.String.check(
    Schema.makeFilter((reason) => says(reason, "password has expired and must be changed")),
  ),
});
const Failed = Schema.Struct({
  State: Schema.Literal("Failed"),
  Step: Schema.Union([Schema.Literals(["BaseAuthentication", "VerificationCode"]), PinStep]),
  Reason,
});
const UnknownAppKey = Schema.Struct({
  error: Schema.String.check(Schema.makeFilter((error) => says(error, "application key"))),
});

const Body = Schema.Union([Succeeded, PinUnset, Expired, Expecting, Failed, UnknownAppKey]);
const decodeBody = Schema.decodeUnknownResult(Body);

function says(text: string, words: string): boolean {
  return text.toLowerCase().includes(words);
}

function replyOf(body: typeof Body.Type): TokenReply {
  if ("error" in body) return { _tag: "AppKeyRefused", reason: body.error };
  if ("Token" in body) {
    if (body.State === "Succeeded") {
      return { _tag: "Succeeded", token: Redacted.make(body.Token, { label: "token" }) };
    }
    const interimToken = Redacted.make(body.Token, { label: "interimToken" });
    return { _tag: body.Step === "VerificationCode" ? "CodeExpected" : "PinExpected", interimToken };
  }
  const reason = body.Reason ?? undefined;
  if (!("Step" in body)) {
    return says(body.Reason, "pin code is not init") ? { _tag: "PinNotSet" } : { _tag: "PasswordExpired" };
  }
  switch (body.Step) {
    case "BaseAuthentication":
      return { _tag: "CredentialsRefused", reason };
    case "VerificationCode":
      return reason !== undefined && says(reason, "corrupted ticket")
        ? { _tag: "TicketCorrupted" }
        : { _tag: "CodeRefused", reason };
    default:
      return { _tag: "PinRefused", reason };
  }
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
  return Result.mapBoth(decodeBody(body), { onSuccess: replyOf, onFailure: () => problemOf(body) });
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
