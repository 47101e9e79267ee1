/**
 * Where the command line's settings come from: flags, a profile's section of the settings file, the environment, and what
 * the settings file says to all.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from "node:fs";
import process from "node:process";
import { fileExposure } from "../../../plugins/file_store/exposure.ts";
import { InvalidConfiguration } from "../../AuthError.ts";
import { missingPermission } from "../process/permissions.ts";
import { invalid } from "./invalid.ts";
import { namesProfile, parseSettingsFile, type SettingsFile, type Variables } from "./settingsFile.ts";
import { settingLayers, textIn } from "./settingLayers.ts";
import { SettingPlaces } from "./SettingPlaces.ts";
import { settingsPath } from "./settingsPath.ts";

/** Reads settings by the names of their environment variables. An empty variable counts as not set. */
export interface Settings {
  /** The names of all variables that are set, whoever they are for; of the file alone where Deno may not tell more. */
  readonly names: ReadonlyArray<string>;
  /** A setting that is no secret. */
  readonly text: (name: string) => string | undefined;
  /** A secret: the variable itself, or the content of the file that its `…_FILE` twin names. */
  readonly secret: (
    name: string,
  ) => Effect.Effect<Redacted.Redacted<string> | undefined, InvalidConfiguration>;
}

const longestFileBytes = 64 * 1024;
const longestRead = "60 seconds";

const pause = () => new Promise((resolve) => setTimeout(resolve, 20));
const isBusy = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "EAGAIN";

/** Reads a file, or a pipe without waiting for its writer in a call that nothing could interrupt. */
async function readUpTo(path: string, limit: number, signal: AbortSignal): Promise<string | undefined> {
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    // A named pipe gives "the end" before its writer has opened it.
    const isPipe = fstatSync(file).isFIFO();
    const bytes = new Uint8Array(limit + 1);
    let size = 0;
    while (size <= limit) {
      signal.throwIfAborted();
      try {
        const count = readSync(file, bytes, size, bytes.length - size, null);
        if (count === 0 && !(isPipe && size === 0)) return new TextDecoder().decode(bytes.subarray(0, size));
        size += count;
        if (count === 0) await pause();
      } catch (error) {
        if (!isBusy(error)) throw error;
        await pause();
      }
    }
    return undefined;
  } finally {
    closeSync(file);
  }
}

/**
 * Reads a small text file that a setting names.
 *
 * @param setting The setting, for the error.
 * @param path The file.
 * @returns Its text, or `InvalidConfiguration` where it cannot be read or is over 64 KiB.
 */
export function readSettingFile(setting: string, path: string): Effect.Effect<string, InvalidConfiguration> {
  const unread = (why: unknown) =>
    new InvalidConfiguration({ setting, problem: `names a file that cannot be read (${why})` });
  return Effect.tryPromise({
    try: (signal) => readUpTo(path, longestFileBytes, signal),
    catch: (error) =>
      missingPermission(error) === undefined
        ? unread(error instanceof Error && "code" in error ? error.code : "unreadable")
        : new InvalidConfiguration({
          setting,
          problem: "names a file that Deno may not read: run it with --allow-read",
        }),
  }).pipe(
    // A pipe may have nobody at its other end.
    Effect.timeoutOrElse({ duration: longestRead, orElse: () => Effect.fail(unread("it gives nothing")) }),
    Effect.flatMap((text) =>
      text === undefined
        ? invalid(setting, `names a file over ${longestFileBytes} bytes`)
        : Effect.succeed(text)
    ),
  );
}

/**
 * A secret from a file, as Docker and Kubernetes hand it over; one line end at its end is not part of it.
 *
 * @param setting The setting, for the error.
 * @param path The file.
 * @returns The secret, or `InvalidConfiguration` where the file cannot be read or is empty.
 */
export function readSecretFile(
  setting: string,
  path: string,
): Effect.Effect<Redacted.Redacted<string>, InvalidConfiguration> {
  return Effect.flatMap(readSettingFile(setting, path), (text) => {
    const secret = text.replace(/\r?\n$/, "");
    return secret === "" ? invalid(setting, "names an empty file") : Effect.succeed(Redacted.make(secret));
  });
}

function secretIn(variables: Variables, name: string) {
  const twin = `${name}_FILE`;
  const { [name]: value, [twin]: path } = variables;
  if (value && path) return invalid(name, `and ${twin} are both set; keep one`);
  if (value) return Effect.succeed(Redacted.make(value));
  return path ? readSecretFile(twin, path) : Effect.succeed(undefined);
}

/** Where settings may be read from. */
export interface SettingsSource {
  /** A settings file, in place of the usual one. */
  readonly envFile?: string | undefined;
  /** Whose section of it counts, before all but flags; default `AUTOSHARES_PROFILE`, else none. */
  readonly profile?: string | undefined;
}

const noFile: SettingsFile = { common: {}, profiles: new Map() };

/** A line that says nothing may be a secret that was meant to be set: it is named by its number. */
function parsed(
  setting: string,
  path: string,
  text: string,
): Effect.Effect<SettingsFile, InvalidConfiguration> {
  const file = parseSettingsFile(text);
  if ("badLine" in file) {
    return invalid(
      setting,
      `names a file whose line ${file.badLine} is not NAME=value, nor [PROFILE] or a comment (#)`,
    );
  }
  return namesProfile(file)
    ? invalid(
      "AUTOSHARES_PROFILE",
      `is set in ${path}, but only the environment and --profile can name a profile`,
    )
    : Effect.succeed(file);
}

/** What is at a path; nothing where nothing is, or where Deno may not look. Another failure is thrown. */
function lookedAt(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT" || code === "ENOTDIR" || missingPermission(error) !== undefined) return undefined;
    throw error;
  }
}

/** The usual settings file, where there is one. It may hold passwords: it must be the user's alone. */
function usualFile(path: string | undefined): Effect.Effect<SettingsFile, InvalidConfiguration> {
  if (path === undefined) return Effect.succeed(noFile);
  const setting = `The settings file (${path})`;
  return Effect.gen(function* () {
    const found = yield* Effect.try({
      try: () => lookedAt(path),
      catch: (error) => {
        const why = error instanceof Error && "code" in error ? error.code : "unreadable";
        return new InvalidConfiguration({ setting, problem: `cannot be looked at (${why})` });
      },
    });
    if (found === undefined) return noFile;
    const exposed = fileExposure(path, found);
    if (exposed !== undefined) return yield* invalid(setting, `is not safe: ${exposed}`);
    return yield* parsed(setting, path, yield* readSettingFile(setting, path));
  });
}

function namesOf(variables: Variables): ReadonlyArray<string> {
  try {
    return Object.keys(variables).filter((name) => variables[name]);
  } catch {
    return []; // Deno lists the environment to those only who may read all of it.
  }
}

/**
 * The settings of this process.
 *
 * @param source Which file, and which profile.
 * @returns The settings, or `InvalidConfiguration` where a file cannot be read, a line of it sets nothing, it names a
 * profile itself, or it has no such profile.
 */
export function readSettings(
  { envFile, profile: given }: SettingsSource = {},
): Effect.Effect<Settings, InvalidConfiguration> {
  return Effect.gen(function* () {
    const path = envFile ?? settingsPath();
    const file = yield* envFile === undefined
      ? usualFile(path)
      : Effect.flatMap(readSettingFile("--env-file", envFile), (text) => parsed("--env-file", envFile, text));
    const profile = given || process.env["AUTOSHARES_PROFILE"] || undefined;
    const layers = settingLayers(file, profile);
    if (layers === undefined) {
      const known = [...file.profiles.keys()].join(", ") || "none";
      const where = path ?? "the settings file";
      return yield* invalid(
        "--profile (AUTOSHARES_PROFILE)",
        `names no section of ${where}; there are: ${known}`,
      );
    }
    const places = ["the environment", path ?? "the settings file"];
    if (profile !== undefined) places.unshift(`section [${profile}] of ${path}`);
    (yield* SettingPlaces).places = layers.map((variables, i) => ({ variables, name: places[i]! }));
    return {
      names: layers.flatMap(namesOf),
      text: (name: string) => textIn(layers, name),
      secret: Effect.fnUntraced(function* (name: string) {
        for (const layer of layers) {
          const found = yield* secretIn(layer, name);
          if (found !== undefined) return found;
        }
        return undefined;
      }),
    };
  });
}
