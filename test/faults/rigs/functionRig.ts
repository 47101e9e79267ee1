/** `fromFunction`, which is handed each code as it arrives. */
import { type CodeProvider, fromFunction } from "../../../mod.ts";
import type { Rig, RigMaker } from "../Row.ts";

/** Codes that arrived, and whoever waits for the next. */
export interface CodeQueue {
  readonly push: (code: string) => void;
  readonly next: () => Promise<string>;
}

/** An empty queue. */
export function codeQueue(): CodeQueue {
  const codes: Array<string> = [];
  const waiting: Array<(code: string) => void> = [];
  return {
    push: (code) => {
      const first = waiting.shift();
      if (first === undefined) codes.push(code);
      else first(code);
    },
    next: () => {
      const code = codes.shift();
      return code === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(code);
    },
  };
}

/** A provider that opens nothing. */
export const bare = (provider: CodeProvider, deliver: Rig["deliver"] = () => {}): Rig => ({
  provider,
  deliver,
  [Symbol.asyncDispose]: () => Promise.resolve(),
});

/** The rig; another function takes the place of the one that gives what arrived. */
export const functionRig = (
  get?: (queue: CodeQueue, secrets: Parameters<RigMaker>[0]) => Parameters<typeof fromFunction>[0],
): RigMaker =>
(secrets) => {
  const queue = codeQueue();
  const given = get?.(queue, secrets) ?? (() => queue.next());
  return Promise.resolve(bare(fromFunction(given), queue.push));
};
