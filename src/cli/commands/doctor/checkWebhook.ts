/**
 * Whether a webhook of the settings works: packages, settings, the address to listen on, and the way to it from outside.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Result from "effect/Result";
import type { TwilioWebhookOptions } from "../../../../plugins/twilio.ts";
import type { WebhookOptions, WebhookProvider } from "../../../../plugins/webhook.ts";
import type { InvalidConfiguration, ProviderFailed } from "../../../AuthError.ts";
import { hostPortText } from "../../settings/hostPort.ts";
import { missingPackages, notInstalled, type OptionalPackage } from "../../optionalPackages.ts";
import { mayConnect, mayListen } from "../../process/permissions.ts";
import type { Settings } from "../../settings/Settings.ts";
import type { SmsSettings } from "../../settings/smsSettings.ts";
import { smsWords } from "../../providers/smsWords.ts";
import {
  makeTwilioWebhook,
  makeWebhook,
  served,
  twilioWebhookPackages,
  webhookPackages,
} from "../../providers/webhookProviders.ts";
import {
  type PublicAddress,
  twilioWebhookSettings,
  type WebhookSettings,
  webhookSettings,
} from "../../settings/webhookSettings.ts";
import { failed, type Finding, type Findings } from "./Finding.ts";
import { publicAddressFindings } from "./publicAddressFindings.ts";
import { notTried, roundTrip, type WebhookProbe } from "./roundTrip.ts";
import { plainProbe, twilioProbe } from "./webhookProbes.ts";

/** What differs between the webhooks. */
interface Kind<Options> {
  readonly name: "twilio-webhook" | "webhook";
  /** Who posts, for people. */
  readonly sender: string;
  readonly read: (settings: Settings) => Effect.Effect<WebhookSettings<Options>, InvalidConfiguration>;
  readonly packages: (options: Options) => ReadonlyArray<OptionalPackage>;
  readonly make: (
    options: Options & { readonly code: undefined; readonly log: (line: string) => void },
  ) => Effect.Effect<WebhookProvider, InvalidConfiguration>;
  readonly probe: (options: Options & SmsSettings, address: PublicAddress) => Promise<WebhookProbe>;
}

const twilio: Kind<TwilioWebhookOptions> = {
  name: "twilio-webhook",
  sender: "Twilio",
  read: twilioWebhookSettings,
  packages: () => twilioWebhookPackages,
  make: makeTwilioWebhook,
  probe: twilioProbe,
};

const plain: Kind<WebhookOptions> = {
  name: "webhook",
  sender: "the sender",
  read: webhookSettings,
  packages: webhookPackages,
  make: makeWebhook,
  probe: plainProbe,
};

/** Listens and tries the public address; the address is free again after that. */
function tried<Options>(
  { name, make, probe }: Kind<Options>,
  { options, listen, publicAddress, secretKind }: WebhookSettings<Options>,
): Effect.Effect<ReadonlyArray<Finding>, InvalidConfiguration | ProviderFailed> {
  const check = `provider ${name}`;
  const refusals: Array<string> = [];
  const log = (line: string): void => void refusals.push(smsWords(line.replace(/^[\w-]+: /, "")));
  const listensOn = hostPortText(listen);
  return Effect.scoped(Effect.gen(function* () {
    // The user's own pattern may find a code in anything.
    const provider = yield* make({ ...options, log, code: undefined });
    yield* mayListen(listen);
    yield* served(provider, listen);
    const ready: Finding = listen.port === 0
      ? {
        level: "warn",
        check,
        found: "it listens on another port each time (AUTOSHARES_WEBHOOK_LISTEN with port 0)",
        advice: "name a port that the proxy or tunnel knows",
      }
      : {
        level: "ok",
        check,
        found: `its settings are complete${
          secretKind === undefined ? "" : ` (${secretKind})`
        }, and ${listensOn} is free to listen on`,
      };
    if (publicAddress === undefined) {
      return [ready, notTried("AUTOSHARES_WEBHOOK_PUBLIC_URL is not set")];
    }
    if (listen.port === 0) return [ready, notTried("the port is another one each time")];
    const permitted = yield* Effect.result(mayConnect(publicAddress.given));
    if (Result.isFailure(permitted)) {
      return [ready, { ...failed("round trip", permitted.failure), level: "warn" } as const];
    }
    const request = yield* Effect.promise(() => probe(options, publicAddress));
    return [ready, yield* roundTrip(provider, request, { address: publicAddress, listensOn, refusals })];
  }));
}

function checkKind<Options>(kind: Kind<Options>, settings: Settings): Findings {
  const { name, sender, read, packages } = kind;
  const check = `provider ${name}`;
  return Effect.gen(function* () {
    const known = yield* Effect.result(read(settings));
    if (Result.isFailure(known)) return [failed(check, known.failure)];
    const { options, path = "any path", publicAddress } = known.success;
    const needs = packages(options);
    const missing = yield* Effect.result(missingPackages(needs));
    if (Result.isFailure(missing)) return [failed("packages", missing.failure)];
    if (missing.success.length > 0) {
      return [failed("packages", notInstalled(`The provider ${name}`, missing.success))];
    }
    const trial = yield* Effect.result(tried(kind, known.success));
    const [ready, ...rest] = Result.isSuccess(trial) ? trial.success : [failed(check, trial.failure)];
    return [
      {
        level: "ok",
        check: "packages",
        found: `${needs.join(", ")} ${needs.length === 1 ? "is" : "are"} installed`,
      },
      ready!,
      ...(publicAddress === undefined ? [] : publicAddressFindings(publicAddress, path, sender)),
      ...rest,
    ];
  });
}

/**
 * Checks a webhook. A genuine request without a code is posted to its public address; nothing else is sent.
 *
 * @param name The provider.
 * @param settings The settings.
 * @returns Packages, settings and address, the public address, whether a request to it arrives here.
 */
export function checkWebhook(name: "twilio-webhook" | "webhook", settings: Settings): Findings {
  return name === "webhook" ? checkKind(plain, settings) : checkKind(twilio, settings);
}
