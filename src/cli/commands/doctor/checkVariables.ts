/**
 * Whether what is set is known, and what no other check reads can be used.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import { codeTimeoutOf, requestTimeoutOf } from "../../settings/timeouts.ts";
import { environmentName, SettingPlaces } from "../../settings/SettingPlaces.ts";
import type { Settings } from "../../settings/Settings.ts";
import { unknownVariables } from "../../settings/unknownVariables.ts";
import { failed, type Finding, type Findings } from "./Finding.ts";
import { quotedSecrets } from "./quotedSecrets.ts";

const check = "settings";

/**
 * Checks names of variables, in the environment and the env file, quotes around the environment's secrets, and the time
 * limits.
 *
 * @param settings The settings.
 * @returns A line for each that is wrong; none where all is well.
 */
export function checkVariables(settings: Settings): Findings {
  const timeouts = Effect.all([codeTimeoutOf(undefined, settings), requestTimeoutOf(settings)]);
  return Effect.gen(function* () {
    const read = yield* Effect.result(timeouts);
    const { places } = yield* SettingPlaces;
    const quoted = places.filter(({ name }) => name === environmentName)
      .flatMap(({ variables }) => quotedSecrets(variables));
    const unknown = unknownVariables(settings.names).map(({ name, meant }): Finding => ({
      level: "warn",
      check,
      found: `${name} is set, and nothing reads it`,
      advice: meant === undefined ? "check its spelling" : `did you mean ${meant}?`,
    }));
    return [...Result.isFailure(read) ? [failed(check, read.failure)] : [], ...unknown, ...quoted];
  });
}
