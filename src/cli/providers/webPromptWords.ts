/**
 * What the plugin `web-prompt` says of its options, in the command line's own words.
 *
 * @module
 */
import { InvalidConfiguration, ProviderFailed } from "../../AuthError.ts";

const variables: Readonly<Record<string, string>> = {
  publicUrl: "AUTOSHARES_WEB_PROMPT_PUBLIC_URL",
  hostname: "AUTOSHARES_WEB_PROMPT_LISTEN",
  keyboard: "AUTOSHARES_WEB_PROMPT_KEYBOARD",
  "ntfy topicUrl": "AUTOSHARES_WEB_PROMPT_NTFY_URL",
  "ntfy token": "AUTOSHARES_WEB_PROMPT_NTFY_TOKEN",
  "slack webhookUrl": "AUTOSHARES_WEB_PROMPT_SLACK_URL",
  "telegram botToken": "AUTOSHARES_WEB_PROMPT_TELEGRAM_TOKEN",
  "telegram chatId": "AUTOSHARES_WEB_PROMPT_TELEGRAM_CHAT_ID",
};

const phrases: ReadonlyArray<readonly [words: RegExp, inVariables: string]> = [
  [/\boption token\b/, "AUTOSHARES_WEB_PROMPT_NTFY_TOKEN"],
  [/\boption topicUrl\b/, "AUTOSHARES_WEB_PROMPT_NTFY_URL"],
  [/\boption webhookUrl\b/, "AUTOSHARES_WEB_PROMPT_SLACK_URL"],
  [/\boption botToken\b/, "AUTOSHARES_WEB_PROMPT_TELEGRAM_TOKEN"],
  [/\boption chatId\b/, "AUTOSHARES_WEB_PROMPT_TELEGRAM_CHAT_ID"],
  [
    /\boptions botToken, chatId\b/,
    "AUTOSHARES_WEB_PROMPT_TELEGRAM_TOKEN, AUTOSHARES_WEB_PROMPT_TELEGRAM_CHAT_ID",
  ],
  [
    /\banother web prompt of this one$/,
    "another login that waits; end it, or set AUTOSHARES_WEB_PROMPT_LISTEN to another port",
  ],
  [/\btake a port of 1024 or above\b/, "set AUTOSHARES_WEB_PROMPT_LISTEN to a port of 1024 or above"],
  [
    /\bit must be an address of this machine, and the port one from 0 to 65535$/,
    "the host of AUTOSHARES_WEB_PROMPT_LISTEN must be an address of this machine",
  ],
];

/**
 * Names variables where a failure of the plugin names options.
 *
 * @param failure The failure.
 * @returns The same, in other words.
 */
export function promptFailureInVariables(
  { provider, problem, retryable, reason }: ProviderFailed,
): ProviderFailed {
  const told = phrases.reduce((text, [words, inVariables]) => text.replace(words, inVariables), problem);
  return new ProviderFailed({ provider, problem: told, retryable, reason });
}

/**
 * Names the variable where the plugin finds fault with an option.
 *
 * @param error What making the plugin threw.
 * @returns The same fault, with the variable.
 */
export function promptFaultInVariables(error: InvalidConfiguration): InvalidConfiguration {
  const setting = variables[error.setting.replace(/^web-prompt /, "")];
  return setting === undefined ? error : new InvalidConfiguration({ setting, problem: error.problem });
}
