/**
 * `autoshares-auth logout`: forgets the stored token.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import { Command } from "effect/cli";
import type { InvalidConfiguration, StoreFailed } from "../../AuthError.ts";
import { misfit } from "../session/goodToken.ts";
import { note } from "../process/terminal.ts";
import { userFlags, userRecords } from "../session/userRecords.ts";

/** The command. */
export const logoutCommand: Command.Command<"logout", never, object, InvalidConfiguration | StoreFailed> =
  Command.make(
    "logout",
    userFlags,
    Effect.fnUntraced(function* (input) {
      const { username, stored, settings } = yield* userRecords(input);
      const token = yield* Effect.result(stored.token);
      // What cannot be read is removed all the same, unless it is somebody else's.
      const wrong = Result.isFailure(token) && token.failure.kind === "foreign" &&
        misfit(token.failure, settings, "token");
      if (wrong) return yield* wrong;
      yield* stored.removeToken;
      if (Result.isFailure(token)) {
        return note(`What was stored as the token of ${username} could not be read, and is removed.`);
      }
      const auth = token.success;
      note(
        auth === undefined
          ? `No token of ${username} was stored.`
          : `The token of ${username} is no longer stored. The server knows no logout: it would take that token until ` +
            `${auth.expiresAt.toISOString()}.`,
      );
    }, Effect.scoped),
  ).pipe(Command.withDescription("Forget the stored token"));
