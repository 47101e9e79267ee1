/**
 * `autoshares-auth demo`: a whole login against the simulator, without a question.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import * as Result from "effect/Result";
import { Command, Flag } from "effect/cli";
import type { AuthToken } from "../../AuthToken.ts";
import { type CodeProvider, fromFunction } from "../../CodeProvider.ts";
import { extractCode } from "../../CodeExtractor.ts";
import { Credentials } from "../../Credentials.ts";
import { login, type LoginError } from "../../Login.ts";
import { type CodeDelivery, simulate, type Simulator } from "../../simulator/mod.ts";
import { TokenApi } from "../../TokenApi.ts";
import type { CommandFailed } from "../CommandFailed.ts";
import { withMailbox } from "./demo/mailbox.ts";
import { type Story, story } from "./demo/Story.ts";
import { demoPhone, withWebhook } from "./demo/twilioWebhook.ts";
import { makeImap } from "../providers/imapProvider.ts";
import { requirePackages } from "../optionalPackages.ts";
import { requirePermission } from "../process/permissions.ts";
import { answer, note } from "../process/terminal.ts";
import { twilioWebhookPackages } from "../providers/webhookProviders.ts";

const appKey = "demo-key";
const username = "demo";
const password = "demo-password";

/** Messages come a moment after they were sent. */
const deliveryMillis = 700;

function useBroker(broker: Simulator, provider: CodeProvider, { elapsed, plugin }: Story) {
  return Effect.gen(function* () {
    const credentials = yield* Credentials.make({ appKey, username, password });
    const auth = yield* login(credentials, { provider, use: [plugin] });
    const until = auth.expiresAt.toISOString().replace(/\.\d+/, "");
    yield* answer(
      `Logged in as ${auth.username} with the code from ${auth.provider} in ${elapsed()}, good until ${until}.`,
    );
    yield* answer(
      `First request with it: ${yield* Effect.promise((signal) => userInfo(broker, auth, signal))}`,
    );
    note("Next: “autoshares-auth init” asks what a login at your own broker needs.");
  }).pipe(Effect.provide(TokenApi.layer({ baseUrl: broker.baseUrl })));
}

async function userInfo(broker: Simulator, auth: AuthToken, signal: AbortSignal): Promise<string> {
  const response = await fetch(`${broker.baseUrl}/v1.0/users/@me/info`, {
    headers: { "Authorization": `Bearer ${auth.reveal()}`, "Et-App-Key": appKey },
    signal,
  });
  const { Login, Email } = await response.json() as { Login: string; Email: string };
  return `GET /v1.0/users/@me/info → ${response.status}, ${Login} <${Email}>`;
}

/** A broker that sends codes one way, and a provider that reads them there. */
function demonstrate(
  twoFactor: "sms" | "email",
  receive: (delivery: CodeDelivery) => void,
  provider: CodeProvider,
  told: Story,
): Effect.Effect<void, LoginError | CommandFailed> {
  return Effect.acquireUseRelease(
    Effect.promise(() =>
      simulate({
        appKey,
        users: [{ username, password, twoFactor, phone: demoPhone }],
        deliver: (delivery) => void setTimeout(receive, deliveryMillis, delivery),
      })
    ),
    (broker) => useBroker(broker, provider, told),
    (broker) => Effect.promise(() => broker.close()),
  );
}

const begin = (channel: "SMS" | "email"): Story => {
  note(`A whole login, and nobody types anything. Broker and ${channel} are simulated, on this machine.`);
  return story(channel);
};

const byPhone = Effect.suspend(() => {
  const told = begin("SMS");
  const { promise: message, resolve } = Promise.withResolvers<string>();
  const phone = fromFunction(async () => extractCode(await message), { name: "phone" });
  const deliver = ({ text }: CodeDelivery): void => {
    told.tell("SMS", `“${text}”`);
    resolve(text);
  };
  return demonstrate("sms", deliver, phone, told);
});

const byMailbox = withMailbox(({ host, port, user, password, receive }) =>
  Effect.gen(function* () {
    const provider = yield* makeImap({ host, port, tls: "none", user, password, from: "etna.example" });
    const told = begin("email");
    const deliver = (email: CodeDelivery) => {
      told.tell("email", `“${email.text.split("\n", 1)[0]}”, into a mailbox that is read by IMAP`);
      receive(email);
    };
    yield* demonstrate("email", deliver, provider, told);
  })
);

const byWebhook = withWebhook(({ provider, receive }) => {
  const told = begin("SMS");
  const deliver = (sms: CodeDelivery) => {
    told.tell("SMS", `“${sms.text}”, posted to a webhook, signed as Twilio signs`);
    receive(sms);
  };
  return demonstrate("sms", deliver, provider, told);
});

/** The webhook, or the phone where the webhook's packages are missing. */
const byDefault = Effect.flatMap(
  Effect.result(requirePackages("demo --provider twilio-webhook", twilioWebhookPackages)),
  (missing) => {
    if (Result.isSuccess(missing)) return byWebhook;
    note(`${missing.failure.setting} ${missing.failure.problem}. Here is --provider phone instead.`);
    return byPhone;
  },
);

const demos = { "twilio-webhook": byWebhook, phone: byPhone, imap: byMailbox };

const flags = {
  provider: Flag.Literals("provider", ["twilio-webhook", "phone", "imap"]).pipe(
    Flag.withDescription(
      "twilio-webhook (default): a code by SMS, by a signed request as Twilio sends it; phone: by SMS to a function; " +
        "imap: by email, into a mailbox that is read",
    ),
    Flag.optional,
  ),
};

/** The command. */
export const demoCommand: Command.Command<"demo", never, object, LoginError | CommandFailed> = Command.make(
  "demo",
  flags,
  ({ provider }) =>
    Effect.andThen(
      requirePermission({ name: "net", host: "127.0.0.1" }),
      Option.isSome(provider) ? demos[provider.value] : byDefault,
    ),
).pipe(Command.withDescription("Log in to a simulated server, to see the steps"));
