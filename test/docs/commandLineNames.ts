/**
 * The command line's commands and flags, and those that a text uses.
 *
 * @module
 */
import { runCli } from "../support/cli.ts";

/** Flags by commands; those of no command in particular stand under the empty name. */
export type CommandLineNames = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Asks the command line itself, by the completions that it gives to shells.
 *
 * @returns What there is.
 */
export async function commandLineNames(): Promise<CommandLineNames> {
  const { stdout } = await runCli(["--completions", "fish"]);
  const names = new Map([["", new Set(["--help", "--version", "--completions"])]]);
  for (const [, command = ""] of stdout.matchAll(/__fish_use_subcommand' -f -a '([\w-]+)'/g)) {
    names.set(command, new Set(["--help"]));
  }
  for (const [, command = "", flag] of stdout.matchAll(/seen_subcommand_from ([\w-]+).*? -l ([\w-]+) -d/g)) {
    names.get(command)?.add(`--${flag}`);
  }
  return names;
}

/** What stands as code in a page: its blocks, and within sentences. */
const code = /^( *)(`{3,})[^]*?^\1\2 *$|`[^`\n]+`/gm;

/** A call of the command line in a text. */
export interface Call {
  readonly command: string;
  readonly flags: ReadonlyArray<string>;
}

/**
 * Finds the calls of the command line in the code of a page.
 *
 * @param page The page.
 * @returns The calls, with what stands between the program's name and the end of its words.
 */
export function callsIn(page: string): ReadonlyArray<Call> {
  const program =
    /(?:(?:^|[\s"'`(=]|bin\/)autoshares-auth|npx (?:-y )?@autoshares\/auth|jsr:@autoshares\/auth[\w.@]*\/cli|src\/cli\/main\.ts)["']?[ \t]+([^\n|;&#)`]*)/gm;
  const text = Array.from(page.matchAll(code), ([each]) => each).join("\n").replaceAll(/\\\n\s*/g, " ");
  return Array.from(text.matchAll(program)).map(([, rest = ""]) => {
    const words = rest.split(/["'\s]+/).filter((word) => word !== "");
    const end = words.indexOf("--");
    const own = end < 0 ? words : words.slice(0, end);
    return {
      command: /^[a-z][a-z-]*$/.test(own[0] ?? "") ? own[0]! : "",
      flags: own.flatMap((word) => /^--[a-z][a-z-]*/.exec(word)?.[0] ?? []),
    };
  });
}

/**
 * Says what of a call does not exist.
 *
 * @param call The call.
 * @param names What there is.
 * @returns The words that the command line does not know.
 */
export function unknownIn({ command, flags }: Call, names: CommandLineNames): ReadonlyArray<string> {
  const known = names.get(command);
  if (known === undefined) return [command];
  return flags.filter((flag) => !known.has(flag)).map((flag) => `${command} ${flag}`);
}
