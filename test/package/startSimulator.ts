/**
 * A simulated broker in a process of its own, run as a user of the installed package does.
 *
 * @module
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { environment } from "./run.ts";

/** A running simulator; closing it ends its process. */
export interface RunningSimulator extends AsyncDisposable {
  readonly baseUrl: string;
  /** Calls back with the text of each message that it sends. */
  readonly onMessage: (receive: (text: string) => void) => void;
}

/**
 * Starts `simulator.mjs`.
 *
 * @param folder Where it stands.
 * @returns The simulator, listening.
 */
export async function startSimulator(folder: string): Promise<RunningSimulator> {
  const child = spawn("node", ["simulator.mjs"], {
    cwd: folder,
    stdio: ["pipe", "pipe", "inherit"],
    env: environment(),
  });
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, "close");
  const [baseUrl] = await Promise.race([
    once(lines, "line"),
    ended.then(() => Promise.reject(new Error("the simulator ended before it listened"))),
  ]) as [string];
  return {
    baseUrl,
    onMessage: (receive) => void lines.on("line", receive),
    [Symbol.asyncDispose]: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
