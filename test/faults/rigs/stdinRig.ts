/**
 * `stdin`, with a stream in the place of the process's standard input; rows with it run one after another.
 */
import process from "node:process";
import { PassThrough } from "node:stream";
import { stdin } from "../../../plugins/stdin.ts";
import type { RigMaker } from "../Row.ts";

/** The rig; `arrive` writes something else than the code's line, and `isTTY` makes it a terminal. */
export const stdinRig = (
  { arrive = (input, code) => void input.write(`${code}\n`), isTTY = false }: {
    readonly arrive?: (input: PassThrough, code: string) => void;
    readonly isTTY?: boolean;
  } = {},
): RigMaker =>
() => {
  const input = Object.assign(new PassThrough(), isTTY ? { isTTY, setRawMode: () => input } : {});
  const own = Object.getOwnPropertyDescriptor(process, "stdin");
  Object.defineProperty(process, "stdin", { configurable: true, enumerable: true, get: () => input });
  return Promise.resolve({
    provider: stdin(),
    deliver: (code) => arrive(input, code),
    leftOpen: () => input.listenerCount("data") + input.listenerCount("keypress"),
    [Symbol.asyncDispose]: () => {
      if (own !== undefined) Object.defineProperty(process, "stdin", own);
      input.destroy();
      return Promise.resolve();
    },
  });
};
