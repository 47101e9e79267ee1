/**
 * What is said of a command line that cannot be understood.
 *
 * @module
 */
import type { CliError } from "effect/cli";

/** Suggestions come on lines of their own; the last line of stderr is to tell all. */
const onOneLine = (message: string): string =>
  message.replace(
    /\n\s*Did you mean this\?\s*([\s\S]*)$/,
    (_all, names: string) => `; did you mean ${names.trim().split(/\s*\n\s*/).join(" or ")}?`,
  )
    .replace(/\s*\n\s*/g, " ");

/** A flag that stands before the subcommand; what follows it is its value, and no subcommand. */
const isEarly = (error: CliError.CliError): error is CliError.UnrecognizedOption =>
  error._tag === "UnrecognizedOption" && error.command?.length === 1;

/**
 * Words mistakes for people.
 *
 * @param errors The mistakes.
 * @param commandPath The program's name, and the subcommand where one was found.
 * @returns One line.
 */
export function mistakeLine(
  errors: ReadonlyArray<CliError.CliError>,
  commandPath: ReadonlyArray<string>,
): string {
  const program = commandPath[0] ?? "autoshares-auth";
  const early = errors.find(isEarly);
  if (early !== undefined) {
    const [, subcommand = "SUBCOMMAND"] = commandPath;
    return `autoshares-auth: ${early.option} stands before the subcommand, and flags go after it: ` +
      `${program} ${subcommand} ${early.option}. Try: ${commandPath.join(" ")} --help`;
  }
  const mistakes = errors.map((error) => onOneLine(error.message)).join("; ");
  const isOthersFlag = commandPath.at(-1) === "exec" &&
    errors.some(({ _tag }) => _tag === "UnrecognizedOption");
  const hint = isOthersFlag ? " The program's own flags follow its name." : "";
  const end = mistakes.endsWith("?") ? "" : ".";
  return `autoshares-auth: ${mistakes}${end}${hint} Try: ${commandPath.join(" ")} --help`;
}
