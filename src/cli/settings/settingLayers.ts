/**
 * Which setting counts where several places have it. Plain code without Effect: the command line's short way uses it too.
 *
 * @module
 */
import process from "node:process";
import type { SettingsFile, Variables } from "./settingsFile.ts";

/** What belongs to one user, and would be refused, or worse, taken, as another one's. */
const ofOneUser = /^AUTOSHARES_(?:PASSWORD|PIN|TOKEN_FILE|IMAP_\w+?)(?:_FILE)?$/;

/** The environment of a profile with a user of its own: what there belongs to the environment's user is not to be seen. */
function withoutItsUser(environment: Variables): Variables {
  // No copy: Deno may allow single variables alone.
  return new Proxy(environment, {
    get: (all, name) => typeof name === "string" && ofOneUser.test(name) ? undefined : Reflect.get(all, name),
  });
}

/**
 * Puts the places of settings in their order: a profile is named on purpose, so its section counts before the environment,
 * and what the file says to all counts last. Where the section names a user (`AUTOSHARES_USERNAME`), the environment's
 * password, pin, token file and mailbox (`AUTOSHARES_PASSWORD`, `…_PIN`, `…_TOKEN_FILE`, `…_IMAP_…`, and the twins
 * `…_FILE`) do not count: they are another user's. Those of the section and of what the file says to all do.
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
  if (section === undefined) return undefined;
  const environment = section["AUTOSHARES_USERNAME"] ? withoutItsUser(process.env) : process.env;
  return [section, environment, common];
}

/**
 * Reads a setting that is no secret. An empty one counts as not set.
 *
 * @param layers The places, first what counts first.
 * @param name The variable.
 * @returns Its value.
 */
export function textIn(layers: ReadonlyArray<Variables>, name: string): string | undefined {
  for (const layer of layers) if (layer[name]) return layer[name];
  return undefined;
}
