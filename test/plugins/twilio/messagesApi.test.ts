import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as TestClock from "effect/testing/TestClock";
import { type ApiAccess, apiAccess } from "../../../plugins/twilio/apiAccess.ts";
import { connectionFailure } from "../../../plugins/twilio/connectionFailure.ts";
import { newestMessages, readPage } from "../../../plugins/twilio/messagesApi.ts";
import { receivingNumber } from "../../../plugins/twilio/receivingNumber.ts";
import { retryAfterMillis } from "../../../plugins/twilio/retryAfter.ts";
import { body, hangUp, reset, silence, stall, status, type TwilioApi } from "../../support/twilioApi.ts";
import { fakeApi, inTime, optionsFor } from "../../support/twilioLogin.ts";

const accessTo = (api: TwilioApi): ApiAccess => apiAccess(optionsFor(api));
const newest = (api: TwilioApi) => newestMessages(api.account.accountSid, undefined);
const failureOf = (api: TwilioApi, address = newest(api)) => Effect.flip(readPage(accessTo(api), address));

describe("the request for a page", () => {
  it.effect("is a GET of the account's list, with basic authentication, for JSON", () =>
    Effect.gen(function* () {
      const api = yield* fakeApi;
      yield* readPage(accessTo(api), newestMessages(api.account.accountSid, "+12015550123"));
      const [{ url, headers }] = api.requests as [typeof api.requests[0] & object];
      const { accountSid, authToken } = api.account;
      expect(url).toBe(`/2010-04-01/Accounts/${accountSid}/Messages.json?PageSize=50&To=%2B12015550123`);
      expect(headers).toMatchObject({
        "accept": "application/json",
        "authorization": `Basic ${btoa(`${accountSid}:${authToken}`)}`,
      });
    }));

  it.each(
    [
      ["+12015550123", "+12015550123"],
      [[" +1 (201) 555-0123", "+12015550123"], "+12015550123"],
      [["+12015550123", "+12015550124"], undefined],
      // Without its country code it is another one, and without its plus it may have none.
      ["201-555-0123", undefined],
      ["1 201 555 0123", undefined],
      // A short code has no plus, and what it looks like is not to be guessed.
      [["72345"], undefined],
      [["mybrand"], undefined],
      [undefined, undefined],
    ] as const,
  )("asks for the messages to one full number alone: %s", (to, number) => {
    expect(receivingNumber(to)).toBe(number);
  });

  it.effect("goes to no other host, and to none by a user's name", () =>
    Effect.gen(function* () {
      const api = yield* fakeApi;
      const elsewhere = yield* fakeApi;
      const { host } = new URL(elsewhere.origin);
      for (
        const address of [
          `${elsewhere.origin}/`,
          `//${host}/`,
          `\\\\${host}\\`,
          `http://a:b@${new URL(api.origin).host}/`,
          "http://",
        ]
      ) {
        expect(yield* failureOf(api, address)).toMatchObject({ _tag: "AnswerUnusable" });
      }
      expect([...api.requests, ...elsewhere.requests]).toEqual([]);
    }));
});

describe("what an answer means", () => {
  it.effect.each(
    [
      [401, 20003, "SignInRefused", "check accountSid and authToken"],
      [403, 20008, "NotAllowed", "give the API key the permission"],
      [404, 20404, "AccountNotFound", "check accountSid"],
      [429, 20429, "TooManyRequests", "try again later"],
      [400, 20429, "TooManyRequests", "try again later"],
      [400, 21211, "AnswerUnusable", "check to, accountSid and baseUrl"],
      [408, 20408, "ServerUnavailable", "try again later"],
      [500, 20500, "ServerUnavailable", "try again later"],
      [503, 20503, "ServerUnavailable", "try again later"],
      [302, 20302, "AnswerUnusable", "redirects"],
    ] as const,
  )("%s with Twilio's error %s: %s", ([number, code, tag, cure]) =>
    Effect.gen(function* () {
      const api = yield* fakeApi;
      api.fault(status(number, { code, headers: { Location: "/elsewhere" } }));
      const failure = yield* failureOf(api);
      expect(failure._tag).toBe(tag);
      expect(failure.problem).toContain(cure);
      expect(failure.problem).toContain(`(${number}, Twilio's error ${code})`);
      expect(failure.problem).not.toContain("leaky");
      expect(api.requests).toHaveLength(1);
    }));

  it.effect("without a number that is Twilio's, the status is named alone", () =>
    Effect.gen(function* () {
      const api = yield* fakeApi;
      for (
        const text of ["<html>leaky</html>", '{"code":"leaky"}', '{"code":5653}', '{"code":4111111111111111}']
      ) {
        api.fault(status(500, { body: text }));
        expect((yield* failureOf(api)).problem).toMatch(/ \(500\)$/);
      }
    }));

  it.effect.each(
    [
      ["garbage", body("<html>leaky</html>")],
      ["half a page", body('{"messages":[{"sid":')],
      ["no messages", body("{}")],
      ["another kind of list", body('{"messages":{"leaky":1}}')],
      ["nothing", body("")],
      ["no content", status(204)],
      ["more than a mebibyte", body(`{"messages":[]}${" ".repeat(1024 * 1024)}`)],
    ] as const,
  )("%s is unusable", ([, fault]) =>
    Effect.gen(function* () {
      const api = yield* fakeApi;
      api.fault(fault);
      const failure = yield* failureOf(api);
      expect(failure._tag).toBe("AnswerUnusable");
      expect(failure.problem).not.toContain("leaky");
    }));

  it.effect("a full page of long messages is none of that", () =>
    Effect.gen(function* () {
      const api = yield* fakeApi;
      for (let i = 0; i < 60; i++) api.receive({ body: "ы".repeat(1600) });
      const page = yield* readPage(accessTo(api), newest(api));
      expect(page.messages).toHaveLength(50);
      expect(page.nextPage).toContain("PageToken=");
    }));

  it.effect.each([["before", hangUp()], ["in the middle of", reset()]] as const)(
    "a connection that breaks %s it is none, and the request is not sent again",
    ([, fault]) =>
      Effect.gen(function* () {
        const api = yield* fakeApi;
        api.fault(fault);
        expect(yield* failureOf(api)).toMatchObject({ _tag: "NoConnection" });
        expect(api.requests).toHaveLength(1);
      }),
  );

  it.effect.each([["no answer", silence()], ["half an answer", stall()]] as const)(
    "%s within ten seconds is none, and the request ends",
    ([, fault]) =>
      Effect.gen(function* () {
        const api = yield* fakeApi;
        api.fault(fault);
        const asking = yield* Effect.forkChild(failureOf(api), { startImmediately: true });
        yield* Effect.promise(() => api.received(1));
        yield* TestClock.adjust("9 seconds");
        expect(asking.pollUnsafe()).toBeUndefined();
        yield* TestClock.adjust("1 second");
        const failure = yield* Fiber.join(asking);
        expect(failure._tag).toBe("NoConnection");
        expect(failure.problem).toContain("does not answer in time");
        yield* Effect.promise(() => expect.poll(() => api.underWay()).toBe(0));
      }),
  );

  it.effect("a date that cannot be read is none", () =>
    Effect.gen(function* () {
      const api = yield* fakeApi;
      for (const date_created of ["tomorrow", "5", "Tue, 24 Foo 2026 10:00:00 +0000"]) {
        api.receive({ date_created });
      }
      api.receive({ date_created: "Tue, 24 Nov 2026 10:00:00 +0000" });
      const { messages } = yield* readPage(accessTo(api), newest(api));
      expect(messages.map(({ createdAt }) => createdAt)).toEqual([
        Date.UTC(2026, 10, 24, 10),
        undefined,
        undefined,
        undefined,
      ]);
    }));
});

describe("no connection", () => {
  const deniedByDeno = Object.assign(new Error("Requires net access"), { name: "NotCapable" });

  it.effect("where nothing listens", () =>
    Effect.gen(function* () {
      const api = yield* fakeApi;
      const access = accessTo(api);
      yield* Effect.promise(() => api[Symbol.asyncDispose]());
      expect(yield* inTime(api, Effect.flip(readPage(access, "/")))).toMatchObject({
        _tag: "NoConnection",
        problem: expect.stringContaining("check the network"),
      });
    }));

  it.effect("where the name does not exist", () =>
    Effect.gen(function* () {
      const access = { ...accessTo(yield* fakeApi), origin: "https://nowhere.invalid" };
      expect(yield* Effect.flip(readPage(access, "/"))).toMatchObject({
        _tag: "NoConnection",
        problem: expect.stringContaining("nowhere.invalid cannot be resolved"),
      });
    }));

  it.effect("where there is no TLS", () =>
    Effect.gen(function* () {
      const api = yield* fakeApi;
      const access = { ...accessTo(api), origin: api.origin.replace("http:", "https:") };
      expect(yield* Effect.flip(readPage(access, "/"))).toMatchObject({
        _tag: "NoConnection",
        problem: expect.stringContaining("no TLS with 127.0.0.1"),
      });
    }));

  it("where Deno may not", () => {
    const wrapped = new Error("fetch failed", { cause: deniedByDeno });
    expect(connectionFailure("api.twilio.com", wrapped)).toEqual({
      _tag: "NotPermitted",
      problem: "Deno may not connect to api.twilio.com: run it with --allow-net=api.twilio.com",
    });
  });
});

describe("Retry-After", () => {
  const at = "Tue, 24 Nov 2026 10:00:00 GMT";
  it.each([
    ["7", 7000],
    ["0", 1000],
    ["86400", 60_000],
    ["Tue, 24 Nov 2026 10:00:09 GMT", 9000],
    ["Tue, 24 Nov 2026 09:00:00 GMT", 1000],
    ["Wed, 25 Nov 2026 10:00:00 GMT", 60_000],
    ["-5", undefined],
    ["1.5", undefined],
    ["soon", undefined],
    ["2026-11-24", undefined],
    ["", undefined],
  ])("%s, on %s", (value, millis) => {
    expect(retryAfterMillis(new Headers({ "Retry-After": value, "Date": at }))).toBe(millis);
  });

  it("is not there", () => {
    expect(retryAfterMillis(new Headers())).toBeUndefined();
  });

  it.effect("comes with the failure", () =>
    Effect.gen(function* () {
      const api = yield* fakeApi;
      api.fault(
        status(429, { headers: { "Retry-After": "7" } }),
        status(503, { headers: { "Retry-After": "8" } }),
      );
      expect(yield* failureOf(api)).toMatchObject({ retryAfterMillis: 7000 });
      expect(yield* failureOf(api)).toMatchObject({ retryAfterMillis: 8000 });
    }));
});
