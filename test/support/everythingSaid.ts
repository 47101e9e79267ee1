/**
 * Everything that is said while a test runs, by whatever way: for tests that look for secrets in it.
 */
import * as Effect from "effect/Effect";
import * as Logger from "effect/Logger";
import * as References from "effect/References";
import { format, inspect } from "node:util";
import process from "node:process";
import { afterEach, beforeEach, vi } from "vitest";

/** What was said, and how to run something that fails. */
export interface EverythingSaid {
  /** All of it in this test, so far. */
  readonly said: () => Array<string>;
  /** Notes all that is logged, hidden fields too. */
  readonly logger: Logger.Logger<unknown, void>;
  /** Runs something that fails, logging all that can be logged, and gives the failure. */
  readonly failureOf: <E>(effect: Effect.Effect<unknown, E>) => Promise<E>;
}

/** Listens to console, standard output and error, and Effect's log, in each test of the file that calls it. */
export function everythingSaid(): EverythingSaid {
  let said: Array<string> = [];
  beforeEach(() => {
    said = [];
    for (const name of ["log", "info", "warn", "error", "debug", "trace"] as const) {
      vi.spyOn(console, name).mockImplementation((...words: ReadonlyArray<unknown>) =>
        void said.push(format(...words))
      );
    }
    for (const stream of [process.stdout, process.stderr]) {
      vi.spyOn(stream, "write").mockImplementation((text) => said.push(String(text)) > 0);
    }
  });
  afterEach(() => void vi.restoreAllMocks());
  const logger = Logger.make<unknown, void>((entry) =>
    void said.push(inspect(entry, { depth: 12, showHidden: true }))
  );
  return {
    said: () => said,
    logger,
    failureOf: (effect) =>
      effect.pipe(
        Effect.flip,
        Effect.withSpan("test"),
        Effect.provide(Logger.layer([logger, Logger.consolePretty()])),
        Effect.provideService(References.MinimumLogLevel, "All"),
        Effect.runPromise,
      ),
  };
}
