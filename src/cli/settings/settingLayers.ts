/**
 * Which setting counts where several places have it. Plain code without Effect: the command line's short way uses it too.
 *
 * @module
 */
import process from "node:process";
import type { SettingsFile, Variables } from "./settingsFile.ts";

/** What belongs to one user, and would be refused, or worse, taken, as another one's. */
const ofOneUser = /^AUTOSHARES_(?:PASSWORD|PIN|TOKEN_FILE|IMAP_\w+?)(?:_FILE)?$/;

/** How one user's codes arrive: in a file that two users share, the first one's would be fetched for the second. */
const waysOfOneUser =
  /^(?:AUTOSHARES_(?:PROVIDER|CODE_COMMAND|CODE_PATTERN|(?:SMS|WEBHOOK|WEB_PROMPT|TWILIO)_\w+)|TWILIO_\w+)$/;

/** No copy: Deno may allow single variables of the environment alone. */
function without(isHidden: (name: string) => boolean, variables: Variables): Variables {
  return new Proxy(variables, {
    get: (all, name) => typeof name === "string" && isHidden(name) ? undefined : Reflect.get(all, name),
  });
}

/**
 * The environment, for a profile with a user of its own: without the credentials that are there, and where it names a user
 * itself, without how that user's codes arrive. That name is read only then, for Deno may not allow it.
 */
function environmentForOthers(): Variables {
  const { env } = process;
  return without(
    (name) => ofOneUser.test(name) || waysOfOneUser.test(name) && Boolean(env["AUTOSHARES_USERNAME"]),
    env,
  );
}

/**
 * What a settings file says to all, for a profile with a user of its own. Where that names a user too, what belongs to
 * that user is left out: credentials, and how its codes arrive.
 *
 * @param common What stands before the first section.
 * @returns What holds for the profile.
 */
export function commonForOthers(common: Variables): Variables {
  return common["AUTOSHARES_USERNAME"]
    ? without((name) => ofOneUser.test(name) || waysOfOneUser.test(name), common)
    : common;
}

/**
 * Puts the places of settings in their order: a profile is named on purpose, so its section counts before the environment,
 * and what the file says to all counts last. Where the section names a user (`AUTOSHARES_USERNAME`), the environment's
 * password, pin, token file and mailbox (`AUTOSHARES_PASSWORD`, `…_PIN`, `…_TOKEN_FILE`, `…_IMAP_…`, and the twins
 * `…_FILE`) do not count: they are another user's; nor, where the environment names a user too, how that one's codes
 * arrive. Those of the section do, and those of what the file says to all where that names no user itself
 * ({@linkcode commonForOthers}).
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
  return section["AUTOSHARES_USERNAME"]
    ? [section, environmentForOthers(), commonForOthers(common)]
    : [section, process.env, common];
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
