/**
 * Which setting counts where several places have it. Plain code without Effect: the command line's short way uses it too.
 *
 * @module
 */
import process from "node:process";
import type { SettingsFile, Variables } from "./settingsFile.ts";

/**
 * Puts the places of settings in their order: a profile is named on purpose, so its section counts before the environment,
 * and what the file says to all counts last.
 *
 * @param file The settings file.
 * @param profile The profile, if one is named.
 * @returns The places, first what counts first; nothing where the file has no such profile.
 */
export function settingLayers(
  { common, profiles }: SettingsFile,
  profile: string | undefined,
): ReadonlyArray<Variables> | undefined {
  if (profile === undefined) return [process.env, common];
  const section = profiles.get(profile);
  return section && [section, process.env, common];
}
