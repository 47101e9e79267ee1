import * as Context from "effect/Context";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { alarm } from "../../../../src/internal/session/alarm.ts";

const minute = 60_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date", "performance"], now: 1_000_000 });
});
afterEach(() => vi.useRealTimers());

/** How often it has rung. */
function set(at: number) {
  const run = vi.fn();
  return { run, cancel: alarm(Context.empty(), at, run) };
}

describe("alarm, by the real clock", () => {
  it("rings at its time, once", () => {
    const { run } = set(Date.now() + minute);
    vi.advanceTimersByTime(minute - 1);
    expect(run).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(run).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(60 * minute);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it.each([0, -1, -minute])("rings as soon as it can for a time that is %i ms away", (away) => {
    const { run } = set(Date.now() + away);
    expect(run).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it("rings after a day, and looks at the clock every ten minutes", () => {
    const { run } = set(Date.now() + 24 * 60 * minute);
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(24 * 60 * minute - 1);
    expect(run).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it("rings within ten minutes of a sleep of the machine, during which timers stood still", () => {
    const { run } = set(Date.now() + 60 * minute);
    vi.setSystemTime(Date.now() + 120 * minute);
    vi.advanceTimersByTime(10 * minute - 1);
    expect(run).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it("is not put off by a clock that is set back", () => {
    const { run } = set(Date.now() + 60 * minute);
    vi.setSystemTime(Date.now() - 600 * minute);
    vi.advanceTimersByTime(60 * minute);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it("does not ring once it is called off", () => {
    const { run, cancel } = set(Date.now() + 60 * minute);
    vi.advanceTimersByTime(25 * minute);
    cancel();
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(60 * minute);
    expect(run).not.toHaveBeenCalled();
  });
});
