/**
 * A terminal that shows nothing while nobody is asked.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { Buffer } from "node:buffer";
import process from "node:process";

const ctrlC = 3;

/** Takes what is typed; gives it back to whoever reads next. */
function hold(): () => void {
  const { stdin } = process;
  const typed: Array<Uint8Array> = [];
  const take = (bytes: Uint8Array): void => {
    // A terminal in raw mode makes no signal of it.
    if (bytes.includes(ctrlC)) process.kill(process.pid, "SIGINT");
    else typed.push(bytes);
  };
  stdin.setRawMode(true);
  stdin.on("data", take);
  // A prompt that has ended has paused it.
  stdin.resume();
  return () => {
    stdin.off("data", take);
    stdin.pause();
    stdin.setRawMode(false);
    if (typed.length > 0) stdin.unshift(Buffer.concat(typed));
  };
}

/**
 * Does something between two questions. It may take a while, and what is typed ahead may be a secret: the terminal does
 * not show it, and the next question gets it. Ctrl-C is passed on as `SIGINT`.
 *
 * @param work What is done.
 * @returns The same, with stdin held for as long as it takes; stdin must be a terminal.
 */
export function unechoed<A, E>(work: Effect.Effect<A, E>): Effect.Effect<A, E> {
  return Effect.acquireUseRelease(
    Effect.sync(hold),
    () => work,
    (giveBack) => Effect.sync(giveBack),
  );
}
