/**
 * The question how codes arrive.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { mailboxPackages, type OptionalPackage } from "../../optionalPackages.ts";
import { webPromptPackages } from "../../providers/webPromptProvider.ts";
import { twilioWebhookPackages, webhookPackages } from "../../providers/webhookProviders.ts";
import { askMailbox } from "./askMailbox.ts";
import { askPhone, askTwilioMessages, askTwilioWebhook } from "./askMessages.ts";
import { askWebPage } from "./askWebPage.ts";
import { checkCommand } from "./checks.ts";
import type { Interview } from "./Interview.ts";
import type { Unanswered } from "./Question.ts";

const ways = [
  { key: "email", text: "by email, to a mailbox that this program reads" },
  { key: "phone", text: "by SMS, to a phone whose forwarding app posts it to this machine" },
  { key: "twilio", text: "by SMS, to a number at Twilio, which posts it to a public address of yours" },
  { key: "twilio-api", text: "by SMS, to a number at Twilio, which is asked for it" },
  { key: "person", text: "a person types it on the terminal" },
  { key: "web", text: "a person who is elsewhere types it on a web page" },
  { key: "command", text: "a program of yours prints it" },
  { key: "none", text: "never: the account has no two-factor authentication" },
] as const;

/** How codes arrive. */
export type Way = typeof ways[number]["key"];

const providers: { readonly [Key in Way]: string | undefined } = {
  email: "imap",
  phone: "webhook",
  twilio: "twilio-webhook",
  "twilio-api": "twilio-messages",
  person: "stdin",
  web: "web-prompt",
  command: "command",
  none: undefined,
};

const details: { readonly [Key in Way]: (interview: Interview) => Effect.Effect<unknown, Unanswered> } = {
  email: askMailbox,
  phone: askPhone,
  twilio: askTwilioWebhook,
  "twilio-api": askTwilioMessages,
  person: () => Effect.void,
  web: askWebPage,
  command: ({ ask }) =>
    ask({
      name: "AUTOSHARES_CODE_COMMAND",
      text: "Program and arguments whose output is the code",
      check: checkCommand,
    }),
  none: () => Effect.void,
};

/** What a provider takes. */
export interface Needed {
  /** Its name. */
  readonly provider: string | undefined;
  readonly packages: ReadonlyArray<OptionalPackage>;
}

function packagesOf(way: Way, { answers }: Interview): ReadonlyArray<OptionalPackage> {
  switch (way) {
    case "email":
      return answers.has("AUTOSHARES_IMAP_OAUTH") ? [...mailboxPackages, "oauth4webapi"] : mailboxPackages;
    case "phone":
      return webhookPackages({});
    case "twilio":
      return twilioWebhookPackages;
    case "web":
      return webPromptPackages;
    default:
      return [];
  }
}

/**
 * Asks how codes arrive, and all that a provider has to know.
 *
 * @param interview Where the answers go.
 * @returns The provider and its packages.
 */
export function askCodes(interview: Interview): Effect.Effect<Needed, Unanswered> {
  return Effect.gen(function* () {
    const way = yield* interview.chooseThen(
      "How does the verification code arrive?",
      ways,
      (way) => {
        const provider = providers[way];
        if (provider !== undefined) interview.keep("AUTOSHARES_PROVIDER", provider);
        return Effect.as(details[way](interview), way);
      },
    );
    return { provider: providers[way], packages: packagesOf(way, interview) };
  });
}
