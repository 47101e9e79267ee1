/** What the documentation says can be run as it stands, can be. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { blocks, placeOf } from "./pages.ts";
import { type BlockOutcome, type Reader, reader } from "./reader.ts";

const timeout = 90_000;
const runnable = blocks.filter(({ runs }) => runs);
let alice: Reader;

beforeAll(async () => {
  alice = await reader();
});
afterAll(() => alice[Symbol.asyncDispose]());

function expectSuccess({ status, stdout, stderr, secrets }: BlockOutcome): void {
  expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
  for (const secret of secrets) expect(`${stdout}${stderr}`).not.toContain(secret);
}

describe("a reader", () => {
  for (const block of runnable) {
    it(`runs ${placeOf(block)}`, { timeout }, async () => {
      expectSuccess(await (block.language === "ts" ? alice.runModule(block) : alice.runShell(block)));
    });
  }

  it("would learn of a program that fails, and of a command that does", { timeout }, async () => {
    const broken = { page: "none.md", line: 1, language: "ts", runs: true, unknownWords: [], text: "" };
    const program = await alice.runModule({ ...broken, text: 'throw new Error("no");' });
    expect(program.status).not.toBe(0);
    const script = await alice.runShell({ ...broken, text: "autoshares-auth login --nonsense" });
    expect(script.status).toBe(2);
  });
});
