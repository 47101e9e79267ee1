/**
 * Flags that several commands share.
 *
 * @module
 */
import type * as Option from "effect/Option";
import { Flag } from "effect/cli";

type OptionalText = Flag.Flag<Option.Option<string>>;

/** A file of settings. */
export const envFile: OptionalText = Flag.String("env-file").pipe(
  Flag.withMetavar("FILE"),
  Flag.withDescription(
    "Read settings that the environment does not set from a file of NAME=value lines (.env)",
  ),
  Flag.optional,
);

/** Where codes come from. */
export const provider: OptionalText = Flag.String("provider").pipe(
  Flag.withMetavar("NAME[,NAME…]"),
  Flag.withDescription(
    "Where codes come from: stdin, command, imap, twilio-webhook, twilio-messages, webhook; several race, and all " +
      "must be ready (AUTOSHARES_PROVIDER)",
  ),
  Flag.optional,
);

/** Lines of help: what has no flag is easily overlooked. */
export const providerVariables: string =
  "Settings for imap: AUTOSHARES_IMAP_HOST, …_USER, …_PASSWORD (or …_ACCESS_TOKEN, …_OAUTH), …_FROM, …_TO, " +
  "…_MAILBOX and more; see the README.\n  " +
  "Settings for SMS: TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN; AUTOSHARES_WEBHOOK_PUBLIC_URL, …_LISTEN, …_SECRET; " +
  "AUTOSHARES_SMS_FROM, …_TO and more.";

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
