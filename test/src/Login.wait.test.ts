import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { type CodeProvider, verificationCode } from "../../mod.ts";
import { failure } from "../support/loginAttempt.ts";
import { recordingProvider, silentProvider } from "../support/providers.ts";
import { answer, scriptedTokenApi } from "../support/scriptedTokenApi.ts";

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
