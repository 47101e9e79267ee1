import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { vi } from "vitest";
import { InvalidConfiguration, login } from "../../mod.ts";
import { audit } from "../../plugins/audit.ts";
import { CircuitOpen } from "../../plugins/circuit_breaker.ts";
import { recordingProvider } from "../support/providers.ts";
import { against, answer, scriptedTokenApi, someCredentials } from "../support/scriptedTokenApi.ts";

const provider = () => recordingProvider({ codes: ["1111"] });

describe("audit", () => {
  it.effect("writes a JSON line for each step, without secrets or the server's words", () =>
    Effect.gen(function* () {
      const lines: Array<string> = [];
      const credentials = someCredentials({ password: "password-canary" });
      const server = scriptedTokenApi([answer.codeExpected(), answer.credentialsRefused("words-canary")]);
      const use = [audit({ write: (line) => lines.push(line) })];
      yield* Effect.flip(against(server)(login(credentials, { provider: provider(), use })));
      const who = { username: credentials.username, baseUrl: "https://broker.example/api" };
      const rest = { time: "1970-01-01T00:00:00.000Z", ...who, attempt: 1, durationMillis: 0 };
      expect(lines.map((line) => JSON.parse(line))).toEqual([
        { ...rest, step: "Arm", outcome: "done" },
        { ...rest, step: "RequestToken", outcome: "done" },
        { ...rest, step: "AwaitCode", outcome: "done" },
        { ...rest, step: "SubmitCode", outcome: "CredentialsRefused" },
      ]);
      expect(lines.join()).not.toMatch(/canary|1111/);
    }));

  it.effect("names the errors that other plugins add", () =>
    Effect.gen(function* () {
      const lines: Array<string> = [];
      const { middleware } = audit({ write: (line) => lines.push(line) });
      const step = { username: "bob", baseUrl: "https://broker.example/api", attempt: 1, loginStartedAt: 0 };
      const open = Effect.fail(new CircuitOpen({ retryAfterMillis: 1, message: "words-canary" }));
      yield* Effect.exit(middleware!({ ...step, name: "RequestToken" }, open as never));
      expect(JSON.parse(lines.join())).toMatchObject({ outcome: "CircuitOpen" });
      expect(lines.join()).not.toContain("canary");
    }));

  for (
    const write of [() => {
      throw new Error("the disk is full");
    }, () => Promise.reject(new Error("the disk is full"))]
  ) {
    it.effect("loses no login where a line cannot be written, and says so once", () =>
      Effect.gen(function* () {
        const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
        const server = scriptedTokenApi([answer.codeExpected(), answer.succeeded("token")]);
        const use = [audit({ write })];
        const auth = yield* against(server)(login(someCredentials(), { provider: provider(), use }));
        expect(auth.reveal()).toBe("token");
        yield* Effect.promise(() => new Promise((resolve) => setTimeout(resolve)));
        expect(warn.mock.calls).toHaveLength(1);
        warn.mockRestore();
      }));
  }

  it("throws at once where it has nowhere to write", () => {
    expect(() => audit({} as never)).toThrow(InvalidConfiguration);
  });
});
