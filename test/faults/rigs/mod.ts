/** Every provider, at its best. */
import type { RigMaker } from "../Row.ts";
import { commandRig } from "./commandRig.ts";
import { firstOfRig, orElseRig } from "./composedRigs.ts";
import { functionRig } from "./functionRig.ts";
import { imapOauthRig, imapRig } from "./imapRig.ts";
import { stdinRig } from "./stdinRig.ts";
import { twilioMessagesRig } from "./twilioMessagesRig.ts";
import { webPromptRig } from "./webPromptRig.ts";
import { twilioWebhookRig, webhookRig } from "./webhookRigs.ts";

/** A provider's name in the matrix. */
export type ProviderName =
  | "function"
  | "stdin"
  | "command"
  | "imap"
  | "imap by OAuth"
  | "webhook"
  | "twilio-webhook"
  | "twilio-messages"
  | "web-prompt"
  | "firstOf"
  | "orElse";

/** One that never has a code. */
export const mute: RigMaker = functionRig(() => () => new Promise<string>(() => {}));

/** One that always fails. */
export const failing: RigMaker = functionRig(() => () => {
  throw new Error("out of order");
});

/** By name. */
export const rigs: Readonly<Record<ProviderName, RigMaker>> = {
  "function": functionRig(),
  "stdin": stdinRig(),
  "command": commandRig(),
  "imap": imapRig(),
  "imap by OAuth": imapOauthRig(),
  "webhook": webhookRig(),
  "twilio-webhook": twilioWebhookRig(),
  "twilio-messages": twilioMessagesRig(),
  "web-prompt": webPromptRig(),
  "firstOf": firstOfRig(mute, imapRig()),
  "orElse": orElseRig(failing, webhookRig()),
};

/** Programs that wait for their code; any other provider does so by itself. */
export const waitingRigs: Partial<Record<ProviderName, RigMaker>> = {
  "command": commandRig((
    folder,
  ) => ["sh", "-c", `cd "$0" && while [ ! -s code ]; do sleep 0.1; done; cat code`, folder]),
};
