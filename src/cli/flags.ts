/**
 * Flags that several commands share.
 *
 * @module
 */
import * as Option from "effect/Option";
import { Flag } from "effect/cli";
import type { SettingsSource } from "./settings/Settings.ts";

/** A flag that may be left out. */
export type OptionalText = Flag.Flag<Option.Option<string>>;

/** A file of settings. */
export const envFile: OptionalText = Flag.String("settings-file").pipe(
  Flag.withMetavar("FILE"),
  Flag.withDescription(
    "The settings file, of NAME=value lines (.env), in place of ~/.config/autoshares-auth/settings.env; " +
      "also --env-file, which Node itself may take for its own",
  ),
  Flag.optional,
);

/** Whose section of the settings file. */
export const profile: OptionalText = Flag.String("profile").pipe(
  Flag.withMetavar("NAME"),
  Flag.withDescription(
    "Take the settings below [NAME] in the settings file, before those of the environment (AUTOSHARES_PROFILE)",
  ),
  Flag.optional,
);

/** What the flags say of settings. */
export interface SourceFlags {
  readonly envFile: Option.Option<string>;
  readonly profile: Option.Option<string>;
}

/** Where the flags say that settings are. */
export function sourceOf({ envFile, profile }: SourceFlags): SettingsSource {
  return { envFile: Option.getOrUndefined(envFile), profile: Option.getOrUndefined(profile) };
}

/** How long a code is waited for. */
export const codeTimeout: OptionalText = Flag.String("code-timeout").pipe(
  Flag.withMetavar("TIME"),
  Flag.withDescription(
    "How long to wait for each code: 90s, 5m, 1h, a bare number is seconds; default 2m (AUTOSHARES_CODE_TIMEOUT)",
  ),
  Flag.optional,
);

/** Where codes come from. */
export const provider: OptionalText = Flag.String("provider").pipe(
  Flag.withMetavar("NAME[,NAME…]"),
  Flag.withDescription(
    "Where codes come from: stdin, command, imap, twilio-webhook, twilio-messages, webhook, web-prompt; several " +
      "race, and all must be ready (AUTOSHARES_PROVIDER)",
  ),
  Flag.optional,
);

/** Lines of help: what has no flag is easily overlooked. */
export const providerVariables: string =
  "Settings for imap: AUTOSHARES_IMAP_HOST, …_USER, …_PASSWORD (or …_ACCESS_TOKEN, …_OAUTH), …_FROM, …_TO, " +
  "…_MAILBOX and more; see docs/command-line.md.\n  " +
  "Settings for SMS: TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN; AUTOSHARES_WEBHOOK_PUBLIC_URL, …_LISTEN, …_SECRET; " +
  "AUTOSHARES_SMS_FROM, …_TO and more.\n  " +
  "Settings for web-prompt: AUTOSHARES_WEB_PROMPT_PUBLIC_URL, …_LISTEN, …_NTFY_URL, …_SLACK_URL, …_TELEGRAM_TOKEN and more.";

/** The broker's address. */
export const baseUrl: OptionalText = Flag.String("base-url").pipe(
  Flag.withMetavar("URL"),
  Flag.withDescription("The broker's base URL, ending in /api (AUTOSHARES_BASE_URL)"),
  Flag.optional,
);

/** A file with the app key. */
export const appKeyFile: OptionalText = Flag.String("app-key-file").pipe(
  Flag.withMetavar("FILE"),
  Flag.withDescription("File with the app key (AUTOSHARES_APP_KEY, AUTOSHARES_APP_KEY_FILE)"),
  Flag.optional,
);

/** The user. */
export const username: OptionalText = Flag.String("username").pipe(
  Flag.withMetavar("U"),
  Flag.withDescription("The user (AUTOSHARES_USERNAME)"),
  Flag.optional,
);
