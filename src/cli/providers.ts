/**
 * Code providers by their names on the command line.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { command } from "../../plugins/command.ts";
import { stdin, stdinKind } from "../../plugins/stdin.ts";
import { InvalidConfiguration } from "../AuthError.ts";
import { extractCode } from "../CodeExtractor.ts";
import type { CodeProvider } from "../CodeProvider.ts";
import { firstOf } from "../firstOf.ts";
import { commandWords } from "./commandWords.ts";
import type { Settings } from "./Settings.ts";

type FromSettings = (settings: Settings) => Effect.Effect<CodeProvider, InvalidConfiguration>;

const invalid = (setting: string, problem: string) =>
  Effect.fail(new InvalidConfiguration({ setting, problem }));

const known: Readonly<Record<string, FromSettings>> = {
  stdin: () => Effect.succeed(stdin()),
  command: (settings) => {
    const line = settings.text("AUTOSHARES_CODE_COMMAND");
    if (line === undefined) {
      return invalid("AUTOSHARES_CODE_COMMAND", "is not set, and the provider command needs it");
    }
    const [program, ...args] = commandWords(line) ?? [];
    if (!program) return invalid("AUTOSHARES_CODE_COMMAND", "is not a command line (is a quote open?)");
    return Effect.map(codePattern(settings), (pattern) => {
      const extract = pattern && ((output: string) => extractCode(output, { pattern }));
      return command([program, ...args], { extract });
    });
  },
};

/**
 * The caller's own pattern for codes, `AUTOSHARES_CODE_PATTERN`.
 *
 * @param settings The settings.
 * @returns The pattern, nothing where it is not set, or `InvalidConfiguration`.
 */
export function codePattern(settings: Settings): Effect.Effect<RegExp | undefined, InvalidConfiguration> {
  return parsePattern("AUTOSHARES_CODE_PATTERN", settings.text("AUTOSHARES_CODE_PATTERN"));
}

/**
 * A regular expression from a setting.
 *
 * @param setting The setting, for the error.
 * @param source The expression's source.
 * @returns The expression, nothing where there is none, or `InvalidConfiguration`.
 */
export function parsePattern(
  setting: string,
  source: string | undefined,
): Effect.Effect<RegExp | undefined, InvalidConfiguration> {
  if (source === undefined) return Effect.succeed(undefined);
  try {
    return Effect.succeed(new RegExp(source, "u"));
  } catch {
    return invalid(setting, "is not a regular expression");
  }
}

/**
 * The providers that the settings name.
 *
 * @param names Names separated by commas; several race. Not set: `stdin` where somebody or something is there to answer,
 * else none, so that accounts without two-factor authentication log in unattended.
 * @param settings The settings.
 * @returns The provider, or `InvalidConfiguration` for an unknown name or an incomplete setting.
 */
export function providerFromSettings(
  names: string | undefined,
  settings: Settings,
): Effect.Effect<CodeProvider | undefined, InvalidConfiguration> {
  if (names === undefined) return Effect.succeed(stdinKind() === "nothing" ? undefined : stdin());
  const wanted = names.split(",").map((name) => name.trim()).filter((name) => name !== "");
  const unknown = wanted.find((name) => !Object.hasOwn(known, name));
  if (unknown !== undefined || wanted.length === 0) {
    return invalid(
      "--provider (AUTOSHARES_PROVIDER)",
      `names no known provider; known are ${Object.keys(known).join(", ")}`,
    );
  }
  return Effect.map(
    Effect.forEach(wanted, (name) => known[name]!(settings)),
    ([first, ...others]) => others.length === 0 ? first : firstOf(first!, ...others),
  );
}
