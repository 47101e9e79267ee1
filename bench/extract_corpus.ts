/**
 * Code extraction on the whole corpus beside the npm package `parse-otp-message`: how fast, and how often right.
 *
 * @module
 */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type CodeMessage, extractCode } from "../src/CodeExtractor.ts";
import { htmlToText } from "../src/extraction/htmlToText.ts";

interface Example {
  readonly purpose: "login" | "any";
  readonly message: CodeMessage;
  readonly expected: string | null;
}

/** What was measured of both: messages a second. */
export interface CorpusSpeed {
  readonly ours: number;
  readonly theirs: number;
}

const folder = new URL("../test/fixtures/codes/", import.meta.url);
const corpus = readdirSync(folder).sort().flatMap((file) =>
  JSON.parse(readFileSync(new URL(file, folder), "utf8")) as ReadonlyArray<Example>
);

// The package has no types, and expects a single plain text.
const parse = createRequire(import.meta.url)("parse-otp-message") as (
  text: string,
) => { readonly code?: string } | undefined;

function plainText(message: CodeMessage): string {
  if (typeof message === "string") return message;
  const body = message.text ?? htmlToText(message.html ?? "");
  return message.subject === undefined ? body : `${message.subject}\n${body}`;
}

// Such an example holds a code for something else, which `purpose: "any"` rightly takes: nothing to compare.
const compared = corpus.filter(({ purpose, expected }) => purpose === "any" || expected !== null);
const messages = compared.map(({ message }) => message);
const texts = messages.map(plainText);

const extract = (message: CodeMessage): string | undefined => extractCode(message, { purpose: "any" });
// Google's prefix is not held against it.
const parseCode = (text: string): string | undefined => parse(text)?.code?.replace(/^G-/i, "");

function counts(codes: ReadonlyArray<string | undefined>): string {
  let [right, missed, wrong] = [0, 0, 0];
  codes.forEach((code, index) => {
    const expected = compared[index]?.expected ?? undefined;
    if (code === expected) right++;
    else if (code === undefined) missed++;
    else wrong++;
  });
  return [right, missed, wrong].map((count) => String(count).padStart(8)).join("");
}

function rate<T>(inputs: ReadonlyArray<T>, work: (input: T) => unknown): number {
  const start = performance.now();
  let done = 0;
  while (performance.now() - start < 300) {
    for (const input of inputs) work(input);
    done += inputs.length;
  }
  return done / (performance.now() - start) * 1000;
}

/**
 * Prints the counts and the speed of both, and the speed of ours on the very texts that the other one gets. Speed is the
 * best of seven turns, taken alternately.
 *
 * @returns Messages a second.
 */
export function benchCorpus(): CorpusSpeed {
  const left = corpus.length - compared.length;
  console.log(
    `${compared.length} messages, purpose "any" (${left} with a code for another purpose left out)`,
  );
  console.log("".padEnd(34), "  right  missed   wrong    messages/s");
  const best = { ours: 0, oursOnText: 0, theirs: 0 };
  for (let turn = 0; turn < 7; turn++) {
    best.ours = Math.max(best.ours, rate(messages, extract));
    best.oursOnText = Math.max(best.oursOnText, rate(texts, extract));
    best.theirs = Math.max(best.theirs, rate(texts, parseCode));
  }
  const line = (name: string, codes: ReadonlyArray<string | undefined>, speed: number): void =>
    console.log(name.padEnd(33), counts(codes), speed.toFixed(0).padStart(13));
  line("extractCode, the message's parts", messages.map(extract), best.ours);
  line("extractCode, plain text", texts.map(extract), best.oursOnText);
  line("parse-otp-message, plain text", texts.map(parseCode), best.theirs);
  return { ours: Math.min(best.ours, best.oursOnText), theirs: best.theirs };
}
