import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as TestClock from "effect/testing/TestClock";
import { body, nextPageAt, status } from "../../support/twilioApi.ts";
import { arm, fakeApi, inTime, letTimePass, nextCode } from "../../support/twilioLogin.ts";

const text = (code: string): string => `Type ${code} to access the platform`;

describe("twilio-messages: which message gives the code", () => {
  it.effect("one that comes while the login waits, to the second", () =>
    Effect.gen(function* () {
      const api = yield* fakeApi;
      const armed = yield* arm(api);
      const waiting = yield* Effect.forkChild(nextCode(armed), { startImmediately: true });
      yield* Effect.promise(() => api.received(2));
      yield* letTimePass(api, () => api.requests.length >= 3);
      api.receive({ body: text("0417") });
      expect(yield* inTime(api, Fiber.join(waiting))).toBe("0417");
    }));

  it.effect("one that came between arming and waiting, without a pause", () =>
    Effect.gen(function* () {
      const api = yield* fakeApi;
      const armed = yield* arm(api);
      api.receive();
      expect(yield* nextCode(armed)).toBe("5653");
      expect(yield* TestClock.testClockWith((clock) => clock.currentTimeMillis)).toBe(0);
    }));

  it.effect("and none from before arming", () =>
    Effect.gen(function* () {
      const api = yield* fakeApi;
      api.receive({ body: text("1111") });
      const armed = yield* arm(api);
      const waiting = yield* Effect.forkChild(nextCode(armed), { startImmediately: true });
      yield* letTimePass(api, () => api.requests.length >= 4);
      expect(waiting.pollUnsafe()).toBeUndefined();
      expect(yield* armed.sightings!).toEqual({ seen: 0, refused: {} });
      yield* Fiber.interrupt(waiting);
    }));

  it.effect("not an old one that slides into the first page when others are deleted", () =>
    Effect.gen(function* () {
      const api = yield* fakeApi;
      for (let i = 0; i < 30; i++) api.receive({ body: text("1111") });
      const sids = Array.from({ length: 50 }, () => api.receive({ body: text("2222") }));
      const armed = yield* arm(api);
      for (const sid of sids.slice(10, 30)) api.remove(sid);
      api.receive({ body: text("3333") });
      expect(yield* nextCode(armed)).toBe("3333");
      expect(yield* armed.sightings!).toEqual({ seen: 1, refused: {} });
      const requestsBefore = api.requests.length;
      for (const sid of sids) api.remove(sid);
      api.receive({ body: text("4444") });
      expect(yield* nextCode(armed)).toBe("4444");
      expect(yield* armed.sightings!).toEqual({ seen: 2, refused: {} });
      expect(api.requests).toHaveLength(requestsBefore + 1);
    }));

  it.effect("under more than a hundred others, over several pages", () =>
    Effect.gen(function* () {
      const api = yield* fakeApi;
      const armed = yield* arm(api, { from: "CentrSoobsh" });
      api.receive({ body: text("0417") });
      for (let i = 0; i < 119; i++) api.receive({ from: "Shop", body: text("1111") });
      expect(yield* nextCode(armed)).toBe("0417");
      expect(yield* armed.sightings!).toEqual({ seen: 120, refused: { "other sender": 119 } });
      expect(api.requests.map(({ query }) => query.get("Page"))).toEqual([null, null, "1", "2"]);
    }));

  it.effect("counts once, however often it is listed", () =>
    Effect.gen(function* () {
      const api = yield* fakeApi;
      const armed = yield* arm(api);
      api.receive({ body: "Nothing to see" });
      const waiting = yield* Effect.forkChild(nextCode(armed), { startImmediately: true });
      yield* letTimePass(api, () => api.requests.length >= 5);
      expect(yield* armed.sightings!).toEqual({ seen: 1, refused: { "no code": 1 } });
      yield* Fiber.interrupt(waiting);
    }));

  it.effect("is an incoming one, to the right number and from a known sender", () =>
    Effect.gen(function* () {
      const api = yield* fakeApi;
      const armed = yield* arm(api, {
        to: ["+1 201 555 0123", "+12015550124"],
        from: ["CentrSoobsh", "72345"],
      });
      api.receive({ body: text("0417"), from: "72345" });
      api.receive({ body: text("1111"), direction: "outbound-api" });
      api.receive({ body: text("2222"), to: "+12015550199" });
      api.receive({ body: text("3333"), from: "Shop" });
      api.receive({ body: text("4444"), from: null });
      expect(yield* nextCode(armed)).toBe("0417");
      expect(yield* armed.sightings!).toEqual({
        seen: 4,
        refused: { "other recipient": 1, "other sender": 1, "no sender": 1 },
      });
    }));

  it.effect("below a page that could not be read is found by the next look", () =>
    Effect.gen(function* () {
      const api = yield* fakeApi;
      const armed = yield* arm(api, { from: "CentrSoobsh" });
      api.receive({ body: text("0417") });
      for (let i = 0; i < 60; i++) api.receive({ from: "Shop" });
      api.fault((response, request) => {
        api.fault(status(500));
        const next = `/2010-04-01/Accounts/${api.account.accountSid}/Messages.json?Page=1`;
        nextPageAt(next)(response, request);
      });
      expect(yield* inTime(api, nextCode(armed))).toBe("0417");
      expect(yield* armed.sightings!).toEqual({
        seen: 61,
        refused: { "other sender": 60, "server unavailable": 1 },
      });
    }));

  it.effect("is not looked for at another host", () =>
    Effect.gen(function* () {
      const api = yield* fakeApi;
      const elsewhere = yield* fakeApi;
      const armed = yield* arm(api, { from: "CentrSoobsh" });
      for (let i = 0; i < 60; i++) api.receive({ from: "Shop" });
      api.receive({ body: text("0417") });
      api.fault(nextPageAt(`${elsewhere.origin}/2010-04-01/Accounts/AC/Messages.json?Page=1`));
      expect(yield* nextCode(armed)).toBe("0417");
      expect(elsewhere.requests).toEqual([]);
    }));

  it.effect("that is still being received is looked at again", () =>
    Effect.gen(function* () {
      const api = yield* fakeApi;
      const armed = yield* arm(api);
      const sid = api.receive({ status: "receiving", body: null });
      const waiting = yield* Effect.forkChild(nextCode(armed), { startImmediately: true });
      yield* letTimePass(api, () => api.requests.length >= 3);
      api.change(sid, { body: text("0417") });
      expect(yield* inTime(api, Fiber.join(waiting))).toBe("0417");
      expect(yield* armed.sightings!).toEqual({ seen: 1, refused: {} });
    }));

  it.effect("is not spoilt by entries that are no messages", () =>
    Effect.gen(function* () {
      const api = yield* fakeApi;
      const armed = yield* arm(api);
      const good = {
        sid: "SM1",
        direction: "inbound",
        from: "CentrSoobsh",
        to: "+12015550123",
        body: text("0417"),
      };
      api.fault(body(JSON.stringify({ messages: [null, 7, {}, { sid: 8 }, { ...good, body: 9 }, good] })));
      expect(yield* nextCode(armed)).toBe("0417");
    }));

  it.effect.each(["1", "2"])(
    "that fills an SMS is whole, and not waited for any longer: %s",
    (num_segments) =>
      Effect.gen(function* () {
        const api = yield* fakeApi;
        const armed = yield* arm(api);
        api.receive({ body: text("0417").padEnd(160, "."), num_segments });
        expect(yield* nextCode(armed)).toBe("0417");
        expect(yield* TestClock.testClockWith((clock) => clock.currentTimeMillis)).toBe(0);
      }),
  );

  it.effect("is the newest of those that come between two looks", () =>
    Effect.gen(function* () {
      const api = yield* fakeApi;
      const armed = yield* arm(api);
      api.receive({ body: text("1111") });
      api.receive({ body: text("2222") });
      expect(yield* nextCode(armed)).toBe("2222");
      expect(yield* nextCode(armed)).toBe("1111");
    }));

  it.effect("after a refused code is the next one", () =>
    Effect.gen(function* () {
      const api = yield* fakeApi;
      const armed = yield* arm(api);
      api.receive({ body: text("1111") });
      expect(yield* nextCode(armed)).toBe("1111");
      api.receive({ body: text("2222") });
      expect(yield* nextCode(armed)).toBe("2222");
    }));
});

describe("twilio-messages: a code that was made unreadable ends the wait at once", () => {
  it.effect.each(
    [
      ["by Twilio's error 30038", { body: "", status: "failed", error_code: 30038 }],
      ["also while the message is being received", { body: "", status: "receiving", error_code: 30038 }],
      ["by stars in its place", { body: "Type **** to access the platform" }],
    ] as const,
  )("%s", ([, message]) =>
    Effect.gen(function* () {
      const api = yield* fakeApi;
      const armed = yield* arm(api);
      api.receive(message);
      const error = yield* Effect.flip(nextCode(armed));
      expect(error).toMatchObject({
        _tag: "ProviderFailed",
        provider: "twilio-messages",
        reason: { _tag: "CodeRedacted" },
        retryable: false,
      });
      expect(error.message).toContain("error 30038");
      expect(yield* TestClock.testClockWith((clock) => clock.currentTimeMillis)).toBe(0);
    }));
});
