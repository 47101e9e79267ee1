import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { refusalLog } from "../../../plugins/webhook/refusalLog.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: 1e12 }));
afterEach(() => void vi.useRealTimers());
const later = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);

describe("a kind of refusal", () => {
  it("is told at once, and then every ten seconds at most, with how many were not told", () => {
    const lines: Array<string> = [];
    const tell = refusalLog((line) => lines.push(line));
    for (let i = 0; i < 1000; i++) tell("forged");
    expect(lines).toEqual(["forged"]);
    tell("too large");
    later(10);
    tell("forged");
    tell("too large");
    expect(lines).toEqual(["forged", "too large", "forged (and 999 more before it)", "too large"]);
  });

  it("is told again after the clock was set back", () => {
    const lines: Array<string> = [];
    const tell = refusalLog((line) => lines.push(line));
    tell("forged");
    later(-3600);
    tell("forged");
    expect(lines).toEqual(["forged", "forged"]);
  });

  it("is told although the log failed before", () => {
    const lines: Array<string> = [];
    const tell = refusalLog((line) => {
      lines.push(line);
      throw new Error("disk full");
    });
    tell("forged");
    tell("too large");
    expect(lines).toEqual(["forged", "too large"]);
  });
});

describe("a flood of kinds", () => {
  it("takes few lines, and hides no kind that comes after it", () => {
    const lines: Array<string> = [];
    const tell = refusalLog((line) => lines.push(line));
    for (let i = 0; i < 10_000; i++) tell(`kind ${i}`);
    expect(lines.length).toBe(21);
    expect(lines.at(-1)).toBe("refused other requests");
    later(11);
    tell("forged");
    expect(lines.at(-1)).toBe("forged");
  });
});
