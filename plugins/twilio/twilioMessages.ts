/**
 * The provider that asks Twilio's API for messages.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { type CodeProvider, verificationCode } from "../../mod.ts";
import { armLogin } from "../inbox/armLogin.ts";
import { apiAccess, messagesProvider } from "./apiAccess.ts";
import { apiFailed } from "./apiFailure.ts";
import { newestMessages, readPage } from "./messagesApi.ts";
import { newMessagesSince, type ReadPage } from "./newMessages.ts";
import { pollMessages } from "./pollMessages.ts";
import { receivingNumber } from "./receivingNumber.ts";
import { redactionCure } from "./redactionCure.ts";
import type { TwilioMessagesOptions } from "./TwilioMessagesOptions.ts";

/**
 * Takes codes from the list of the account's messages at Twilio: no public address is needed. Needs no package.
 *
 * The list is marked before the broker is asked for a code, so that no old message is taken for the answer, and is asked
 * for every second while a login waits (every two seconds after half a minute, every five after two minutes); with a `to`
 * of one number that is written with its `+`, for that number's messages alone. Logins of different users run side by side
 * where `to` or `from` tells their messages apart, else one after the other.
 *
 * A number in `to` needs its country code: Twilio tells them in full, and `201-555-0123` would fit none of them.
 *
 * @param options Which account, what to sign in with, and which messages count.
 * @returns A provider named `twilio-messages`. It fails with `ProviderFailed`, whose `reason._tag` tells what is wrong (see
 * `TwilioFailureTag`); what time may cure fails a login only before its code is sent, and slows the asking down after that.
 * @throws {InvalidConfiguration} Where an option cannot be used.
 *
 * @example
 * ```ts
 * import { createClient } from "@autoshares/auth";
 * import { twilioMessages } from "@autoshares/auth/twilio";
 *
 * await using client = createClient({
 *   baseUrl: "https://broker.example/api",
 *   appKey: "key",
 *   username: "alice",
 *   password: "secret",
 *   provider: twilioMessages({
 *     accountSid: "AC0123456789abcdef0123456789abcdef",
 *     apiKey: "SK0123456789abcdef0123456789abcdef",
 *     apiSecret: "the key's secret",
 *     to: "+12015550123",
 *     from: "CentrSoobsh",
 *   }),
 * });
 * const auth = await client.login();
 * ```
 */
export function twilioMessages(options: TwilioMessagesOptions): CodeProvider {
  const access = apiAccess(options);
  const { accountSid } = access;
  const { to } = options;
  const place = `twilio:${accountSid.toLowerCase()}`;
  return {
    name: messagesProvider,
    arm: (context) =>
      Effect.gen(function* () {
        // A function is asked once, and may tell something else the next time.
        let told = typeof to === "function" ? undefined : to;
        const own = typeof to === "function" ? { ...options, to: () => told = to(context) } : options;
        const settings = { provider: messagesProvider, place, options: own, redactionCure };
        const login = yield* armLogin(settings, context);
        const newest = newestMessages(accountSid, receivingNumber(told));
        const read: ReadPage = (address = newest) => readPage(access, address);
        const lookForNew = newMessagesSince(yield* Effect.mapError(read(), apiFailed));
        const look = lookForNew(read, ({ isInbound, message }) => {
          if (isInbound) login.receive(message);
        });
        const next = Effect.raceFirst(login.next, pollMessages(look, login));
        return {
          next: () => Effect.flatMap(next, (code) => verificationCode(messagesProvider, code)),
          sightings: login.sightings,
        };
      }),
  };
}
