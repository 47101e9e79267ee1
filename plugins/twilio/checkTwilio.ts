/**
 * A look at a Twilio account before it is needed.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import type { ProviderFailed } from "../../mod.ts";
import { looksRedacted } from "../inbox/looksRedacted.ts";
import { addressSet, refusedBy } from "../inbox/messageFilter.ts";
import { apiAccess } from "./apiAccess.ts";
import { apiFailed } from "./apiFailure.ts";
import { newestMessages, readPage } from "./messagesApi.ts";
import { receivingNumber } from "./receivingNumber.ts";
import type { TwilioMessagesOptions } from "./TwilioMessagesOptions.ts";

/** What {@linkcode checkTwilio} found among the account's fifty newest messages. */
export interface TwilioReport {
  /** Incoming ones, to the numbers of `to` where it names them. */
  readonly messages: number;
  /** How many of them had their code made unreadable: error 30038, or stars in its place. */
  readonly redacted: number;
}

/**
 * Asks Twilio's API once for the newest messages: finds out at the start of a program what would otherwise fail its first
 * login, and whether Twilio redacts the codes that come to the account. A `to` that is a function is left out of account.
 *
 * It is an Effect, which does nothing until it is run: where the program has only promises, `Effect.runPromise` runs it.
 *
 * @param options The same that {@linkcode twilioMessages} takes.
 * @returns What was found. Fails with `ProviderFailed` as the provider would.
 * @throws {InvalidConfiguration} Where an option cannot be used.
 *
 * @example
 * ```ts
 * import { checkTwilio } from "@autoshares/auth/twilio";
 * import * as Effect from "effect/Effect";
 *
 * const { messages, redacted } = await Effect.runPromise(
 *   checkTwilio({ accountSid: "AC0123456789abcdef0123456789abcdef", authToken: "the account's auth token" }),
 * );
 * if (redacted > 0) console.warn(`${redacted} of ${messages} messages came without their code`);
 * ```
 */
export function checkTwilio(options: TwilioMessagesOptions): Effect.Effect<TwilioReport, ProviderFailed> {
  const access = apiAccess(options);
  const { to, code } = options;
  const fixed = typeof to === "function" ? undefined : to;
  const numbers = fixed === undefined ? undefined : addressSet(fixed) as ReadonlySet<string>;
  const newest = readPage(access, newestMessages(access.accountSid, receivingNumber(fixed)));
  return Effect.map(Effect.mapError(newest, apiFailed), (page) => {
    const incoming = page.messages
      .filter(({ isInbound, message }) =>
        isInbound && refusedBy({ to: numbers, from: undefined }, message) === undefined
      )
      .map(({ message }) => message);
    const redacted = incoming.filter(({ text, isRedacted }) => isRedacted || looksRedacted(text, code));
    return { messages: incoming.length, redacted: redacted.length };
  });
}
