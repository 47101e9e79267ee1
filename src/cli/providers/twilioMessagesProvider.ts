/**
 * The provider `twilio-messages` on the command line.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import type { TwilioMessagesOptions } from "../../../plugins/twilio.ts";
import type { InvalidConfiguration } from "../../AuthError.ts";
import type { CodeProvider } from "../../CodeProvider.ts";
import { mayConnect } from "../process/permissions.ts";
import { invalid, needed } from "../settings/invalid.ts";
import { secretsOf } from "../settings/secretsOf.ts";
import type { Settings } from "../settings/Settings.ts";
import { describeSms, type SmsSettings, smsSettings } from "../settings/smsSettings.ts";
import { fromVariables, smsFailureInVariables } from "./smsWords.ts";
import { withFailures } from "./withFailures.ts";

const name = "twilio-messages";

/** An API key where one is set, else the auth token, which the webhook needs in any case. */
function signInOf(settings: Settings) {
  return Effect.gen(function* () {
    const apiKey = settings.text("TWILIO_API_KEY")?.trim();
    const apiSecret = yield* settings.secret("TWILIO_API_SECRET");
    if (apiKey !== undefined && apiSecret !== undefined) return { apiKey, apiSecret };
    const [set, other] = apiKey === undefined
      ? ["TWILIO_API_SECRET", "TWILIO_API_KEY"] as const
      : ["TWILIO_API_KEY", "TWILIO_API_SECRET"] as const;
    if (apiKey !== undefined || apiSecret !== undefined) {
      return yield* invalid(set, `is set, but ${other} is not`);
    }
    // While it is rotated, the first one is the new one or the old one: both still sign in.
    const [authToken] = yield* secretsOf("TWILIO_AUTH_TOKEN", settings);
    if (authToken === undefined) {
      return yield* needed("TWILIO_AUTH_TOKEN (or TWILIO_API_KEY and TWILIO_API_SECRET)", name);
    }
    return { authToken };
  });
}

/**
 * Reads the settings of the provider `twilio-messages`.
 *
 * @param settings The settings.
 * @returns The plugin's options, not yet checked by it, or `InvalidConfiguration` that names the variable.
 */
export function twilioMessagesOptions(
  settings: Settings,
): Effect.Effect<TwilioMessagesOptions & SmsSettings, InvalidConfiguration> {
  return Effect.gen(function* () {
    const accountSid = settings.text("TWILIO_ACCOUNT_SID")?.trim();
    if (accountSid === undefined) return yield* needed("TWILIO_ACCOUNT_SID", name);
    return {
      accountSid,
      ...(yield* signInOf(settings)),
      region: settings.text("TWILIO_REGION")?.trim(),
      edge: settings.text("TWILIO_EDGE")?.trim(),
      baseUrl: settings.text("AUTOSHARES_TWILIO_BASE_URL")?.trim(),
      ...(yield* smsSettings(settings)),
    };
  });
}

/**
 * Checks the options, and asks Deno whether the API may be asked.
 *
 * @param options The options.
 * @returns The API's host, or `InvalidConfiguration` that names the variable.
 */
export function apiHost(options: TwilioMessagesOptions): Effect.Effect<string, InvalidConfiguration> {
  return Effect.gen(function* () {
    const { apiAccess } = yield* Effect.promise(() => import("../../../plugins/twilio/apiAccess.ts"));
    const { origin } = yield* fromVariables(() => apiAccess(options));
    yield* mayConnect(origin);
    return new URL(origin).host;
  });
}

/**
 * The provider that the settings describe.
 *
 * @param settings The settings.
 * @returns The provider, and which messages it reads, for people; `InvalidConfiguration` for settings that cannot be used.
 */
export function twilioMessagesProvider(
  settings: Settings,
): Effect.Effect<{ readonly provider: CodeProvider; readonly where: string }, InvalidConfiguration> {
  return Effect.gen(function* () {
    const options = yield* twilioMessagesOptions(settings);
    const host = yield* apiHost(options);
    const { twilioMessages } = yield* Effect.promise(() => import("../../../plugins/twilio.ts"));
    const provider = withFailures(yield* fromVariables(() => twilioMessages(options)), smsFailureInVariables);
    const where = `the messages of account ${options.accountSid} at ${host}`;
    return { provider, where: describeSms(where, options) };
  });
}
