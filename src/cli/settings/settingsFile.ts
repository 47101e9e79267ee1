/**
 * What a settings file says: an env file that may have sections. Plain code without Effect: the command line's short way
 * uses it too.
 *
 * @module
 */
import { parseEnv } from "node:util";

/** Variables by their names. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** A settings file, read. */
export interface SettingsFile {
  /** What stands before the first section: it holds for every profile. */
  readonly common: Variables;
  /** By the names of the profiles. */
  readonly profiles: ReadonlyMap<string, Variables>;
}

/** A comment, the line of a section, or an assignment, whose quoted value goes on over more than one line. */
const entry = /^[^\S\n]*(?:#[^\n]*|(\[[^\n]*)|([^=\n]*)(?:(=)[^\S\n]*(?:(["'`])[\s\S]*?\4)?[^\n]*)?)(?:\n|$)/;

const sectionLine = /^\[\s*([\w.@+-]{1,100})\s*\]\s*(?:#.*)?$/;

/** Others, `export` with a tab say, `parseEnv` takes for names too, of variables that nobody reads. */
const settingName = /^(?:export +)?[A-Za-z_][\w.]*$/;

/**
 * Reads a settings file: `NAME=value` lines as `parseEnv` of `node:util` reads them, with comments, and with values in
 * quotes that may go on over several lines. A line `[NAME]`, which may end with a comment, begins the section of a profile.
 *
 * @param text The file.
 * @returns Its settings; or the number of the first line, from 1, that is neither blank, a comment, a section's name nor
 * an assignment, for it would set nothing in silence.
 */
export function parseSettingsFile(text: string): SettingsFile | { readonly badLine: number } {
  const texts = new Map([["", ""]]);
  let section = "";
  let rest = text;
  let line = 1;
  while (rest !== "") {
    const [whole = rest, heading, name = "", equals] = entry.exec(rest) ?? [];
    const begun = heading === undefined ? undefined : sectionLine.exec(heading.trim())?.[1];
    const says = heading === undefined
      ? equals === undefined ? name.trim() === "" : settingName.test(name.trim())
      : begun !== undefined;
    if (!says) return { badLine: line };
    section = begun ?? section;
    texts.set(section, (texts.get(section) ?? "") + (begun === undefined ? whole : ""));
    line += whole.split("\n").length - 1;
    rest = rest.slice(whole.length);
  }
  const [[, common], ...profiles] = Array.from(
    texts,
    ([name, lines]): [string, Variables] => [name, parseEnv(lines)],
  ) as [[string, Variables], ...Array<[string, Variables]>];
  return { common, profiles: new Map(profiles) };
}

/**
 * Whether a settings file names a profile, which only the environment and a flag can: nobody would read it there.
 *
 * @param file The settings file.
 * @returns Whether `AUTOSHARES_PROFILE` is in any of its parts, and not empty.
 */
export function namesProfile({ common, profiles }: SettingsFile): boolean {
  return [common, ...profiles.values()].some((part) => part["AUTOSHARES_PROFILE"]);
}
