/**
 * The settings file of a run, found and read.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { type Stats, statSync } from "node:fs";
import { fileExposure } from "../../../plugins/file_store/exposure.ts";
import { codeOf } from "../../../plugins/file_store/fileFault.ts";
import type { InvalidConfiguration } from "../../AuthError.ts";
import { missingPermission } from "../process/permissions.ts";
import { invalid } from "./invalid.ts";
import { lookAt } from "./lookAt.ts";
import { readSettingFile } from "./readSettingFile.ts";
import { namesProfile, parseSettingsFile, type SettingsFile, type SettingsMistake } from "./settingsFile.ts";
import { settingsPath } from "./settingsPath.ts";

/** A settings file, whether it is there or not. */
export interface FoundSettings {
  /** Where it is; nothing where this user's home is not known. */
  readonly path: string | undefined;
  /** `read`; `absent`, for there is none; or `unread`, for Deno may not. */
  readonly state: "read" | "absent" | "unread";
  /** What it says; nothing unless it was read. */
  readonly settings: SettingsFile;
}

const noSettings: SettingsFile = { common: {}, profiles: new Map() };

/** What is wrong with a line may be a secret: it is named by its number alone. */
function mistaken(
  path: string,
  { badLine, secret, problem }: SettingsMistake,
): Effect.Effect<never, InvalidConfiguration> {
  if (problem === "encoding") {
    return invalid(`The settings file (${path})`, "is not UTF-8 (UTF-16, perhaps): save it as UTF-8");
  }
  if (secret === undefined) {
    return invalid(`Line ${badLine} of ${path}`, "is neither NAME=value, [PROFILE] nor a comment (#)");
  }
  const why = problem === "number sign"
    ? "has a # without a blank before it, from which on it would be cut off as a comment"
    : problem === "open quote"
    ? "begins with a quote that is never closed"
    : "goes on behind its closing quote, where it would be cut off";
  return invalid(
    secret,
    `in line ${badLine} of ${path} ${why}: put the whole value in single quotes ('…'), or in double quotes where it ` +
      "has single ones",
  );
}

/** A line that says nothing may be a secret that was meant to be set. */
function parsed(path: string, text: string): Effect.Effect<SettingsFile, InvalidConfiguration> {
  const file = parseSettingsFile(text);
  if ("badLine" in file) return mistaken(path, file);
  return namesProfile(file)
    ? invalid(
      "AUTOSHARES_PROFILE",
      `is set in ${path}, but only the environment and --profile can name a profile`,
    )
    : Effect.succeed(file);
}

/** What is at a path. Another failure than these two is thrown. */
function lookedAt(path: string): Stats | "absent" | "unread" {
  try {
    return statSync(path);
  } catch (error) {
    if (missingPermission(error) !== undefined) return "unread";
    const code = codeOf(error);
    if (code === "ENOENT" || code === "ENOTDIR") return "absent";
    throw error;
  }
}

/** The usual settings file, where there is one. It may hold passwords: it must be the user's alone. */
function usualFile(path: string): Effect.Effect<FoundSettings, InvalidConfiguration> {
  const setting = `The settings file (${path})`;
  return Effect.gen(function* () {
    const found = yield* lookAt(setting, "cannot be looked at", () => lookedAt(path));
    if (typeof found === "string") return { path, state: found, settings: noSettings };
    if (!found.isFile()) {
      const what = found.isDirectory() ? "a folder" : "a pipe or a device";
      return yield* invalid(
        setting,
        `is no file but ${what}: put the settings there as a plain file, or name one with --settings-file`,
      );
    }
    const exposed = fileExposure(path, found);
    if (exposed !== undefined) return yield* invalid(setting, `is not safe: ${exposed}`);
    return { path, state: "read", settings: yield* parsed(path, yield* readSettingFile(setting, path)) };
  });
}

/**
 * Looks for the settings file.
 *
 * @param envFile What `--settings-file` says; default the usual one, which need not exist.
 * @returns The file; `InvalidConfiguration` where it cannot be read, is not safe, has a line that sets nothing or a secret
 * that would be cut off, or names a profile itself.
 */
export function findSettingsFile(
  envFile: string | undefined,
): Effect.Effect<FoundSettings, InvalidConfiguration> {
  if (envFile !== undefined) {
    return Effect.map(
      Effect.flatMap(readSettingFile("--settings-file", envFile), (text) => parsed(envFile, text)),
      (settings) => ({ path: envFile, state: "read", settings }),
    );
  }
  const path = settingsPath();
  return path === undefined
    ? Effect.succeed({ path, state: "absent", settings: noSettings })
    : usualFile(path);
}
