/**
 * Where the command line's settings come from: flags, a profile's section of the settings file, the environment, and what
 * the settings file says to all.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import process from "node:process";
import type { InvalidConfiguration } from "../../AuthError.ts";
import { findSettingsFile } from "./findSettingsFile.ts";
import { invalid } from "./invalid.ts";
import { readSecretFile } from "./readSettingFile.ts";
import type { Variables } from "./settingsFile.ts";
import { settingLayers, textIn } from "./settingLayers.ts";
import { environmentName, SettingPlaces } from "./SettingPlaces.ts";
import { noSuchProfile } from "./whereLooked.ts";

export { readSecretFile, readSettingFile } from "./readSettingFile.ts";

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
    const found = yield* findSettingsFile(envFile);
    const { path, settings: file } = found;
    const profile = given || process.env["AUTOSHARES_PROFILE"] || undefined;
    const seen = yield* SettingPlaces;
    seen.file = { ...found, profile };
    const layers = settingLayers(file, profile);
    if (layers === undefined) {
      return yield* invalid("--profile (AUTOSHARES_PROFILE)", noSuchProfile(seen.file));
    }
    const places = [environmentName, path ?? "the settings file"];
    if (profile !== undefined) places.unshift(`section [${profile}] of ${path}`);
    seen.places = layers.map((variables, i) => ({ variables, name: places[i]! }));
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
