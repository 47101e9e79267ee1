/**
 * Finds what an env file's reader would pass over in silence.
 *
 * @module
 */

/** A line, or an assignment whose quoted value goes on over more than one. */
const entry = /^[^\S\n]*(?:#[^\n]*|([^=\n]*)(?:(=)[^\S\n]*(?:(["'`])[\s\S]*?\3)?[^\n]*)?)(?:\n|$)/;

/** A line of an env file, or an assignment over several. */
export interface EnvEntry {
  /** The number of its first line, from 1. */
  readonly line: number;
  /** All of it, its end included. */
  readonly text: string;
  /** What stands before the `=`, or the whole line where there is none; empty for comments. */
  readonly name: string;
  /** Whether it has a `=`. */
  readonly assigns: boolean;
}

/**
 * Takes an env file apart.
 *
 * @param text An env file, as `parseEnv` of `node:util` reads it: `NAME=value`, comments, values in quotes that may go on
 * over several lines.
 * @returns Its entries; their texts together are the file.
 */
export function* envEntries(text: string): Generator<EnvEntry, void> {
  let rest = text;
  let line = 1;
  while (rest !== "") {
    const [whole = rest, name = "", equals] = entry.exec(rest) ?? [];
    yield { line, text: whole, name: name.trim(), assigns: equals !== undefined };
    line += whole.split("\n").length - 1;
    rest = rest.slice(whole.length);
  }
}

/**
 * Looks for a line that sets nothing.
 *
 * @param text An env file.
 * @returns The number of the first line, from 1, that is neither blank nor a comment and has no name before a `=`.
 */
export function lineWithoutEquals(text: string): number | undefined {
  for (const { line, name, assigns } of envEntries(text)) {
    if (assigns ? name === "" : name !== "") return line;
  }
  return undefined;
}
