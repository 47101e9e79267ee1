import { describe, expect, it } from "vitest";
import { RedirectRefused } from "../../mod.ts";
import { json, redirect, reply, scriptedServer } from "../support/scriptedServer.ts";
import { callError, callReply, expectNoSecret } from "../support/tokenCall.ts";

const done = json(200, { State: "Succeeded", Token: "t" });

describe("a redirect within the origin", () => {
  it.each([307, 308])("by %i is followed with method, headers and no body", async (status) => {
    await using server = await scriptedServer([redirect(status, "/v2/token?from=old"), done]);
    const reply = await callReply(server.baseUrl, {
      step: "SubmitCode",
      interimToken: "i+/==",
      code: "0417",
    });
    expect(reply._tag).toBe("Succeeded");
    expect(server.requests.map(({ method, path }) => `${method} ${path}`))
      .toEqual(["POST /api/token", "POST /v2/token?from=old"]);
    const [first, second] = server.requests.map(({ headers }) => headers);
    expect(second).toEqual(first);
  });

  it("may name its target relatively or wholly", async () => {
    await using server = await scriptedServer([
      redirect(307, "token/"),
      (socket, request) => redirect(308, `http://${request.headers["host"]}/else`)(socket, request),
      done,
    ]);
    await callReply(server.baseUrl);
    expect(server.requests.map(({ path }) => path)).toEqual(["/api/token", "/api/token/", "/else"]);
  });

  it("is followed three times, and no fourth time", async () => {
    const loop = redirect(307, "/api/token");
    await using lucky = await scriptedServer([loop, loop, loop, done]);
    expect((await callReply(lucky.baseUrl))._tag).toBe("Succeeded");
    await using endless = await scriptedServer([loop], { repeatLast: true });
    const error = await callError(endless.baseUrl);
    expect(error).toBeInstanceOf(RedirectRefused);
    expect(error).toMatchObject({ status: 307, problem: "follows 3 others" });
    expect(endless.requests).toHaveLength(4);
  });

  it.each([300, 301, 302, 303, 305, 399])(
    "by %i is refused: it would become another request",
    async (status) => {
      await using server = await scriptedServer([redirect(status, "/v2/token")]);
      expect(await callError(server.baseUrl)).toMatchObject({
        _tag: "RedirectRefused",
        status,
        retryable: false,
      });
      expect(server.requests).toHaveLength(1);
    },
  );
});

describe("a redirect elsewhere", () => {
  it("to another origin is refused, and the credentials do not go there", async () => {
    await using other = await scriptedServer([done]);
    await using server = await scriptedServer([redirect(307, `${other.baseUrl}/token?s=pass-word-9Z`)]);
    const error = await callError(server.baseUrl);
    expect(error).toMatchObject({ _tag: "RedirectRefused", status: 307 });
    expect(error.message).toContain("another origin");
    expectNoSecret(error, ["pass-word-9Z", "app-key-7Q", `127.0.0.1:${other.port}`]);
    expect(other.requests).toHaveLength(0);
  });

  it.each([
    ["https on the same host", (port: number) => `https://127.0.0.1:${port}/api/token`],
    ["the same host by another name", (port: number) => `http://localhost:${port}/api/token`],
    ["another port", () => "http://127.0.0.1:1/api/token"],
    ["a host named without a scheme", () => "//evil.example/api/token"],
    ["backslashes, which browsers take for slashes", () => "\\\\evil.example\\api"],
    ["a name after an @", (port: number) => `http://127.0.0.1:${port}@evil.example/`],
    ["no HTTP", () => "data:application/json,{}"],
    ["a file", () => "file:///etc/passwd"],
  ])("to %s is refused as another origin", async (_, location) => {
    await using server = await scriptedServer([
      (socket, request) =>
        redirect(308, location(Number(request.headers["host"]?.split(":")[1])))(socket, request),
    ]);
    const error = await callError(server.baseUrl);
    expect(error).toMatchObject({
      _tag: "RedirectRefused",
      problem: expect.stringContaining("another origin"),
    });
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    ["no address", reply(307)],
    ["an empty port", redirect(308, "http://:0:0/")],
    ["a broken address", redirect(302, "https://[::/")],
  ])("that names %s is refused", async (_, answer) => {
    await using server = await scriptedServer([answer]);
    expect(await callError(server.baseUrl)).toMatchObject({
      _tag: "RedirectRefused",
      problem: "names no usable address",
    });
  });

  it("with a user in the address of the same origin is a typed error, and is not followed", async () => {
    await using server = await scriptedServer([
      (socket, request) => redirect(307, `http://u:p@${request.headers["host"]}/api/token`)(socket, request),
      done,
    ]);
    const error = await callError(server.baseUrl);
    expect(error).toMatchObject({ _tag: "RedirectRefused" });
    expect(server.requests).toHaveLength(1);
  });

  it("does not lose the body's connection: the next request works", async () => {
    await using server = await scriptedServer([reply(302, "x".repeat(200_000), { Location: "/else" }), done]);
    expect((await callError(server.baseUrl))._tag).toBe("RedirectRefused");
    expect((await callReply(server.baseUrl))._tag).toBe("Succeeded");
  });
});
