/**
 * The webhooks' settings on the command line: `AUTOSHARES_WEBHOOK_…` and Twilio's.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import * as Redacted from "effect/Redacted";
import type { TwilioWebhookOptions } from "../../../plugins/twilio.ts";
import type { WebhookFields, WebhookOptions } from "../../../plugins/webhook.ts";
import type { InvalidConfiguration } from "../../AuthError.ts";
import { type HostPort, hostPort } from "./hostPort.ts";
import { invalid, needed } from "./invalid.ts";
import { itemsIn, listOf } from "./listOf.ts";
import { secretsOf } from "./secretsOf.ts";
import type { Settings } from "./Settings.ts";
import { type SmsSettings, smsSettings } from "./smsSettings.ts";

/** A webhook's address as the sender knows it. */
export interface PublicAddress {
  /** As it is set, letter by letter. */
  readonly given: string;
  /** For people: without user, password and the query's values. */
  readonly shown: string;
}

/** What both webhooks are told. */
export interface WebhookSettings<Options> {
  /** Options of the plugin, not yet checked by it. */
  readonly options: Options & SmsSettings;
  readonly listen: HostPort;
  /** The path that is answered; `undefined` for any. */
  readonly path: string | undefined;
  readonly publicAddress: PublicAddress | undefined;
  /** What the secret is used for, for people, where it may be one thing or another. */
  readonly secretKind: string | undefined;
}

/** Where it listens; `InvalidConfiguration` for what is no address. */
function listenOf(settings: Settings): Effect.Effect<HostPort, InvalidConfiguration> {
  const name = "AUTOSHARES_WEBHOOK_LISTEN";
  const usual = "127.0.0.1:8787";
  return hostPort(name, settings.text(name) ?? usual, usual);
}

function publicAddressOf(
  settings: Settings,
): Effect.Effect<PublicAddress & { readonly path: string } | undefined, InvalidConfiguration> {
  const name = "AUTOSHARES_WEBHOOK_PUBLIC_URL";
  const given = settings.text(name)?.trim();
  if (given === undefined) return Effect.succeed(undefined);
  if (!URL.canParse(given) || !/^https?:$/.test(new URL(given).protocol)) {
    return invalid(name, "is no http or https address, such as https://bot.example/sms");
  }
  // Plugins load the whole library, which most commands have no use for.
  return Effect.map(Effect.promise(() => import("../../../plugins/twilio/publicUrl.ts")), ({ publicUrl }) => {
    const { path, shown } = publicUrl(name, given);
    return { given, path, shown };
  });
}

const fieldNames: ReadonlySet<string> = new Set(["text", "from", "to", "id"]);

function fieldsOf(settings: Settings): Effect.Effect<WebhookFields | undefined, InvalidConfiguration> {
  const name = "AUTOSHARES_WEBHOOK_FIELDS";
  const text = settings.text(name);
  if (text === undefined) return Effect.succeed(undefined);
  const fields: Record<string, string> = {};
  for (const item of itemsIn(text)) {
    const [, field = "", path = ""] = /^(\w+)\s*=\s*(\S.*)$/.exec(item) ?? [];
    if (!fieldNames.has(field) || Object.hasOwn(fields, field)) {
      return invalid(
        name,
        "is not text=…,from=…,to=…,id=… (each once, or left out), such as text=payload.message",
      );
    }
    fields[field] = path;
  }
  return Effect.succeed(fields);
}

const common = (settings: Settings) =>
  Effect.map(
    Effect.all([listenOf(settings), publicAddressOf(settings)]),
    ([listen, publicAddress]) => ({
      listen,
      path: settings.text("AUTOSHARES_WEBHOOK_PATH")?.trim() ?? publicAddress?.path,
      publicAddress,
    }),
  );

/** The mode without an address of one's own: what Twilio signs is told by the proxy, but for the path. */
function checkTrustProxy(
  { path, publicAddress }: Pick<WebhookSettings<unknown>, "path" | "publicAddress">,
  trustProxy: ReadonlyArray<string> | undefined,
): Effect.Effect<void, InvalidConfiguration> {
  const name = "AUTOSHARES_WEBHOOK_TRUST_PROXY";
  if (publicAddress === undefined && trustProxy === undefined) {
    return invalid(
      "AUTOSHARES_WEBHOOK_PUBLIC_URL",
      `is not set (nor is ${name}): Twilio signs the address that is set there, which this machine cannot know`,
    );
  }
  if (publicAddress !== undefined && trustProxy !== undefined) {
    return invalid(name, "and AUTOSHARES_WEBHOOK_PUBLIC_URL are both set; keep one");
  }
  return path === undefined
    ? invalid(
      "AUTOSHARES_WEBHOOK_PATH",
      `is not set, and ${name} needs it: the path of the address that is set at Twilio, such as /sms`,
    )
    : Effect.void;
}

/**
 * Reads the settings of the provider `twilio-webhook`.
 *
 * @param settings The settings.
 * @returns The plugin's options and where to listen, or `InvalidConfiguration` that names the variable.
 */
export function twilioWebhookSettings(
  settings: Settings,
): Effect.Effect<WebhookSettings<TwilioWebhookOptions>, InvalidConfiguration> {
  const provider = "twilio-webhook";
  return Effect.gen(function* () {
    const authToken = yield* secretsOf("TWILIO_AUTH_TOKEN", settings);
    if (authToken.length === 0) return yield* needed("TWILIO_AUTH_TOKEN", provider);
    const ways = yield* common(settings);
    const trustProxy = yield* listOf("AUTOSHARES_WEBHOOK_TRUST_PROXY", settings);
    yield* checkTrustProxy(ways, trustProxy);
    const options = {
      authToken,
      publicUrl: ways.publicAddress?.given,
      trustProxy,
      path: ways.path,
      accountSid: settings.text("TWILIO_ACCOUNT_SID")?.trim(),
      ...(yield* smsSettings(settings)),
    };
    return { options, ...ways, secretKind: undefined };
  });
}

/**
 * Reads the settings of the provider `webhook`.
 *
 * @param settings The settings.
 * @returns The plugin's options and where to listen, or `InvalidConfiguration` that names the variable.
 */
export function webhookSettings(
  settings: Settings,
): Effect.Effect<WebhookSettings<WebhookOptions>, InvalidConfiguration> {
  return Effect.gen(function* () {
    const secrets = yield* secretsOf("AUTOSHARES_WEBHOOK_SECRET", settings);
    if (secrets.length === 0) return yield* needed("AUTOSHARES_WEBHOOK_SECRET", "webhook");
    const isSigning = (secret: Redacted.Redacted<string>) => Redacted.value(secret).startsWith("whsec_");
    const signingSecret = secrets.filter(isSigning);
    const bearer = secrets.filter((secret) => !isSigning(secret));
    const ways = yield* common(settings);
    const kinds = [
      ...(signingSecret.length === 0 ? [] : ["signed by Standard Webhooks"]),
      ...(bearer.length === 0 ? [] : ["secret: bearer"]),
    ];
    const options = {
      signingSecret: signingSecret.length === 0 ? undefined : signingSecret,
      bearer: bearer.length === 0 ? undefined : bearer,
      fields: yield* fieldsOf(settings),
      path: ways.path,
      ...(yield* smsSettings(settings)),
    };
    return { options, ...ways, secretKind: kinds.join(" or ") };
  });
}
