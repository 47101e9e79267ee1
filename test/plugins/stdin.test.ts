import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import { PassThrough } from "node:stream";
import process from "node:process";
import { afterEach, describe, expect, it, vi } from "vitest";
import { stdin } from "../../plugins/stdin.ts";
import { challenge } from "../support/providers.ts";

/** Asks on a terminal that types each answer once it is asked. */
async function ask(answers: ReadonlyArray<string>): Promise<{ code: string; questions: number }> {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input });
  vi.spyOn(process, "stdin", "get").mockReturnValue(input as unknown as typeof process.stdin);
  let questions = 0;
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    // It is drawn anew, with a star more, for each key.
    if (String(text).endsWith("code for bob (within 1 s): ")) input.write(`${answers[questions++]}\r`);
    return true;
  });
  const login = Effect.flatMap(stdin().arm(challenge), (armed) => armed.next(challenge));
  const code = await Effect.runPromise(Effect.match(Effect.scoped(login), {
    onFailure: (error) => `${error._tag}: ${error.message}`,
    onSuccess: (verification) => Redacted.value(verification.code),
  }));
  return { code, questions };
}

describe("a terminal", () => {
  afterEach(() => void vi.restoreAllMocks());

  it("is asked again after what cannot be a code, so that a slip costs neither attempt nor login", async () => {
    expect(await ask(["абв", "", "12 34"])).toEqual({ code: "1234", questions: 3 });
  });

  it("is asked three times at most", async () => {
    const { code, questions } = await ask(["абв", "где", "ёжз", "1234"]);
    expect(code).toMatch(/^ProviderFailed: .*no code/);
    expect(questions).toBe(3);
  });
});
