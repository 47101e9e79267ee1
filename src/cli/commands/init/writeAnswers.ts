/**
 * Writes the settings file, and the files of secrets that it names.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import { rm } from "node:fs/promises";
import { codeOf } from "../../../../plugins/file_store/fileFault.ts";
import { InvalidConfiguration } from "../../../AuthError.ts";
import { CommandFailed } from "../../CommandFailed.ts";
import { missingPermission } from "../../process/permissions.ts";
import { readSettingFile } from "../../settings/Settings.ts";
import type { Target } from "./Target.ts";
import { writePrivateFile } from "./writePrivateFile.ts";

function writePrivate(
  what: string,
  path: string,
  text: string,
  replaces: boolean,
): Effect.Effect<void, InvalidConfiguration> {
  const invalid = (problem: string) =>
    new InvalidConfiguration({ setting: `The ${what} (${path})`, problem });
  return Effect.flatMap(
    Effect.tryPromise({
      try: () => writePrivateFile(path, text, replaces),
      catch: (error) =>
        missingPermission(error) ?? invalid(`cannot be written (${codeOf(error) ?? "unwritable"})`),
    }),
    (exposed) => exposed === undefined ? Effect.void : Effect.fail(invalid(`would not be safe: ${exposed}`)),
  );
}

/**
 * Writes all of it, or none.
 *
 * @param target Where the settings go.
 * @param whole The settings file's text.
 * @param files Secrets by the paths of their files, at which nothing may be.
 * @returns Nothing; `InvalidConfiguration` where a file cannot be written, `CommandFailed` where the settings file was
 * changed meanwhile.
 */
export function writeAnswers(
  { path, text }: Target,
  whole: string,
  files: ReadonlyMap<string, Redacted.Redacted<string>>,
): Effect.Effect<void, InvalidConfiguration | CommandFailed> {
  const made: Array<string> = [];
  const unmake = Effect.promise(() => Promise.allSettled(made.map((file) => rm(file, { force: true }))));
  return Effect.gen(function* () {
    if (text !== undefined && (yield* readSettingFile(path, path)) !== text) {
      return yield* Effect.fail(
        new CommandFailed(2, `${path} was changed meanwhile; nothing was written. Start again.`),
      );
    }
    for (const [file, secret] of files) {
      yield* writePrivate("secret's file", file, `${Redacted.value(secret)}\n`, false);
      made.push(file);
    }
    yield* writePrivate("settings file", path, whole, text !== undefined);
  }).pipe(Effect.onError(() => unmake));
}
