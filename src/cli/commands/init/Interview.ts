/**
 * Questions, and the settings that their answers are.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import * as Result from "effect/Result";
import { stdinKind } from "../../../../plugins/stdin.ts";
import { InvalidConfiguration } from "../../../AuthError.ts";
import { invalid } from "../../settings/invalid.ts";
import type { Variables } from "../../settings/settingsFile.ts";
import { note } from "../../process/terminal.ts";
import { confirm } from "./confirm.ts";
import type { Check, Choices, Question, Unanswered } from "./Question.ts";
import { readAnswer } from "./readAnswer.ts";
import { settingLine } from "./settingLine.ts";
import { settingsOfAnswers } from "./settingsOfAnswers.ts";
import { unechoed } from "./unechoed.ts";

/** A conversation. */
export interface Interview {
  /** Whether somebody can be asked again. */
  readonly isTerminal: boolean;
  /** Asks until the answer can be used, and keeps it; from a pipe, asks once. */
  readonly ask: (question: Question) => Effect.Effect<string | undefined, Unanswered>;
  /** Asks for yes or no. */
  readonly confirm: typeof confirm;
  /** Asks for one of several, by its number or its key; Enter alone means the first. */
  readonly choose: <Key extends string>(
    text: string,
    choices: Choices<Key>,
  ) => Effect.Effect<Key, Unanswered>;
  /**
   * Asks for one of several, and what that one takes: on a terminal, no answer where one is needed leads back to the
   * choice, and what was kept since is kept no more.
   */
  readonly chooseThen: <Key extends string, A>(
    text: string,
    choices: Choices<Key>,
    then: (key: Key) => Effect.Effect<A, Unanswered>,
  ) => Effect.Effect<A, Unanswered>;
  /** Keeps a setting that nobody is asked for. */
  readonly keep: (name: string, value: string) => void;
  /** All that is kept, in its order. */
  readonly answers: ReadonlyMap<string, string>;
  /** Secrets by the paths of the files that are to be made of them. */
  readonly files: ReadonlyMap<string, Redacted.Redacted<string>>;
}

const noCheck: Check = () => Effect.void;

/** Ends the questions of a choice. */
const back = new InvalidConfiguration({ setting: "The answer", problem: "is needed" });

/** On a terminal it is asked again; a pipe's next line is the answer to another question. */
function untilGood<A>(
  once: Effect.Effect<A, Unanswered>,
  isTerminal: boolean,
): Effect.Effect<A, Unanswered> {
  return Effect.flatMap(Effect.result(once), (result) => {
    if (Result.isSuccess(result)) return Effect.succeed(result.success);
    const { failure } = result;
    if (!isTerminal || failure === back || failure._tag !== "InvalidConfiguration") {
      return Effect.fail(failure);
    }
    note(`  ${failure.setting} ${failure.problem}.`);
    return untilGood(once, isTerminal);
  });
}

function refill<V>(map: Map<string, V>, content: ReadonlyMap<string, V>): void {
  map.clear();
  for (const [key, value] of content) map.set(key, value);
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
  const files = new Map<string, Redacted.Redacted<string>>();
  let leadsBack = false;
  const ask = (question: Question): Effect.Effect<string | undefined, Unanswered> => {
    const { name, text, masked = false, usual, without, check = noCheck, meant, doubt, into } = question;
    const hint = usual !== undefined ? ` [${usual}]` : without !== undefined ? ` (Enter: ${without})` : "";
    const once: Effect.Effect<string | undefined, Unanswered> = Effect.gen(function* () {
      const typed = yield* readAnswer(`${text}${hint}: `, masked);
      const given = (masked ? typed : typed.trim()) || usual || "";
      if (given === "" && without !== undefined) return undefined;
      if (given === "") {
        return yield* isTerminal && leadsBack ? Effect.fail(back) : invalid(name, "is needed");
      }
      const value = meant === undefined ? given : meant(given);
      if (into === undefined && settingLine(name, value) === undefined) {
        return yield* invalid(
          name,
          "holds three kinds of quotes and #, which no line of a settings file can",
        );
      }
      const layers = [{ ...Object.fromEntries(answers), [name]: value }, common];
      const checked = check(settingsOfAnswers(layers, files));
      yield* isTerminal ? unechoed(checked) : checked;
      const odd = doubt?.(value);
      if (odd !== undefined && !isTerminal) note(`  ${odd}`);
      if (odd !== undefined && isTerminal && !(yield* confirm(`  ${odd} Use it all the same?`, "no"))) {
        return yield* once;
      }
      if (into === undefined) answers.set(name, value);
      else files.set(into, Redacted.make(value));
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
  const chooseThen: Interview["chooseThen"] = (text, choices, then) =>
    Effect.suspend(() => {
      const [answered, made] = [new Map(answers), new Map(files)];
      return Effect.flatMap(choose(text, choices), (key) => {
        leadsBack = true;
        return then(key);
      }).pipe(
        Effect.ensuring(Effect.sync(() => void (leadsBack = false))),
        Effect.catchIf((error) => error === back, () => {
          note("  Back to the choice.");
          refill(answers, answered);
          refill(files, made);
          return chooseThen(text, choices, then);
        }),
      );
    });
  const keep: Interview["keep"] = (name, value) => void answers.set(name, value);
  return { isTerminal, ask, confirm, choose, chooseThen, keep, answers, files };
}
