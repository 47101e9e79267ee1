import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Fiber from "effect/Fiber";
import * as Scope from "effect/Scope";
import * as TestClock from "effect/testing/TestClock";
import { twilioMessages } from "../../../plugins/twilio.ts";
import { nextPageAt, silence } from "../../support/twilioApi.ts";
import { arm, fakeApi, inTime, nextCode, optionsFor } from "../../support/twilioLogin.ts";

const text = (code: string): string => `Type ${code} to access the platform`;

describe("twilio-messages: several logins", () => {
  it.effect("with numbers of their own wait side by side, each asking for its own messages", () =>
    Effect.gen(function* () {
      const api = yield* fakeApi;
      const numbers: Record<string, string> = {
        alice: "+12015550101",
        bob: "+12015550102",
        carol: "+12015550103",
      };
      const to = ({ username }: { readonly username: string }) => numbers[username]!;
      const provider = twilioMessages({ ...optionsFor(api), to });
      const users = Object.keys(numbers);
      const armed = yield* Effect.forEach(users, (username) => provider.arm({ username, baseUrl: "b" }));
      const waits = yield* Effect.forEach(
        armed,
        (each) => Effect.forkChild(nextCode(each), { startImmediately: true }),
      );
      yield* Effect.promise(() => api.received(6));
      for (const [index, user] of users.toReversed().entries()) {
        api.receive({ to: numbers[user]!, body: text(`000${index}`) });
      }
      expect(yield* inTime(api, Effect.forEach(waits, Fiber.join))).toEqual(["0002", "0001", "0000"]);
      expect(new Set(api.requests.map(({ query }) => query.get("To")))).toEqual(
        new Set(Object.values(numbers)),
      );
    }));

  it.effect("to a number without its plus are found in the list of all", () =>
    Effect.gen(function* () {
      const api = yield* fakeApi;
      let asked = 0;
      const armed = yield* arm(api, { to: () => `1 201 555 012${asked++ === 0 ? 3 : 4}` });
      api.receive({ to: "+12015550123", body: text("5653") });
      expect(yield* nextCode(armed)).toBe("5653");
      expect(api.requests.map(({ query }) => query.get("To"))).toEqual([null, null]);
    }));

  it.effect("of different users to one account take turns, however its SID is spelled", () =>
    Effect.gen(function* () {
      const api = yield* fakeApi;
      yield* arm(api, { username: "alice" });
      const accountSid = api.account.accountSid.toUpperCase();
      const second = yield* Effect.forkChild(Effect.flip(arm(api, { username: "bob", accountSid })), {
        startImmediately: true,
      });
      yield* TestClock.adjust("21 seconds");
      expect(yield* Fiber.join(second)).toMatchObject({ reason: { _tag: "InboxBusy" } });
    }));

  it.effect("of different users without a number take turns", () =>
    Effect.gen(function* () {
      const api = yield* fakeApi;
      const scope = yield* Scope.make();
      const first = yield* Scope.provide(arm(api, { username: "alice" }), scope);
      const second = yield* Effect.forkChild(arm(api, { username: "bob" }), { startImmediately: true });
      yield* TestClock.adjust("10 seconds");
      expect(api.requests).toHaveLength(1);
      api.receive({ body: text("1111") });
      expect(yield* nextCode(first)).toBe("1111");
      yield* Scope.close(scope, Exit.void);
      const armed = yield* Fiber.join(second);
      api.receive({ body: text("2222") });
      expect(yield* nextCode(armed)).toBe("2222");
    }));

  it.effect("of different users without a number end in time where no turn comes", () =>
    Effect.gen(function* () {
      const api = yield* fakeApi;
      yield* arm(api, { username: "alice" });
      const second = yield* Effect.forkChild(Effect.flip(arm(api, { username: "bob" })), {
        startImmediately: true,
      });
      yield* TestClock.adjust("20 seconds");
      expect(yield* Fiber.join(second)).toMatchObject({ reason: { _tag: "InboxBusy" }, retryable: true });
    }));
});

describe("twilio-messages: an interrupted wait", () => {
  it.effect("ends its request and asks no more", () =>
    Effect.gen(function* () {
      const api = yield* fakeApi;
      const armed = yield* arm(api);
      api.fault(silence());
      const waiting = yield* Effect.forkChild(nextCode(armed), { startImmediately: true });
      yield* Effect.promise(() => api.received(2));
      yield* Fiber.interrupt(waiting);
      yield* Effect.promise(() => expect.poll(() => api.underWay()).toBe(0));
      yield* TestClock.adjust("10 minutes");
      expect(api.requests).toHaveLength(2);
    }));

  it.effect("uses up no code", () =>
    Effect.gen(function* () {
      const api = yield* fakeApi;
      const armed = yield* arm(api);
      for (let i = 0; i < 60; i++) api.receive({ body: "Sale" });
      api.receive({ body: text("0417") });
      // The first page has the message; the look ends before it has the second one.
      api.fault(nextPageAt("/2010-04-01/Accounts/AC/Messages.json?Page=1"), silence());
      const waiting = yield* Effect.forkChild(nextCode(armed), { startImmediately: true });
      yield* Effect.promise(() => api.received(3));
      yield* Fiber.interrupt(waiting);
      expect(yield* inTime(api, nextCode(armed))).toBe("0417");
    }));
});
