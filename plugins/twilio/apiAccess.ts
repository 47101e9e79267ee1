/**
 * Where the API is asked, and with what.
 *
 * @module
 */
import * as Redacted from "effect/Redacted";
import { InvalidConfiguration } from "../../mod.ts";
import { checkMessageOptions, messageOptionNames } from "../inbox/MessageOptions.ts";
import { numberSet } from "../inbox/messageFilter.ts";
import { checkNames } from "../internal/checkNames.ts";
import { visibleSecret } from "../internal/visibleSecret.ts";
import { apiOrigin, otherOrigin } from "./apiHost.ts";
import type { TwilioMessagesOptions } from "./TwilioMessagesOptions.ts";

/** The provider's name. */
export const messagesProvider = "twilio-messages";

/** Where the API is asked, and with what. */
export interface ApiAccess {
  /** The API's origin; credentials go nowhere else. */
  readonly origin: string;
  /** The account. */
  readonly accountSid: string;
  /** The header `Authorization`. */
  readonly authorization: Redacted.Redacted<string>;
}

const optionNames: { readonly [Name in keyof Required<TwilioMessagesOptions>]: true } = {
  ...messageOptionNames,
  accountSid: true,
  authToken: true,
  apiKey: true,
  apiSecret: true,
  region: true,
  edge: true,
  baseUrl: true,
};

const check = (setting: string, works: boolean, problem: string): void => {
  if (!works) throw new InvalidConfiguration({ setting: `${messagesProvider} ${setting}`, problem });
};

const matches = (given: unknown, form: RegExp): boolean => typeof given === "string" && form.test(given);

function secretOf(setting: string, given: unknown): string {
  const secret = visibleSecret(given);
  check(setting, secret !== undefined, "is empty, or has characters that no secret of Twilio's has");
  return secret!;
}

function authorizationOf(options: TwilioMessagesOptions): string {
  const { accountSid, authToken, apiKey, apiSecret } = options;
  const basic = (user: string, secret: string) => `Basic ${btoa(`${user}:${secret}`)}`;
  if (authToken !== undefined) {
    check("authToken", apiKey === undefined && apiSecret === undefined, "excludes apiKey and apiSecret");
    return basic(accountSid, secretOf("authToken", authToken));
  }
  check(
    "authToken",
    apiKey !== undefined || apiSecret !== undefined,
    "is missing (or, in place of it, apiKey and apiSecret)",
  );
  check("apiKey", apiKey !== undefined, "is missing beside apiSecret");
  check("apiKey", matches(apiKey, /^SK[0-9a-f]{32}$/i), "must be SK and 32 digits of base 16");
  check("apiSecret", apiSecret !== undefined, "is missing beside apiKey");
  return basic(apiKey!, secretOf("apiSecret", apiSecret));
}

function originOf({ region, edge, baseUrl }: TwilioMessagesOptions): string {
  const word = /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/i;
  check("region", region === undefined || matches(region, word), "must be a word such as ie1");
  check("edge", edge === undefined || matches(edge, word), "must be a word such as dublin");
  if (baseUrl === undefined) {
    const origin = apiOrigin(region, edge);
    check("region", origin !== undefined, "needs an edge beside it: only us1, ie1 and au1 have a usual one");
    return origin!;
  }
  check("baseUrl", region === undefined && edge === undefined, "excludes region and edge");
  const origin = otherOrigin(baseUrl);
  check(
    "baseUrl",
    origin !== undefined,
    "must be an https address without a path, a user or a password (plain http is allowed on a loopback address only)",
  );
  return origin!;
}

/**
 * Checks the options: what is wrong shows at once, and not after the broker has sent a code.
 *
 * @param options What the user gave; plain JavaScript may give anything.
 * @returns Where to ask, and with what.
 * @throws {InvalidConfiguration} Names the option that cannot be used, and not its value.
 */
export function apiAccess(options: TwilioMessagesOptions): ApiAccess {
  checkNames(messagesProvider, options, optionNames);
  checkMessageOptions(messagesProvider, options, numberSet);
  const { accountSid } = options;
  check("accountSid", matches(accountSid, /^AC[0-9a-f]{32}$/i), "must be AC and 32 digits of base 16");
  return {
    authorization: Redacted.make(authorizationOf(options), { label: "authorization" }),
    accountSid,
    origin: originOf(options),
  };
}
