/**
 * Ends this process as another one ended.
 *
 * @module
 */
import process from "node:process";

/** How long a signal to oneself may be on its way under Deno, in milliseconds. */
const signalMillis = 500;

/** Signals that end a process without leaving its memory, with the token in it, in a file (signal(7), "Core"). */
const withoutCore: ReadonlyArray<NodeJS.Signals> = [
  "SIGINT",
  "SIGTERM",
  "SIGHUP",
  "SIGKILL",
  "SIGPIPE",
  "SIGALRM",
  "SIGUSR1",
  "SIGUSR2",
];

/**
 * Whoever waits for this process is to see what ended the other one: a shell stops its script for SIGINT, for example.
 *
 * @param signal What ended it.
 * @param exitCode The exit code where the signal does not end this one, or would leave a core file.
 * @returns The exit code.
 */
export async function endLike(signal: NodeJS.Signals, exitCode: number): Promise<number> {
  if (!withoutCore.includes(signal)) return exitCode;
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
  await new Promise((resolve) => setTimeout(resolve, signalMillis));
  return exitCode;
}
