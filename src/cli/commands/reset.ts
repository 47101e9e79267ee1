/**
 * `autoshares-auth reset`: forgets what the server has refused.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { Command } from "effect/cli";
import type { InvalidConfiguration, StoreFailed } from "../../AuthError.ts";
import { note } from "../process/terminal.ts";
import { userFlags, userRecords } from "../session/userRecords.ts";

const summary = "Forget refused passwords, pins and codes, so that a login may be tried again";

/** The command. */
export const resetCommand: Command.Command<"reset", never, object, InvalidConfiguration | StoreFailed> =
  Command.make(
    "reset",
    userFlags,
    Effect.fnUntraced(function* (input) {
      const { username, stored } = yield* userRecords(input);
      yield* stored.resetAttempts;
      note(
        `The attempt ledger of ${username} is cleared. If the broker has locked the account, have it unlocked first.`,
      );
    }, Effect.scoped),
  ).pipe(Command.withDescription(summary));
