/**
 * Where a setting was looked for that is not set, and where to set it.
 *
 * @module
 */
import { shellWord } from "../shellWord.ts";
import type { FoundSettings } from "./findSettingsFile.ts";

/** A run's settings file, and the profile that is named. */
export interface LookedAt extends FoundSettings {
  readonly profile: string | undefined;
}

const initOf = (profile?: string): string =>
  `“autoshares-auth init${profile === undefined ? "" : ` --profile ${shellWord(profile)}`}” writes it`;

const allow = "run it with --allow-read and --allow-sys=uid";

/**
 * Says of a settings file that it was not read.
 *
 * @param file The settings file of this run.
 * @returns A sentence with its reason and what to do; nothing where it was read, or where it is cannot be told.
 */
export function notRead({ path, state }: FoundSettings): string | undefined {
  if (path === undefined || state === "read") return undefined;
  return state === "absent"
    ? `${path} does not exist: ${initOf()}.`
    : `${path} was not read, for Deno may not: ${allow}.`;
}

/**
 * Says where a setting was looked for.
 *
 * @param name The variable.
 * @param file The settings file of this run.
 * @returns Whole sentences, which say what to do.
 */
export function whereLooked(name: string, { path, state, profile, settings }: LookedAt): string {
  const environment = "It was looked for in the environment";
  if (path === undefined) {
    return `${environment} alone, for where this user's settings file is cannot be told. Set it and start again.`;
  }
  if (state === "absent") return `${environment} and in ${path}, which does not exist: ${initOf()}.`;
  if (state === "unread") return `${environment} alone: ${path} was not read, for Deno may not: ${allow}.`;
  if (profile !== undefined) {
    const section = `section [${profile}] of ${path}`;
    return `It was looked for in ${section}, in the environment and before the first section. Set it in ${section} and ` +
      "start again.";
  }
  const having = [...settings.profiles].filter(([, its]) => its[name] || its[`${name}_FILE`]);
  const [first] = having;
  if (first === undefined) return `${environment} and in ${path}. Set it there and start again.`;
  const names = having.map(([profile]) => profile).join(", ");
  return `${environment} and before the first section of ${path}, which has the profile${
    having.length === 1 ? "" : "s"
  } ${names}: name one, such as --profile ${shellWord(first[0])}.`;
}

/**
 * Says of a profile that it is not there, and why.
 *
 * @param file The settings file of this run.
 * @returns The end of a sentence that begins with the flag's name.
 */
export function noSuchProfile({ path = "the settings file", state, profile, settings }: LookedAt): string {
  if (state === "absent") return `names a section of ${path}, which does not exist: ${initOf(profile)}`;
  if (state === "unread") return `names a section of ${path}, which Deno may not read: ${allow}`;
  const known = [...settings.profiles.keys()].join(", ") || "none";
  return `names no section of ${path}; there are: ${known}`;
}
