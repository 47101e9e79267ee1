/**
 * Code providers for SMS to a number at Twilio: by webhook, or by asking Twilio's API.
 *
 * **Twilio generally makes one-time codes unreadable.** Its page for error 30038
 * ({@link https://www.twilio.com/docs/api/errors/30038}) says that receiving such messages is generally not allowed, that
 * the code is redacted and the message fails. Ask Twilio's support about your account before you count on it. The
 * dependable way is a phone of one's own with an app that forwards its SMS: `@autoshares/auth/webhook`. A login fails at
 * once (`CodeRedacted`) where such a message arrives: always with {@linkcode twilioMessages}, in whose list it is; with
 * {@linkcode twilioWebhook} only if Twilio posts it, which its pages do not say, and else the wait ends by its time.
 * {@linkcode checkTwilio} tells beforehand whether there are any.
 *
 * {@linkcode twilioWebhook} has the message the moment Twilio has it, and needs a public address.
 * {@linkcode twilioMessages} asks Twilio's API every second while a login waits, and needs none.
 *
 * @example
 * ```ts
 * import { createClient } from "@autoshares/auth";
 * import { twilioWebhook } from "@autoshares/auth/twilio";
 *
 * const sms = twilioWebhook({
 *   authToken: "the account's auth token",
 *   publicUrl: "https://bot.example/sms", // as it is set at Twilio for the number
 *   to: "+12015550123",
 *   from: "CentrSoobsh",
 * });
 * await using server = await sms.listen({ port: 8787 });
 * await using client = createClient({
 *   baseUrl: "https://broker.example/api",
 *   appKey: "key",
 *   username: "alice",
 *   password: "secret",
 *   provider: sms,
 * });
 * const auth = await client.login();
 * ```
 *
 * @module
 */
import { isIP } from "node:net";
import { InvalidConfiguration, isAuthError, type ProviderFailed } from "../mod.ts";
import { checkMessageOptions, messageOptionNames, type MessageOptions } from "./inbox/MessageOptions.ts";
import { numberSet } from "./inbox/messageFilter.ts";
import { checkNames } from "./internal/checkNames.ts";
import type { TwilioApiFailureTag } from "./twilio/apiFailure.ts";
import { incomingMessages } from "./twilio/incomingMessages.ts";
import { publicUrl } from "./twilio/publicUrl.ts";
import { redactionCure } from "./twilio/redactionCure.ts";
import { signatureProver } from "./twilio/signatureProof.ts";
import { checkWebhookOptions } from "./webhook/checkWebhookOptions.ts";
import { type Secrets, secretsOf } from "./webhook/secrets.ts";
import type { WebhookServerFailureTag } from "./webhook/webhookFailed.ts";
import { type WebhookProvider, webhookProvider } from "./webhook/WebhookProvider.ts";

export type { MessageOptions } from "./inbox/MessageOptions.ts";
export { checkTwilio, type TwilioReport } from "./twilio/checkTwilio.ts";
export { twilioMessages } from "./twilio/twilioMessages.ts";
export type { TwilioMessagesOptions } from "./twilio/TwilioMessagesOptions.ts";
export type { ListenOptions, WebhookServer } from "./webhook/listen.ts";
export type { Secrets } from "./webhook/secrets.ts";
export type { TwilioApiFailureTag } from "./twilio/apiFailure.ts";
export type { WebhookServerFailureTag } from "./webhook/webhookFailed.ts";
export type { WebhookProvider } from "./webhook/WebhookProvider.ts";

/** Options of {@linkcode twilioWebhook}; of `publicUrl` and `trustProxy`, one is needed, and excludes the other. */
export interface TwilioWebhookOptions extends MessageOptions {
  /** The account's auth token, which signs the requests; several while it is rotated (the primary and the secondary). */
  readonly authToken: Secrets;
  /**
   * The webhook's address as it is set at Twilio, letter by letter: that is what Twilio signs, whatever proxies make of it.
   */
  readonly publicUrl?: string | URL | undefined;
  /**
   * In place of `publicUrl`, and with `path`: the IP addresses of the proxies whose `X-Forwarded-Proto` and
   * `X-Forwarded-Host` are believed, which they must set themselves. They count with `listen` only, and nobody else's
   * requests are accepted. The address that is set at Twilio must have that path, and no query.
   */
  readonly trustProxy?: ReadonlyArray<string> | undefined;
  /** The account's SID (`AC…`); messages of other accounts are refused. */
  readonly accountSid?: string | undefined;
  /**
   * The path that requests come to, where a proxy or a router rewrites it; default that of `publicUrl`. Beside `trustProxy`
   * it is needed: Twilio signs address and text run together, so that the caller must not choose where one ends.
   */
  readonly path?: string | undefined;
  /** Takes a line about refused requests, without their content; default `console.warn`. */
  readonly log?: ((line: string) => void) | undefined;
}

/**
 * What `reason._tag` of a failure of `twilioWebhook` or `twilioMessages` may be.
 *
 * Of both: `CodeRedacted` (Twilio has made the code unreadable), `SettingUnusable`, `NotPermitted` (Deno; none of them is
 * worth trying again), `InboxBusy` (another user's login waits there).
 *
 * Of `twilioMessages`: `SignInRefused` (wrong SID, auth token, key or secret), `NotAllowed` (the API key may not read
 * messages), `AccountNotFound`; and what time may cure: `TooManyRequests`, `ServerUnavailable`, `NoConnection`,
 * `AnswerUnusable`.
 *
 * Of `twilioWebhook` and its `listen`: `PackageMissing`, `PortTaken`, `AddressUnavailable`, `Unexpected`.
 */
export type TwilioFailureTag =
  | WebhookServerFailureTag
  | TwilioApiFailureTag
  | "InboxBusy"
  | "SettingUnusable"
  | "CodeRedacted";

/** A failure of `twilioWebhook` or `twilioMessages` that tells its kind. */
export type TwilioFailure = ProviderFailed & { readonly reason: { readonly _tag: TwilioFailureTag } };

/**
 * Whether a value is a failure of a provider of this module, so that a `switch` over `reason._tag` is checked.
 *
 * @param error Anything, for example what a login or `listen` rejected with.
 * @returns Whether it is one.
 *
 * @example
 * ```ts
 * import { isTwilioFailure } from "@autoshares/auth/twilio";
 *
 * function isRedacted(error: unknown): boolean {
 *   return isTwilioFailure(error) && error.reason._tag === "CodeRedacted";
 * }
 * ```
 */
export function isTwilioFailure(error: unknown): error is TwilioFailure {
  return isAuthError(error) && error._tag === "ProviderFailed" &&
    /^twilio-(?:webhook|messages)$/.test(error.provider) &&
    error.reason !== undefined;
}

const webhookOptionNames: { readonly [Name in keyof Required<TwilioWebhookOptions>]: true } = {
  ...messageOptionNames,
  authToken: true,
  publicUrl: true,
  trustProxy: true,
  accountSid: true,
  path: true,
  log: true,
};

/**
 * Takes codes from Twilio's webhook for incoming messages. Needs the package `twilio`, of which one file is loaded.
 *
 * A message that comes before a login is armed is dropped, and one that Twilio sends twice counts once. Logins of different
 * users run side by side where `to` or `from` tells their messages apart, else one after the other. A number in `to` needs
 * its country code, as Twilio tells it.
 *
 * @param options Whose signature counts, for which address, and which messages.
 * @returns A provider named `twilio-webhook`, with the handler to mount or to serve alone; it answers with empty TwiML. It
 * fails with `ProviderFailed`, whose `reason._tag` tells what is wrong (see {@linkcode TwilioFailureTag}).
 * @throws {InvalidConfiguration} Where an option cannot be used, or no auth token is given.
 *
 * @example
 * ```ts
 * import { twilioWebhook } from "@autoshares/auth/twilio";
 *
 * const numbers: Record<string, string> = { alice: "+12015550123", bob: "+12015550124" };
 * const sms = twilioWebhook({
 *   authToken: ["primary auth token", "secondary auth token"],
 *   publicUrl: "https://bot.example/sms",
 *   to: ({ username }) => numbers[username] ?? [],
 * });
 * Deno.serve({ port: 8787, hostname: "127.0.0.1" }, sms.handler);
 * ```
 */
export function twilioWebhook(options: TwilioWebhookOptions): WebhookProvider {
  const name = "twilio-webhook";
  checkNames(name, options, webhookOptionNames);
  checkMessageOptions(name, options, numberSet);
  checkWebhookOptions(name, options);
  const { trustProxy, accountSid, path, log } = options;
  const check = (setting: string, works: boolean, problem: string): void => {
    if (!works) throw new InvalidConfiguration({ setting: `${name} ${setting}`, problem });
  };
  const authTokens = secretsOf(`${name} authToken`, options.authToken);
  check(
    "publicUrl",
    options.publicUrl !== undefined || trustProxy !== undefined,
    "is missing: Twilio signs the address that is set there, which this machine cannot know",
  );
  check(
    "trustProxy",
    trustProxy === undefined ||
      (Array.isArray(trustProxy) && trustProxy.length > 0 &&
        trustProxy.every((address) => typeof address === "string" && isIP(address) !== 0)),
    "must be a list of IP addresses",
  );
  check("trustProxy", trustProxy === undefined || options.publicUrl === undefined, "excludes publicUrl");
  check(
    "accountSid",
    accountSid === undefined || /^AC[0-9a-f]{32}$/i.test(accountSid),
    "must be AC and 32 digits of base 16",
  );
  check(
    "path",
    trustProxy === undefined || path !== undefined,
    "is missing beside trustProxy: it is that of the address that is set at Twilio",
  );
  const address = options.publicUrl === undefined
    ? undefined
    : publicUrl(`${name} publicUrl`, options.publicUrl);
  return webhookProvider({
    name,
    sender: {
      bodyTypes: ["form", "json"],
      loadProver: () => signatureProver(name, authTokens, address),
      read: (request) => incomingMessages(request, accountSid) ?? "it is no JSON",
      answer: {
        type: "text/xml; charset=utf-8",
        body: '<?xml version="1.0" encoding="UTF-8"?><Response></Response>',
      },
    },
    options,
    path: path ?? address?.path,
    trustProxy,
    redactionCure,
    log,
  });
}
