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

/** Lets a terminal give codes, asked by these challenges one after the other: the prompts that it shows. */
async function prompts(attempts: ReadonlyArray<number>): Promise<ReadonlyArray<string>> {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input });
  vi.spyOn(process, "stdin", "get").mockReturnValue(input as unknown as typeof process.stdin);
  const shown: Array<string> = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    const [prompt] = /^.*(?= for bob \(within 1 s\): $)/.exec(String(text)) ?? [];
    if (prompt !== undefined) {
      shown.push(prompt);
      input.write("1234\r");
    }
    return true;
  });
  const asked = Effect.flatMap(
    stdin().arm(challenge),
    ({ next }) => Effect.forEach(attempts, (attempt) => next({ ...challenge, attempt })),
  );
  await Effect.runPromise(Effect.scoped(asked));
  return shown;
}

describe("a terminal", () => {
  afterEach(() => void vi.restoreAllMocks());

  it("is asked again after what cannot be a code, so that a slip costs neither attempt nor login", async () => {
    expect(await ask(["абв", "Type 1234 to access the platform", "１２ 34"])).toEqual({
      code: "1234",
      questions: 3,
    });
  });

  it("is asked three times at most", async () => {
    const { code, questions } = await ask(["абв", "где", "ёжз", "1234"]);
    expect(code).toMatch(/^ProviderFailed: .*no code/);
    expect(questions).toBe(3);
  });

  it("is told whether a code was refused, or had been sent already and was not sent again", async () => {
    expect(await prompts([1, 2, 2, 3])).toEqual([
      "Verification code",
      "The code was not accepted. Another code",
      "That code was sent already. The newest code",
      "The code was not accepted. Another code",
    ]);
  });
});
