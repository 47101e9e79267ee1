import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Fiber from "effect/Fiber";
import * as TestClock from "effect/testing/TestClock";
import { type CodeProvider, fromFunction, login, type LoginOptions } from "../../mod.ts";
import { recordingProvider } from "../support/providers.ts";
import { against, answer, scriptedTokenApi, someCredentials } from "../support/scriptedTokenApi.ts";

/** Starts a login, interrupts it after a second and lets another second pass. Gives its exit; there must be one. */
const interrupted = (server: ReturnType<typeof scriptedTokenApi>, options: LoginOptions) =>
  Effect.gen(function* () {
    const credentials = someCredentials({ pin: "0099" });
    const running = yield* Effect.forkChild(against(server)(login(credentials, options)), {
      startImmediately: true,
    });
    yield* TestClock.adjust("1 second");
    expect(running.pollUnsafe()).toBeUndefined();
    yield* Effect.forkChild(Fiber.interrupt(running), { startImmediately: true });
    yield* TestClock.adjust("1 second");
    const exit = running.pollUnsafe();
    if (exit === undefined) return expect.fail("the login goes on a second after its interruption");
    return exit;
  });

const code = { codes: ["1111", "2222"] };
const steps = [
  { step: "Arm", provider: { arming: Effect.never }, script: [] },
  { step: "RequestToken", provider: {}, script: [Effect.never] },
  { step: "AwaitCode", provider: {}, script: [answer.codeExpected()] },
  { step: "SubmitCode", provider: code, script: [answer.codeExpected(), Effect.never] },
  { step: "SubmitPin", provider: code, script: [answer.codeExpected(), answer.pinExpected(), Effect.never] },
];
const closings = [
  { how: "well", closing: Effect.void },
  { how: "slowly", closing: Effect.sleep(300) },
  { how: "never", closing: Effect.never },
  { how: "with a defect", closing: Effect.die(new Error("close failed")) },
];

describe("interruption", () => {
  for (const { step, provider, script } of steps) {
    for (const { how, closing } of closings) {
      it.effect(`during ${step} ends the login within a second; the provider closes ${how}`, () =>
        Effect.gen(function* () {
          const journal: Array<string> = [];
          const server = scriptedTokenApi(script);
          const closed = Effect.andThen(Effect.sync(() => journal.push("closing")), closing);
          const exit = yield* interrupted(server, {
            provider: recordingProvider({ ...provider, closing: closed, journal }),
          });
          expect(Exit.hasInterrupts(exit) && !Exit.hasDies(exit)).toBe(true);
          expect(journal).toContain("closing");
          expect(server.sent).toHaveLength(script.length);
        }));
    }
  }

  it.effect("waits for what was opened to be closed", () =>
    Effect.gen(function* () {
      const journal: Array<string> = [];
      const provider = recordingProvider({ journal, closing: Effect.sleep(300) });
      yield* interrupted(scriptedTokenApi([answer.codeExpected()], journal), { provider });
      expect(journal).toEqual([
        "mailbox arm",
        "RequestToken",
        "mailbox next",
        "mailbox interrupted",
        "mailbox close",
      ]);
    }));

  it.effect("aborts the signal that a function was given", () =>
    Effect.gen(function* () {
      let given: AbortSignal | undefined;
      const provider = fromFunction((_challenge, signal) => {
        given = signal;
        return new Promise<string>(() => {});
      });
      yield* interrupted(scriptedTokenApi([answer.codeExpected()]), { provider });
      expect(given?.aborted).toBe(true);
    }));

  it.effect("does not wait for a provider that cannot be interrupted, and closes what it opens later", () =>
    Effect.gen(function* () {
      const journal: Array<string> = [];
      const provider: CodeProvider = {
        name: "slow",
        arm: () =>
          Effect.as(
            Effect.acquireRelease(
              Effect.sleep("10 seconds"),
              () => Effect.sync(() => journal.push("closed")),
            ),
            { next: () => Effect.never },
          ),
      };
      yield* interrupted(scriptedTokenApi([]), { provider });
      expect(journal).toEqual([]);
      yield* TestClock.adjust("10 seconds");
      expect(journal).toEqual(["closed"]);
    }));

  it.effect("does not wait for a `next` whose finalizer hangs", () =>
    Effect.gen(function* () {
      const next = () => Effect.onInterrupt(Effect.never, () => Effect.never);
      const provider: CodeProvider = { name: "sticky", arm: () => Effect.succeed({ next }) };
      const exit = yield* interrupted(scriptedTokenApi([answer.codeExpected()]), { provider });
      expect(Exit.hasInterrupts(exit)).toBe(true);
    }));
});

describe("the closing of a provider", () => {
  for (const { how, closing } of closings) {
    it.effect(`does not change the outcome: it closes ${how}`, () =>
      Effect.gen(function* () {
        for (const last of [answer.succeeded(), answer.passwordExpired]) {
          const server = scriptedTokenApi([answer.codeExpected(), last]);
          const running = yield* Effect.forkChild(
            Effect.result(
              against(server)(
                login(someCredentials(), { provider: recordingProvider({ codes: ["1111"], closing }) }),
              ),
            ),
            { startImmediately: true },
          );
          yield* TestClock.adjust("1 second");
          const result = yield* Fiber.join(running);
          if (result._tag === "Success") expect(result.success.reveal()).toBe("token");
          else expect(result.failure._tag).toBe("PasswordExpired");
          expect(result._tag).toBe(last._tag === "Succeeded" ? "Success" : "Failure");
        }
      }));
  }
});

describe("logins at the same time", () => {
  const start = (
    server: ReturnType<typeof scriptedTokenApi>,
    credentials = someCredentials(),
    journal: string[],
  ) =>
    Effect.forkChild(
      against(server)(login(credentials, { provider: recordingProvider({ codes: ["1111"], journal }) })),
      { startImmediately: true },
    );
  const slowly = (journal: Array<string>, baseUrl?: string) =>
    scriptedTokenApi(
      [Effect.delay(Effect.succeed(answer.codeExpected()), "1 second"), answer.succeeded()],
      journal,
      baseUrl,
    );
  const whole = ["mailbox arm", "RequestToken", "mailbox next", "SubmitCode", "mailbox close"];

  it.effect("of one user run one after the other, in the order of their calls", () =>
    Effect.gen(function* () {
      const bob = someCredentials();
      const journals: ReadonlyArray<Array<string>> = [[], [], []];
      const running = yield* Effect.forEach(journals, (journal) => start(slowly(journal), bob, journal));
      yield* TestClock.adjust("1 second");
      expect(journals).toEqual([whole, ["mailbox arm", "RequestToken"], []]);
      yield* TestClock.adjust("2 seconds");
      expect(journals).toEqual([whole, whole, whole]);
      yield* Effect.forEach(running, Fiber.join);
    }));

  it.effect("of different users, or with different brokers, run side by side", () =>
    Effect.gen(function* () {
      const bob = someCredentials();
      const journals: ReadonlyArray<Array<string>> = [[], [], []];
      const [a = [], b = [], c = []] = journals;
      yield* start(slowly(a), bob, a);
      yield* start(slowly(b), someCredentials(), b);
      yield* start(slowly(c, "https://other.example/api"), bob, c);
      yield* TestClock.adjust("1 second");
      expect(journals).toEqual([whole, whole, whole]);
    }));

  it.effect("go on after one that fails, and after one that is interrupted", () =>
    Effect.gen(function* () {
      const bob = someCredentials();
      const journal: Array<string> = [];
      const stuck = yield* start(scriptedTokenApi([Effect.never]), bob, []);
      const failing = yield* start(scriptedTokenApi([answer.passwordExpired]), bob, []);
      const leaving = yield* start(scriptedTokenApi([]), bob, []);
      const last = yield* start(scriptedTokenApi([answer.succeeded()], journal), bob, journal);
      yield* Fiber.interrupt(leaving);
      expect(journal).toEqual([]);
      yield* Fiber.interrupt(stuck);
      expect((yield* Effect.flip(Fiber.join(failing)))._tag).toBe("PasswordExpired");
      expect((yield* Fiber.join(last)).reveal()).toBe("token");
    }));
});
