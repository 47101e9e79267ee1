import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Fiber from "effect/Fiber";
import { describe, expect, it } from "vitest";
import { type ApiCall, InvalidConfiguration, Session, type SessionOptions, TokenApi } from "../../../mod.ts";
import { json, type ScriptedReply, scriptedServer, silence } from "../../support/scriptedServer.ts";
import { someCredentials } from "../../support/scriptedTokenApi.ts";

const token = json(200, { State: "Succeeded", Token: "token-canary" });
const who: ApiCall<unknown> = { path: "/v1.0/users/@me/info" };

/** Runs a program with a session as a service, against a server that gives a token and then these answers. */
async function withSession<A, E>(
  replies: ReadonlyArray<ScriptedReply>,
  program: (
    session: Session["Service"],
    server: Awaited<ReturnType<typeof scriptedServer>>,
  ) => Effect.Effect<A, E>,
) {
  await using server = await scriptedServer([token, ...replies]);
  return await Effect.runPromise(
    Effect.gen(function* () {
      return yield* program(yield* Session, server);
    }).pipe(
      Effect.provide(Session.layer(someCredentials())),
      Effect.provide(TokenApi.layer({ baseUrl: server.baseUrl })),
    ),
  );
}

describe("Session.layer", () => {
  it("gives a session that calls the API by effects", async () => {
    const answer = await withSession([json(200, { Login: "bob" })], (session) => session.request(who));
    expect(answer).toEqual({ Login: "bob" });
  });

  it("gives a session whose fetch is an effect, which carries the token", async () => {
    await withSession([json(404, {}), json(200, [])], (session, server) =>
      Effect.gen(function* () {
        expect((yield* session.fetch("/one", { method: "POST", body: "x" })).status).toBe(404);
        expect((yield* session.fetch("/two")).status).toBe(200);
        const seen = server.requests.slice(1).map(({ method, path, headers }) => [
          `${method} ${path}`,
          headers["authorization"],
        ]);
        expect(seen).toEqual([
          ["POST /api/one", "Bearer token-canary"],
          ["GET /api/two", "Bearer token-canary"],
        ]);
      }));
  });

  it("fails with a typed error, which catchTag catches", async () => {
    const status = await withSession(
      [json(409, {})],
      (session) =>
        session.request(who).pipe(Effect.catchTag("ApiRefused", ({ status }) => Effect.succeed(status))),
    );
    expect(status).toBe(409);
  });

  it.each(["request", "fetch"] as const)("ends a %s that is interrupted", async (name) => {
    const ended = await withSession([silence()], (session, server) =>
      Effect.gen(function* () {
        const call: Effect.Effect<unknown, unknown> = name === "fetch"
          ? session.fetch("/x")
          : session.request(who);
        const fiber = yield* Effect.forkChild(call);
        yield* Effect.promise(() => expect.poll(() => server.requests.length).toBe(2));
        yield* Fiber.interrupt(fiber);
        return true;
      }));
    expect(ended).toBe(true);
  });

  it.each([undefined, new DOMException("late", "TimeoutError"), "enough"])(
    "ends a fetch by its own signal too, as an interruption, whatever its reason is: %s",
    async (reason) => {
      const aborter = new AbortController();
      const outcome = await withSession([silence()], (session, server) =>
        Effect.gen(function* () {
          const fiber = yield* Effect.forkChild(session.fetch("/x", { signal: aborter.signal }));
          yield* Effect.promise(() => expect.poll(() => server.requests.length).toBe(2));
          aborter.abort(reason);
          return yield* Fiber.await(fiber);
        }));
      expect(Exit.hasInterrupts(outcome)).toBe(true);
    },
  );

  it("fails where an option cannot be used", async () => {
    const options: SessionOptions = { requestTimeout: -1 };
    const failure = await Effect.runPromise(
      Effect.flip(Effect.provide(Effect.asVoid(Session), Session.layer(someCredentials(), options))).pipe(
        Effect.provide(TokenApi.layer({ baseUrl: "http://127.0.0.1:1/api" })),
      ),
    );
    expect(failure).toBeInstanceOf(InvalidConfiguration);
  });
});
