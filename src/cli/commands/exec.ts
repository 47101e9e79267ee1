/**
 * `autoshares-auth exec -- command`: a program with the token in its environment.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import { Argument, Command } from "effect/cli";
import process from "node:process";
import { InvalidConfiguration } from "../../AuthError.ts";
import type { SessionError } from "../../Session.ts";
import type { CommandFailed } from "../CommandFailed.ts";
import type { EndedBy } from "../process/EndedBy.ts";
import { inheritedVariables } from "../process/inheritedVariables.ts";
import { requirePermission } from "../process/permissions.ts";
import { runProgram } from "../process/runProgram.ts";
import { type Added, type SessionFlags, sessionFlags } from "../session/userSession.ts";
import { userToken } from "../session/userToken.ts";

/** This environment with the token and what goes with it, without the secrets that only a login needs. */
function environmentWith(input: SessionFlags) {
  return Effect.gen(function* () {
    const { auth, ...user } = yield* userToken(input);
    return {
      ...inheritedVariables(process.env),
      AUTOSHARES_TOKEN: auth.reveal(),
      AUTOSHARES_TOKEN_EXPIRES_AT: auth.expiresAt.toISOString(),
      AUTOSHARES_BASE_URL: user.session.baseUrl,
      AUTOSHARES_APP_KEY: Redacted.value(user.appKey),
      AUTOSHARES_USERNAME: user.username,
    };
  }).pipe(Effect.scoped);
}

const config = {
  ...sessionFlags,
  command: Argument.String("COMMAND").pipe(
    Argument.withDescription(
      "The program and its arguments; what follows its name is the program's, flags too",
    ),
    Argument.variadic(),
  ),
};

const summary = "Run a program with the token in its environment (AUTOSHARES_TOKEN)";

/** The command. */
export const execCommand: Command.Command<
  "exec",
  never,
  object,
  SessionError | Added | CommandFailed | EndedBy
> = Command.make(
  "exec",
  config,
  Effect.fnUntraced(function* (input) {
    const [program, ...args] = input.command;
    if (program === undefined) {
      return yield* new InvalidConfiguration({
        setting: "exec",
        problem: "names no program: autoshares-auth exec -- PROGRAM [ARGUMENT …]",
      });
    }
    yield* requirePermission({ name: "run", command: program }, `run ${program}`);
    // The store is closed, and nothing of the login is left, before the program begins.
    const environment = yield* environmentWith(input);
    yield* runProgram(program, args, environment);
  }),
).pipe(
  Command.withDescription(
    `${summary}\n  Its environment also has AUTOSHARES_TOKEN_EXPIRES_AT, …_BASE_URL, …_APP_KEY and …_USERNAME, and neither ` +
      "password nor other secrets of a login, nor TWILIO_AUTH_TOKEN and TWILIO_API_SECRET.\n  Exit code and signals are passed on. " +
      "On a terminal SIGINT and SIGQUIT are not: Ctrl-C reaches the program without that, and twice would mean “at once” to many.",
  ),
  Command.withShortDescription(summary),
);
