import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import * as Result from "effect/Result";
import { describe, expect, it } from "vitest";
import { Credentials, type CredentialsInput, InvalidConfiguration } from "../../mod.ts";
import { expectNoSecret, user } from "../support/tokenCall.ts";

const make = (input: unknown): Result.Result<Credentials, InvalidConfiguration> =>
  Effect.runSync(Effect.result(Credentials.make(input as CredentialsInput)));

function problemOf(input: unknown): InvalidConfiguration {
  const result = make(input);
  if (Result.isSuccess(result)) throw new Error("was accepted");
  return result.failure;
}

describe("Credentials", () => {
  it("keeps every value as it is, a pin with a leading zero too", () => {
    const credentials = Result.getOrThrow(
      make({ ...user, username: "jörg ~", password: "pä ß~ÿ" }),
    );
    expect(credentials.username).toBe("jörg ~");
    expect(Redacted.value(credentials.password)).toBe("pä ß~ÿ");
    expect(Redacted.value(credentials.appKey)).toBe("app-key-7Q");
    expect(Redacted.value(credentials.pin!)).toBe("0417");
  });

  it("takes secrets that are already redacted", () => {
    const credentials = Result.getOrThrow(make({ ...user, password: Redacted.make("other-word") }));
    expect(Redacted.value(credentials.password)).toBe("other-word");
  });

  it("needs no pin", () => {
    const { pin: _, ...withoutPin } = user;
    expect(Result.getOrThrow(make(withoutPin)).pin).toBeUndefined();
    expect(Result.getOrThrow(make({ ...user, pin: undefined })).pin).toBeUndefined();
  });

  it("shows no secret in any view", () => {
    expectNoSecret(Result.getOrThrow(make(user)), ["app-key-7Q", "pass-word-9Z", "0417"]);
  });

  const unsendable: ReadonlyArray<readonly [what: string, value: unknown, problem: RegExp]> = [
    ["an empty text", "", /empty/],
    ["a leading blank", " s3cret", /blank/],
    ["a trailing blank", "s3cret ", /blank/],
    ["a trailing tab", "s3cret\t", /blank/],
    ["a trailing line break, as files end with", "s3cret\n", /blank/],
    ["a header of its own", "s3cret\r\nX-Admin: 1", /control/],
    ["a NUL", "s3cret\0x", /control/],
    ["an inner tab", "s3\tcret", /control/],
    ["a DEL", "s3cret\x7fx", /control/],
    ["a C1 control character", "s3cret\x85x", /control/],
    ["a euro sign", "s3cret€", /Latin-1/],
    ["Cyrillic", "s3cretпароль", /Latin-1/],
    ["an emoji", "s3cret😀", /Latin-1/],
    ["half an emoji", "s3cret\ud83d", /Latin-1/],
    ["a number", 3141592, /not a string/],
    ["null", null, /not a string/],
    ["an object", { toString: () => "s3cret" }, /not a string/],
    ["a redacted number", Redacted.make(3141592 as unknown as string), /not a string/],
  ];
  for (const setting of ["appKey", "username", "password", "pin"] as const) {
    it.each(unsendable)(`refuses ${setting} with %s, and does not repeat it`, (_, value, problem) => {
      const error = problemOf({ ...user, [setting]: value });
      expect(error).toBeInstanceOf(InvalidConfiguration);
      expect(error.setting).toBe(setting);
      expect(error.problem).toMatch(problem);
      expectNoSecret(error, ["s3cret", "X-Admin", "3141592", "пароль"]);
    });
  }

  it.each(["appKey", "username", "password"] as const)("refuses a missing %s", (setting) => {
    const error = problemOf({ ...user, [setting]: undefined });
    expect(error).toMatchObject({ setting, problem: "is not a string", exitCode: 2, retryable: false });
  });
});
