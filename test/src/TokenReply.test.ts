import * as Redacted from "effect/Redacted";
import * as Result from "effect/Result";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeTokenReply, type TokenReply } from "../../src/TokenReply.ts";

const decode = (body: unknown): Result.Result<TokenReply, string> =>
  decodeTokenReply(typeof body === "string" ? body : JSON.stringify(body));

function replyTo(body: unknown): TokenReply {
  const result = decode(body);
  if (Result.isSuccess(result)) return result.success;
  throw new Error(result.failure);
}

function problemOf(body: unknown): string {
  const result = decode(body);
  if (Result.isFailure(result)) return result.failure;
  throw new Error(`was taken for ${result.success._tag}`);
}

const revealed = (reply: TokenReply): string | undefined =>
  reply._tag === "Succeeded"
    ? Redacted.value(reply.token)
    : "interimToken" in reply
    ? Redacted.value(reply.interimToken)
    : undefined;

describe("decodeTokenReply: the documented answers", () => {
  it.each<[body: Record<string, unknown>, tag: TokenReply["_tag"], token?: string]>([
    [{ State: "Succeeded", Token: "a+b/c==" }, "Succeeded", "a+b/c=="],
    [
      { Step: "VerificationCode", Reason: "Expecting confirmation code", State: "Expecting", Token: "i+/==" },
      "CodeExpected",
      "i+/==",
    ],
    [{ Step: "SecutityPin", Reason: "Invalid pin", State: "Expecting", Token: "i" }, "PinExpected", "i"],
    [{ Step: "SecurityPin", Reason: "Invalid pin", State: "Expecting", Token: "i" }, "PinExpected", "i"],
    [{ State: "Expecting", Reason: "PIN code is not init" }, "PinNotSet"],
    [{ State: "Expecting", Step: "SecutityPin", Reason: "PIN code is not init", Token: "i" }, "PinNotSet"],
    [{ State: "Failed", Step: "SecutityPin", Reason: "PIN code is not init" }, "PinNotSet"],
    [{ State: "Failed", Step: "BaseAuthentication", Reason: "Invalid credentials" }, "CredentialsRefused"],
    [
      { State: "BaseAuthentication", Reason: "Your Password has expired and must be changed", Token: "u" },
      "PasswordExpired",
    ],
    [
      {
        State: "Failed",
        Step: "BaseAuthentication",
        Reason: "Your Password has expired and must be changed",
      },
      "PasswordExpired",
    ],
    [
      {
        State: "Expecting",
        Step: "BaseAuthentication",
        Reason: "Your Password has expired and must be changed",
      },
      "PasswordExpired",
    ],
    [{ State: "Failed", Step: "VerificationCode", Reason: "Corrupted ticket" }, "TicketCorrupted"],
    [{ State: "Failed", Step: "SecutityPin", Reason: "Invalid pin" }, "PinRefused"],
    [{ State: "Failed", Step: "SecurityPin", Reason: "Invalid pin", Token: "i" }, "PinRefused"],
    [{ State: "Failed", Step: "VerificationCode", Reason: "Invalid code" }, "CodeRefused"],
    [{ State: "Failed", Step: "VerificationCode" }, "CodeRefused"],
    [{ error: "Application key is not defined or does not exist" }, "AppKeyRefused"],
  ])("%j is %s", (body, tag, token) => {
    const reply = replyTo(body);
    expect(reply._tag).toBe(tag);
    expect(revealed(reply)).toBe(token);
  });

  it("hands on the server's reason, and takes null for none", () => {
    const failed = { State: "Failed", Step: "BaseAuthentication" };
    expect(replyTo({ ...failed, Reason: "Locked" })).toEqual({
      _tag: "CredentialsRefused",
      reason: "Locked",
    });
    expect(replyTo({ ...failed, Reason: null })).toEqual({ _tag: "CredentialsRefused", reason: undefined });
    expect(replyTo({ State: "Expecting", Step: "VerificationCode", Reason: null, Token: "i" })._tag)
      .toBe("CodeExpected");
  });

  it("ignores a byte-order mark, blanks around and fields that it does not know", () => {
    const body = JSON.stringify({
      Version: 2,
      State: "Succeeded",
      Token: "t",
      User: { Id: 1 },
      Reason: null,
    });
    expect(revealed(replyTo(`\uFEFF \r\n${body}\n`))).toBe("t");
  });

  it("keeps a token that looks like a number, and one of 40,000 characters, untouched", () => {
    expect(revealed(replyTo({ State: "Succeeded", Token: "0417" }))).toBe("0417");
    const long = "+/=A".repeat(10_000);
    expect(revealed(replyTo({ State: "Succeeded", Token: long }))).toBe(long);
  });

  it("finds no fields on a prototype that the body names", () => {
    expect(problemOf(`{"__proto__":{"State":"Succeeded","Token":"t"}}`)).toBe("the body has no State");
  });
});

describe("decodeTokenReply: everything else is a failure that says what is unexpected", () => {
  it.each<[what: string, body: unknown, problem: RegExp]>([
    ["nothing", "", /empty/],
    ["blanks", " \r\n\t", /empty/],
    ["a byte-order mark alone", "\uFEFF", /empty/],
    ["an HTML page", "<!doctype html><title>Oops</title>", /not JSON/],
    ["half a reply", `{"State":"Succeeded","Token":"s3cr`, /not JSON/],
    ["single quotes", `{'State':'Succeeded','Token':'s3cret'}`, /not JSON/],
    ["two replies", `{"State":"Succeeded","Token":"s3cret"}{}`, /not JSON/],
    ["null", "null", /not a JSON object/],
    ["a number", "200", /not a JSON object/],
    ["a bare string", `"s3cret"`, /not a JSON object/],
    ["a list of replies", [{ State: "Succeeded", Token: "s3cret" }], /not a JSON object/],
    ["an empty object", {}, /no State/],
    ["an OAuth answer", { access_token: "s3cret" }, /no State/],
    ["another error", { error: "Something else" }, /no State/],
    ["an error that is no text", { error: { text: "Application key" } }, /no State/],
    ["Succeeded without a token", { State: "Succeeded" }, /Succeeded without a usable Token/],
    ["Succeeded with null", { State: "Succeeded", Token: null }, /Succeeded without a usable Token/],
    ["Succeeded with an empty token", { State: "Succeeded", Token: "" }, /Succeeded without a usable Token/],
    ["a token as number", { State: "Succeeded", Token: 417 }, /Succeeded without a usable Token/],
    ["a token as list", { State: "Succeeded", Token: ["s3cret"] }, /Succeeded without a usable Token/],
    ["a token with a header", { State: "Succeeded", Token: "s3cret\r\nX: 1" }, /without a usable Token/],
    ["a token with a blank end", { State: "Succeeded", Token: "s3cret " }, /without a usable Token/],
    [
      "Expecting without a token",
      { State: "Expecting", Step: "VerificationCode" },
      /Expecting without a usable/,
    ],
    ["an unknown step", { State: "Expecting", Step: "Captcha", Token: "s3cret" }, /none of the documented/],
    [
      "an unknown step failed",
      { State: "Failed", Step: "Captcha", Reason: "s3cret" },
      /none of the documented/,
    ],
    [
      "an unknown state",
      { State: "Pending", Step: "VerificationCode", Token: "s3cret" },
      /none of the documented/,
    ],
    ["another spelling of a state", { State: "succeeded", Token: "s3cret" }, /none of the documented/],
    ["a state as number", { State: 1, Token: "s3cret" }, /none of the documented/],
    ["a state as list", { State: ["Succeeded"], Token: "s3cret" }, /none of the documented/],
    [
      "a reason as number",
      { State: "Failed", Step: "VerificationCode", Reason: 5 },
      /none of the documented/,
    ],
    ["a step as null", { State: "Failed", Step: null, Reason: "s3cret" }, /none of the documented/],
    ["Failed alone", { State: "Failed" }, /none of the documented/],
    ["100,000 open brackets", "[".repeat(100_000), /not JSON/],
    ["100,000 nested lists", "[".repeat(100_000) + "]".repeat(100_000), /not (a )?JSON/],
    [
      "a deeply nested token",
      `{"State":"Succeeded","Token":${"[".repeat(50_000)}${"]".repeat(50_000)}}`,
      /not JSON|without a usable Token/,
    ],
  ])("%s", (_, body, problem) => {
    expect(problemOf(body)).toMatch(problem);
    expect(problemOf(body)).not.toContain("s3cr");
  });
});

const word = fc.constantFrom(
  "Succeeded",
  "Expecting",
  "Failed",
  "BaseAuthentication",
  "VerificationCode",
  "SecutityPin",
  "Corrupted ticket",
  "PIN code is not init",
  "Application key",
);
const marked = "7f3a-mark-of-a-token";
const value = fc.oneof(
  { weight: 3, arbitrary: word },
  { weight: 3, arbitrary: fc.string().map((text) => `${marked}${text}`) },
  fc.jsonValue({ maxDepth: 3 }),
);
const replyLike = fc.record(
  { State: value, Step: value, Reason: value, Token: value, error: value },
  { requiredKeys: [] },
);

describe("decodeTokenReply, whatever comes", () => {
  it("never throws on a text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.json()), (text) => {
        const result = decodeTokenReply(text);
        expect(Result.isSuccess(result) || typeof result.failure === "string").toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it("never throws on what looks like a reply, and its failure repeats nothing of it", () => {
    fc.assert(
      fc.property(replyLike, fc.boolean(), (body, list) => {
        const result = decode(list ? [body] : body);
        if (Result.isFailure(result)) expect(result.failure).not.toContain(marked);
        else expect(String(JSON.stringify(result.success))).not.toMatch(/"token":"7f3a/i);
      }),
      { numRuns: 2000 },
    );
  });

  it("succeeds with a token only where State is Succeeded and the token is the body's own", () => {
    fc.assert(
      fc.property(replyLike, (body) => {
        const result = decode(body);
        if (Result.isSuccess(result) && result.success._tag === "Succeeded") {
          expect(body.State).toBe("Succeeded");
          expect(revealed(result.success)).toBe(body.Token);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
