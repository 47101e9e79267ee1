import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as TestClock from "effect/testing/TestClock";
import { InvalidConfiguration, login, memoryStore, StoreFailed, type TokenStore } from "../../mod.ts";
import { LoginRateExceeded, rateLimit } from "../../plugins/rate_limit.ts";
import { against, answer, scriptedTokenApi, someCredentials } from "../support/scriptedTokenApi.ts";
import { settled } from "../support/sessions.ts";

const many = Array.from({ length: 10 }, () => answer.succeeded());

/** Logs in as one user in "processes" that have their own plugin each. */
const processes = (store?: TokenStore) => {
  const server = scriptedTokenApi(many);
  const credentials = someCredentials();
  const start = () => {
    const use = [rateLimit({ logins: 2, per: "1 hour", store })];
    return Effect.result(against(server)(login(credentials, { use })));
  };
  return { server, start };
};

describe("rateLimit", () => {
  it.effect("lets so many logins through in a window, and tells when the next may begin", () =>
    Effect.gen(function* () {
      const { server, start } = processes();
      const once = start();
      expect([(yield* once)._tag, (yield* once)._tag]).toEqual(["Success", "Success"]);
      yield* TestClock.adjust("20 minutes");
      const third = yield* once;
      expect(third._tag === "Failure" && third.failure).toBeInstanceOf(LoginRateExceeded);
      expect(third).toMatchObject({ failure: { retryAfterMillis: 40 * 60_000, retryable: true } });
      expect(server.sent).toHaveLength(2);
      yield* TestClock.adjust("40 minutes");
      expect((yield* once)._tag).toBe("Success");
    }));

  it.effect("counts those of all processes that share the store", () =>
    Effect.gen(function* () {
      const { server, start } = processes(memoryStore());
      const tags = [(yield* start())._tag, (yield* start())._tag, (yield* start())._tag];
      yield* settled;
      expect(tags).toEqual(["Success", "Success", "Failure"]);
      expect(server.sent).toHaveLength(2);
    }));

  it.effect.each(["damaged", "foreign", "key"] as const)(
    "begins anew where the store's record cannot be used (%s)",
    (kind) =>
      Effect.gen(function* () {
        const plain = memoryStore();
        let isBroken = true;
        const broken = new StoreFailed({
          store: "memory",
          operation: "load",
          kind,
          problem: "it is useless",
        });
        const store: TokenStore = {
          ...plain,
          load: (key) => isBroken ? Effect.fail(broken) : plain.load(key),
          remove: (key) =>
            Effect.suspend(() => {
              isBroken = false;
              return plain.remove(key);
            }),
        };
        const { server, start } = processes(store);
        const tags = [(yield* start())._tag, (yield* start())._tag, (yield* start())._tag];
        expect(tags).toEqual(["Success", "Success", "Failure"]);
        expect(server.sent).toHaveLength(2);
      }),
  );

  it.each([{ logins: 0, per: 1 }, { logins: 1, per: 0 }, { logins: 1, per: 1, store: {} as TokenStore }])(
    "throws at once for options that cannot be used: %o",
    (options) => expect(() => rateLimit(options)).toThrow(InvalidConfiguration),
  );
});
