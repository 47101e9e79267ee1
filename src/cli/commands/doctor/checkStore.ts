/**
 * Whether the token store works, and what it says of refusals.
 *
 * @module
 */
import * as Clock from "effect/Clock";
import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import type { StoreFailed } from "../../../AuthError.ts";
import { noAttempts } from "../../../Attempts.ts";
import type { BrokerFlags } from "../../settings/brokerSettings.ts";
import { misfit, withPlaces } from "../../session/goodToken.ts";
import { optionsAsVariables } from "../../settings/optionsAsVariables.ts";
import type { Settings } from "../../settings/Settings.ts";
import { standingRefusal } from "../../session/standingRefusal.ts";
import { tokenStore } from "../../session/tokenStore.ts";
import { openRecords, type UserRecords } from "../../session/userRecords.ts";
import { failed, type Finding, type Findings } from "./Finding.ts";

const check = "token store";

/** A login goes on without its store, but the next one costs a code again, and a refused password is sent again. */
function fault(error: StoreFailed, what: "token" | "attempt ledger", records: UserRecords): Finding {
  const wrong = misfit(error, records.settings, what);
  if (wrong !== undefined) return failed(check, wrong);
  return {
    level: "fail",
    check,
    found: withPlaces(`${error.store} fails: ${error.problem} `, records).trim(),
    advice: "a login goes on without it, but then each run logs in, and what was refused is sent again",
  };
}

function look(records: UserRecords): Findings {
  const { store, stored, places } = records;
  return Effect.gen(function* () {
    // Its lock is what has to be written first.
    const lock = yield* Effect.result(Effect.scoped(store.lock(stored.key)));
    const token = yield* Effect.result(stored.token);
    const attempts = yield* Effect.result(stored.attempts);
    const failures = [
      ...Result.isFailure(lock) ? [fault(lock.failure, "token", records)] : [],
      ...Result.isFailure(token) ? [fault(token.failure, "token", records)] : [],
      ...Result.isFailure(attempts) ? [fault(attempts.failure, "attempt ledger", records)] : [],
    ];
    const now = yield* Clock.currentTimeMillis;
    const ledger = Result.getOrElse(attempts, () => noAttempts);
    // What cannot be read of the credentials is another check's business.
    const refusal = yield* Effect.orElseSucceed(standingRefusal(records, ledger, now), () => undefined);
    const refused: ReadonlyArray<Finding> = refusal === undefined ? [] : [{
      level: refusal._tag === "LoginWithheld" ? "fail" : "warn",
      check: "ledger",
      found: optionsAsVariables(refusal.message),
    }];
    return [...(failures.length > 0 ? failures : [fine(store.name, places(stored.key)[0])]), ...refused];
  });
}

/** In memory a refusal is forgotten: a supervisor that restarts the program would send a wrong password for ever. */
const fine = (name: string, where: string | undefined): Finding =>
  where === undefined
    ? {
      level: "warn",
      check,
      found: `${name}: nothing is kept between runs, what the server refused neither`,
      advice: "where something restarts the program by itself, take AUTOSHARES_STORE=file or a Redis",
    }
    : { level: "ok", check, found: `${name}, ${where}` };

/**
 * Takes and gives back the store's lock, and reads what it holds of the user.
 *
 * @param flags The flags.
 * @param settings The settings.
 * @returns A line for each fault and each refused credential, or one that all is well. What is missing of the user's own
 * settings is another check's business.
 */
export function checkStore(flags: BrokerFlags, settings: Settings): Findings {
  return Effect.gen(function* () {
    const usable = yield* Effect.result(tokenStore(settings));
    if (Result.isFailure(usable)) return [failed(check, usable.failure)];
    const records = yield* Effect.result(openRecords(flags, settings));
    return Result.isFailure(records) ? [] : yield* look(records.success);
  }).pipe(Effect.scoped);
}
