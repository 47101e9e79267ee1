/**
 * A token as an answer on stdout.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import type { CommandFailed } from "../CommandFailed.ts";
import { userCommand } from "../ownWords.ts";
import { answer, answerLost } from "../process/terminal.ts";
import type { UserRecords } from "./userRecords.ts";

/**
 * Writes a token. Where nobody can take it, the error says where it is stored, for another login would cost a code.
 *
 * @param text The token, or JSON with it.
 * @param records Whose.
 * @returns An effect that ends when it is written; it fails with `CommandFailed` where it cannot be.
 */
export function answerToken(
  text: string,
  { store, stored, places }: UserRecords,
): Effect.Effect<void, CommandFailed> {
  return Effect.catch(
    answer(text),
    (lost) =>
      Effect.flatMap(Effect.orElseSucceed(stored.token, () => undefined), (kept) => {
        const [place] = places(stored.key);
        return kept === undefined || place === undefined ? Effect.fail(lost) : Effect.fail(
          answerLost(
            `then run “${
              userCommand("token")
            }”, which gives the token: it is stored (${store.name}, ${place})`,
          ),
        );
      }),
  );
}
