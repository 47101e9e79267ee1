/**
 * A signal that means something else for a while.
 *
 * @module
 */
import process from "node:process";

/**
 * From now on a signal calls one function alone; what else it meant rests.
 *
 * @param signal The signal.
 * @param listener The function.
 * @returns Puts everything back as it was.
 */
export function takeOverSignal(signal: NodeJS.Signals, listener: () => void): () => void {
  const own = process.listeners(signal);
  // First the new one: without any, a signal would end the process in between.
  process.on(signal, listener);
  for (const each of own) process.off(signal, each);
  return () => {
    for (const each of own) process.on(signal, each);
    process.off(signal, listener);
  };
}
