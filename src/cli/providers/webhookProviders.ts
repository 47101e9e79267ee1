/**
 * The providers `twilio-webhook` and `webhook` on the command line: each serves its webhook alone, as long as a login lasts.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import type * as Scope from "effect/Scope";
import type { TwilioWebhookOptions } from "../../../plugins/twilio.ts";
import type { WebhookOptions, WebhookProvider, WebhookServer } from "../../../plugins/webhook.ts";
import { type InvalidConfiguration, isAuthError, ProviderFailed } from "../../AuthError.ts";
import type { CodeProvider } from "../../CodeProvider.ts";
import type { HostPort } from "../settings/hostPort.ts";
import { loadWith, type OptionalPackage } from "../optionalPackages.ts";
import { mayListen } from "../process/permissions.ts";
import type { Settings } from "../settings/Settings.ts";
import { describeSms } from "../settings/smsSettings.ts";
import { fromVariables, smsFailureInVariables, smsWords } from "./smsWords.ts";
import { noteBesideProgress } from "../process/terminal.ts";
import { twilioWebhookSettings, type WebhookSettings, webhookSettings } from "../settings/webhookSettings.ts";
import { withFailures } from "./withFailures.ts";

/** A provider, and which messages it waits for, for people. */
interface Described {
  readonly provider: CodeProvider;
  readonly where: string;
}

/** What the provider `twilio-webhook` takes. */
export const twilioWebhookPackages: ReadonlyArray<OptionalPackage> = ["twilio", "srvx"];

/**
 * Which packages the provider `webhook` takes.
 *
 * @param options Its options.
 * @returns Their names.
 */
export function webhookPackages(
  { signingSecret }: Pick<WebhookOptions, "signingSecret">,
): ReadonlyArray<OptionalPackage> {
  return signingSecret === undefined ? ["srvx"] : ["srvx", "standardwebhooks"];
}

/**
 * Makes the provider `twilio-webhook`.
 *
 * @param options Its options, from the settings.
 * @returns The provider, not served yet, or `InvalidConfiguration` that names the variable, or the packages that are
 * missing.
 */
export function makeTwilioWebhook(
  options: TwilioWebhookOptions,
): Effect.Effect<WebhookProvider, InvalidConfiguration> {
  return Effect.flatMap(
    loadWith(
      "The provider twilio-webhook",
      twilioWebhookPackages,
      () => import("../../../plugins/twilio.ts"),
    ),
    ({ twilioWebhook }) => fromVariables(() => twilioWebhook(options)),
  );
}

/**
 * Makes the provider `webhook`.
 *
 * @param options Its options, from the settings.
 * @returns The provider, not served yet, or `InvalidConfiguration` that names the variable, or the packages that are
 * missing.
 */
export function makeWebhook(options: WebhookOptions): Effect.Effect<WebhookProvider, InvalidConfiguration> {
  return Effect.flatMap(
    loadWith("The provider webhook", webhookPackages(options), () => import("../../../plugins/webhook.ts")),
    ({ webhook }) => fromVariables(() => webhook(options)),
  );
}

/**
 * Serves a webhook as long as the scope.
 *
 * @param provider The provider.
 * @param listen Where.
 * @returns The server, or the plugin's failure in the command line's words.
 */
export function served(
  { name, listen: serve }: WebhookProvider,
  { host, port }: HostPort,
): Effect.Effect<WebhookServer, ProviderFailed, Scope.Scope> {
  return Effect.acquireRelease(
    Effect.tryPromise({
      try: () => serve({ hostname: host, port }),
      catch: (error) =>
        smsFailureInVariables(
          isAuthError(error) && error._tag === "ProviderFailed"
            ? error
            : new ProviderFailed({ provider: name, problem: "cannot listen", retryable: false }),
        ),
    }),
    (server) => Effect.promise(() => server.close()),
  );
}

/** A provider that listens before the broker is asked for a code, and until the login is over. */
function serving(
  provider: WebhookProvider,
  { listen, path = "/", secretKind }: WebhookSettings<unknown>,
): CodeProvider {
  const { name, arm } = withFailures(provider, smsFailureInVariables);
  return {
    name,
    arm: (context) =>
      Effect.flatMap(served(provider, listen), ({ url }) => {
        const kind = secretKind === undefined ? "" : `, ${secretKind}`;
        noteBesideProgress(`  ${name} listens on ${new URL(path, url)}${kind}`);
        return arm(context);
      }),
  };
}

const log = (line: string): void => noteBesideProgress(`  ${smsWords(line)}`);

/**
 * The provider `twilio-webhook` that the settings describe.
 *
 * @param settings The settings.
 * @returns The provider, and which messages it waits for, for people; `InvalidConfiguration` for settings that cannot be
 * used, packages that are missing, or where Deno may not listen.
 */
export function twilioWebhookProvider(settings: Settings): Effect.Effect<Described, InvalidConfiguration> {
  return Effect.gen(function* () {
    const read = yield* twilioWebhookSettings(settings);
    const provider = yield* makeTwilioWebhook({ ...read.options, log });
    yield* mayListen(read.listen);
    const where = read.publicAddress === undefined
      ? `Twilio's requests to ${read.path} by way of the proxy`
      : `Twilio's requests to ${read.publicAddress.shown} (as it must be set there for the number's messages)`;
    return { provider: serving(provider, read), where: describeSms(where, read.options) };
  });
}

/**
 * The provider `webhook` that the settings describe.
 *
 * @param settings The settings.
 * @returns As {@linkcode twilioWebhookProvider}.
 */
export function webhookProvider(settings: Settings): Effect.Effect<Described, InvalidConfiguration> {
  return Effect.gen(function* () {
    const read = yield* webhookSettings(settings);
    const provider = yield* makeWebhook({ ...read.options, log });
    yield* mayListen(read.listen);
    const where = `requests to ${read.publicAddress?.shown ?? read.path ?? "any path"}`;
    return { provider: serving(provider, read), where: describeSms(where, read.options) };
  });
}
