/**
 * Finds what an env file's reader would pass over in silence.
 *
 * @module
 */

/** A line, or an assignment whose quoted value goes on over more than one. */
const entry = /^[^\S\n]*(?:#[^\n]*|([^=\n]*)(?:(=)[^\S\n]*(?:(["'`])[\s\S]*?\3)?[^\n]*)?)(?:\n|$)/;

/**
 * Looks for a line that sets nothing.
 *
 * @param text An env file, as `parseEnv` of `node:util` reads it: `NAME=value`, comments, values in quotes that may go on
 * over several lines.
 * @returns The number of the first line, from 1, that is neither blank nor a comment and has no name before a `=`.
 */
export function lineWithoutEquals(text: string): number | undefined {
  let rest = text;
  let line = 1;
  while (rest !== "") {
    const [whole = rest, name = "", equals] = entry.exec(rest) ?? [];
    if (equals === undefined ? name.trim() !== "" : name.trim() === "") return line;
    line += whole.split("\n").length - 1;
    rest = rest.slice(whole.length);
  }
  return undefined;
}
