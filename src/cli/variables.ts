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
  "AUTOSHARES_IMAP_PASSWORD",
  "AUTOSHARES_IMAP_ACCESS_TOKEN",
  "AUTOSHARES_IMAP_OAUTH_CLIENT_SECRET",
  "AUTOSHARES_IMAP_OAUTH_REFRESH_TOKEN",
] as const;

const texts = [
  "AUTOSHARES_BASE_URL",
  "AUTOSHARES_USERNAME",
  "AUTOSHARES_PROVIDER",
  "AUTOSHARES_CODE_COMMAND",
  "AUTOSHARES_CODE_PATTERN",
  "AUTOSHARES_CODE_TIMEOUT",
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
] as const;

/** All variables that the command line reads as settings. */
export const settingNames: ReadonlyArray<string> = [
  ...texts,
  ...secrets.flatMap((name) => [name, `${name}_FILE`]),
];

/** Those of the mailbox. */
export const mailboxSettingNames: ReadonlyArray<string> = settingNames.filter((name) =>
  name.startsWith("AUTOSHARES_IMAP_")
);

/** What the provider `command` tells its program, which may be this command line again. */
export const toldNames: ReadonlyArray<string> = ["AUTOSHARES_CODE_ATTEMPT", "AUTOSHARES_CODE_REQUESTED_AT"];
