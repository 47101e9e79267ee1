/**
 * `autoshares-auth logout`: forgets the stored token.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { Command } from "effect/cli";
import type { InvalidConfiguration, StoreFailed } from "../AuthError.ts";
import { note } from "./terminal.ts";
import { userFlags, userRecords } from "./userRecords.ts";

/** The command. */
export const logoutCommand: Command.Command<"logout", never, object, InvalidConfiguration | StoreFailed> =
  Command.make(
    "logout",
    userFlags,
    Effect.fnUntraced(function* (input) {
      const { username, stored } = yield* userRecords(input);
      // What cannot be read is removed all the same.
      const auth = yield* Effect.orElseSucceed(stored.token, () => undefined);
      yield* stored.removeToken;
      note(
        auth === undefined
          ? `No token of ${username} was stored.`
          : `The token of ${username} is no longer stored. The server knows no logout: it would take that token until ` +
            `${auth.expiresAt.toISOString()}.`,
      );
    }, Effect.scoped),
  ).pipe(Command.withDescription("Forget the stored token"));
