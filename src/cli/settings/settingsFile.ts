/**
 * What a settings file says: an env file that may have sections. Plain code without Effect: the command line's short way
 * uses it too.
 *
 * @module
 */
import { parseEnv } from "node:util";
import { secretNames } from "./variables.ts";

/** Variables by their names. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** A settings file, read. */
export interface SettingsFile {
  /** What stands before the first section: it holds for every profile. */
  readonly common: Variables;
  /** By the names of the profiles. */
  readonly profiles: ReadonlyMap<string, Variables>;
}

/** What is wrong with a settings file. */
export interface SettingsMistake {
  /** The line's number, from 1; of what is not UTF-8, the first. */
  readonly badLine: number;
  /**
   * `encoding`: the text is not UTF-8. Of a secret's value, which would count cut off: `number sign`, which begins a
   * comment; `open quote`; `rest`, behind a closing quote.
   */
  readonly problem?: "encoding" | "number sign" | "open quote" | "rest";
  /** The secret's variable. */
  readonly secret?: string;
}

/** A comment, the line of a section, or an assignment, whose quoted value goes on over more than one line. */
const entry = /^[^\S\n]*(?:#[^\n]*|(\[[^\n]*)|([^=\n]*)(?:(=)[^\S\n]*(?:(["'`])[\s\S]*?\4)?[^\n]*)?)(?:\n|$)/;

const sectionLine = /^\[\s*([\w.@+-]{1,100})\s*\]\s*(?:#.*)?$/;

/** The decoder's sign for what is not UTF-8; UTF-16 read as such has it at its beginning, or zeros. */
const notUtf8 = /[\uFFFD\0]/;

/**
 * Looks for what would cut a secret off: the broker would be sent a wrong one.
 *
 * @param value What stands behind the equals sign.
 */
function cutOff(value: string): SettingsMistake["problem"] {
  const text = value.trim();
  if (!/^["'`]/.test(text)) return /^[^#]*(?<!\s)#/.test(value) ? "number sign" : undefined;
  const end = text.indexOf(text.charAt(0), 1);
  if (end < 0) return "open quote";
  return /^\s*(?:#|$)/.test(text.slice(end + 1)) ? undefined : "rest";
}

/** Others, `export` with a tab say, `parseEnv` takes for names too, of variables that nobody reads. */
const settingName = /^(?:export +)?[A-Za-z_][\w.]*$/;

/**
 * Reads a settings file: `NAME=value` lines as `parseEnv` of `node:util` reads them, with comments, and with values in
 * quotes that may go on over several lines. A line `[NAME]`, which may end with a comment, begins the section of a profile.
 *
 * @param text The file.
 * @returns Its settings; or the number of the first line, from 1, that is neither blank, a comment, a section's name nor
 * an assignment, for it would set nothing in silence, or that sets a secret which would be cut off.
 */
export function parseSettingsFile(text: string): SettingsFile | SettingsMistake {
  if (notUtf8.test(text)) return { badLine: 1, problem: "encoding" };
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
    const secret = name.trim().replace(/^export +/, "");
    const problem = equals !== undefined && secretNames.includes(secret)
      ? cutOff(whole.slice(whole.indexOf(equals) + 1))
      : undefined;
    if (problem !== undefined) return { badLine: line, secret, problem };
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
