/**
 * Whether a login would be tried with the credentials that are set.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import { type InvalidConfiguration, type LoginPostponed, LoginWithheld } from "../../AuthError.ts";
import type { Attempts } from "../../Attempts.ts";
import { Credentials } from "../../Credentials.ts";
import { mayTry, usualLedger } from "../../internal/session/attemptLedger.ts";
import { inVariables } from "../settings/brokerSettings.ts";
import type { UserRecords } from "./userRecords.ts";

/**
 * Asks the attempt ledger as a login would.
 *
 * @param records Whose; password and pin come from the settings.
 * @param attempts The ledger.
 * @param now The present, in milliseconds since 1970.
 * @returns Why no login would be tried, or nothing. Where no password is set, any refused one counts.
 */
export function standingRefusal(
  { settings, appKey, username }: UserRecords,
  attempts: Attempts,
  now: number,
): Effect.Effect<LoginWithheld | LoginPostponed | undefined, InvalidConfiguration> {
  return Effect.gen(function* () {
    const password = yield* settings.secret("AUTOSHARES_PASSWORD");
    if (password === undefined) {
      const refused = attempts.refused.at(-1);
      return refused && new LoginWithheld({
        refused: refused.what,
        times: refused.times,
        at: new Date(refused.at).toISOString(),
      });
    }
    const pin = yield* settings.secret("AUTOSHARES_PIN");
    const credentials = yield* Effect.mapError(
      Credentials.make({ appKey, username, password, pin }),
      inVariables,
    );
    const tried = yield* Effect.result(mayTry(attempts, credentials, usualLedger, now));
    return Result.isFailure(tried) ? tried.failure : undefined;
  });
}
