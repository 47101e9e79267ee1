import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { login } from "../../mod.ts";
import { recordingProvider } from "../support/providers.ts";
import { against, answer, scriptedTokenApi, someCredentials } from "../support/scriptedTokenApi.ts";

describe("a pin", () => {
  const credentials = () => someCredentials({ pin: "0099" });
  const provider = () => recordingProvider({ codes: ["1111", "2222"] });

  it.effect("alone", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([answer.pinExpected("interim-1"), answer.succeeded()]);
      const auth = yield* against(server)(login(credentials()));
      expect(auth).toMatchObject({ provider: undefined, codesTried: 0 });
      expect(server.sent).toEqual([
        { step: "RequestToken" },
        { step: "SubmitPin", interimToken: "interim-1", pin: "0099" },
      ]);
    }));

  it.effect("after the code: the code is sent again beside it, with the newest interim token", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([
        answer.codeExpected("interim-1"),
        answer.pinExpected("interim-2"),
        answer.succeeded(),
      ]);
      const auth = yield* against(server)(login(credentials(), { provider: provider() }));
      expect(auth).toMatchObject({ provider: "mailbox", codesTried: 1 });
      expect(server.sent).toEqual([
        { step: "RequestToken" },
        { step: "SubmitCode", interimToken: "interim-1", code: "1111" },
        { step: "SubmitPin", interimToken: "interim-2", code: "1111", pin: "0099" },
      ]);
    }));

  it.effect("before the code: the pin is sent again beside each code", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([
        answer.pinExpected("interim-1"),
        answer.codeExpected("interim-2"),
        answer.codeRefused("Invalid code"),
        answer.succeeded(),
      ]);
      yield* against(server)(login(credentials(), { provider: provider() }));
      expect(server.sent).toEqual([
        { step: "RequestToken" },
        { step: "SubmitPin", interimToken: "interim-1", pin: "0099" },
        { step: "SubmitCode", interimToken: "interim-2", code: "1111", pin: "0099" },
        { step: "SubmitCode", interimToken: "interim-2", code: "2222", pin: "0099" },
      ]);
    }));

  it.effect("that is asked for and not set is PinRequired; nothing more is sent", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([answer.pinExpected()]);
      const error = yield* Effect.flip(against(server)(login(someCredentials())));
      expect(error).toMatchObject({ _tag: "PinRequired", exitCode: 2 });
      expect(server.sent).toHaveLength(1);
    }));

  it.effect("that is asked for again was wrong: it is not sent twice", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([answer.pinExpected("interim-1"), answer.pinExpected("interim-2")]);
      const error = yield* Effect.flip(against(server)(login(credentials())));
      expect(error._tag).toBe("PinRefused");
      expect(server.sent).toHaveLength(2);
    }));

  it.effect("that was sent, then asked for after the code, was wrong too", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([answer.pinExpected(), answer.codeExpected(), answer.pinExpected()]);
      const error = yield* Effect.flip(against(server)(login(credentials(), { provider: provider() })));
      expect(error._tag).toBe("PinRefused");
      expect(server.sent.map((each) => each.step)).toEqual(["RequestToken", "SubmitPin", "SubmitCode"]);
    }));

  it.effect("after which the server refuses the code: the next code goes out with the pin beside it", () =>
    Effect.gen(function* () {
      for (const refusal of [answer.codeRefused("Invalid code"), answer.codeExpected("interim-3")]) {
        const server = scriptedTokenApi([
          answer.codeExpected("interim-1"),
          answer.pinExpected("interim-2"),
          refusal,
          answer.succeeded(),
        ]);
        const auth = yield* against(server)(login(credentials(), { provider: provider() }));
        expect(auth.codesTried).toBe(2);
        expect(server.sent.at(-1)).toEqual({
          step: "SubmitCode",
          interimToken: refusal._tag === "CodeExpected" ? "interim-3" : "interim-2",
          code: "2222",
          pin: "0099",
        });
      }
    }));

  it.effect("does not let a login send more codes than it may", () =>
    Effect.gen(function* () {
      const server = scriptedTokenApi([answer.codeExpected(), answer.pinExpected(), answer.codeExpected()]);
      const options = { provider: provider(), maxCodes: 1 };
      const error = yield* Effect.flip(against(server)(login(credentials(), options)));
      expect(error).toMatchObject({ _tag: "CodeRefused", codesTried: 1 });
      expect(server.sent).toHaveLength(3);
    }));
});
