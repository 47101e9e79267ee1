import process from "node:process";
import { PassThrough } from "node:stream";
import { afterEach, describe, expect, it, vi } from "vitest";
import { maskedPrompt } from "../../../plugins/internal/maskedPrompt.ts";
import { Screen } from "../../support/screen.ts";

const real = Object.getOwnPropertyDescriptor(process.stderr, "columns");

/** A terminal of this width, or one that tells none. */
function terminal(width: number | undefined) {
  const screen = new Screen(width ?? 80);
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input });
  vi.spyOn(process, "stdin", "get").mockReturnValue(input as unknown as typeof process.stdin);
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    screen.write(String(text));
    return true;
  });
  const get = () => width === undefined ? 0 : screen.width;
  Object.defineProperty(process.stderr, "columns", { configurable: true, get });
  return {
    screen,
    /** Types it key by key, and waits until each has been read. */
    async press(...keys: ReadonlyArray<string>) {
      for (const key of keys) {
        input.write(key);
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}

const short = "Code for bob: ";
const long = "The code was not accepted. Another code for someone@example.com (within 120 s): ";
const enter = "\r";
const backspace = "\u007f";
const forever = new AbortController().signal;

describe("a prompt that does not show what is typed", () => {
  afterEach(() => {
    vi.restoreAllMocks();
    if (real === undefined) Reflect.deleteProperty(process.stderr, "columns");
    else Object.defineProperty(process.stderr, "columns", real);
  });

  it("shows a star for each character, beside the question", async () => {
    const { screen, press } = terminal(80);
    const answer = maskedPrompt(short, forever);
    await press(..."12ü😀");
    expect(screen.lines).toEqual(["Code for bob: ****"]);
    await press(enter);
    expect(await answer).toBe("12ü😀");
    expect(screen.lines).toEqual(["Code for bob: ****", ""]);
  });

  it.each<[width: number, question: string, shown: ReadonlyArray<string>]>([
    [
      40,
      "Verification code for demo (within 120 s): ",
      ["Verification code for demo (within 120 s", "):", "********"],
    ],
    [80, long, [long.trimEnd(), "********"]],
    [79, long, [long.slice(0, 79).trimEnd(), "", "********"]],
    [30, short, ["Code for bob:", "********"]],
    [30, "Verification code for 王小明王小明: ", ["Verification code for 王小明王小明:", "********"]],
  ])("of %i columns asks once, however many keys are pressed: %s", async (width, question, shown) => {
    const { screen, press } = terminal(width);
    const answer = maskedPrompt(question, forever);
    await press(..."12345678");
    expect(screen.lines).toEqual(shown);
    await press(backspace, backspace);
    expect(screen.lines).toEqual([...shown.slice(0, -1), "******"]);
    await press(enter);
    expect(await answer).toBe("123456");
  });

  it("asks once on a terminal that tells no width", async () => {
    const { screen, press } = terminal(undefined);
    const answer = maskedPrompt(short, forever);
    await press(..."123");
    expect(screen.lines).toEqual(["Code for bob:", "***"]);
    await press(enter);
    await answer;
  });

  it.each<[width: number, line: string]>([
    [80, `Code for bob: ${"*".repeat(40)}`],
    [40, `Code for bob: ${"*".repeat(25)}`],
    [30, "*".repeat(29)],
  ])("shows no more than 40 stars, and no line full of them: %i columns", async (width, line) => {
    const { screen, press } = terminal(width);
    const answer = maskedPrompt(short, forever);
    await press(..."canary".repeat(9), enter);
    expect(await answer).toBe("canary".repeat(9));
    expect(screen.lines.at(-2)).toBe(line);
    expect(screen.lines.join("\n")).not.toMatch(/canary/);
  });

  it.each<[what: string, keys: ReadonlyArray<string>, left: string]>([
    ["backspace", [..."1234", backspace], "123"],
    ["backspace, past the beginning", [..."12", backspace, backspace, backspace, "3"], "3"],
    ["Ctrl-U", [..."1234", "\u0015", "5"], "5"],
    ["Ctrl-W", [..."ab cd", "\u0017"], "ab "],
    ["an arrow, and a character in the middle", [..."124", "\u001b[D", "3"], "1234"],
    ["an arrow, and delete", [..."123", "\u001b[D", "\u001b[D", "\u001b[3~"], "13"],
    ["the arrow up, which knows no line before", [..."12", "\u001b[A"], "12"],
    ["a paste", ["123456"], "123456"],
  ])("shows as many stars as there are characters: %s", async (_what, keys, left) => {
    const { screen, press } = terminal(80);
    const answer = maskedPrompt(short, forever);
    await press(...keys);
    expect(screen.lines).toEqual([`Code for bob: ${"*".repeat(left.length)}`]);
    await press(enter);
    expect(await answer).toBe(left);
  });

  it("asks once while the terminal becomes narrower and wide again", async () => {
    const { screen, press } = terminal(80);
    const answer = maskedPrompt(short, forever);
    await press(..."123");
    screen.width = 30;
    await press(..."456");
    screen.width = 20;
    await press(..."7");
    screen.width = 80;
    await press(..."89");
    expect(screen.lines).toEqual(["Code for bob: ***", "*********"]);
    await press(enter);
    expect(await answer).toBe("123456789");
  });

  it("is there again once somebody else has written a line", async () => {
    const { screen, press } = terminal(80);
    const answer = maskedPrompt(short, forever);
    await press(..."12");
    screen.write("\r\u001b[Ka line\n");
    await press("3");
    expect(screen.lines).toEqual(["a line", "Code for bob: ***"]);
    await press(enter);
    expect(await answer).toBe("123");
  });

  it("goes on where it was stopped: Ctrl-Z, then the shell's fg", async () => {
    const { screen, press } = terminal(80);
    const kill = vi.spyOn(process, "kill").mockReturnValue(true);
    const answer = maskedPrompt(short, forever);
    await press(..."12", "\u001a");
    expect(kill).toHaveBeenCalledExactlyOnceWith(process.pid, "SIGTSTP");
    screen.write("\nfg\n");
    process.emit("SIGCONT");
    await press("3");
    expect(screen.lines).toEqual(["Code for bob: **", "fg", "Code for bob: ***"]);
    await press(enter);
    expect(await answer).toBe("123");
  });
});
