/**
 * The variables that the command line reads.
 *
 * @module
 */

/** Secrets; each has a twin `…_FILE`, which names a file that holds it. */
const secrets = [
  "AUTOSHARES_APP_KEY",
  "AUTOSHARES_PASSWORD",
  "AUTOSHARES_PIN",
  // It may hold a Redis's password.
  "AUTOSHARES_STORE",
  "AUTOSHARES_STORE_KEY",
  "AUTOSHARES_PROXY_SECRET",
  "AUTOSHARES_IMAP_PASSWORD",
  "AUTOSHARES_IMAP_ACCESS_TOKEN",
  "AUTOSHARES_IMAP_OAUTH_CLIENT_SECRET",
  "AUTOSHARES_IMAP_OAUTH_REFRESH_TOKEN",
  "AUTOSHARES_WEBHOOK_SECRET",
  // Whoever knows a topic's or a webhook's address can write there.
  "AUTOSHARES_WEB_PROMPT_NTFY_URL",
  "AUTOSHARES_WEB_PROMPT_NTFY_TOKEN",
  "AUTOSHARES_WEB_PROMPT_SLACK_URL",
  "AUTOSHARES_WEB_PROMPT_TELEGRAM_TOKEN",
  "TWILIO_AUTH_TOKEN",
  "TWILIO_API_SECRET",
] as const;

const texts = [
  "AUTOSHARES_BASE_URL",
  "AUTOSHARES_USERNAME",
  "AUTOSHARES_PROFILE",
  "AUTOSHARES_TOKEN_FILE",
  "AUTOSHARES_PROVIDER",
  "AUTOSHARES_CODE_COMMAND",
  "AUTOSHARES_CODE_PATTERN",
  "AUTOSHARES_CODE_TIMEOUT",
  "AUTOSHARES_REQUEST_TIMEOUT",
  "AUTOSHARES_IMAP_HOST",
  "AUTOSHARES_IMAP_USER",
  "AUTOSHARES_IMAP_PORT",
  "AUTOSHARES_IMAP_OAUTH",
  "AUTOSHARES_IMAP_OAUTH_CLIENT_ID",
  "AUTOSHARES_IMAP_OAUTH_TENANT",
  "AUTOSHARES_IMAP_TLS",
  "AUTOSHARES_IMAP_SECURE",
  "AUTOSHARES_IMAP_CA_FILE",
  "AUTOSHARES_IMAP_MAILBOX",
  "AUTOSHARES_IMAP_FROM",
  "AUTOSHARES_IMAP_TO",
  "AUTOSHARES_IMAP_SUBJECT",
  "AUTOSHARES_IMAP_AUTHENTICATION",
  "AUTOSHARES_WEBHOOK_LISTEN",
  "AUTOSHARES_WEBHOOK_PUBLIC_URL",
  "AUTOSHARES_WEBHOOK_TRUST_PROXY",
  "AUTOSHARES_WEBHOOK_PATH",
  "AUTOSHARES_WEBHOOK_FIELDS",
  "AUTOSHARES_WEB_PROMPT_LISTEN",
  "AUTOSHARES_WEB_PROMPT_PUBLIC_URL",
  "AUTOSHARES_WEB_PROMPT_KEYBOARD",
  "AUTOSHARES_WEB_PROMPT_TELEGRAM_CHAT_ID",
  "AUTOSHARES_SMS_FROM",
  "AUTOSHARES_SMS_TO",
  "AUTOSHARES_TWILIO_BASE_URL",
  "TWILIO_ACCOUNT_SID",
  "TWILIO_API_KEY",
  "TWILIO_REGION",
  "TWILIO_EDGE",
] as const;

/** Those that hold a secret, or name a file that does. */
export const secretNames: ReadonlyArray<string> = secrets.flatMap((name) => [name, `${name}_FILE`]);

/** All variables that the command line reads as settings. */
export const settingNames: ReadonlyArray<string> = [...texts, ...secretNames];

/** Those of the mailbox. */
export const mailboxSettingNames: ReadonlyArray<string> = settingNames.filter((name) =>
  name.startsWith("AUTOSHARES_IMAP_")
);

/** Those of text messages. Twilio's own (`TWILIO_…`) are not among them: they may be there for other programs. */
export const smsSettingNames: ReadonlyArray<string> = settingNames.filter((name) =>
  /^AUTOSHARES_(?:WEBHOOK|SMS|TWILIO)_/.test(name)
);

/** Those of the page on which a code is typed. */
export const webPromptSettingNames: ReadonlyArray<string> = settingNames.filter((name) =>
  name.startsWith("AUTOSHARES_WEB_PROMPT_")
);

/** What the programs that `command` and `exec` start are told, which may be this command line again. */
export const toldNames: ReadonlyArray<string> = [
  "AUTOSHARES_CODE_ATTEMPT",
  "AUTOSHARES_CODE_REQUESTED_AT",
  "AUTOSHARES_TOKEN",
  "AUTOSHARES_TOKEN_EXPIRES_AT",
];
