/**
 * The library's errors in the command line's words: variables in place of options.
 *
 * @module
 */
import { InvalidConfiguration, ProviderFailed } from "../../AuthError.ts";
import { authErrorTable } from "../../AuthErrorTable.ts";
import { userCommand } from "../ownWords.ts";
import { variableOf } from "./brokerSettings.ts";
import { settingNames } from "./variables.ts";

/** `(option pin)`, `(options username and password)`, `(option password or pin)`. */
const options = /\(options? (\w+)((?:, \w+)*)(?: (and|or) (\w+))?\)/g;

/**
 * Words what an error says for whoever sets variables.
 *
 * @param message The message of one of the library's errors, or advice from its table.
 * @param placed Says of a variable where it is set; default its name alone.
 * @returns The same, which names variables.
 */
export function optionsAsVariables(
  message: string,
  placed: (variable: string) => string = (name) => name,
): string {
  return message
    .replace(
      options,
      (_all, first: string, more: string, word: string | undefined, last: string | undefined) => {
        const names = [first, ...more.split(", ").slice(1), ...(last === undefined ? [] : [last])];
        const words = names.map((name) => placed(variableOf(name)));
        return `(${
          words.length > 1 ? `${words.slice(0, -1).join(", ")} ${word} ${words.at(-1)}` : words[0]
        })`;
      },
    )
    // A function, for a path may hold what replace takes for a pattern.
    .replace("(resetAttempts, or autoshares-auth reset)", () => `(${userCommand("reset")})`);
}

/**
 * Words an error for the command line's last line.
 *
 * @param error What a command failed with.
 * @param placed Says of a variable where it is set.
 * @param looked Says of one that is not set where it was looked for, and what to do.
 * @returns What it says; of a variable that cannot be used, where it is set too.
 */
export function lastLineOf(
  error: Error,
  placed: (variable: string) => string,
  looked: (variable: string) => string | undefined = () => undefined,
): string {
  if (!(error instanceof InvalidConfiguration) || !settingNames.includes(error.setting)) {
    return optionsAsVariables(withPlaces(error, placed), placed);
  }
  const { setting, problem, message } = error;
  const { advice } = authErrorTable.InvalidConfiguration;
  const found = placed(setting);
  const isUnset = found === setting && problem.startsWith("is not set");
  const [word, place] = [found.replace(/ .*$/s, ""), found.replace(/^\S+/, "")];
  const inFile = word === `${setting}_FILE` || /^names (?:an empty file|a file over)/.test(problem);
  const placedAdvice = (isUnset ? looked(setting) : undefined) ??
    advice.replace(
      "the setting",
      (words) =>
        inFile ? `the file that ${found} names,` : `${words}${found.startsWith("-") ? ` (${found})` : place}`,
    );
  // The file of a secret is read without one line end; another one is a blank to whom it is given.
  const told = word === `${setting}_FILE`
    ? `The file of ${word} ${problem.replace("with a blank,", "with a blank or a line end,")}. ${advice}`
    : message;
  // A function, for a path may hold what replace takes for a pattern.
  return told.replace(advice, () => placedAdvice);
}

/** What a provider says of variables, with where they are set. */
function withPlaces(error: Error, placed: (variable: string) => string): string {
  return error instanceof ProviderFailed
    ? error.message.replace(
      /\b(?:AUTOSHARES|TWILIO)_\w+\b(?!=)/g,
      (name) => settingNames.includes(name) ? placed(name) : name,
    )
    : error.message;
}
