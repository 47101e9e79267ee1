/**
 * Questions, and the settings that their answers are.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import { stdinKind } from "../../../../plugins/stdin.ts";
import type { InvalidConfiguration } from "../../../AuthError.ts";
import type { CommandFailed } from "../../CommandFailed.ts";
import { invalid } from "../../settings/invalid.ts";
import type { Settings } from "../../settings/Settings.ts";
import type { Variables } from "../../settings/settingsFile.ts";
import { note } from "../../process/terminal.ts";
import { readAnswer } from "./readAnswer.ts";
import { settingLine } from "./settingLine.ts";
import { settingsOfAnswers } from "./settingsOfAnswers.ts";
import { unechoed } from "./unechoed.ts";

/** What a question can fail with: the input ends, or a piped answer cannot be used. */
export type Unanswered = CommandFailed | InvalidConfiguration;

/** Says whether settings can be used. */
export type Check = (settings: Settings) => Effect.Effect<unknown, InvalidConfiguration>;

/** A question whose answer is a setting. */
export interface Question {
  /** The variable. */
  readonly name: string;
  readonly text: string;
  /** Whether what is typed must not show. */
  readonly masked?: boolean;
  /** What Enter alone means. */
  readonly usual?: string | undefined;
  /** Whether Enter alone leaves it out; then this says what that means. */
  readonly without?: string | undefined;
  /** Looks at the answer among those before it. */
  readonly check?: Check;
  /** What is kept in place of what was typed. */
  readonly meant?: (answer: string) => string;
}

/** One of several answers. */
export interface Choice<Key extends string> {
  readonly key: Key;
  readonly text: string;
}

/** A conversation. */
export interface Interview {
  /** Asks until the answer can be used, and keeps it; from a pipe, asks once. */
  readonly ask: (question: Question) => Effect.Effect<string | undefined, Unanswered>;
  /** Asks for one of several, by its number or its key; Enter alone means the first. */
  readonly choose: <Key extends string>(
    text: string,
    choices: readonly [Choice<Key>, ...ReadonlyArray<Choice<Key>>],
  ) => Effect.Effect<Key, Unanswered>;
  /** Keeps a setting that nobody is asked for. */
  readonly keep: (name: string, value: string) => void;
  /** All that is kept, in its order. */
  readonly answers: ReadonlyMap<string, string>;
}

const unwritable: Check = () => Effect.void;

/** On a terminal it is asked again; a pipe's next line is the answer to another question. */
function untilGood<A>(
  once: Effect.Effect<A, Unanswered>,
  isTerminal: boolean,
): Effect.Effect<A, Unanswered> {
  return Effect.flatMap(Effect.result(once), (result) => {
    if (Result.isSuccess(result)) return Effect.succeed(result.success);
    const { failure } = result;
    if (!isTerminal || failure._tag !== "InvalidConfiguration") return Effect.fail(failure);
    note(`  ${failure.setting} ${failure.problem}.`);
    return untilGood(once, isTerminal);
  });
}

/**
 * Begins a conversation.
 *
 * @param common What the settings file says to all already.
 * @returns The interview.
 */
export function interview(common: Variables = {}): Interview {
  const isTerminal = stdinKind() === "terminal";
  const answers = new Map<string, string>();
  const ask = (question: Question): Effect.Effect<string | undefined, Unanswered> => {
    const { name, text, masked = false, usual, without, check = unwritable, meant } = question;
    const hint = usual !== undefined ? ` [${usual}]` : without !== undefined ? ` (Enter: ${without})` : "";
    const once = Effect.gen(function* () {
      const typed = yield* readAnswer(`${text}${hint}: `, masked);
      const given = (masked ? typed : typed.trim()) || usual || "";
      if (given === "") return without === undefined ? yield* invalid(name, "is needed") : undefined;
      const value = meant === undefined ? given : meant(given);
      if (settingLine(name, value) === undefined) {
        return yield* invalid(
          name,
          "holds three kinds of quotes and #, which no line of a settings file can",
        );
      }
      const checked = check(settingsOfAnswers([{ ...Object.fromEntries(answers), [name]: value }, common]));
      yield* isTerminal ? unechoed(checked) : checked;
      answers.set(name, value);
      return value;
    });
    return untilGood(once, isTerminal);
  };
  const choose: Interview["choose"] = (text, choices) => {
    note(`\n${text}`);
    const width = Math.max(...choices.map(({ key }) => key.length));
    for (const [i, { key, text }] of choices.entries()) note(`  ${i + 1}  ${key.padEnd(width)}  ${text}`);
    const once = Effect.gen(function* () {
      const typed = (yield* readAnswer(`Number or word [${choices[0].key}]: `, false)).trim().toLowerCase();
      const found = typed === ""
        ? choices[0]
        : choices.find(({ key }, i) => typed === key || typed === String(i + 1));
      return found === undefined
        ? yield* invalid("The answer", `is none of ${choices.map(({ key }) => key).join(", ")}`)
        : found.key;
    });
    return untilGood(once, isTerminal);
  };
  return { ask, choose, keep: (name, value) => void answers.set(name, value), answers };
}
