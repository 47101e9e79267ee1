import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as TestClock from "effect/testing/TestClock";
import { type CodeRefused, fromFunction, NetworkFailed, RequestTimedOut, ServerFault } from "../../mod.ts";
import { attempt, codesSent } from "../support/loginAttempt.ts";
import { recordingProvider } from "../support/providers.ts";
import { answer, type Scripted, scriptedTokenApi } from "../support/scriptedTokenApi.ts";

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
