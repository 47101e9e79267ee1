/**
 * Whether a command needs a login, and what is stored that its settings do not fit.
 *
 * @module
 */
import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import { InvalidConfiguration, type StoreFailed } from "../../AuthError.ts";
import { isUsable } from "../../internal/session/tokenTimes.ts";
import { optionsAsVariables } from "../settings/optionsAsVariables.ts";
import type { Settings } from "../settings/Settings.ts";
import type { UserRecords } from "./userRecords.ts";

/**
 * The setting that a record does not fit. A login all the same would cost a code, and its token could not be kept.
 *
 * @param error Why the record cannot be read.
 * @param settings The settings.
 * @param what Which record it is.
 * @returns What is wrong with which setting; `undefined` where it is none's fault.
 */
export function misfit(
  { kind, problem }: StoreFailed,
  settings: Settings,
  what: "token" | "attempt ledger",
): InvalidConfiguration | undefined {
  if (kind === "key") {
    return new InvalidConfiguration({
      setting: "AUTOSHARES_STORE_KEY",
      problem: `does not fit the stored ${what}: ${problem}`,
    });
  }
  if (kind !== "foreign" || settings.text("AUTOSHARES_TOKEN_FILE") === undefined) return undefined;
  const holds = what === "token" ? "holds another user's token" : `has another user's ${what} beside it`;
  return new InvalidConfiguration({
    setting: "AUTOSHARES_TOKEN_FILE",
    problem: `${holds}, or that of another app key or base URL: give each a file of its own`,
  });
}

/**
 * Looks for a token that needs no login, and at the attempt ledger.
 *
 * @param records Whose.
 * @param tell Told why a token cannot be read.
 * @returns Whether there is one; `InvalidConfiguration` where the settings do not fit what is stored.
 */
export function hasGoodToken(
  { stored, settings }: UserRecords,
  tell: (error: StoreFailed) => void,
): Effect.Effect<boolean, InvalidConfiguration> {
  return Effect.gen(function* () {
    const token = yield* Effect.result(stored.token);
    if (Result.isFailure(token)) {
      const { failure } = token;
      const wrong = misfit(failure, settings, "token");
      if (wrong !== undefined) return yield* wrong;
      tell(failure);
      // The ledger would make everybody wait as long again.
      if (failure.kind === "unavailable" || failure.kind === "timeout") return false;
    }
    const attempts = yield* Effect.result(stored.attempts);
    const wrong = Result.isFailure(attempts) && misfit(attempts.failure, settings, "attempt ledger");
    if (wrong) return yield* wrong;
    const auth = Result.getOrElse(token, () => undefined);
    return auth !== undefined && isUsable(auth.expiresAt.getTime(), yield* Clock.currentTimeMillis);
  });
}

/**
 * Names places instead of keys.
 *
 * @param text What is said of a user's records.
 * @param records Whose, and where they are.
 * @returns The same of their files, or of their names in Redis.
 */
export function withPlaces(text: string, { stored, placeOf }: UserRecords): string {
  const keys = new RegExp(`(?<= )${stored.key}(?:\\.[a-z]+)*(?=[ )])`, "g");
  return optionsAsVariables(text).replaceAll(keys, placeOf);
}
