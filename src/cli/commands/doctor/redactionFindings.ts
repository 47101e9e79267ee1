/**
 * Whether Twilio lets codes through to the account's numbers.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import type { TwilioMessagesOptions } from "../../../../plugins/twilio.ts";
import { redactionCure } from "../../../../plugins/twilio/redactionCure.ts";
import type { InvalidConfiguration } from "../../../AuthError.ts";
import { smsFailureInVariables } from "../../providers/smsWords.ts";
import { apiHost, twilioMessagesOptions } from "../../providers/twilioMessagesProvider.ts";
import type { Settings } from "../../settings/Settings.ts";
import { failed, type Finding, type Findings } from "./Finding.ts";

const check = "twilio";
const advice = "see https://www.twilio.com/docs/api/errors/30038";

const generally: Finding = { level: "warn", check, found: redactionCure, advice };

function judged(messages: number, redacted: number): ReadonlyArray<Finding> {
  const newest = messages === 1 ? "the newest incoming message" : `the newest ${messages} incoming messages`;
  if (redacted > 0) {
    return [{
      level: "fail",
      check,
      found: `of ${newest}, ${redacted} came without the code: ${redactionCure}`,
      advice,
    }];
  }
  return messages === 0
    ? [{ level: "ok", check, found: "the API answers; there are no incoming messages yet" }, generally]
    : [{ level: "ok", check, found: `the API answers; of ${newest}, none came without its code` }];
}

function asked(options: TwilioMessagesOptions, level: Finding["level"]): Findings {
  return Effect.gen(function* () {
    const permitted = yield* Effect.result(apiHost(options));
    if (Result.isFailure(permitted)) return [{ ...failed(check, permitted.failure), level }, generally];
    const { checkTwilio } = yield* Effect.promise(() => import("../../../../plugins/twilio.ts"));
    const report = yield* Effect.result(checkTwilio(options));
    return Result.isFailure(report)
      ? [{ ...failed(check, smsFailureInVariables(report.failure)), level }, generally]
      : judged(report.success.messages, report.success.redacted);
  });
}

/**
 * Looks at the newest messages of the account, where the settings say what to sign in with.
 *
 * @param settings The settings.
 * @param isNeeded Whether codes are read by Twilio's API, so that nothing works without it.
 * @returns What the messages tell; without messages, a warning of what Twilio generally does.
 */
export function redactionFindings(settings: Settings, isNeeded: boolean): Findings {
  return Effect.gen(function* () {
    const options: Result.Result<TwilioMessagesOptions, InvalidConfiguration> = yield* Effect.result(
      twilioMessagesOptions(settings),
    );
    if (Result.isSuccess(options)) return yield* asked(options.success, isNeeded ? "fail" : "warn");
    return isNeeded ? [failed("provider twilio-messages", options.failure), generally] : [generally];
  });
}
