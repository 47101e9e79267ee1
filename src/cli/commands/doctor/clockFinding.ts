/**
 * Whether this machine's clock agrees with a server's.
 *
 * @module
 */
import type { Finding } from "./Finding.ts";
import type { Probe } from "./probe.ts";

/** Less than what spoils anything; more than what a slow answer hides. */
const toleratedSeconds = 30;

/** The `Date` header has whole seconds: on average half a second more has passed. */
const halfSecond = 500;

function inWords(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}

/**
 * Compares the server's `Date` header with the middle between request and answer.
 *
 * @param server Whose clock it is.
 * @param told What it told, and when.
 * @returns A warning where they are more than half a minute apart.
 */
export function clockFinding(
  server: string,
  { date, sentAt, receivedAt }: Pick<Probe, "date" | "sentAt" | "receivedAt">,
): Finding {
  const check = "clock";
  if (date === undefined) {
    return { level: "ok", check, found: `not compared: ${server} does not tell the time` };
  }
  const difference = (sentAt + receivedAt) / 2 - (date + halfSecond);
  const seconds = Math.round(Math.abs(difference) / 1000);
  return seconds <= toleratedSeconds
    ? { level: "ok", check, found: `within ${Math.max(1, seconds)} s of ${server}'s` }
    : {
      level: "warn",
      check,
      found: `${inWords(seconds)} ${difference > 0 ? "ahead of" : "behind"} ${server}'s`,
      advice: "let the system keep it right (NTP): a token's end is reckoned by it",
    };
}
