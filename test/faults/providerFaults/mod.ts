/** What can go wrong with each provider alone. */
import type { ProviderName } from "../rigs/mod.ts";
import type { Row } from "../Row.ts";
import { commandFaults } from "./commandFaults.ts";
import { firstOfFaults, orElseFaults } from "./composedFaults.ts";
import { functionFaults } from "./functionFaults.ts";
import { mailboxFaults } from "./mailboxFaults.ts";
import { oauthFaults } from "./oauthFaults.ts";
import { type ProviderFault, rowOf } from "./ProviderFault.ts";
import { stdinFaults } from "./stdinFaults.ts";
import { twilioFaults } from "./twilioFaults.ts";
import { webPromptFaults } from "./webPromptFaults.ts";
import { twilioWebhookFaults, webhookFaults } from "./webhookFaults.ts";

const faults: Readonly<Record<ProviderName, ReadonlyArray<ProviderFault>>> = {
  "function": functionFaults,
  "stdin": stdinFaults,
  "command": commandFaults,
  "imap": mailboxFaults,
  "imap by OAuth": oauthFaults,
  "webhook": webhookFaults,
  "twilio-webhook": twilioWebhookFaults,
  "twilio-messages": twilioFaults,
  "web-prompt": webPromptFaults,
  "firstOf": firstOfFaults,
  "orElse": orElseFaults,
};

/** The rows of a provider's own faults. */
export function providerRowsOf(provider: ProviderName): ReadonlyArray<Row> {
  return faults[provider].map((fault) => rowOf(provider, fault));
}
