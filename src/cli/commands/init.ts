/**
 * `autoshares-auth init`: asks what a login needs to know, and writes a settings file.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import { type CliError, Command } from "effect/cli";
import process from "node:process";
import { stdinKind } from "../../../plugins/stdin.ts";
import { InvalidConfiguration } from "../../AuthError.ts";
import { version } from "../../version.ts";
import { CommandFailed } from "../CommandFailed.ts";
import { doctorCommand } from "./doctor.ts";
import { envFile, profile } from "../flags.ts";
import { askBroker, askUser } from "./init/askBroker.ts";
import { askCodes, type Needed } from "./init/askCodes.ts";
import { interview } from "./init/Interview.ts";
import { readAnswer } from "./init/readAnswer.ts";
import { type Target, target } from "./init/Target.ts";
import { withAnswers } from "./init/withAnswers.ts";
import { writePrivateFile } from "./init/writePrivateFile.ts";
import { missingPackages, notInstalled } from "../optionalPackages.ts";
import { missingPermission } from "../process/permissions.ts";
import { readSettingFile } from "../settings/Settings.ts";
import { shellWord } from "../shellWord.ts";
import { answer, note } from "../process/terminal.ts";

const nobody = new CommandFailed(
  2,
  "Standard input is no terminal, so nobody can be asked; nothing was written. Run it on a terminal, or pipe the " +
    "answers, one a line.",
);

function write(
  { path, text }: Target,
  whole: string,
): Effect.Effect<void, InvalidConfiguration | CommandFailed> {
  const invalid = (problem: string) =>
    new InvalidConfiguration({ setting: `The settings file (${path})`, problem });
  const unchanged = Effect.gen(function* () {
    if (text === undefined || (yield* readSettingFile(path, path)) === text) return;
    yield* Effect.fail(
      new CommandFailed(2, `${path} was changed meanwhile; nothing was written. Start again.`),
    );
  });
  const written = Effect.flatMap(
    Effect.tryPromise({
      try: () => writePrivateFile(path, whole, text !== undefined),
      catch: (error) => {
        const why = error instanceof Error && "code" in error ? error.code : "unwritable";
        return missingPermission(error) ?? invalid(`cannot be written (${why})`);
      },
    }),
    (exposed) => exposed === undefined ? Effect.void : Effect.fail(invalid(`would not be safe: ${exposed}`)),
  );
  return Effect.andThen(unchanged, written);
}

/** What is told of packages that the provider needs, and this installation lacks. */
function tellPackages({ provider, packages }: Needed): Effect.Effect<void, InvalidConfiguration> {
  return Effect.map(missingPackages(packages), (missing) => {
    if (missing.length === 0) return;
    const { setting, problem } = notInstalled(`The provider ${provider}`, missing);
    note(`${setting} ${problem}.`);
  });
}

/** Only a profile counts before the environment. */
function tellOverridden({ profile }: Target, answers: ReadonlyMap<string, string>): void {
  const names = profile === undefined
    ? [...answers.keys(), "AUTOSHARES_PROFILE"].filter((name) => process.env[name])
    : [];
  if (names.length > 0) note(`Unset ${names.join(", ")} in the environment, which counts before the file.`);
}

const summary = "Ask for all that a login needs, and write a settings file";

/** The command. */
export const initCommand: Command.Command<
  "init",
  never,
  object,
  InvalidConfiguration | CommandFailed | CliError.CliError,
  Command.Environment
> = Command.make(
  "init",
  { envFile, profile },
  Effect.fnUntraced(function* (input) {
    const place = yield* target(Option.getOrUndefined(input.envFile), Option.getOrUndefined(input.profile));
    if (stdinKind() === "nothing") return yield* nobody;
    note(
      `These settings go to ${place.path}${
        place.profile === undefined ? "" : `, section [${place.profile}]`
      }.`,
    );
    note("Ctrl-C ends this and writes nothing.");
    const asked = interview(place.shared);
    yield* askBroker(asked, place.shared);
    yield* askUser(asked);
    const needed = yield* askCodes(asked);
    yield* write(place, yield* withAnswers(place, asked.answers));
    note("Written, for you alone to read:");
    yield* answer(place.path);
    note(`It sets ${[...asked.answers.keys()].join(", ")}.`);
    tellOverridden(place, asked.answers);
    yield* tellPackages(needed);
    const where = [
      ...(Option.isSome(input.envFile) ? ["--env-file", place.path] : []),
      ...(place.profile === undefined ? [] : ["--profile", place.profile]),
    ];
    const flags = where.map((each) => ` ${shellWord(each)}`).join("");
    note(
      `Next: autoshares-auth doctor${flags} checks all of it without a login; autoshares-auth login${flags} logs in.`,
    );
    if (stdinKind() !== "terminal") return;
    const reply = yield* readAnswer("Run doctor now? [Y/n]: ", false);
    if (!/^\s*n/i.test(reply)) yield* Command.runWith(doctorCommand, { version })(where);
  }),
).pipe(Command.withDescription(summary));
