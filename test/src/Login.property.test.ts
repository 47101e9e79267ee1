import { describe, expect, it } from "vitest";
import * as Cause from "effect/Cause";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Fiber from "effect/Fiber";
import * as TestClock from "effect/testing/TestClock";
import * as fc from "fast-check";
import {
  type CodeProvider,
  firstOf,
  fromFunction,
  type FunctionCode,
  isAuthError,
  login,
  NetworkFailed,
  orElse,
  ProviderFailed,
  RateLimited,
  RequestTimedOut,
  ResponseTooLarge,
  ServerFault,
  UnexpectedResponse,
} from "../../mod.ts";
import { recordingProvider, silentProvider } from "../support/providers.ts";
import {
  against,
  answer,
  type Scripted,
  scriptedTokenApi,
  someCredentials,
} from "../support/scriptedTokenApi.ts";

const step = "SubmitCode";
const wireErrors = [
  new NetworkFailed({ step, kind: "reset", mayHaveArrived: true }),
  new RequestTimedOut({ step, timeoutMillis: 30_000 }),
  new RateLimited({ step, status: 429 }),
  new ServerFault({ step, status: 500 }),
  new ResponseTooLarge({ step, status: 200, limitBytes: 65_536 }),
  new UnexpectedResponse({ step, status: 200, problem: "the body is empty", excerpt: "" }),
];

/** Every row of the response table; the challenges more often, for they keep a login going. */
const reply: fc.Arbitrary<Scripted> = fc.oneof(
  { weight: 8, arbitrary: fc.string({ minLength: 1 }).map(answer.codeExpected) },
  { weight: 4, arbitrary: fc.string({ minLength: 1 }).map(answer.pinExpected) },
  { weight: 6, arbitrary: fc.constantFrom("Invalid code", "Expired", "", undefined).map(answer.codeRefused) },
  { weight: 4, arbitrary: fc.constant(answer.ticketCorrupted) },
  {
    weight: 4,
    arbitrary: fc.constantFrom<Scripted>(
      answer.succeeded(),
      answer.pinNotSet,
      answer.passwordExpired,
      answer.pinRefused("Invalid pin"),
      answer.credentialsRefused("Invalid credentials"),
      answer.appKeyRefused(),
      answer.codeRefused("User is locked"),
      ...wireErrors,
    ),
  },
);

/** Mostly a challenge: anything else ends the login before it has begun. */
const firstReply: fc.Arbitrary<Scripted> = fc.oneof(
  { weight: 6, arbitrary: fc.constant(answer.codeExpected("interim-0")) },
  { weight: 2, arbitrary: fc.constant(answer.pinExpected("interim-0")) },
  { weight: 1, arbitrary: reply },
);

/** What one call of a function may give, throw or never give; a few codes only, so that they repeat. */
const behaviour: fc.Arbitrary<
  () => FunctionCode | Promise<FunctionCode> | Effect.Effect<FunctionCode, unknown>
> = fc
  .oneof(
    { weight: 12, arbitrary: fc.constantFrom("1111", "2222", "3333", "4444").map((code) => () => code) },
    {
      weight: 3,
      arbitrary: fc.constantFrom<
        () => FunctionCode | Promise<FunctionCode> | Effect.Effect<FunctionCode, unknown>
      >(
        () => Promise.resolve("5555"),
        () => Effect.delay(Effect.succeed("6666"), "20 seconds"),
        () => Effect.die(new Error("defect")),
        () => Effect.interrupt,
        () => Effect.fail("failure"),
        () => Promise.reject(new Error("rejected")),
        () => {
          throw new Error("thrown");
        },
        () => new Promise<string>(() => {}),
        () => Effect.uninterruptible(Effect.never),
        () => undefined,
        () => "",
        () => "no code ".repeat(100),
        () => 4711 as unknown as string,
      ),
    },
  );

const functionProvider = fc.array(behaviour, { maxLength: 10 }).map((behaviours): CodeProvider => {
  let calls = 0;
  return fromFunction(() => (behaviours[calls++] ?? (() => "7777"))());
});

const provider: fc.Arbitrary<CodeProvider | undefined> = fc.oneof(
  { weight: 8, arbitrary: functionProvider },
  { weight: 1, arbitrary: fc.tuple(functionProvider, functionProvider).map(([a, b]) => firstOf(a, b)) },
  {
    weight: 1,
    arbitrary: fc.tuple(functionProvider, functionProvider).map(([a, b]) => orElse(a, b, { after: 500 })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      undefined,
      silentProvider("silent"),
      recordingProvider({ arming: Effect.never }),
      recordingProvider({ arming: Effect.fail(new ProviderFailed({ provider: "x", problem: "is off" })) }),
      recordingProvider({ closing: Effect.never, codes: ["1111", "2222"] }),
      { name: "broken", arm: () => undefined } as unknown as CodeProvider,
      { name: "broken", arm: () => Effect.succeed({}) } as unknown as CodeProvider,
    ),
  },
);

/** After these nothing more may be sent: a wrong password repeated may lock the account. */
const final = new Set([
  "Succeeded",
  "PinNotSet",
  "PasswordExpired",
  "PinRefused",
  "CredentialsRefused",
  "AppKeyRefused",
  ...wireErrors.map((error) => error._tag),
]);

describe("any documented answers, in any order, with any provider", () => {
  it("end in a token or a typed error, with bounded requests and no code twice", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(firstReply, fc.array(reply, { maxLength: 12 })).map(([first, rest]) => [first, ...rest]),
        provider,
        fc.option(fc.constant("0099"), { nil: undefined }),
        fc.integer({ min: 1, max: 4 }),
        async (replies, provider, pin, maxCodes) => {
          // Beyond its end the script goes on with a challenge, which never ends a login by itself.
          const more: ReadonlyArray<Scripted> = Array(30).fill(answer.codeExpected("interim"));
          const server = scriptedTokenApi([...replies, ...more]);
          const credentials = someCredentials({ pin });
          const exit = await Effect.runPromise(
            Effect.gen(function* () {
              const running = yield* Effect.forkChild(
                against(server)(login(credentials, { provider, maxCodes })),
                { startImmediately: true },
              );
              for (let minutes = 0; minutes < 60 && running.pollUnsafe() === undefined; minutes++) {
                yield* TestClock.adjust("1 minute");
              }
              // A promise settles outside the test clock.
              return yield* Fiber.await(running);
            }).pipe(Effect.provide(TestClock.layer())),
          );

          if (Exit.isFailure(exit)) {
            expect(exit.cause.reasons.map((reason) => reason._tag)).toEqual(["Fail"]);
            expect(isAuthError(Cause.squash(exit.cause))).toBe(true);
          }
          const codes = server.sent.filter((each) => each.step === "SubmitCode").map((each) => each.code);
          expect(new Set(codes).size).toBe(codes.length);
          // All but one code were refused; the other one met the corrupted ticket.
          expect(codes.length).toBeLessThanOrEqual(maxCodes + 1);
          const steps = server.sent.map((each) => each.step);
          const pins = steps.filter((each) => each === "SubmitPin").length;
          const firsts = steps.filter((each) => each === "RequestToken").length;
          expect(pins).toBeLessThanOrEqual(pin === undefined ? 0 : firsts);
          expect(firsts).toBeLessThanOrEqual(2);
          expect(server.sent.length).toBeLessThanOrEqual(2 * (1 + maxCodes + 1));
          const answered = replies.slice(0, server.sent.length);
          const end = answered.findIndex((each) => "_tag" in each && final.has(each._tag));
          if (end >= 0) expect(server.sent).toHaveLength(end + 1);
        },
      ),
      { numRuns: 400 },
    );
  }, 60_000);
});
