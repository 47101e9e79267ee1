/**
 * Settings of text messages and of the web prompt that none of the named providers reads.
 *
 * @module
 */
import type { Settings } from "../../settings/Settings.ts";
import { smsSettingNames, webPromptSettingNames } from "../../settings/variables.ts";
import type { Finding } from "./Finding.ts";

/** The first row that fits a setting says who reads it. */
const readers: ReadonlyArray<readonly [setting: RegExp, providers: ReadonlyArray<string>]> = [
  [/^AUTOSHARES_WEBHOOK_(?:SECRET|FIELDS)/, ["webhook"]],
  [/^AUTOSHARES_WEBHOOK_TRUST_PROXY/, ["twilio-webhook"]],
  [/^AUTOSHARES_WEBHOOK_/, ["webhook", "twilio-webhook"]],
  [/^AUTOSHARES_WEB_PROMPT_/, ["web-prompt"]],
  [/^AUTOSHARES_TWILIO_/, ["twilio-messages", "twilio-webhook"]],
  [/^AUTOSHARES_SMS_/, ["webhook", "twilio-webhook", "twilio-messages"]],
];

/**
 * Looks for settings that are passed over in silence.
 *
 * @param providers The providers' names.
 * @param settings The settings.
 * @returns A warning for each.
 */
export function ignoredSettings(
  providers: ReadonlyArray<string>,
  settings: Settings,
): ReadonlyArray<Finding> {
  const nobody = providers.length === 1
    ? `the provider ${providers[0]} does not read it`
    : `none of the providers ${providers.join(", ")} reads it`;
  return [...smsSettingNames, ...webPromptSettingNames].flatMap((name) => {
    if (settings.text(name) === undefined) return [];
    const [, readBy = []] = readers.find(([setting]) => setting.test(name)) ?? [];
    return readBy.some((provider) => providers.includes(provider))
      ? []
      : [{ level: "warn", check: "settings", found: `${name} is set, but ${nobody}` } as const];
  });
}
