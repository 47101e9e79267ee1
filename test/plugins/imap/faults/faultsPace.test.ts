import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as Redacted from "effect/Redacted";
import type * as Scope from "effect/Scope";
import * as TestClock from "effect/testing/TestClock";
import { awaitCode } from "../../../../mod.ts";
import { imap, type ImapOptions } from "../../../../plugins/imap.ts";
import { type ImapMailbox, imapMailbox, type ImapMailboxOptions } from "../../../support/imapMailbox.ts";
import { drop } from "../../../support/imapScript.ts";

/** A command, by the clock that the provider goes by. */
interface Heard {
  readonly name: string;
  readonly connection: number;
  readonly at: number;
}

interface Fast {
  readonly server: ImapMailbox;
  readonly heard: ReadonlyArray<Heard>;
  readonly now: () => number;
}

/** Runs a test by a clock that goes many times as fast as the real one, at a real server. */
function fast<A>(
  script: ImapMailboxOptions,
  test: (at: Fast) => Effect.Effect<A, unknown, Scope.Scope>,
  stepMillis = 25,
): Effect.Effect<A, unknown> {
  return TestClock.testClockWith((clock) =>
    Effect.gen(function* () {
      const heard: Array<Heard> = [];
      const now = () => clock.currentTimeMillisUnsafe();
      const server = yield* Effect.acquireRelease(
        Effect.promise(() =>
          imapMailbox({
            ...script,
            answer: (command, server) => {
              heard.push({ name: command.name, connection: command.connection.number, at: now() });
              return script.answer?.(command, server);
            },
          })
        ),
        (server) => Effect.promise(() => server[Symbol.asyncDispose]()),
      );
      const running = yield* Effect.forkChild(Effect.scoped(test({ server, heard, now })));
      while (running.pollUnsafe() === undefined) {
        // Real time for the sockets, then a step of the clock.
        yield* Effect.promise(() => new Promise((resolve) => setTimeout(resolve, 1)));
        yield* TestClock.adjust(stepMillis);
      }
      return yield* Fiber.join(running);
    }).pipe(Effect.scoped)
  ).pipe(Effect.provide(TestClock.layer()));
}

const context = { username: "bob", baseUrl: "https://broker.example/api" };
const challenge = { ...context, attempt: 1, requestedAt: 0, timeoutMillis: 120_000 };

const arm = (server: ImapMailbox, options: Partial<ImapOptions> = {}) =>
  imap({ host: "127.0.0.1", port: server.port, tls: "none", user: "bob", password: "secret", ...options })
    .arm(context);

/** The most commands in any second. */
function mostInASecond(heard: ReadonlyArray<Heard>): number {
  return Math.max(
    0,
    ...heard.map(({ at }) => heard.filter((other) => other.at >= at && other.at < at + 1000).length),
  );
}

/** Commands from that time on, without the way in and IDLE. */
const looksSince = (heard: ReadonlyArray<Heard>, from: number): ReadonlyArray<Heard> =>
  heard.filter(({ name, at }) => at >= from && !/^(?:LOGIN|LOGOUT|IDLE)$/.test(name));

describe("while a code is awaited", () => {
  it.effect(
    "there are at most ten commands in any second and 150 in all before IDLE; then looks under it",
    () =>
      fast({}, ({ server, heard, now }) =>
        Effect.gen(function* () {
          const armed = yield* arm(server);
          const from = now();
          const idles = heard.filter(({ name }) => name === "IDLE").length;
          const error = yield* Effect.flip(awaitCode(armed, challenge, "imap"));
          expect(error).toMatchObject({ _tag: "CodeTimedOut", seen: 0, refused: {}, waitedMillis: 120_000 });
          const all = looksSince(heard, from);
          const firstIdle = heard.filter(({ name }) => name === "IDLE")[idles]?.at ?? Infinity;
          const active = all.filter(({ at }) => at <= firstIdle);
          expect(mostInASecond(all)).toBeLessThanOrEqual(10);
          expect(active.length).toBeGreaterThan(100);
          expect(active.length).toBeLessThanOrEqual(150);
          expect(firstIdle - from).toBeLessThanOrEqual(30_500);
          // Looks after 1, 2, 4, 8 and then every 10 seconds, each of two commands.
          const later = all.filter(({ at }) => at > firstIdle).map(({ name }) => name);
          expect(later.length).toBeGreaterThanOrEqual(20);
          expect(later.length).toBeLessThanOrEqual(28);
          expect(later.filter((name) => name === "UID SEARCH").length).toBe(later.length / 2);
          expect(heard.filter(({ name, at }) => name === "IDLE" && at > firstIdle).length).toBe(
            later.length / 2,
          );
          expect(server.accepted).toBe(1);
        })),
    30_000,
  );

  it.effect.each<[string, ImapMailboxOptions, Partial<ImapOptions>]>([
    ["at every NOOP", {}, {}],
    ["in IDLE all the time", { capability: "IMAP4rev1 IDLE" }, { lookout: { duration: 0 } }],
  ])("a server that has news %s is asked no more often", ([, script, options]) => {
    let count = 3;
    const more = () => `* ${++count} EXISTS\r\n`;
    return fast({
      ...script,
      answer: ({ name, connection }) => {
        if (name === "NOOP" || name === "UID SEARCH") return `${more()}$ OK done`;
        if (name !== "IDLE") return undefined;
        for (const millis of [1, 3, 6]) setTimeout(() => connection.send(more()), millis);
        return ["+ idling", "$ OK done"];
      },
    }, ({ server, heard, now }) =>
      Effect.gen(function* () {
        const armed = yield* arm(server, options);
        const from = now();
        yield* Effect.flip(awaitCode(armed, { ...challenge, timeoutMillis: 10_000 }, "imap"));
        const looks = looksSince(heard, from + 1000);
        expect(looks.length).toBeGreaterThan(20);
        expect(mostInASecond(looks)).toBeLessThanOrEqual(12);
        expect(looks.length).toBeLessThanOrEqual(9 * 10 + 5);
      }));
  });

  it.effect(
    "a connection that is cut ten times is opened anew at growing intervals, and the code is found after that",
    () =>
      fast({
        answer: ({ name, before }) => name === "NOOP" && before < 10 ? drop : undefined,
      }, ({ server, heard, now }) =>
        Effect.gen(function* () {
          const armed = yield* arm(server);
          const waiting = yield* Effect.forkChild(awaitCode(armed, challenge, "imap"));
          while (heard.filter(({ name }) => name === "NOOP").length < 10) yield* Effect.sleep(100);
          server.deliver("5653");
          expect(Redacted.value((yield* Fiber.join(waiting)).code)).toBe("5653");
          const logins = heard.filter(({ name }) => name === "LOGIN").map(({ at }) => at);
          expect(logins).toHaveLength(11);
          const gaps = logins.slice(1).map((at, i) => at - logins[i]!);
          expect(gaps[1]).toBeLessThan(2000);
          expect(Math.max(...gaps)).toBeGreaterThan(4500);
          expect(now()).toBeLessThan(60_000);
          expect((yield* armed.sightings!).refused).toEqual({ "connection lost": 10 });
        })),
    30_000,
  );
});

describe("while nobody waits", () => {
  it.effect(
    "there is nothing but a command now and then that keeps the connection alive",
    () =>
      fast({}, ({ server, heard, now }) =>
        Effect.gen(function* () {
          yield* arm(server);
          yield* Effect.sleep(1000);
          const from = now();
          yield* Effect.sleep(250_000);
          const all = heard.filter(({ at }) => at > from).map(({ name }) => name);
          expect(all).toEqual(["NOOP", "IDLE", "NOOP", "IDLE"]);
        }), 400),
    30_000,
  );

  it.effect("a connection that is lost is not opened again before somebody waits", () =>
    fast({
      answer: ({ name, before }) =>
        name === "IDLE" && before === 0 ? "+ idling\r\n* BYE Autologout" : undefined,
    }, ({ server, heard }) =>
      Effect.gen(function* () {
        const armed = yield* arm(server);
        yield* Effect.sleep(20_000);
        expect(server.openConnections).toBe(0);
        expect(heard.filter(({ name }) => name === "LOGIN")).toHaveLength(1);
        server.deliver("5653");
        const { code } = yield* awaitCode(armed, challenge, "imap");
        expect(Redacted.value(code)).toBe("5653");
      })));
});
