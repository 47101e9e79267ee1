/**
 * The largest message that code extraction reads, filled with texts made to be slow.
 *
 * @module
 */
import { type CodeMessage, explainCode } from "../src/CodeExtractor.ts";

const size = 256 * 1024;
const fill = (unit: string): string => unit.repeat(Math.ceil(size / unit.length)).slice(0, size);

/** Pseudo-random text over an alphabet: the same on every run. */
function noise(alphabet: string): string {
  const chars = [...alphabet];
  let state = 1;
  let text = "";
  while (text.length < size) {
    state = (state * 48271) % 2147483647;
    text += chars[state % chars.length];
  }
  return text.slice(0, size);
}

const hostile: Readonly<Record<string, string>> = {
  "digits": fill("1"),
  "spaced digits": fill("1 "),
  "codes": fill("482913 "),
  "groups": fill("123-456-"),
  "blanks": fill(" "),
  "tabs and line breaks": fill("\t\n"),
  "<": fill("<"),
  "<a ": fill("<a "),
  '<a b="': fill('<a b="'),
  "<a b='\">": fill("<a b='\">"),
  "<!--": fill("<!--"),
  "<style>": fill("<style>"),
  "<head><p>": fill("<head><p>"),
  "&": fill("&"),
  "&#": fill("&#"),
  "&#x31;": fill("&#x31;"),
  "code": fill("code code code "),
  "verification": fill("verification "),
  "code 4829": fill("your code is 4829 or "),
  "codes announced": fill("code is: 4829, "),
  "numbers to enter": fill("enter the number 4829 with 7712 to log in, "),
  "links and occasions": fill("booking a.co/1 parcel code 4829 "),
  "do not share code 4829": fill("do not share code 4829, "),
  "if you did not request 482913": fill("if you did not request a password reset 482913 "),
  "one sentence of codes": fill("a1b2c3 code "),
  "a.a.a": fill("a."),
  "a@a": fill("a@"),
  "a@b.c/": fill("a@b.co/"),
  "www.": fill("www."),
  "CAPITALS": fill("VERIFY CODES "),
  "combining marks": fill("\u0301\u0316"),
  "Chinese": fill("验证码重置密码"),
  "Arabic": fill("والرمز"),
  "Hangul": fill("인증번호"),
  "Thai": fill("รหัสผ่าน"),
  "emoji": fill("🔐"),
  "noise": noise("0123456789 <>&;:#@./-\n codeCODE验证код"),
  "noise, digits": noise("0123456789-. "),
  "@host #": fill("@a.b #482913\n"),
};

/** Milliseconds. */
export interface HostileTimes {
  /** By the best of the runs: what the work costs. */
  readonly best: number;
  /** By the median: what it costs on a busy machine. */
  readonly median: number;
}

/**
 * Times every hostile text, as plain text and as HTML, and prints milliseconds: best and median of 9 runs.
 *
 * @returns The slowest text, by its best run and by its median, in milliseconds.
 */
export function benchHostile(): HostileTimes {
  console.log(`${size} characters of`.padEnd(34), "text, ms".padStart(14), "html, ms".padStart(14));
  const worst = { best: 0, median: 0 };
  for (const text of Object.values(hostile)) explainCode({ text, html: text });
  for (const [name, text] of Object.entries(hostile)) {
    const line = [name.padEnd(34)];
    for (const message of [text, { html: text }] satisfies ReadonlyArray<CodeMessage>) {
      const times: Array<number> = [];
      for (let run = 0; run < 9; run++) {
        const start = performance.now();
        explainCode(message);
        times.push(performance.now() - start);
      }
      times.sort((a, b) => a - b);
      worst.best = Math.max(worst.best, times[0] ?? 0);
      worst.median = Math.max(worst.median, times[4] ?? 0);
      line.push(`${(times[0] ?? 0).toFixed(1)} / ${(times[4] ?? 0).toFixed(1)}`.padStart(14));
    }
    console.log(...line);
  }
  return worst;
}
