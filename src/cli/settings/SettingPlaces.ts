/**
 * Where a command has found its settings, for its last line.
 *
 * @module
 */
import * as Context from "effect/Context";
import { ownWords } from "../ownWords.ts";
import { textIn } from "./settingLayers.ts";
import type { Variables } from "./settingsFile.ts";
import type { LookedAt } from "./whereLooked.ts";

/** A place that settings were read from, and what it is called. */
export interface SettingPlace {
  readonly variables: Variables;
  readonly name: string;
}

/** What the environment is called. */
export const environmentName: string = "the environment";

/** What a command has read so far; it is filled in while the command runs. */
export interface SettingPlaces {
  /** In order, first what counts first. */
  places: ReadonlyArray<SettingPlace>;
  /** The settings file; nothing before it is found. */
  file?: LookedAt;
}

/** Without one of its own, what a program reads is noted for nobody. */
export const SettingPlaces: Context.Reference<SettingPlaces> = Context.Reference<SettingPlaces>(
  "autoshares-auth/SettingPlaces",
  { defaultValue: () => ({ places: [] }) },
);

/** What says a setting, in place of a variable. */
const flags: Readonly<Record<string, string>> = {
  AUTOSHARES_BASE_URL: "--base-url",
  AUTOSHARES_APP_KEY: "--app-key-file",
  AUTOSHARES_USERNAME: "--username",
  AUTOSHARES_PROVIDER: "--provider",
  AUTOSHARES_CODE_TIMEOUT: "--code-timeout",
};

function hasFlag(args: ReadonlyArray<string>, flag: string): boolean {
  return ownWords(args).some((arg) => arg === flag || arg.startsWith(`${flag}=`));
}

function isSet(variables: Variables, name: string): boolean {
  try {
    return textIn([variables], name) !== undefined;
  } catch {
    return false; // Deno may not let it be read.
  }
}

function foundIn(name: string, places: ReadonlyArray<SettingPlace>): string | undefined {
  for (const { variables, name: place } of places) {
    for (const variable of [name, `${name}_FILE`]) {
      if (isSet(variables, variable)) return `${variable} in ${place}`;
    }
  }
  return undefined;
}

/**
 * Finds where a setting was read.
 *
 * @param name The variable.
 * @param seen What was read.
 * @param args The words of the command line.
 * @returns The variable that is set, which may be its twin `…_FILE`, and where; or the flag; of one that is not set, its
 * name alone.
 */
export function placed(name: string, { places }: SettingPlaces, args: ReadonlyArray<string>): string {
  const flag = flags[name];
  if (flag !== undefined && hasFlag(args, flag)) return flag;
  const found = foundIn(name, places);
  if (found !== undefined) return found;
  // Without a provider's name, a mailbox's host names one.
  const host = name === "AUTOSHARES_PROVIDER" ? foundIn("AUTOSHARES_IMAP_HOST", places) : undefined;
  return host === undefined ? name : `${name}, which is not set: ${host} takes imap`;
}
