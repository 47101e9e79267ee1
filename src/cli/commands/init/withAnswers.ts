/**
 * A settings file's text with the answers in it.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { CommandFailed } from "../../CommandFailed.ts";
import { parseSettingsFile, type Variables } from "../../settings/settingsFile.ts";
import { settingLine } from "./settingLine.ts";
import type { Target } from "./Target.ts";

const heading = "# Settings of autoshares-auth. It holds secrets: nobody but you may read it.\n";

/**
 * Writes the answers as a settings file's text.
 *
 * @param target Where they go.
 * @param answers The settings.
 * @returns The whole file; `CommandFailed` where what is in it already would not let it be read back.
 */
export function withAnswers(
  { path, profile, text, common }: Target,
  answers: ReadonlyMap<string, string>,
): Effect.Effect<string, CommandFailed> {
  const lines = Array.from(answers, ([name, value]) => settingLine(name, value));
  const section = [...(profile === undefined ? [] : [`[${profile}]`]), ...lines, ""].join("\n");
  const before = text === undefined ? heading : `${text}${text === "" || text.endsWith("\n") ? "" : "\n"}\n`;
  const whole = before + section;
  const file = parseSettingsFile(whole);
  const read = "badLine" in file
    ? undefined
    : profile === undefined
    ? file.common
    : file.profiles.get(profile);
  const isKept = read !== undefined && !("badLine" in file) &&
    sameVariables(read, Object.fromEntries(answers)) &&
    (profile === undefined || sameVariables(file.common, common));
  return isKept ? Effect.succeed(whole) : Effect.fail(
    new CommandFailed(
      2,
      `A value of ${path} begins with a quote that does not end: correct it, then start again.`,
    ),
  );
}

function sameVariables(a: Variables, b: Variables): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
