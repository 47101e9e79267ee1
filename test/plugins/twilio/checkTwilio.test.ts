import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import { checkTwilio } from "../../../plugins/twilio.ts";
import { fakeApi, optionsFor } from "../../support/twilioLogin.ts";

describe("checkTwilio", () => {
  it.effect("counts the newest incoming messages, and those whose code was made unreadable", () =>
    Effect.gen(function* () {
      const api = yield* fakeApi;
      api.receive();
      api.receive({ direction: "outbound-api", error_code: 30038 });
      api.receive({ body: "", status: "failed", error_code: 30038 });
      api.receive({ body: "Type **** to access the platform" });
      api.receive({ body: "Card **** was charged" });
      expect(yield* checkTwilio(optionsFor(api))).toEqual({ messages: 4, redacted: 2 });
      expect(api.requests).toHaveLength(1);
    }));

  it.effect("counts those to the numbers that are set", () =>
    Effect.gen(function* () {
      const api = yield* fakeApi;
      for (const to of ["+12015550101", "+12015550102", "+12015550103"]) api.receive({ to });
      const options = optionsFor(api);
      expect(yield* checkTwilio({ ...options, to: ["+12015550101", "+12015550102"] })).toEqual({
        messages: 2,
        redacted: 0,
      });
      expect(yield* checkTwilio({ ...options, to: "+1 201 555 0103" })).toEqual({ messages: 1, redacted: 0 });
      expect(yield* checkTwilio({ ...options, to: () => "+12015550101" })).toEqual({
        messages: 3,
        redacted: 0,
      });
      expect(api.requests.map(({ query }) => query.get("To"))).toEqual([null, "+12015550103", null]);
    }));

  it.effect("fails as the provider does", () =>
    Effect.gen(function* () {
      const api = yield* fakeApi;
      expect(yield* Effect.flip(checkTwilio({ ...optionsFor(api), authToken: "wrong" }))).toMatchObject({
        _tag: "ProviderFailed",
        provider: "twilio-messages",
        reason: { _tag: "SignInRefused" },
        retryable: false,
      });
    }));
});
