/**
 * Whether answers can be used: by the same functions that read settings, with stand-ins for what is not answered yet.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import * as Redacted from "effect/Redacted";
import { InvalidConfiguration } from "../../../AuthError.ts";
import { Credentials } from "../../../Credentials.ts";
import { parseBaseUrl } from "../../../internal/http/baseUrl.ts";
import { baseUrlOf, inVariables } from "../../settings/brokerSettings.ts";
import { imapOptions, inVariables as inMailboxVariables } from "../../settings/imapSettings.ts";
import { providerFromSettings } from "../../providers/providers.ts";
import type { Settings } from "../../settings/Settings.ts";
import { fromVariables } from "../../providers/smsWords.ts";
import { apiHost, twilioMessagesOptions } from "../../providers/twilioMessagesProvider.ts";
import { missingPackages } from "../../optionalPackages.ts";
import { makeWebPrompt, webPromptPackages } from "../../providers/webPromptProvider.ts";
import { webPromptSettings } from "../../settings/webPromptSettings.ts";
import { twilioWebhookSettings, webhookSettings } from "../../settings/webhookSettings.ts";
import type { Check } from "./Question.ts";

const noFlags = { baseUrl: Option.none(), appKeyFile: Option.none(), username: Option.none() };

/** Settings, and what stands in where they have nothing. */
function besides(settings: Settings, standIns: Readonly<Record<string, string>>): Settings {
  const standIn = (name: string) => settings.text(`${name}_FILE`) === undefined ? standIns[name] : undefined;
  return {
    names: settings.names,
    text: (name) => settings.text(name) ?? standIn(name),
    secret: (name) =>
      Effect.map(settings.secret(name), (secret) => {
        const other = standIn(name);
        return secret ?? (other === undefined ? undefined : Redacted.make(other));
      }),
  };
}

/** The broker's address. */
export const checkBaseUrl: Check = (settings) =>
  Effect.flatMap(
    baseUrlOf(noFlags, settings),
    (url) => Effect.mapError(parseBaseUrl(url), inVariables),
  );

/** App key, user, password and pin. */
export const checkCredentials: Check = (answered) =>
  Effect.gen(function* () {
    const settings = besides(answered, {
      AUTOSHARES_APP_KEY: "unset",
      AUTOSHARES_USERNAME: "unset",
      AUTOSHARES_PASSWORD: "unset",
    });
    const unset = Redacted.make("unset");
    const credentials = Credentials.make({
      appKey: (yield* settings.secret("AUTOSHARES_APP_KEY")) ?? unset,
      username: settings.text("AUTOSHARES_USERNAME") ?? "unset",
      password: (yield* settings.secret("AUTOSHARES_PASSWORD")) ?? unset,
      pin: yield* settings.secret("AUTOSHARES_PIN"),
    });
    yield* Effect.mapError(credentials, inVariables);
  });

const otherSignIns = ["ACCESS_TOKEN", "ACCESS_TOKEN_FILE", "OAUTH"].map((name) => `AUTOSHARES_IMAP_${name}`);

/** The mailbox, as far as it can be told without opening it. */
export const checkMailbox: Check = (answered) =>
  Effect.gen(function* () {
    const hasSignIn = otherSignIns.some((name) => answered.text(name) !== undefined);
    const settings = besides(answered, {
      AUTOSHARES_IMAP_HOST: "imap.example.com",
      AUTOSHARES_IMAP_USER: "unset",
      ...(hasSignIn ? {} : { AUTOSHARES_IMAP_PASSWORD: "unset" }),
    });
    const options = yield* imapOptions(settings);
    // What `imap` itself does first; that one needs packages which may not be there yet.
    const [{ checkOptions }, { connectionSettings }, { loginFilter }] = yield* Effect.promise(() =>
      Promise.all([
        import("../../../../plugins/imap/options/checkOptions.ts"),
        import("../../../../plugins/imap/options/ImapSettings.ts"),
        import("../../../../plugins/imap/filter/loginFilter.ts"),
      ])
    );
    yield* Effect.try({
      try: () => {
        checkOptions(options);
        connectionSettings(options);
        loginFilter(options);
      },
      catch: (error) => {
        if (error instanceof InvalidConfiguration) return inMailboxVariables(error);
        throw error;
      },
    });
  });

/** The webhook of a phone. */
export const checkWebhook: Check = (answered) =>
  Effect.gen(function* () {
    const { options } = yield* webhookSettings(
      besides(answered, { AUTOSHARES_WEBHOOK_SECRET: "unset".repeat(4) }),
    );
    const { webhook } = yield* Effect.promise(() => import("../../../../plugins/webhook.ts"));
    yield* fromVariables(() => webhook(options));
  });

/** Twilio's webhook. */
export const checkTwilioWebhook: Check = (answered) =>
  Effect.gen(function* () {
    const settings = besides(answered, {
      TWILIO_AUTH_TOKEN: "unset",
      AUTOSHARES_WEBHOOK_PUBLIC_URL: "https://bot.example/sms",
    });
    const { options } = yield* twilioWebhookSettings(settings);
    const { twilioWebhook } = yield* Effect.promise(() => import("../../../../plugins/twilio.ts"));
    yield* fromVariables(() => twilioWebhook(options));
  });

/** Twilio's API. */
export const checkTwilioMessages: Check = (answered) =>
  Effect.gen(function* () {
    const signIn = answered.text("TWILIO_API_KEY") === undefined ? "TWILIO_AUTH_TOKEN" : "TWILIO_API_SECRET";
    const settings = besides(answered, { TWILIO_ACCOUNT_SID: `AC${"0".repeat(32)}`, [signIn]: "unset" });
    const options = yield* twilioMessagesOptions(settings);
    yield* apiHost(options);
    const { twilioMessages } = yield* Effect.promise(() => import("../../../../plugins/twilio.ts"));
    yield* fromVariables(() => twilioMessages(options));
  });

/** The page, and who brings its link. */
export const checkWebPrompt: Check = (answered) =>
  Effect.gen(function* () {
    const hasBot = answered.text("AUTOSHARES_WEB_PROMPT_TELEGRAM_TOKEN") !== undefined;
    const settings = besides(answered, hasBot ? { AUTOSHARES_WEB_PROMPT_TELEGRAM_CHAT_ID: "1" } : {});
    const read = yield* webPromptSettings(settings);
    // What is wrong with an address shows when the package is there, or else to doctor.
    const missing = yield* missingPackages(webPromptPackages);
    if (missing.length === 0) yield* makeWebPrompt(read);
  });

/** The program that gives codes. */
export const checkCommand: Check = (settings) => providerFromSettings("command", settings);
