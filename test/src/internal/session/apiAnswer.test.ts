import { describe, expect, it } from "vitest";
import type { ApiCall } from "../../../../mod.ts";
import { apiAnswer, apiText } from "../../../../src/internal/session/apiAnswer.ts";

const read = (
  status: number,
  body: unknown,
  method?: ApiCall<unknown>["method"],
  headers?: Record<string, string>,
) =>
  apiAnswer(
    { path: "/x", ...(method === undefined ? {} : { method }) },
    new Response(null, { status, headers: headers ?? {} }),
    typeof body === "string" ? body : JSON.stringify(body),
    ["hunter2"],
    0,
  );

const reasonOf = (body: unknown) => (read(400, body) as { readonly reason?: string }).reason;

describe("the server's own words", () => {
  it.each([
    [{ Message: "no" }, "no"],
    [{ message: "no" }, "no"],
    [{ error: "no" }, "no"],
    [{ ERROR: { Code: 7, Message: "no" } }, "no"],
    [{ Errors: ["one", 7, "", "two"] }, "one; two"],
    [{ error: "one", Message: "two" }, "one; two"],
    [
      { ModelState: { "order.Price": ["too low", 7, "no tick"], "order.Side": "unknown" } },
      "order.Price: too low no tick; order.Side: unknown",
    ],
    [{ Message: "The request is invalid.", ModelState: { a: [null] } }, "The request is invalid.; a:"],
    [{ Message: "hunter2 is wrong" }, "<redacted> is wrong"],
  ])("in %j", (body, reason) => expect(reasonOf(body)).toBe(reason));

  it("are found behind a byte order mark", () => expect(reasonOf('\uFEFF{"Message":"no"}')).toBe("no"));

  it.each([
    "",
    "null",
    '"no"',
    "7",
    "<html>",
    '{"Message":',
    { Message: "" },
    { Message: 7 },
    { error: null },
    { error: { Code: 7 } },
    { Errors: "no" },
    { ModelState: null },
    { ModelState: "no" },
    {},
    [],
  ])("are not in %j", (body) => expect(reasonOf(body)).toBeUndefined());
});

describe("a status", () => {
  const refusal = { IsSucceed: false, Errors: ["no user"] };

  it.each(
    [
      [400, {}, "ApiRefused"],
      [401, { Message: "denied" }, "TokenRefused"],
      [403, { Message: "Application key is wrong" }, "AppKeyRefused"],
      [403, {}, "ApiRefused"],
      [404, { Message: "Application key is wrong" }, "ApiRefused"],
      [429, {}, "RateLimited"],
      [499, {}, "ApiRefused"],
      [500, {}, "ServerFault"],
      [500, refusal, "ApiRefused"],
      [500, { IsSucceed: true }, "ServerFault"],
      [500, { IsSucceed: 0 }, "ServerFault"],
      [500, "null", "ServerFault"],
      [500, '"IsSucceed"', "ServerFault"],
      [501, refusal, "ServerFault"],
      [503, {}, "ServerFault"],
      [304, "", "UnexpectedResponse"],
    ] as const,
  )("%i with %j means %s", (status, body, tag) => expect(read(status, body)).toMatchObject({ _tag: tag }));

  it("keeps the words of a refused token and app key", () => {
    expect(read(401, { Message: "denied" })).toMatchObject({ reason: "denied" });
    expect(read(403, { Message: "Application key is wrong" })).toMatchObject({
      reason: "Application key is wrong",
    });
  });

  it("of the server's fault says whether another try does harm", () => {
    expect(read(503, "", "GET")).toMatchObject({ retryable: true });
    expect(read(503, "", "POST")).toMatchObject({ retryable: false });
    expect(read(429, "", "POST", { "Retry-After": "7" })).toMatchObject({
      retryable: true,
      retryAfterMillis: 7000,
    });
  });
});

describe("a body", () => {
  it("is undefined where there is nothing but blanks", () => {
    expect(read(200, "")).toEqual({ value: undefined });
    expect(read(200, " \r\n")).toEqual({ value: undefined });
  });

  it("that is no JSON is unexpected, and shown scrubbed", () => {
    expect(read(200, "hunter2, no JSON")).toMatchObject({
      _tag: "UnexpectedResponse",
      problem: "it is no JSON",
      excerpt: "<redacted>, no JSON",
    });
  });

  it("that is missing is empty text", async () => {
    expect(await apiText(new Response(null, { status: 204 }))).toBe("");
    expect(await apiText(new Response("text"))).toBe("text");
  });
});
