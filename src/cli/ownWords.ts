/**
 * Which words of a command line are this program's own, and which of them say whose records a command is about.
 *
 * @module
 */
import process from "node:process";
import { shellWord } from "./shellWord.ts";
import { userFlags } from "./userFlags.ts";

/** The flags of `exec` whose next word is their value. */
const valuedFlags: ReadonlySet<string> = new Set([
  ...userFlags,
  "--provider",
  "--code-timeout",
  "--completions",
]);

/** `--env-file` alone means `.env`. */
const isValue = (word: string | undefined): word is string => word !== undefined && /^[^-]/.test(word);

/**
 * Leaves another program's words out.
 *
 * @param args The words after the program's name.
 * @returns Those before `--`; of `exec`, those before the first that is neither a flag nor a flag's value: it names the
 * program, and what follows is that one's, whatever it is called.
 */
export function ownWords(args: ReadonlyArray<string>): ReadonlyArray<string> {
  const end = args.indexOf("--");
  const before = end < 0 ? args : args.slice(0, end);
  if (args[0] !== "exec") return before;
  for (let i = 1; i < before.length; i++) {
    if (!before[i]!.startsWith("-")) return before.slice(0, i);
    if (valuedFlags.has(before[i]!) && isValue(before[i + 1])) i++;
  }
  return before;
}

/** `--env-file` is what many programs call it; under Node, its own `--env-file` comes first, wherever it stands. */
function settingsFileWords(word: string, next: string | undefined): ReadonlyArray<string> {
  if (word === "--env-file") return ["--settings-file", ...(isValue(next) ? [] : [".env"])];
  return [word.replace(/^--env-file=/, "--settings-file=")];
}

const withSettingsFile = (own: ReadonlyArray<string>): ReadonlyArray<string> =>
  own.flatMap((word, i) => settingsFileWords(word, own[i + 1]));

/**
 * Puts `--` before the words of another program, and writes `--env-file` as `--settings-file`, of `.env` where it has no
 * value.
 *
 * @param args The words after the program's name.
 * @returns The same as effect/cli is to read them.
 */
export function plainWords(args: ReadonlyArray<string>): ReadonlyArray<string> {
  const own = ownWords(args);
  const others = args.slice(own.length);
  return [
    ...withSettingsFile(own),
    ...(others.length === 0 || others[0] === "--" ? others : ["--", ...others]),
  ];
}

/**
 * Another command about the user that this run is about.
 *
 * @param command Its name, for example `reset`.
 * @param args The words after the program's name.
 * @returns `autoshares-auth reset` with the same flags, as a shell reads them.
 */
export function userCommand(command: string, args: ReadonlyArray<string> = process.argv.slice(2)): string {
  const words = withSettingsFile(ownWords(args)).slice(1);
  const flags = words.flatMap((word, i) => {
    const [, flag = "", value] = /^([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (!userFlags.has(flag)) return [];
    if (value !== undefined) return [`${flag}=${shellWord(value)}`];
    return isValue(words[i + 1]) ? [flag, shellWord(words[i + 1]!)] : [flag];
  });
  return [`autoshares-auth ${command}`, ...flags].join(" ");
}
