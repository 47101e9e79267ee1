/**
 * When to look at the mailbox next.
 *
 * @module
 */
import type { ConnectionSettings } from "../options/ImapSettings.ts";

/** What to do until the next look. */
export interface Pause {
  /** Whether to wait in IDLE, where the server speaks up by itself. */
  readonly idle: boolean;
  /** How long to wait at most, in milliseconds. */
  readonly millis: number;
}

/** Growth of the time between two active looks: 150 looks from 100 milliseconds on take about half a minute. */
const growth = 1.008;
/** Time between two commands, on an average: at most ten commands a second. */
export const millisPerCommand = 100;
/** The first look under IDLE, for mail that landed just before the server began to listen. */
const firstPollMillis = 1000;
const pollGrowth = 2;

/**
 * The pace of one wait: active looks at first, then IDLE with looks under it.
 *
 * @param settings Times and numbers.
 * @param startedAt When the wait began, in milliseconds.
 * @returns A function from the time and the number of commands that the last look took to the pause after it.
 */
export function paceOf(
  settings: ConnectionSettings,
  startedAt: number,
): (now: number, commands: number) => Pause {
  let interval = settings.intervalMillis;
  let poll = Math.min(firstPollMillis, settings.pollMillis);
  let left = settings.activeCommands;
  return (now, commands) => {
    left -= commands;
    const millis = Math.max(interval, commands * millisPerCommand);
    interval *= growth;
    if (left > 0 && now + millis - startedAt <= settings.activeMillis) return { idle: false, millis };
    const pause = { idle: true, millis: poll };
    poll = Math.min(poll * pollGrowth, settings.pollMillis);
    return pause;
  };
}
