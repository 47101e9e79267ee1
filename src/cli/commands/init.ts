/**
 * `autoshares-auth init`: asks what a login needs to know, and writes a settings file.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import { type CliError, Command, Flag } from "effect/cli";
import process from "node:process";
import { stdinKind } from "../../../plugins/stdin.ts";
import type { InvalidConfiguration } from "../../AuthError.ts";
import { version } from "../../version.ts";
import { CommandFailed } from "../CommandFailed.ts";
import { doctorCommand } from "./doctor.ts";
import { envFile, profile } from "../flags.ts";
import { askBroker, askUser } from "./init/askBroker.ts";
import { askCodes, type Needed } from "./init/askCodes.ts";
import { interview } from "./init/Interview.ts";
import { type Target, target } from "./init/Target.ts";
import { withAnswers } from "./init/withAnswers.ts";
import { writeAnswers } from "./init/writeAnswers.ts";
import { missingPackages, notInstalled } from "../optionalPackages.ts";
import { shellWord } from "../shellWord.ts";
import { answer, note } from "../process/terminal.ts";

const nobody = new CommandFailed(
  2,
  "Standard input is no terminal, so nobody can be asked; nothing was written. Run it on a terminal, or pipe the " +
    "answers, one a line.",
);

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

const newProfile = profile.pipe(
  Flag.withDescription(
    "Write a section [NAME] for one more user; with a settings file that is there, it is needed",
  ),
);

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
  { envFile, profile: newProfile },
  Effect.fnUntraced(function* (input) {
    const place = yield* target(Option.getOrUndefined(input.envFile), Option.getOrUndefined(input.profile));
    if (stdinKind() === "nothing") return yield* nobody;
    note(
      `These settings go to ${place.path}${
        place.profile === undefined ? "" : `, section [${place.profile}]`
      }.`,
    );
    const asked = interview(place.shared);
    const wayBack = "; Enter alone, where an answer is needed, leads back to the choice before it";
    note(`Ctrl-C ends this and writes nothing${asked.isTerminal ? wayBack : ""}.`);
    yield* askBroker(asked, place.shared);
    yield* askUser(asked);
    const needed = yield* askCodes(asked);
    yield* writeAnswers(place, yield* withAnswers(place, asked.answers), asked.files);
    note("Written, for you alone to read:");
    yield* answer(place.path);
    for (const file of asked.files.keys()) note(`Written too, for you alone: ${file}`);
    note(`It sets ${[...asked.answers.keys()].join(", ")}.`);
    tellOverridden(place, asked.answers);
    yield* tellPackages(needed);
    const where = [
      ...(Option.isSome(input.envFile) ? ["--settings-file", place.path] : []),
      ...(place.profile === undefined ? [] : ["--profile", place.profile]),
    ];
    const flags = where.map((each) => ` ${shellWord(each)}`).join("");
    note(
      `Next: autoshares-auth doctor${flags} checks all of it without a login; autoshares-auth login${flags} logs in.`,
    );
    if (stdinKind() !== "terminal") return;
    if (yield* asked.confirm("Run doctor now?", "yes")) {
      yield* Command.runWith(doctorCommand, { version })(where);
    }
  }),
).pipe(Command.withDescription(summary));
