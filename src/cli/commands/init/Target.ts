/**
 * The settings file that is to be written.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { lstatSync, type Stats } from "node:fs";
import { resolve } from "node:path";
import process from "node:process";
import { InvalidConfiguration } from "../../../AuthError.ts";
import { CommandFailed } from "../../CommandFailed.ts";
import { lookAt } from "../../settings/lookAt.ts";
import { readSettingFile } from "../../settings/Settings.ts";
import { parseSettingsFile, type Variables } from "../../settings/settingsFile.ts";
import { commonForOthers } from "../../settings/settingLayers.ts";
import { settingsPath } from "../../settings/settingsPath.ts";

/** Where the answers go. */
export interface Target {
  readonly path: string;
  readonly profile: string | undefined;
  /** What is there already; nothing where there is no file. */
  readonly text: string | undefined;
  /** What that says to all users. */
  readonly common: Variables;
  /** What of it holds for a further user. */
  readonly shared: Variables;
}

const refused = (message: string) => Effect.fail(new CommandFailed(2, message));

const lookedAt = (path: string): Effect.Effect<Stats | undefined, InvalidConfiguration> =>
  lookAt(path, "cannot be looked at", () => lstatSync(path, { throwIfNoEntry: false }));

/** A file that is there gets a section more; what it has stays. */
function existing(
  path: string,
  profile: string,
): Effect.Effect<Target, CommandFailed | InvalidConfiguration> {
  return Effect.gen(function* () {
    const text = yield* readSettingFile(path, path);
    if (text.includes("\ufffd")) {
      return yield* refused(`${path} is no UTF-8 text: correct it, then start again.`);
    }
    const file = parseSettingsFile(text);
    if ("badLine" in file) {
      return yield* refused(`Line ${file.badLine} of ${path} is no setting: correct it, then start again.`);
    }
    return file.profiles.has(profile)
      ? yield* refused(
        `${path} has a section [${profile}] already, and init replaces none: name another profile, or edit the file.`,
      )
      : { path, profile, text, common: file.common, shared: commonForOthers(file.common) };
  });
}

/**
 * Looks for the file before anybody is asked anything.
 *
 * @param envFile What `--settings-file` says; default the usual settings file.
 * @param profile What `--profile` says.
 * @returns Where the answers go. `CommandFailed` where a file is there and no profile is named, or the profile is in it;
 * `InvalidConfiguration` for a name that no profile can have, or a file that cannot be read.
 */
export function target(
  envFile: string | undefined,
  profile: string | undefined,
): Effect.Effect<Target, CommandFailed | InvalidConfiguration> {
  return Effect.gen(function* () {
    const path = envFile === undefined ? settingsPath() : resolve(envFile);
    if (path === undefined) {
      return yield* refused("This user's home is not known: name a file with --settings-file.");
    }
    if (profile !== undefined) {
      const named = parseSettingsFile(`[${profile}]`);
      if ("badLine" in named || !named.profiles.has(profile)) {
        return yield* Effect.fail(
          new InvalidConfiguration({
            setting: "--profile",
            problem: "is not a name of letters, digits and . _ @ + -",
          }),
        );
      }
    }
    const found = yield* lookedAt(path);
    if (found === undefined) return { path, profile, text: undefined, common: {}, shared: {} };
    if (!found.isFile()) {
      return yield* refused(
        `${path} is there and is no plain file (a link perhaps), and init writes through none.`,
      );
    }
    if (process.getuid !== undefined && found.uid !== process.getuid()) {
      return yield* refused(`${path} belongs to another user, who could not read it afterwards.`);
    }
    return profile === undefined
      ? yield* refused(
        `${path} is there already, and init replaces no settings. Add a user to it with --profile NAME, write ` +
          "another file with --settings-file FILE, or move it away and start again.",
      )
      : yield* existing(path, profile);
  });
}
