import { describe, expect, it } from "vitest";
import { fillsSms, joinParts } from "../../../plugins/inbox/joinParts.ts";
import { textMessage } from "../../support/textMessages.ts";

describe("a text fills an SMS", () => {
  it.each([
    ["153 letters", "a".repeat(153)],
    ["152 letters", "a".repeat(152)],
    ["151 letters and a sign of two units", "a".repeat(151) + "€"],
    ["160 letters", "a".repeat(160)],
    ["67 letters beyond the phone's alphabet", "я".repeat(67)],
    ["66 of them", "я".repeat(66)],
    ["70 of them", "я".repeat(70)],
  ])("with %s", (_, text) => {
    expect(fillsSms(text)).toBe(true);
  });

  it.each([
    ["none", ""],
    ["31 letters", "Type 5653 to access the platform"],
    ["140 letters", "a".repeat(140)],
    ["67 letters of the phone's alphabet", "a".repeat(67)],
    ["153 letters beyond it", "я".repeat(153)],
    ["more than an SMS has", "a".repeat(161)],
    ["70 signs of two units", "€".repeat(70)],
  ])("not with %s", (_, text) => {
    expect(fillsSms(text)).toBe(false);
  });
});

describe("parts", () => {
  const full = (text: string, message = {}) => textMessage("", { text: text.padEnd(153, "."), ...message });
  const end = (message = {}) => textMessage("", { text: "the end", ...message });
  const of = { from: "+12015550123" };

  it("stand in the order of their arrival, before the last", () => {
    const [one, two, last] = [full("1"), full("2"), end()];
    expect(joinParts(last, [one, two])).toEqual({ parts: [one, two, last], isComplete: true });
  });

  it("end with the one that is not full, though it came first", () => {
    const [one, last] = [full("1"), end()];
    expect(joinParts(one, [last])).toEqual({ parts: [one, last], isComplete: true });
  });

  it("are not complete while all are full", () => {
    const [one, two] = [full("1"), full("2")];
    expect(joinParts(two, [one])).toEqual({ parts: [one, two], isComplete: false });
  });

  it("are of one sender and one recipient, in any spelling", () => {
    const one = full("1", { from: "+1 201 555 0123" });
    const last = end(of);
    expect(joinParts(last, [one]).parts).toEqual([one, last]);
    expect(joinParts(end({ from: "+12015550124" }), [one]).parts.length).toBe(1);
    expect(joinParts(end({ ...of, to: "+12015550199" }), [one]).parts.length).toBe(1);
  });

  it("are none of two short messages", () => {
    const second = end();
    expect(joinParts(second, [end()])).toEqual({ parts: [second], isComplete: true });
  });

  it("are none of what came in one piece", () => {
    const whole = full("1", { isWhole: true });
    const last = end();
    expect(joinParts(last, [whole])).toEqual({ parts: [last], isComplete: true });
    expect(joinParts(whole, [full("0")])).toEqual({ parts: [whole], isComplete: true });
  });
});
