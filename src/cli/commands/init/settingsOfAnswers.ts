/**
 * Settings that are not written down yet, for the same checks that those of a file go through.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import { readSecretFile, type Settings } from "../../settings/Settings.ts";
import type { Variables } from "../../settings/settingsFile.ts";
import { textIn } from "../../settings/settingLayers.ts";

/**
 * Makes settings of places; the environment is none of them, for the file is to work without it.
 *
 * @param layers The places, first what counts first.
 * @param files Secrets of files that are not there yet, by their paths.
 * @returns The settings.
 */
export function settingsOfAnswers(
  layers: ReadonlyArray<Variables>,
  files: ReadonlyMap<string, Redacted.Redacted<string>>,
): Settings {
  return {
    names: layers.flatMap((layer) => Object.keys(layer).filter((name) => layer[name])),
    text: (name) => textIn(layers, name),
    secret: (name) => {
      for (const { [name]: value, [`${name}_FILE`]: path } of layers) {
        if (value) return Effect.succeed(Redacted.make(value));
        const secret = path ? files.get(path) : undefined;
        if (secret !== undefined) return Effect.succeed(secret);
        if (path) return readSecretFile(`${name}_FILE`, path);
      }
      return Effect.succeed(undefined);
    },
  };
}
