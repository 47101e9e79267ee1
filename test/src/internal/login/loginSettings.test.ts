import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { loginSettings } from "../../../../src/internal/login/loginSettings.ts";
import { silentProvider } from "../../../support/providers.ts";

describe("loginSettings", () => {
  it.effect("has defaults for everything", () =>
    Effect.gen(function* () {
      expect(yield* loginSettings({})).toEqual({
        provider: undefined,
        middleware: [],
        codeTimeoutMillis: 120_000,
        maxCodes: 3,
      });
    }));

  it.effect("takes absent options as they are: explicit undefined is no value", () =>
    Effect.gen(function* () {
      const none = { provider: undefined, use: undefined, codeTimeout: undefined, maxCodes: undefined };
      expect(yield* loginSettings(none)).toEqual(yield* loginSettings({}));
    }));

  it.effect("reads durations: milliseconds, or words", () =>
    Effect.gen(function* () {
      expect((yield* loginSettings({ codeTimeout: 1500 })).codeTimeoutMillis).toBe(1500);
      expect((yield* loginSettings({ codeTimeout: "5 minutes" })).codeTimeoutMillis).toBe(300_000);
    }));

  it.effect("keeps one provider as it is, and races several, the login's own first", () =>
    Effect.gen(function* () {
      const [own, a, b] = ["own", "a", "b"].map(silentProvider);
      const use = [{ name: "p", provider: a }, { name: "q" }, { name: "r", provider: b }];
      expect((yield* loginSettings({ provider: own })).provider).toBe(own);
      expect((yield* loginSettings({ use: use.slice(0, 2) })).provider).toBe(a);
      expect((yield* loginSettings({ provider: own, use })).provider?.name).toBe("own,a,b");
    }));
});
