import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import {
  type ArmedCodeProvider,
  type CodeProvider,
  ProviderFailed,
  verificationCode,
} from "../../../../mod.ts";
import { guardedProvider } from "../../../../src/internal/login/guardedProvider.ts";

const challenge = {
  ...{ username: "bob", baseUrl: "https://broker.example/api" },
  ...{ attempt: 1, requestedAt: 0, timeoutMillis: 1000 },
};
const ask = (provider: CodeProvider) =>
  Effect.scoped(Effect.flatMap(provider.arm(challenge), (armed) => armed.next(challenge)));
const giving = (given: unknown): CodeProvider => ({
  name: "test",
  arm: () => Effect.succeed({ next: () => Effect.succeed(given) } as ArmedCodeProvider),
});

describe("guardedProvider", () => {
  it.effect("lets a code through, with the provider that gave it", () =>
    Effect.gen(function* () {
      const code = yield* verificationCode("inner", "0417");
      const given = yield* ask(guardedProvider(giving(code)));
      expect([Redacted.value(given.code), given.provider]).toEqual(["0417", "inner"]);
    }));

  const nonsense: ReadonlyArray<[string, unknown]> = [
    ["nothing", undefined],
    ["a text", "0417"],
    ["a code that is not redacted", { _tag: "VerificationCode", code: "0417", provider: "test" }],
    ["a code that is a number", { _tag: "VerificationCode", code: Redacted.make(417), provider: "test" }],
    ["a code that no header can carry", { code: Redacted.make("04\r\nPinCode: 17"), provider: "test" }],
  ];
  for (const [what, given] of nonsense) {
    it.effect(`makes ${what} a failure`, () =>
      Effect.gen(function* () {
        const error = yield* Effect.flip(ask(guardedProvider(giving(given))));
        expect(error).toBeInstanceOf(ProviderFailed);
        expect(error.message).not.toMatch(/17/);
      }));
  }

  const broken: ReadonlyArray<[string, unknown]> = [
    ["throws", () => {
      throw new Error("broken");
    }],
    ["dies", () => Effect.die(new Error("broken"))],
    ["interrupts itself", () => Effect.interrupt],
    ["gives no effect", () => undefined],
    ["gives a promise", () => Promise.resolve("0417")],
    ["is none", undefined],
  ];
  for (const [what, method] of broken) {
    it.effect(`makes a method that ${what} a failure`, () =>
      Effect.gen(function* () {
        const arm = { name: "test", arm: method } as unknown as CodeProvider;
        expect(yield* Effect.flip(ask(guardedProvider(arm)))).toMatchObject({
          _tag: "ProviderFailed",
          provider: "test",
        });
        const next = { name: "test", arm: () => Effect.succeed({ next: method }) } as unknown as CodeProvider;
        expect(yield* Effect.flip(ask(guardedProvider(next)))).toMatchObject({
          _tag: "ProviderFailed",
          provider: "test",
        });
      }));
  }

  it.effect("keeps a provider that is an instance of a class whole", () =>
    Effect.gen(function* () {
      class Armed implements ArmedCodeProvider {
        private readonly mine = "0417";
        get sightings() {
          return Effect.succeed({ seen: 3, refused: {} });
        }
        next() {
          return verificationCode("class", this.mine);
        }
      }
      const guarded = guardedProvider({ name: "class", arm: () => Effect.sync(() => new Armed()) });
      expect((yield* ask(guarded)).provider).toBe("class");
      const armed = yield* Effect.scoped(guarded.arm(challenge));
      expect(yield* (armed.sightings ?? Effect.void)).toEqual({ seen: 3, refused: {} });
    }));

  it.effect("asks for the secrets when it fails, not before", () =>
    Effect.gen(function* () {
      const secrets: Array<string> = [];
      const failing: CodeProvider = {
        name: "test",
        arm: () => Effect.fail(new ProviderFailed({ provider: "test", problem: "found 5653" })),
      };
      const guarded = guardedProvider(failing, () => secrets);
      secrets.push("5653");
      expect((yield* Effect.flip(ask(guarded))).problem).toBe("found <redacted>");
    }));

  it.live("waits for sightings that never come for a moment only", () =>
    Effect.gen(function* () {
      const provider: CodeProvider = {
        name: "mailbox",
        arm: () => Effect.succeed({ next: () => Effect.never, sightings: Effect.never }),
      };
      const armed = yield* guardedProvider(provider).arm(challenge).pipe(Effect.scoped);
      expect(yield* armed.sightings ?? Effect.void).toEqual({ seen: 0, refused: {} });
    }));

  it.effect("lets sightings show counts and reasons, and no text of a message", () =>
    Effect.gen(function* () {
      const refused = { "old message": 2, "Subject: your code 5653 \u001b[31m": 1, "too old": Number.NaN };
      const provider: CodeProvider = {
        name: "mailbox",
        arm: () =>
          Effect.succeed({ next: () => Effect.never, sightings: Effect.succeed({ seen: -3, refused }) }),
      };
      const armed = yield* guardedProvider(provider).arm(challenge).pipe(Effect.scoped);
      expect(yield* armed.sightings ?? Effect.void).toEqual({
        seen: 0,
        refused: { "old message": 2, other: 1, "too old": 0 },
      });
    }));
});
