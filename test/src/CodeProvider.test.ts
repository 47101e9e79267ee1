import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as Redacted from "effect/Redacted";
import { fromFunction, login, ProviderFailed, verificationCode } from "../../mod.ts";
import { challenge, recordingProvider } from "../support/providers.ts";
import { against, answer, scriptedTokenApi, someCredentials } from "../support/scriptedTokenApi.ts";

const asked = (get: Parameters<typeof fromFunction>[0]) =>
  Effect.scoped(Effect.flatMap(fromFunction(get).arm(challenge), (armed) => armed.next(challenge)));

/** The same behaviour in the three styles that a function may have. */
const styles: ReadonlyArray<[string, (body: () => unknown) => Parameters<typeof fromFunction>[0]]> = [
  ["synchronous", (body) => body as () => string],
  ["promise", (body) => async () => await Promise.resolve().then(body) as string],
  ["Effect", (body) => () => Effect.try({ try: body as () => string, catch: (error) => error })],
];

describe("verificationCode", () => {
  it.effect("keeps the text as it is but for blanks at its ends", () =>
    Effect.gen(function* () {
      const longest = "x".repeat(32);
      const texts = [["0417", "0417"], [" 0417\r\n", "0417"], ["AB-12", "AB-12"], [
        longest,
        longest,
      ]] as const;
      for (const [text, code] of texts) {
        const given = yield* verificationCode("test", text);
        expect(Redacted.value(given.code)).toBe(code);
        expect(given.provider).toBe("test");
        expect(JSON.stringify(given)).not.toContain(code);
      }
    }));

  for (const text of ["", " \n", "04 17", "0417\n0418", "x".repeat(33), "код", "04\u000017", "0417\u00e9"]) {
    it.effect(`refuses ${JSON.stringify(text)} without repeating it`, () =>
      Effect.gen(function* () {
        const error = yield* Effect.flip(verificationCode("test", text));
        expect(error).toBeInstanceOf(ProviderFailed);
        if (text.trim() !== "") expect(error.message).not.toContain(text);
      }));
  }
});

describe("fromFunction", () => {
  for (const [style, make] of styles) {
    describe(style, () => {
      it.effect("gives the code, a string or Redacted, with its zeros", () =>
        Effect.gen(function* () {
          for (const given of ["0417", " 0417\n", Redacted.make("0417")]) {
            const code = yield* asked(make(() => given));
            expect(Redacted.value(code.code)).toBe("0417");
            expect(code.provider).toBe("function");
          }
        }));

      const nonsense: ReadonlyArray<[string, unknown, string]> = [
        ["nothing", undefined, "gave no code"],
        ["null", null, "gave no code"],
        ["a number", 417, "gave a number where a code is a string"],
        ["an object", { code: "0417" }, "gave a object where a code is a string"],
        ["a redacted number", Redacted.make(417), "gave a number where a code is a string"],
        ["an empty text", "", "gave an empty code"],
        ["blanks", " \t\n", "gave an empty code"],
        ["a novel", "It was a dark and stormy night. ".repeat(5000), "gave a text that is no code"],
        ["two lines", "0417\n0418", "gave a text that is no code"],
      ];
      for (const [what, given, problem] of nonsense) {
        it.effect(`that gives ${what} is ProviderFailed`, () =>
          Effect.gen(function* () {
            const error = yield* Effect.flip(asked(make(() => given)));
            expect(error).toMatchObject({ _tag: "ProviderFailed", provider: "function" });
            expect(error.problem).toContain(problem);
            expect(error.message.length).toBeLessThan(400);
          }));
      }

      it.effect("that throws is ProviderFailed, with what it threw", () =>
        Effect.gen(function* () {
          const thrown = make(() => {
            throw new TypeError("mailbox is gone");
          });
          expect((yield* Effect.flip(asked(thrown))).problem).toBe("failed: TypeError: mailbox is gone");
          const text = make(() => {
            throw "not an error";
          });
          expect((yield* Effect.flip(asked(text))).problem).toBe("failed: it gave no reason");
        }));

      it.effect("that puts secrets into its error is ProviderFailed without them", () =>
        Effect.gen(function* () {
          const credentials = someCredentials({ password: "my%pass word", appKey: "app key", pin: "7" });
          const leak = "code 5653, my%pass word, app key, my%25pass%20word, 7, eyJhbGciOiJIUzI1NiJ9eyJzdWIi";
          const server = scriptedTokenApi([answer.codeExpected()]);
          const provider = fromFunction(make(() => {
            throw new Error(leak);
          }));
          const error = yield* Effect.flip(against(server)(login(credentials, { provider })));
          expect(error._tag).toBe("ProviderFailed");
          expect(error.message).toContain(
            "code <redacted>, <redacted>, <redacted>, <redacted>, <redacted>, <redacted>",
          );
          expect(JSON.stringify(error)).not.toMatch(/pass|app key|5653|eyJ/);
        }));
    });
  }

  it.effect("tells the function who waits, and gives it a signal", () =>
    Effect.gen(function* () {
      const given: Array<unknown> = [];
      yield* asked((...all) => {
        given.push(...all);
        return "0417";
      });
      expect(given).toEqual([challenge, expect.any(AbortSignal)]);
    }));

  for (
    const [what, endless] of [
      ["a promise", () => new Promise<string>(() => {})],
      ["an Effect", () => Effect.never],
    ] as const
  ) {
    it.effect(`aborts the signal when the wait for ${what} is interrupted`, () =>
      Effect.gen(function* () {
        const signals: Array<AbortSignal> = [];
        const running = yield* Effect.forkChild(
          asked((_challenge, signal) => {
            signals.push(signal);
            return endless();
          }),
          { startImmediately: true },
        );
        expect(signals.map((signal) => signal.aborted)).toEqual([false]);
        yield* Fiber.interrupt(running);
        expect(signals.map((signal) => signal.aborted)).toEqual([true]);
      }));
  }

  it("has the name that it is given", () => {
    expect(fromFunction(() => "0417", { name: "person" }).name).toBe("person");
  });
});

describe("somebody's provider in a login", () => {
  const failing = (problem: string, script = [answer.codeExpected()], codes: ReadonlyArray<string> = []) =>
    Effect.gen(function* () {
      const failed = Effect.fail(new ProviderFailed({ provider: "mailbox", problem, retryable: false }));
      const provider = recordingProvider({ codes: [...codes, failed] });
      const logging = login(someCredentials({ password: "hunter2hunter2" }), { provider });
      return yield* Effect.flip(against(scriptedTokenApi(script))(logging));
    });

  it.effect("shows its own failure without a credential, and keeps whether trying again helps", () =>
    Effect.gen(function* () {
      const error = yield* failing("refused the password hunter2hunter2 on port 993");
      expect(error).toMatchObject({
        problem: "refused the password <redacted> on port 993",
        retryable: false,
      });
    }));

  it.effect("shows its own failure without a code of this login", () =>
    Effect.gen(function* () {
      const script = [answer.codeExpected(), answer.codeRefused()];
      const error = yield* failing("found only 5653 again", script, ["5653"]);
      expect(error).toMatchObject({ _tag: "CodeRefused", ended: "mailbox: found only <redacted> again" });
    }));

  it.effect("shows no half of a secret where a long text is cut", () =>
    Effect.gen(function* () {
      for (let length = 150; length < 620; length += 3) {
        const text = `${"ab ".repeat(length / 3)}hunter2hunter2`;
        expect((yield* failing(text)).message).not.toContain("hunt");
        const throwing = fromFunction(() => Promise.reject(new Error(text)));
        const logging = login(someCredentials({ password: "hunter2hunter2" }), { provider: throwing });
        const error = yield* Effect.flip(against(scriptedTokenApi([answer.codeExpected()]))(logging));
        expect(error.message).not.toContain("hunt");
        expect(error.message.length).toBeLessThan(800);
      }
    }));
});
