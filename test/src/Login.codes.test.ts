import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as TestClock from "effect/testing/TestClock";
import {
  type CodeProvider,
  type CodeRefused,
  firstOf,
  fromFunction,
  login,
  type LoginOptions,
  NetworkFailed,
  orElse,
  ProviderFailed,
  RequestTimedOut,
  ServerFault,
  verificationCode,
} from "../../mod.ts";
import { recordingProvider, silentProvider } from "../support/providers.ts";
import {
  against,
  answer,
  type Scripted,
  type ScriptedTokenApi,
  scriptedTokenApi,
  someCredentials,
} from "../support/scriptedTokenApi.ts";

const attempt = (server: ScriptedTokenApi, options: LoginOptions) =>
  against(server)(login(someCredentials(), options));

const codesSent = (server: ScriptedTokenApi) => server.sent.flatMap((each) => each.code ?? []);

/** Runs a login that fails, moving the clock on, and gives its error and how long it took. */
const failure = (server: ScriptedTokenApi, options: LoginOptions, moveOn: number = 600_000) =>
  Effect.gen(function* () {
    let millis = -1;
    const timed = Effect.tap(
      Effect.flip(attempt(server, options)),
      () =>
        TestClock.testClockWith((clock) =>
          Effect.sync(() => void (millis = clock.currentTimeMillisUnsafe()))
        ),
    );
    const running = yield* Effect.forkChild(timed, { startImmediately: true });
    yield* TestClock.adjust(moveOn);
    return { error: yield* Fiber.join(running), millis };
  });

describe("a refused code", () => {
  it.effect("401: the provider is asked for the next one, which goes out with the same interim token", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([
        answer.codeExpected("interim-1"),
        answer.codeRefused("Invalid code"),
        answer.succeeded(),
      ]);
      const auth = yield* attempt(server, { provider: recordingProvider({ codes: ["1111", "2222"] }) });
      expect(auth.codesTried).toBe(2);
      expect(server.sent.slice(1)).toEqual([
        { step: "SubmitCode", interimToken: "interim-1", code: "1111" },
        { step: "SubmitCode", interimToken: "interim-1", code: "2222" },
      ]);
    }));

  it.effect("202 again: the next one goes out with the newer interim token", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([
        answer.codeExpected("interim-1"),
        answer.codeExpected("interim-2"),
        answer.codeRefused(),
        answer.succeeded(),
      ]);
      const provider = recordingProvider({ codes: ["1111", "2222", "3333"] });
      expect((yield* attempt(server, { provider })).codesTried).toBe(3);
      expect(server.sent.map((each) => each.interimToken)).toEqual([
        undefined,
        "interim-1",
        "interim-2",
        "interim-2",
      ]);
    }));

  it.effect("is followed by at most three in all, with one first request", () =>
    Effect.gen(function* () {
      const refusals = [
        answer.codeRefused("first"),
        answer.codeExpected("interim-2"),
        answer.codeRefused("third"),
      ];
      const server = scriptedTokenApi([answer.codeExpected(), ...refusals]);
      const provider = recordingProvider({ codes: ["1111", "2222", "3333", "4444"] });
      const error = yield* Effect.flip(attempt(server, { provider }));
      expect(error).toMatchObject({
        _tag: "CodeRefused",
        codesTried: 3,
        reason: "third",
        ended: "the limit of this login is 3",
        exitCode: 5,
      });
      expect(codesSent(server)).toEqual(["1111", "2222", "3333"]);
    }));

  for (const maxCodes of [1, 2, 5]) {
    it.effect(`is followed by no more than \`maxCodes\` says: ${maxCodes}`, () =>
      Effect.gen(function* () {
        const server = scriptedTokenApi([
          answer.codeExpected(),
          ...Array(maxCodes).fill(answer.codeRefused()),
        ]);
        let last = 1000;
        const provider = fromFunction(() => String(last++));
        const error = yield* Effect.flip(attempt(server, { provider, maxCodes }));
        expect(error).toMatchObject({ _tag: "CodeRefused", codesTried: maxCodes });
        expect(server.sent).toHaveLength(1 + maxCodes);
      }));
  }

  for (
    const reason of ["User is locked", "Your account was BLOCKED", "Too many attempts", "Limit exceeded"]
  ) {
    it.effect(`is the last one when the server says: ${reason}`, () =>
      Effect.gen(function* () {
        const server = scriptedTokenApi([answer.codeExpected(), answer.codeRefused(reason)]);
        const provider = recordingProvider({ codes: ["1111", "2222"] });
        const error = yield* Effect.flip(attempt(server, { provider }));
        expect(error).toMatchObject({ _tag: "CodeRefused", reason, ended: "the server allows none" });
        expect(codesSent(server)).toEqual(["1111"]);
      }));
  }

  it.effect("stays what went wrong when the provider then fails", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([answer.codeExpected(), answer.codeRefused("Invalid code")]);
      const failed = Effect.fail(new ProviderFailed({ provider: "mailbox", problem: "lost its connection" }));
      const error = yield* Effect.flip(
        attempt(server, { provider: recordingProvider({ codes: ["1111", failed] }) }),
      );
      expect(error).toMatchObject({
        _tag: "CodeRefused",
        reason: "Invalid code",
        codesTried: 1,
        ended: "mailbox lost its connection",
      });
    }));
});

describe("a provider that fails before any refusal", () => {
  it.effect("is ProviderFailed", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([answer.codeExpected()]);
      const failed = Effect.fail(new ProviderFailed({ provider: "mailbox", problem: "lost its connection" }));
      const error = yield* Effect.flip(attempt(server, { provider: recordingProvider({ codes: [failed] }) }));
      expect(error).toMatchObject({ _tag: "ProviderFailed", problem: "lost its connection", exitCode: 4 });
      expect(server.sent).toHaveLength(1);
    }));
});

describe("a code that was already sent", () => {
  it.effect("is not sent again: the provider is asked after 0.5 s, 1 s and 2 s, then the login ends", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([answer.codeExpected(), answer.codeRefused("Invalid code")]);
      const asked: Array<number> = [];
      const provider: CodeProvider = {
        name: "fixed",
        arm: () =>
          Effect.succeed({
            next: () =>
              TestClock.testClockWith((clock) => {
                asked.push(clock.currentTimeMillisUnsafe());
                return verificationCode("fixed", "1111");
              }),
          }),
      };
      const { error, millis } = yield* failure(server, { provider });
      expect(error).toMatchObject({
        _tag: "CodeRefused",
        reason: "Invalid code",
        codesTried: 1,
        ended: "fixed has no code but the refused one",
      });
      expect(asked).toEqual([0, 0, 500, 1500, 3500]);
      expect(millis).toBe(3500);
      expect(codesSent(server)).toEqual(["1111"]);
    }));

  it.effect("makes room for another one that comes meanwhile", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([answer.codeExpected(), answer.codeRefused(), answer.succeeded()]);
      const provider = recordingProvider({ codes: ["1111", "1111", " 1111\n", "2222"] });
      const running = yield* Effect.forkChild(attempt(server, { provider }), { startImmediately: true });
      yield* TestClock.adjust(1500);
      expect((yield* Fiber.join(running)).codesTried).toBe(2);
      expect(codesSent(server)).toEqual(["1111", "2222"]);
    }));
});

describe("a provider that has only the refused code, beside another one", () => {
  for (
    const [how, unite] of [
      ["firstOf", firstOf],
      ["orElse", (a: CodeProvider, b: CodeProvider) => orElse(a, b, { after: "1 second" })],
    ] as const
  ) {
    it.effect(`steps back: the other one's code is waited for (${how})`, () =>
      Effect.gen(function* () {
        const server = scriptedTokenApi([answer.codeExpected(), answer.codeRefused(), answer.succeeded()]);
        const fixed = fromFunction(() => "1111", { name: "fixed" });
        let arrivesAt = 60_000;
        const mailbox: CodeProvider = {
          name: "mailbox",
          arm: () =>
            Effect.succeed({
              next: () =>
                Effect.suspend(() => Effect.delay(verificationCode("mailbox", "2222"), arrivesAt)).pipe(
                  Effect.onInterrupt(() => Effect.sync(() => void (arrivesAt = 50_000))),
                ),
            }),
        };
        const running = yield* Effect.forkChild(attempt(server, { provider: unite(fixed, mailbox) }), {
          startImmediately: true,
        });
        yield* TestClock.adjust("100 seconds");
        expect(yield* Fiber.join(running)).toMatchObject({ provider: "mailbox", codesTried: 2 });
        expect(codesSent(server)).toEqual(["1111", "2222"]);
      }));
  }
});

describe("the wait for a code", () => {
  it.effect("ends after 120 seconds", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([answer.codeExpected()]);
      const { error, millis } = yield* failure(server, { provider: silentProvider("mailbox") });
      expect(error).toMatchObject({
        _tag: "CodeTimedOut",
        provider: "mailbox",
        waitedMillis: 120_000,
        codesRefused: 0,
        seen: 0,
        refused: {},
        exitCode: 4,
      });
      expect(millis).toBe(120_000);
    }));

  it.effect("ends with what was seen and refused, as numbers and reasons", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([answer.codeExpected(), answer.codeRefused()]);
      let codes = ["1111", "1111"];
      const provider: CodeProvider = {
        name: "mailbox",
        arm: () =>
          Effect.succeed({
            next: () =>
              Effect.suspend(() => {
                const [code, ...rest] = codes;
                codes = rest;
                return code === undefined ? Effect.never : verificationCode("mailbox", code);
              }),
            sightings: Effect.succeed({ seen: 4, refused: { "too old": 3 } }),
          }),
      };
      const { error, millis } = yield* failure(server, { provider, codeTimeout: "10 seconds" });
      expect(error).toMatchObject({
        _tag: "CodeTimedOut",
        waitedMillis: 10_000,
        codesRefused: 1,
        seen: 5,
        refused: { "too old": 3, "already sent": 1 },
      });
      expect(error.message).toContain("3 too old");
      expect(millis).toBe(10_000);
    }));

  it.effect("is that of each code, not of the whole login", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([answer.codeExpected(), answer.codeRefused()]);
      const late = Effect.delay(verificationCode("mailbox", "1111"), "9 seconds");
      const provider = recordingProvider({ codes: [late] });
      const { error, millis } = yield* failure(server, { provider, codeTimeout: 10_000 });
      expect(error).toMatchObject({ _tag: "CodeTimedOut", waitedMillis: 10_000, codesRefused: 1 });
      expect(millis).toBe(19_000);
    }));

  it.effect("does not hang on a provider that cannot be interrupted, or whose count of sightings breaks", () =>
    Effect.gen(function* () {
      const stuck: CodeProvider = {
        name: "stuck",
        arm: () =>
          Effect.succeed({
            next: () => Effect.uninterruptible(Effect.never),
            sightings: Effect.die(new Error("no count")),
          }),
      };
      const { error, millis } = yield* failure(scriptedTokenApi([answer.codeExpected()]), {
        provider: stuck,
      });
      expect(error).toMatchObject({ _tag: "CodeTimedOut", seen: 0 });
      expect(millis).toBeLessThan(121_000);
    }));
});

describe("`Corrupted ticket`", () => {
  const again = [answer.codeExpected("interim-1"), answer.ticketCorrupted, answer.codeExpected("interim-2")];

  it.effect("starts again from the first request, armed anew after all of before was closed", () =>
    Effect.gen(function* () {
      const journal: Array<string> = [];
      const server = scriptedTokenApi([...again, answer.succeeded()], journal);
      const provider = recordingProvider({ journal, codes: ["1111", "2222"] });
      expect((yield* attempt(server, { provider })).codesTried).toBe(2);
      expect(journal).toEqual([
        ...["mailbox arm", "RequestToken", "mailbox next", "SubmitCode", "mailbox close"],
        ...["mailbox arm", "RequestToken", "mailbox next", "SubmitCode", "mailbox close"],
      ]);
      expect(server.sent.slice(2)).toEqual([
        { step: "RequestToken" },
        { step: "SubmitCode", interimToken: "interim-2", code: "2222" },
      ]);
    }));

  it.effect("makes the earlier code an old one, which is passed over for as long as the wait lasts", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([...again, answer.succeeded()]);
      const provider = recordingProvider({ codes: ["1111", "1111", "1111", "1111", "1111", "1111", "2222"] });
      const running = yield* Effect.forkChild(attempt(server, { provider }), { startImmediately: true });
      yield* TestClock.adjust("30 seconds");
      yield* Fiber.join(running);
      expect(codesSent(server)).toEqual(["1111", "2222"]);
    }));

  it.effect("after a refused code too: the fresh one is waited for, and the refused one not sent", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([
        answer.codeExpected(),
        answer.codeRefused(),
        answer.ticketCorrupted,
        answer.codeExpected(),
        answer.succeeded(),
      ]);
      const provider = recordingProvider({ codes: ["1111", "2222", ...Array(8).fill("1111"), "3333"] });
      const running = yield* Effect.forkChild(attempt(server, { provider }), { startImmediately: true });
      yield* TestClock.adjust("30 seconds");
      yield* Fiber.join(running);
      expect(codesSent(server)).toEqual(["1111", "2222", "3333"]);
    }));

  it.effect("the second time is TicketCorrupted, and all is closed", () =>
    Effect.gen(function* () {
      const journal: Array<string> = [];
      const server = scriptedTokenApi([...again, answer.ticketCorrupted], journal);
      const provider = recordingProvider({ journal, codes: ["1111", "2222", "3333"] });
      const error = yield* Effect.flip(attempt(server, { provider }));
      expect(error).toMatchObject({ _tag: "TicketCorrupted", step: "SubmitCode", retryable: true });
      expect(server.sent).toHaveLength(4);
      expect(journal.filter((each) => each === "mailbox close")).toHaveLength(2);
    }));

  it.effect("does not give refused codes another three tries", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([
        ...[answer.codeExpected(), answer.codeRefused(), answer.codeRefused(), answer.ticketCorrupted],
        ...[answer.codeExpected(), answer.codeRefused()],
      ]);
      let last = 1000;
      const error = yield* Effect.flip(attempt(server, { provider: fromFunction(() => String(last++)) }));
      expect(error).toMatchObject({ _tag: "CodeRefused", codesTried: 4 } satisfies Partial<CodeRefused>);
    }));
});

describe("a fault on the wire", () => {
  const faults = [
    new NetworkFailed({ step: "RequestToken", kind: "reset", mayHaveArrived: true }),
    new RequestTimedOut({ step: "RequestToken", timeoutMillis: 30_000 }),
    new ServerFault({ step: "RequestToken", status: 503, retryAfterMillis: 1000 }),
  ];
  for (const fault of faults) {
    for (const before of [[], [answer.codeExpected()]] as ReadonlyArray<ReadonlyArray<Scripted>>) {
      it.effect(`${fault._tag} of request ${before.length + 1} ends a login without middleware`, () =>
        Effect.gen(function* () {
          const server = scriptedTokenApi([...before, fault]);
          const provider = recordingProvider({ codes: ["1111", "2222"] });
          expect(yield* Effect.flip(attempt(server, { provider }))).toBe(fault);
          expect(server.sent).toHaveLength(before.length + 1);
        }));
    }
  }
});
