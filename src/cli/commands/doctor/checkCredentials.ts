/**
 * Whether what the user knows is set, and can be sent.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import * as Result from "effect/Result";
import type { InvalidConfiguration } from "../../../AuthError.ts";
import { Credentials } from "../../../Credentials.ts";
import { appKeyOf, type BrokerFlags, inVariables, usernameOf } from "../../settings/brokerSettings.ts";
import type { Settings } from "../../settings/Settings.ts";
import { failed, type Finding, type Findings } from "./Finding.ts";

const check = "credentials";

type Read = Result.Result<unknown, InvalidConfiguration>;

/**
 * Checks app key, user, password and pin without sending them.
 *
 * @param flags The flags.
 * @param settings The settings.
 * @returns A line for each that cannot be used, or one that all is there.
 */
export function checkCredentials(flags: BrokerFlags, settings: Settings): Findings {
  return Effect.gen(function* () {
    const appKey = yield* Effect.result(appKeyOf(flags, settings));
    const username = yield* Effect.result(usernameOf(flags, settings));
    const password = yield* Effect.result(settings.secret("AUTOSHARES_PASSWORD"));
    const pin = yield* Effect.result(settings.secret("AUTOSHARES_PIN"));
    const findings: Array<Finding> = [];
    for (const read of [appKey, username, password, pin] as ReadonlyArray<Read>) {
      if (Result.isFailure(read)) findings.push(failed(check, read.failure));
    }
    if (Result.isSuccess(password) && password.success === undefined) {
      findings.push({
        level: "warn",
        check,
        found: "AUTOSHARES_PASSWORD is not set (nor is AUTOSHARES_PASSWORD_FILE)",
        advice: "login asks for it on a terminal; an unattended login needs it set",
      });
    }
    // What is missing is said already; what is there is checked beside a stand-in.
    const standIn = Redacted.make("unset");
    const usable = yield* Effect.result(
      Credentials.make({
        appKey: Result.getOrElse(appKey, () => standIn),
        username: Result.getOrElse(username, () => "unset"),
        password: Result.getOrElse(password, () => standIn) ?? standIn,
        pin: Result.getOrElse(pin, () => undefined),
      }),
    );
    if (Result.isFailure(usable)) findings.push(failed(check, inVariables(usable.failure)));
    if (findings.length > 0 || !Result.isSuccess(username)) return findings;
    return [{ level: "ok", check, found: `app key and password of ${username.success} are set` }];
  });
}
