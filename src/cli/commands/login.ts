/**
 * `autoshares-auth login`: credentials in, token out, whatever is stored.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { Command, Flag } from "effect/cli";
import type { AuthToken } from "../../AuthToken.ts";
import type { SessionError } from "../../Session.ts";
import type { CommandFailed } from "../CommandFailed.ts";
import { providerVariables } from "../flags.ts";
import { note } from "../process/terminal.ts";
import { answerToken } from "../session/answerToken.ts";
import { type Added, inCliWords, sessionFlags, userSession } from "../session/userSession.ts";

/** Asks for all that is known of a token, instead of the token alone. */
export const json: Flag.Flag<boolean> = Flag.Boolean("json").pipe(
  Flag.withDescription("Write one JSON object with the token, its times, the provider and the codes tried"),
  Flag.withDefault(false),
);

/**
 * The one JSON object that `--json` writes.
 *
 * @param auth The token.
 * @returns The object as JSON; times in ISO 8601, `provider` null where no code was needed.
 */
export function toJson(auth: AuthToken): string {
  const { obtainedAt, expiresAt, username, provider = null, codesTried } = auth;
  return JSON.stringify({ token: auth.reveal(), obtainedAt, expiresAt, username, provider, codesTried });
}

const summary = "Log in anew and write the authentication token, alone, to stdout; it is stored too";

/** The command. */
export const loginCommand: Command.Command<"login", never, object, SessionError | Added | CommandFailed> =
  Command.make(
    "login",
    { ...sessionFlags, json },
    Effect.fnUntraced(function* (input) {
      const user = yield* userSession(input, { renew: false, needsPassword: true });
      const auth = yield* inCliWords(user.session.login, user);
      note(`Logged in as ${auth.username}; the token is good until ${auth.expiresAt.toISOString()}.`);
      yield* answerToken(input.json ? toJson(auth) : auth.reveal(), user);
    }, Effect.scoped),
  ).pipe(
    Command.withDescription(`${summary}\n  ${providerVariables}`),
    Command.withShortDescription(summary),
  );
