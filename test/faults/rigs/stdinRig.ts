/**
 * `stdin`, with a stream in the place of the process's standard input; rows with it run one after another.
 */
import process from "node:process";
import { PassThrough } from "node:stream";
import { stdin } from "../../../plugins/stdin.ts";
import type { RigMaker } from "../Row.ts";

/** How the input is. */
export interface StdinRigOptions {
  /** Writes something else than the code's line. */
  readonly arrive?: (input: PassThrough, code: string) => void;
  /** Whether it is a terminal. */
  readonly isTTY?: boolean;
  /** Whether it comes to an end: a process has one standard input, so that such a row has the plugin for itself. */
  readonly ends?: boolean;
}

/** The rig. */
export const stdinRig = (options: StdinRigOptions = {}): RigMaker => async () => {
  const { arrive = (input, code) => void input.write(`${code}\n`), isTTY = false, ends = false } = options;
  const input = Object.assign(new PassThrough(), isTTY ? { isTTY, setRawMode: () => input } : {});
  const own = Object.getOwnPropertyDescriptor(process, "stdin");
  Object.defineProperty(process, "stdin", { configurable: true, enumerable: true, get: () => input });
  const plugin = ends ? await anew() : { stdin };
  return {
    provider: plugin.stdin(),
    deliver: (code) => arrive(input, code),
    leftOpen: () => input.listenerCount(isTTY ? "keypress" : "data"),
    [Symbol.asyncDispose]: () => {
      if (own !== undefined) Object.defineProperty(process, "stdin", own);
      input.destroy();
      return Promise.resolve();
    },
  };
};

async function anew(): Promise<{ readonly stdin: typeof stdin }> {
  const { vi } = await import("vitest");
  vi.resetModules();
  return await import("../../../plugins/stdin.ts");
}
