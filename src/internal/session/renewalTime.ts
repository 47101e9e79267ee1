/**
 * When a token is renewed.
 *
 * @module
 */
import * as Duration from "effect/Duration";
import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import { InvalidConfiguration } from "../../AuthError.ts";
import { lifetimeMillis, renewAheadMillis } from "./tokenTimes.ts";

/** The hours of the day in which a renewal may begin. */
export interface RenewalHours {
  /** From this time of day, for example `08:00`. */
  readonly from: string;
  /** Until this one, for example `22:00`; earlier than `from` where the hours go past midnight. */
  readonly to: string;
  /** The time zone by its IANA name, for example `Europe/Riga`; default that of the machine. */
  readonly timeZone?: string | undefined;
}

/** When a token is renewed. */
export interface RenewOptions {
  /** How long before the token expires; default 10 minutes. A bare number is milliseconds. */
  readonly ahead?: Duration.Input | undefined;
  /** Renewals begin up to this much earlier, at random, so that many do not begin at once; default as long as `ahead`. */
  readonly jitter?: Duration.Input | undefined;
  /** Only within these hours, in which a person can be asked for a code; default any. */
  readonly hours?: RenewalHours | undefined;
}

/** The same, checked. Times of day are in minutes since midnight. */
export interface RenewalSettings {
  readonly aheadMillis: number;
  readonly jitterMillis: number;
  readonly hours:
    | { readonly from: number; readonly to: number; readonly minuteOf: (time: number) => number }
    | undefined;
}

const minute = 60_000;
const dayMinutes = 24 * 60;

function minutesOf(text: unknown): number | undefined {
  const match = /^(\d{1,2}):([0-5]\d)$/.exec(typeof text === "string" ? text : "");
  const minutes = match === null ? Number.NaN : Number(match[1]) * 60 + Number(match[2]);
  return minutes < dayMinutes ? minutes : undefined;
}

function hoursOf({ from, to, timeZone }: RenewalHours): RenewalSettings["hours"] {
  const [start, end] = [minutesOf(from), minutesOf(to)];
  if (start === undefined || end === undefined || start === end) return undefined;
  try {
    const format = new Intl.DateTimeFormat("en-GB", {
      timeZone,
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
    return { from: start, to: end, minuteOf: (time) => minutesOf(format.format(time)) ?? 0 };
  } catch {
    return undefined; // No such time zone.
  }
}

/**
 * Checks the options of renewals.
 *
 * @param options What the user gave.
 * @returns The settings, or `InvalidConfiguration`.
 */
export function renewalSettings(
  options: RenewOptions,
): Effect.Effect<RenewalSettings, InvalidConfiguration> {
  const invalid = (setting: string, problem: string) =>
    Effect.fail(new InvalidConfiguration({ setting, problem }));
  const millis = (input: Duration.Input) =>
    Option.getOrElse(Option.map(Duration.fromInput(input), Duration.toMillis), () => Number.NaN);
  const aheadMillis = millis(options.ahead ?? renewAheadMillis);
  const jitterMillis = options.jitter === undefined ? aheadMillis : millis(options.jitter);
  if (!(aheadMillis >= 0 && jitterMillis >= 0 && aheadMillis + jitterMillis < lifetimeMillis)) {
    return invalid("renew", "has an ahead and a jitter that are no durations of less than a day together");
  }
  if (options.hours === undefined) return Effect.succeed({ aheadMillis, jitterMillis, hours: undefined });
  const hours = hoursOf(options.hours);
  return hours === undefined
    ? invalid("renew", 'has hours that are not like { from: "08:00", to: "22:00", timeZone: "Europe/Riga" }')
    : Effect.succeed({ aheadMillis, jitterMillis, hours });
}

function isWithin({ from, to }: { readonly from: number; readonly to: number }, time: number): boolean {
  return from < to ? from <= time && time < to : from <= time || time < to;
}

/**
 * Whether a renewal may begin at a time.
 *
 * @param time Milliseconds since 1970.
 * @param settings The hours, if there are any.
 * @returns `true` within them, and where there are none.
 */
export function mayRenewAt(time: number, { hours }: RenewalSettings): boolean {
  return hours === undefined || isWithin(hours, hours.minuteOf(time));
}

/**
 * The time at which to renew: as late as the settings allow.
 *
 * @param expiresAt When the token expires, in milliseconds since 1970.
 * @param now The present.
 * @param settings How long ahead, and in which hours.
 * @param random A number from 0 up to 1, for the jitter.
 * @returns A time in milliseconds since 1970, not before now. Where the hours leave none, that without them.
 */
export function renewalTime(
  expiresAt: number,
  now: number,
  settings: RenewalSettings,
  random: number,
): number {
  const latest = latestTime(expiresAt - settings.aheadMillis, now, settings);
  return Math.max(now, latest - random * (latest - earliestTime(latest, settings)));
}

/** The end of the hours before, where the time is not within them, minute by minute: their length changes with summer time. */
function latestTime(usual: number, now: number, settings: RenewalSettings): number {
  if (mayRenewAt(usual, settings)) return usual;
  for (let time = usual - (usual % minute); time > now; time -= minute) {
    if (mayRenewAt(time, settings)) return time;
  }
  return usual;
}

/** Earlier by the jitter, and not before the hours begin. */
function earliestTime(latest: number, settings: RenewalSettings): number {
  const earliest = latest - settings.jitterMillis;
  if (settings.hours === undefined || !mayRenewAt(latest, settings)) return earliest;
  let time = latest;
  while (time > earliest && mayRenewAt(time - minute, settings)) time -= minute;
  return Math.max(time, earliest);
}
