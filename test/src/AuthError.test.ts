import * as Effect from "effect/Effect";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import * as api from "../../mod.ts";
import { type AuthError, authErrorTable, type AuthErrorTag, isAuthError } from "../../mod.ts";
import { expectNoSecret } from "../support/tokenCall.ts";

/** One of each, and how its message must begin; the type makes the list complete. */
const examples: {
  readonly [Tag in AuthErrorTag]: readonly [make: () => AuthError & { _tag: Tag }, begins: string];
} = {
  InvalidConfiguration: [
    () => new api.InvalidConfiguration({ setting: "password", problem: "is empty" }),
    "password is empty.",
  ],
  PinRequired: [() => new api.PinRequired({}), "The server asks for the user's pin"],
  CredentialsRefused: [
    () => new api.CredentialsRefused({ reason: "Invalid credentials" }),
    "The server refused the username or the password (“Invalid credentials”).",
  ],
  AppKeyRefused: [() => new api.AppKeyRefused({}), "The server does not know the app key."],
  PasswordExpired: [() => new api.PasswordExpired({}), "The password has expired."],
  PinNotSet: [() => new api.PinNotSet({}), "The account needs a pin"],
  PinRefused: [
    () => new api.PinRefused({ reason: "Invalid pin" }),
    "The server refused the pin (“Invalid pin”).",
  ],
  CodeProviderMissing: [() => new api.CodeProviderMissing({}), "The server asks for a verification code"],
  ProviderFailed: [
    () => new api.ProviderFailed({ provider: "imap", problem: "mailbox refused" }),
    "Code provider imap: mailbox refused.",
  ],
  CodeTimedOut: [
    () =>
      new api.CodeTimedOut({
        provider: "imap",
        waitedMillis: 120_000,
        seen: 3,
        refused: { old: 2, "not a login": 1 },
        codesRefused: 1,
      }),
    "No verification code from imap within 120 s (seen: 3; refused: 2 old, 1 not a login; codes refused by the server: 1).",
  ],
  CodeRefused: [
    () => new api.CodeRefused({ codesTried: 3, reason: "Wrong", ended: "3 were tried" }),
    "The server refused 3 verification codes (“Wrong”). No further code: 3 were tried.",
  ],
  TicketCorrupted: [
    () => new api.TicketCorrupted({ step: "SubmitCode" }),
    "SubmitCode: the server does not accept",
  ],
  TokenRefused: [
    () => new api.TokenRefused({ reason: "Authorization has been denied for this request." }),
    "ApiRequest: the server refused a token that was just obtained (401) (“Authorization has been denied",
  ],
  ApiRefused: [() => new api.ApiRefused({ status: 409 }), "The API refused the request (409)."],
  StoreFailed: [
    () =>
      new api.StoreFailed({ store: "file", operation: "save", kind: "full", problem: "the disk is full" }),
    "Token store file, save: the disk is full.",
  ],
  LoginWithheld: [
    () => new api.LoginWithheld({ refused: "password", at: "2026-03-01T09:00:00.000Z", times: 2 }),
    "The server refused this password (option password) 2 times, last at 2026-03-01T09:00:00.000Z, so no login is tried " +
    "with it. Correct it; ",
  ],
  LoginPostponed: [
    () => new api.LoginPostponed({ codesRefused: 3, retryAfterMillis: 90_000 }),
    "The server has refused 3 verification codes lately, so no login is tried before 90 s have passed.",
  ],
  LoginInProgress: [
    () => new api.LoginInProgress({ waitedMillis: 400_000 }),
    "Another process has been logging in as this user for 400 s, without an end.",
  ],
  NetworkFailed: [
    () =>
      new api.NetworkFailed({
        step: "RequestToken",
        kind: "connect",
        code: "ECONNREFUSED",
        mayHaveArrived: false,
      }),
    "RequestToken: no connection to the server (ECONNREFUSED).",
  ],
  RequestTimedOut: [
    () => new api.RequestTimedOut({ step: "RequestToken", timeoutMillis: 30_000 }),
    "RequestToken: no answer within 30 s.",
  ],
  RateLimited: [
    () => new api.RateLimited({ step: "RequestToken", status: 429, retryAfterMillis: 1_500 }),
    "RequestToken: too many requests (429), retry after 1.5 s.",
  ],
  ServerFault: [
    () => new api.ServerFault({ step: "SubmitPin", status: 502, retryAfterMillis: undefined }),
    "SubmitPin: the server failed (502).",
  ],
  RedirectRefused: [
    () => new api.RedirectRefused({ step: "RequestToken", status: 302, problem: "names no usable address" }),
    "RequestToken: redirect (302) names no usable address.",
  ],
  ResponseTooLarge: [
    () => new api.ResponseTooLarge({ step: "RequestToken", status: 200, limitBytes: 65_536 }),
    "RequestToken: the response (200) is over 65536 bytes.",
  ],
  UnexpectedResponse: [
    () =>
      new api.UnexpectedResponse({
        step: "RequestToken",
        status: 200,
        problem: "the body is not JSON",
        excerpt: "Hi",
      }),
    "RequestToken: unexpected response (200): the body is not JSON; it begins: Hi.",
  ],
};

const cases = Object.entries(examples).map(([tag, [make, begins]]) => ({
  tag: tag as AuthErrorTag,
  get error(): AuthError {
    return make();
  },
  begins,
}));

describe("AuthError", () => {
  it("has the tags of the table, no more and no fewer", () => {
    expect(Object.keys(examples).sort()).toEqual(Object.keys(authErrorTable).sort());
    expect(Object.keys(authErrorTable)).toHaveLength(25);
  });

  it.each(cases)("$tag is an Error, an instance of its exported class, and of no other", ({ tag, error }) => {
    expect(error).toBeInstanceOf(Error);
    for (const { tag: other } of cases) expect(error instanceof api[other], other).toBe(other === tag);
    expect(error._tag).toBe(tag);
    expect(error.name).toBe(tag);
    expect(isAuthError(error)).toBe(true);
  });

  it.each(cases)("$tag says what happened and what to do next", ({ tag, error, begins }) => {
    expect(error.message.startsWith(begins), error.message).toBe(true);
    expect(error.message.endsWith(` ${authErrorTable[tag].advice}`)).toBe(true);
    expect(String(error)).toBe(`${tag}: ${error.message}`);
    expect(error.stack).toContain(error.message);
    expect(inspect(error)).toContain(error.message);
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ _tag: tag, message: error.message });
    expect(error.message).not.toMatch(/undefined|null|NaN|\[object/);
  });

  it.each(cases)("$tag has retryability and exit code from the table", ({ tag, error }) => {
    expect(error.retryable).toBe(authErrorTable[tag].retryable);
    expect(error.exitCode).toBe(authErrorTable[tag].exitCode);
  });

  it("says that a call of the API may have been done, where it is not to be repeated unseen", () => {
    const step = "ApiRequest";
    const failures = [
      new api.NetworkFailed({ step, kind: "reset", mayHaveArrived: true, retryable: false }),
      new api.RequestTimedOut({ step, timeoutMillis: 1000, retryable: false }),
      new api.ServerFault({ step, status: 503, retryable: false }),
    ];
    for (const { message, exitCode } of failures) {
      expect(message).toMatch(/\. The request may have been done: look before you repeat it\.$/);
      expect(message).not.toMatch(/again/);
      expect(exitCode).toBe(8);
    }
    const provider = new api.ProviderFailed({ provider: "x", problem: "is gone", retryable: false });
    expect(provider.exitCode).toBe(authErrorTable.ProviderFailed.exitCode);
  });

  it("says a long time in minutes", () => {
    const messageOf = (retryAfterMillis: number) =>
      new api.LoginPostponed({ codesRefused: 3, retryAfterMillis }).message;
    expect(messageOf(3_541_000)).toContain("before 60 min have passed.");
    expect(messageOf(180_000)).toContain("before 3 min have passed.");
    expect(messageOf(179_900)).toContain("before 179.9 s have passed.");
  });

  it("says nothing of what there is nothing to say of", () => {
    const messages: ReadonlyArray<readonly [error: AuthError, begins: string]> = [
      [
        new api.CodeTimedOut({ provider: "imap", waitedMillis: 0, seen: 0, refused: {}, codesRefused: 0 }),
        "No verification code from imap within 0 s (seen: 0). ",
      ],
      [new api.CodeRefused({ codesTried: 1 }), "The server refused the verification code. "],
      [new api.CodeRefused({ codesTried: 2 }), "The server refused 2 verification codes. "],
      [
        new api.NetworkFailed({ step: "SubmitPin", kind: "connect", mayHaveArrived: false }),
        "SubmitPin: no connection to the server. ",
      ],
      [
        new api.RateLimited({ step: "SubmitPin", status: 429, retryAfterMillis: undefined }),
        "SubmitPin: too many requests (429). ",
      ],
      [
        new api.UnexpectedResponse({ step: "SubmitPin", status: 200, problem: "it is empty", excerpt: "" }),
        "SubmitPin: unexpected response (200): it is empty. ",
      ],
      [
        new api.LoginWithheld({ refused: "pin", at: "2026-03-01T09:00:00.000Z", times: 1 }),
        "The server refused this pin (option pin) at 2026-03-01T09:00:00.000Z, so no login is tried with it. ",
      ],
    ];
    for (const [{ message }, begins] of messages) expect(message.startsWith(begins), message).toBe(true);
  });

  it.each(cases)("$tag is an Effect that fails with itself, and is caught by its tag", ({ tag, error }) => {
    const failing: Effect.Effect<never, AuthError> = Effect.fail(error);
    expect(Effect.runSync(failing.pipe(Effect.catchTag(tag, (caught) => Effect.succeed(caught._tag))))).toBe(
      tag,
    );
    expect(Effect.runSync(Effect.flip(Effect.gen(function* () {
      return yield* error;
    })))).toBe(error);
  });

  it("lets a provider say that another try is useless", () => {
    const error = new api.ProviderFailed({ provider: "stdin", problem: "no terminal", retryable: false });
    expect(error.retryable).toBe(false);
    expect(error.exitCode).toBe(4);
  });
});

describe("isAuthError", () => {
  it.each([
    [undefined],
    [null],
    ["InvalidConfiguration"],
    [new Error("InvalidConfiguration")],
    [{ _tag: "InvalidConfiguration" }],
    [Object.assign(new Error("x"), { _tag: "SomethingElse" })],
    [Object.assign(new Error("x"), { _tag: "toString" })],
    [Object.assign(new Error("x"), { _tag: 5 })],
  ])("is false for %s", (value) => expect(isAuthError(value)).toBe(false));
});

describe("authErrorTable", () => {
  it.each(Object.entries(authErrorTable))(
    "%s: whole sentences, and an exit code of the contract",
    (_, facts) => {
      expect(facts.meaning).toMatch(/^[A-Z].*\.$/);
      expect(facts.advice).toMatch(/^[A-Z].*\.$/);
      expect([2, 3, 4, 5, 6, 7]).toContain(facts.exitCode);
    },
  );

  it("never calls a refusal or a setting retryable", () => {
    for (const { retryable, exitCode } of Object.values(authErrorTable)) {
      if (exitCode === 2 || exitCode === 3 || exitCode === 5 || exitCode === 7) expect(retryable).toBe(false);
    }
  });
});

describe("errors hold no secret", () => {
  it("with fields made by the library", () => {
    for (const { error } of cases) expectNoSecret(error, ["s3cret"]);
  });
});
