import { describe, expect, it } from "@effect/vitest";
import { connectionSettings } from "../../../../plugins/imap/options/ImapSettings.ts";
import { paceOf, type Pause } from "../../../../plugins/imap/watch/Pace.ts";
import type { LookoutOptions } from "../../../../plugins/imap/options/ImapOptions.ts";

const settingsWith = (lookout: LookoutOptions) =>
  connectionSettings({ host: "imap.example.com", user: "bot", password: "secret", lookout });

/** The pauses of a wait in which each look takes some commands and no time. */
function pausesOf(lookout: LookoutOptions, looks: number, commands = 1): ReadonlyArray<Pause> {
  const pace = paceOf(settingsWith(lookout), 0);
  let now = 0;
  return Array.from({ length: looks }, () => {
    const pause = pace(now, commands);
    now += pause.millis;
    return pause;
  });
}

describe("Pace", () => {
  it("looks ten times a second at first, then less and less", () => {
    const pauses = pausesOf({}, 100);
    expect(pauses[0]).toEqual({ idle: false, millis: 100 });
    expect(pauses.every((pause, i) => i === 0 || pause.millis > pauses[i - 1]!.millis)).toBe(true);
    expect(pauses[99]!.millis).toBeLessThan(250);
  });

  it("looks actively for half a minute, with at most 150 commands, then lets the server speak", () => {
    const pauses = pausesOf({}, 200);
    const active = pauses.filter(({ idle }) => !idle);
    const activeMillis = active.reduce((sum, { millis }) => sum + millis, 0);
    expect(active.length).toBeLessThanOrEqual(150);
    expect(activeMillis).toBeGreaterThan(25_000);
    expect(activeMillis).toBeLessThanOrEqual(30_000);
    expect(pauses.slice(active.length).every(({ idle }) => idle)).toBe(true);
  });

  it("looks soon after IDLE has begun, and then as often as poll says", () => {
    const pauses = pausesOf({ duration: 0 }, 6);
    expect(pauses.map(({ millis }) => millis)).toEqual([1000, 2000, 4000, 8000, 10_000, 10_000]);
    expect(pauses.every(({ idle }) => idle)).toBe(true);
  });

  it("never sends more than ten commands a second, however many a look takes", () => {
    const pauses = pausesOf({}, 10, 4);
    expect(pauses.every(({ millis }) => millis >= 400)).toBe(true);
  });

  it("counts every command of a look against the limit", () => {
    const active = pausesOf({}, 200, 10).filter(({ idle }) => !idle);
    expect(active.length).toBeLessThan(15);
  });

  it("takes its times and numbers from the settings", () => {
    const pauses = pausesOf({ interval: "1 second", duration: "5 seconds", poll: "700 millis" }, 10);
    expect(pauses[0]).toEqual({ idle: false, millis: 1000 });
    expect(pauses.filter(({ idle }) => !idle)).toHaveLength(4);
    expect(pauses.at(-1)).toEqual({ idle: true, millis: 700 });
    expect(pausesOf({ commands: 2 }, 5).filter(({ idle }) => !idle)).toHaveLength(1);
  });
});
