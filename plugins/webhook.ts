/**
 * A code provider for codes that somebody posts: a phone's SMS-forwarding app, a vendor of numbers, a script.
 *
 * It is the dependable way for SMS to a number of one's own: a phone with an app that forwards what it receives. Requests
 * are signed as Standard Webhooks has it (package `standardwebhooks`), or carry a bearer secret. To serve it alone needs
 * the package `srvx`.
 *
 * @example
 * ```ts
 * import { createClient } from "@autoshares/auth";
 * import { webhook } from "@autoshares/auth/webhook";
 *
 * const sms = webhook({ bearer: "a long secret that the app sends", from: "CentrSoobsh" });
 * await using server = await sms.listen({ port: 8787 });
 * await using client = createClient({
 *   baseUrl: "https://broker.example/api",
 *   appKey: "key",
 *   username: "alice",
 *   password: "secret",
 *   provider: sms,
 * });
 * const auth = await client.login();
 * ```
 *
 * @module
 */
import { createHash } from "node:crypto";
import { InvalidConfiguration, isAuthError, type ProviderFailed } from "../mod.ts";
import { checkMessageOptions, messageOptionNames, type MessageOptions } from "./inbox/MessageOptions.ts";
import { checkNames } from "./internal/checkNames.ts";
import { checkWebhookOptions } from "./webhook/checkWebhookOptions.ts";
import { bearerProblem, bearerProver } from "./webhook/bearerProof.ts";
import { fieldsOf, isFieldPath } from "./webhook/fields.ts";
import type { Prover, ReadMessage, ReceivedRequest } from "./webhook/Sender.ts";
import { type Secrets, secretsOf } from "./webhook/secrets.ts";
import { signingSecretProblem, standardProver } from "./webhook/standardProof.ts";
import type { WebhookServerFailureTag } from "./webhook/webhookFailed.ts";
import { type WebhookProvider, webhookProvider } from "./webhook/WebhookProvider.ts";

export type { MessageOptions } from "./inbox/MessageOptions.ts";
export type { ListenOptions, WebhookServer } from "./webhook/listen.ts";
export type { Secrets } from "./webhook/secrets.ts";
export type { WebhookServerFailureTag } from "./webhook/webhookFailed.ts";
export type { WebhookProvider } from "./webhook/WebhookProvider.ts";

/** Where a message's parts stand: a form's field, or a path into JSON such as `data.messages[0].text`. */
export interface WebhookFields {
  /** The text; default `text`. Of a `text/plain` body, all of it. */
  readonly text?: string | undefined;
  /** The sender; default `from`. */
  readonly from?: string | undefined;
  /** The number that received it; default `to`. */
  readonly to?: string | undefined;
  /**
   * What tells it from all other messages; default `webhook-id` where the request is signed, else the whole body. A signed
   * request's `webhook-id` counts once in any case.
   */
  readonly id?: string | undefined;
}

/** Options of {@linkcode webhook}; one of `signingSecret` and `bearer` is needed. */
export interface WebhookOptions extends MessageOptions {
  /** Secret of Standard Webhooks: base64 of at least 24 bytes, perhaps with `whsec_` before it; several for rotation. */
  readonly signingSecret?: Secrets | undefined;
  /** Secret that the request carries as `Authorization: Bearer …`, of at least 16 characters; several for rotation. */
  readonly bearer?: Secrets | undefined;
  /** Where a message's parts stand. */
  readonly fields?: WebhookFields | undefined;
  /** The path that requests come to, such as `/sms`; default any. */
  readonly path?: string | undefined;
  /** Takes a line about refused requests, without their content; default `console.warn`. */
  readonly log?: ((line: string) => void) | undefined;
}

/** What `reason._tag` of a failure of the provider `webhook` may be. */
export type WebhookFailureTag = WebhookServerFailureTag | "InboxBusy" | "SettingUnusable" | "CodeRedacted";

/** A failure of the provider `webhook` that tells its kind. */
export type WebhookFailure = ProviderFailed & { readonly reason: { readonly _tag: WebhookFailureTag } };

/**
 * Whether a value is a failure of the provider `webhook`, so that a `switch` over `reason._tag` is checked.
 *
 * @param error Anything, for example what a login or `listen` rejected with.
 * @returns Whether it is one.
 *
 * @example
 * ```ts
 * import { isWebhookFailure } from "@autoshares/auth/webhook";
 *
 * function isPortTaken(error: unknown): boolean {
 *   return isWebhookFailure(error) && error.reason._tag === "PortTaken";
 * }
 * ```
 */
export function isWebhookFailure(error: unknown): error is WebhookFailure {
  return isAuthError(error) && error._tag === "ProviderFailed" && error.provider === name &&
    error.reason !== undefined;
}

const name = "webhook";

const optionNames: { readonly [Name in keyof Required<WebhookOptions>]: true } = {
  ...messageOptionNames,
  signingSecret: true,
  bearer: true,
  fields: true,
  path: true,
  log: true,
};

/** A sender tries again for some minutes; after that, the same words are another message. */
const sameBodyMillis = 10 * 60 * 1000;

function checkFields(fields: WebhookFields): Required<{ [Name in keyof WebhookFields]: string | undefined }> {
  checkNames(`${name} fields`, fields, { text: true, from: true, to: true, id: true });
  for (const [field, path] of Object.entries(fields)) {
    if (path === undefined || isFieldPath(path)) continue;
    throw new InvalidConfiguration({
      setting: `${name} fields`,
      problem: `${field}: is no field's name and no plain path such as data.messages[0].text`,
    });
  }
  return { text: fields.text ?? "text", from: fields.from ?? "from", to: fields.to ?? "to", id: fields.id };
}

function reader(fields: WebhookFields, byHeader: boolean) {
  const paths = checkFields(fields);
  return (request: ReceivedRequest): ReadonlyArray<ReadMessage> | string => {
    const { bodyType, body, headers } = request;
    const field = bodyType === "text" ? () => undefined : fieldsOf(request);
    if (field === undefined) return "it is no JSON";
    const text = bodyType === "text" ? body : field(paths.text!);
    if (text === undefined) return `${bodyType === "form" ? "read as a form: " : ""}no field ${paths.text}`;
    const header = byHeader ? headers.get("webhook-id") : null;
    const requestId = header === null ? undefined : `webhook-id ${header}`;
    const id = (paths.id === undefined ? undefined : field(paths.id)) ?? requestId;
    const known = { text, from: field(paths.from!), to: field(paths.to!), requestId };
    return [
      id === undefined
        ? {
          ...known,
          id: createHash("sha256").update(body, "utf8").digest("base64"),
          idLastsMillis: sameBodyMillis,
        }
        : { ...known, id },
    ];
  };
}

/**
 * Takes codes from whoever posts them.
 *
 * A message that comes before a login is armed is dropped, one that comes twice counts once. Logins of different users run
 * side by side where `to` or `from` tells their messages apart, else one after the other.
 *
 * @param options The secret, which messages count, and where their text stands.
 * @returns A provider named `webhook`, with the handler to mount or to serve alone. It fails with `ProviderFailed`, whose
 * `reason._tag` tells what is wrong (see {@linkcode WebhookFailureTag}).
 * @throws {InvalidConfiguration} Where an option cannot be used, or no secret is given.
 *
 * @example
 * ```ts
 * import { webhook } from "@autoshares/auth/webhook";
 *
 * const sms = webhook({
 *   signingSecret: ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"],
 *   fields: { text: "payload.message", from: "payload.phoneNumber" },
 *   from: ["CentrSoobsh"],
 * });
 * Deno.serve({ port: 8787, hostname: "127.0.0.1" }, sms.handler);
 * ```
 */
export function webhook(options: WebhookOptions): WebhookProvider {
  checkNames(name, options, optionNames);
  checkMessageOptions(name, options);
  checkWebhookOptions(name, options);
  const { signingSecret, bearer, fields = {}, path, log } = options;
  if (signingSecret === undefined && bearer === undefined) {
    throw new InvalidConfiguration({
      setting: `${name} signingSecret`,
      problem: "and bearer are both missing, and without one anybody could send codes",
    });
  }
  const signing = signingSecret === undefined
    ? []
    : secretsOf(`${name} signingSecret`, signingSecret, signingSecretProblem);
  const bearers = bearer === undefined ? [] : secretsOf(`${name} bearer`, bearer, bearerProblem);
  const loadProver = async (): Promise<Prover> => {
    const byBearer = bearerProver(bearers);
    if (signing.length === 0) return byBearer;
    const bySignature = await standardProver(name, signing);
    if (bearers.length === 0) return bySignature;
    return (request) => request.headers.has("webhook-signature") ? bySignature(request) : byBearer(request);
  };
  return webhookProvider({
    name,
    sender: {
      bodyTypes: ["json", "form", "text"],
      loadProver,
      read: reader(fields, signing.length > 0),
      answer: { type: "text/plain; charset=utf-8", body: "OK\n" },
    },
    options,
    path,
    redactionCure: "ask whoever passes it on to leave codes as they are",
    log,
  });
}
