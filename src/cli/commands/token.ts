/**
 * `autoshares-auth token`: the stored token, or a new one.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { Command } from "effect/cli";
import type { SessionError } from "../../Session.ts";
import type { CommandFailed } from "../CommandFailed.ts";
import { providerVariables } from "../flags.ts";
import { json, toJson } from "./login.ts";
import { answerToken } from "../session/answerToken.ts";
import { type Added, sessionFlags } from "../session/userSession.ts";
import { userToken } from "../session/userToken.ts";

const summary = "Write the stored token to stdout, or log in where none is good";

/** The command. */
export const tokenCommand: Command.Command<"token", never, object, SessionError | Added | CommandFailed> =
  Command.make(
    "token",
    { ...sessionFlags, json },
    Effect.fnUntraced(function* (input) {
      const { auth, ...user } = yield* userToken(input);
      yield* answerToken(input.json ? toJson(auth) : auth.reveal(), user);
    }, Effect.scoped),
  ).pipe(
    Command.withDescription(`${summary}\n  ${providerVariables}`),
    Command.withShortDescription(summary),
  );
