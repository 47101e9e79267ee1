/**
 * What the plugins for text messages say of their options, in the command line's own words.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { InvalidConfiguration, ProviderFailed } from "../../AuthError.ts";

const variables: Readonly<Record<string, string>> = {
  authToken: "TWILIO_AUTH_TOKEN",
  accountSid: "TWILIO_ACCOUNT_SID",
  apiKey: "TWILIO_API_KEY",
  apiSecret: "TWILIO_API_SECRET",
  region: "TWILIO_REGION",
  edge: "TWILIO_EDGE",
  baseUrl: "AUTOSHARES_TWILIO_BASE_URL",
  publicUrl: "AUTOSHARES_WEBHOOK_PUBLIC_URL",
  path: "AUTOSHARES_WEBHOOK_PATH",
  trustProxy: "AUTOSHARES_WEBHOOK_TRUST_PROXY",
  signingSecret: "AUTOSHARES_WEBHOOK_SECRET",
  bearer: "AUTOSHARES_WEBHOOK_SECRET",
  fields: "AUTOSHARES_WEBHOOK_FIELDS",
  from: "AUTOSHARES_SMS_FROM",
  to: "AUTOSHARES_SMS_TO",
  code: "AUTOSHARES_CODE_PATTERN",
};

/** Option names that are no words of their own. */
const distinct = /\b(?:authToken|accountSid|apiKey|apiSecret|baseUrl|publicUrl|trustProxy|signingSecret)\b/g;

const phrases: ReadonlyArray<readonly [option: RegExp, words: string]> = [
  [/\bset to to each\b/g, "set AUTOSHARES_SMS_TO to each"],
  [/^to: /g, "AUTOSHARES_SMS_TO: "],
  [/\bcheck to, /g, "check AUTOSHARES_SMS_TO, "],
  [/\bcheck region, edge or\b/g, "check TWILIO_REGION, TWILIO_EDGE or"],
  [/\bregion where one is set\b/g, "TWILIO_REGION where it is set"],
  [/\bexcludes region and edge$/g, "excludes TWILIO_REGION and TWILIO_EDGE"],
  [
    /\bthe port is taken, by another program or another webhook of this one$/g,
    "the port is taken, by another program or another login that waits; end it, or set AUTOSHARES_WEBHOOK_LISTEN to " +
    "another port",
  ],
  [/\btake a port of 1024 or above\b/g, "set AUTOSHARES_WEBHOOK_LISTEN to a port of 1024 or above"],
  [
    /\bit must be an address of this machine, and the port one from 0 to 65535$/g,
    "the host of AUTOSHARES_WEBHOOK_LISTEN must be an address of this machine",
  ],
  [
    /\ba router or proxy that strips a prefix: option path\b/g,
    "where a proxy strips a prefix, set AUTOSHARES_WEBHOOK_PATH",
  ],
];

/**
 * Names options as the command line's user knows them.
 *
 * @param text What a plugin says: a failure's problem, or a line of its log.
 * @returns The same, which names variables.
 */
export function smsWords(text: string): string {
  return phrases.reduce(
    (told, [option, words]) => told.replace(option, words),
    text.replace(distinct, (name) => variables[name]!),
  );
}

/**
 * Says what mends a failure in the command line's own words.
 *
 * @param failure A failure of a plugin, which names its options.
 * @returns The same, which names variables.
 */
export function smsFailureInVariables(
  { provider, problem, retryable, reason }: ProviderFailed,
): ProviderFailed {
  return new ProviderFailed({ provider, problem: smsWords(problem), retryable, reason });
}

function inVariables(error: InvalidConfiguration): InvalidConfiguration {
  const words = /^(?:twilio-webhook|twilio-messages|webhook) (\w+):? (.*)$/s.exec(
    `${error.setting} ${error.problem}`,
  );
  const [, option = "", problem = ""] = words ?? [];
  return Object.hasOwn(variables, option)
    ? new InvalidConfiguration({ setting: variables[option]!, problem: smsWords(problem) })
    : error;
}

/**
 * Makes a provider whose options come from variables.
 *
 * @param make Makes it.
 * @returns The provider, or `InvalidConfiguration` that names the variable.
 */
export function fromVariables<A>(make: () => A): Effect.Effect<A, InvalidConfiguration> {
  return Effect.try({
    try: make,
    catch: (error) => {
      if (error instanceof InvalidConfiguration) return inVariables(error);
      throw error;
    },
  });
}
