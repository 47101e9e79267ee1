/**
 * `stdin`, with a stream of each row's own in the place of the process's standard input.
 *
 * The plugin looks at `process.stdin` when it arms and when it begins to read: right before that, it is made the row's.
 */
import * as Effect from "effect/Effect";
import process from "node:process";
import { PassThrough } from "node:stream";
import type { CodeProvider } from "../../../mod.ts";
import { stdin } from "../../../plugins/stdin.ts";
import type { RigMaker } from "../Row.ts";

/** How the input is. */
export interface StdinRigOptions {
  /** Writes something else than the code's line. */
  readonly arrive?: (input: PassThrough, code: string) => void;
  /** Whether it is a terminal. */
  readonly isTTY?: boolean;
  /**
   * Whether the row has the plugin for itself: a process has one standard input, whose end and whose half lines concern
   * all who read it.
   */
  readonly alone?: boolean;
}

const real = Object.getOwnPropertyDescriptor(process, "stdin");
let current: PassThrough | undefined;
let rows = 0;

/** The rig. */
export const stdinRig = (options: StdinRigOptions = {}): RigMaker => async () => {
  const { arrive = (input, code) => void input.write(`${code}\n`), isTTY = false, alone = false } = options;
  const input = Object.assign(new PassThrough(), isTTY ? { isTTY, setRawMode: () => input } : {});
  const plugin = alone ? await anew() : { stdin };
  if (rows++ === 0) {
    Object.defineProperty(process, "stdin", { configurable: true, enumerable: true, get: () => current });
  }
  return {
    provider: reading(plugin.stdin(), input),
    deliver: (code) => arrive(input, code),
    leftOpen: () => input.listenerCount(isTTY ? "keypress" : "data"),
    [Symbol.asyncDispose]: () => {
      if (--rows === 0 && real !== undefined) Object.defineProperty(process, "stdin", real);
      input.destroy();
      return Promise.resolve();
    },
  };
};

/** The provider at this input. */
function reading({ name, arm }: CodeProvider, input: PassThrough): CodeProvider {
  const at = <A, E, R>(run: () => Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.suspend(() => {
      current = input;
      return run();
    });
  return {
    name,
    arm: (context) =>
      Effect.map(at(() => arm(context)), ({ next }) => ({ next: (challenge) => at(() => next(challenge)) })),
  };
}

async function anew(): Promise<{ readonly stdin: typeof stdin }> {
  const { vi } = await import("vitest");
  vi.resetModules();
  return await import("../../../plugins/stdin.ts");
}
