/**
 * Questions about the text messages that codes come by.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { randomBytes } from "node:crypto";
import { note } from "../../process/terminal.ts";
import { checkTwilioMessages, checkTwilioWebhook, checkWebhook } from "./checks.ts";
import type { Interview } from "./Interview.ts";
import type { Check, Unanswered } from "./Question.ts";

const secretBytes = 24;

const askListen = ({ ask }: Interview, check: Check) =>
  ask({
    name: "AUTOSHARES_WEBHOOK_LISTEN",
    text: "Address of this machine to listen on",
    usual: "127.0.0.1:8787",
    check,
  });

const askSender = ({ ask }: Interview, check: Check) =>
  ask({
    name: "AUTOSHARES_SMS_FROM",
    text: "Sender of the broker's SMS as it is shown, such as CentrSoobsh",
    without: "anybody's SMS counts, which is less safe",
    check,
  });

/**
 * Asks about a phone that posts its messages to a webhook here, and makes up their secret.
 *
 * @param interview Where the answers go.
 */
export function askPhone(interview: Interview): Effect.Effect<void, Unanswered> {
  return Effect.gen(function* () {
    const listen = yield* askListen(interview, checkWebhook);
    const address = yield* interview.ask({
      name: "AUTOSHARES_WEBHOOK_PUBLIC_URL",
      text: "https address by which the phone reaches it, such as https://bot.example/sms",
      without: "there is none yet",
      check: checkWebhook,
      doubt: (url) => /^http:/i.test(url) ? "Over http, all on the way can read the codes." : undefined,
    });
    yield* askSender(interview, checkWebhook);
    interview.keep("AUTOSHARES_WEBHOOK_SECRET", randomBytes(secretBytes).toString("hex"));
    note(
      "A secret for the phone is made up: its forwarding app sends the value of AUTOSHARES_WEBHOOK_SECRET as the " +
        "header “Authorization: Bearer VALUE”.",
    );
    note(
      address === undefined
        ? `Still missing: an address for the phone to post to, mostly https by a TLS proxy or a tunnel to ${listen}; ` +
          "set it as AUTOSHARES_WEBHOOK_PUBLIC_URL, and doctor tries it."
        : `The app posts to ${address}, which must lead to ${listen}; doctor tries it.`,
    );
  });
}

/**
 * Asks about a number at Twilio whose messages Twilio posts to a webhook here.
 *
 * @param interview Where the answers go.
 */
export function askTwilioWebhook(interview: Interview): Effect.Effect<void, Unanswered> {
  const check = checkTwilioWebhook;
  return Effect.gen(function* () {
    yield* interview.ask({
      name: "TWILIO_AUTH_TOKEN",
      text: "Auth token of the Twilio account",
      masked: true,
      check,
    });
    yield* interview.ask({
      name: "AUTOSHARES_WEBHOOK_PUBLIC_URL",
      text: "Public address of the webhook, letter by letter as it is set at Twilio",
      check,
    });
    yield* askListen(interview, check);
    yield* askSender(interview, check);
  });
}

/**
 * Asks about a number at Twilio whose messages Twilio's API is asked for.
 *
 * @param interview Where the answers go.
 */
export function askTwilioMessages(interview: Interview): Effect.Effect<void, Unanswered> {
  const { ask } = interview;
  const check = checkTwilioMessages;
  return Effect.gen(function* () {
    yield* ask({ name: "TWILIO_ACCOUNT_SID", text: "SID of the Twilio account (AC…)", check });
    const apiKey = yield* ask({
      name: "TWILIO_API_KEY",
      text: "SID of an API key (SK…)",
      without: "the account's auth token instead",
      check,
    });
    yield* ask(
      apiKey === undefined
        ? { name: "TWILIO_AUTH_TOKEN", text: "Auth token of the account", masked: true, check }
        : { name: "TWILIO_API_SECRET", text: "Secret of the API key", masked: true, check },
    );
    yield* ask({
      name: "AUTOSHARES_SMS_TO",
      text: "Your number at Twilio, such as +12015550123",
      without: "any number of the account",
      check,
    });
    yield* askSender(interview, check);
  });
}
