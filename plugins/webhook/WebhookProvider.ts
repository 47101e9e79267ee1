/**
 * A provider whose codes arrive by webhook.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { type CodeProvider, isAuthError } from "../../mod.ts";
import { Inbox } from "../inbox/Inbox.ts";
import type { MessageOptions } from "../inbox/MessageOptions.ts";
import { answering } from "./answering.ts";
import { listen, type ListenOptions, type WebhookServer } from "./listen.ts";
import type { Sender } from "./Sender.ts";
import { webhookFailed } from "./webhookFailed.ts";

/** A code provider and the handler that its messages come in by. */
export interface WebhookProvider extends CodeProvider {
  /**
   * Answers the sender's requests: mount it where the sender posts to. It answers at once, before any login is at work, and
   * never rejects.
   */
  readonly handler: (request: Request) => Promise<Response>;
  /**
   * Serves the handler alone (needs the package `srvx`).
   *
   * It rejects with `ProviderFailed`; `reason._tag` is `PortTaken`, `NotPermitted`, `AddressUnavailable` or
   * `PackageMissing`.
   */
  readonly listen: (options?: ListenOptions) => Promise<WebhookServer>;
}

/** What a webhook is made of. */
export interface WebhookParts {
  readonly name: string;
  readonly sender: Sender;
  readonly options: MessageOptions;
  readonly path: string | undefined;
  readonly trustProxy?: ReadonlyArray<string> | undefined;
  readonly redactionCure: string;
  readonly log: ((line: string) => void) | undefined;
}

/**
 * Makes the provider.
 *
 * @param parts Its parts, already checked.
 * @returns The provider.
 */
export function webhookProvider(parts: WebhookParts): WebhookProvider {
  const { name, sender, options, path, trustProxy = [], redactionCure } = parts;
  const inbox = new Inbox({ provider: name, options, redactionCure });
  const log = parts.log ?? ((line: string) => console.warn(line));
  const answer = answering({ provider: name, sender, inbox, path, log });
  return {
    name,
    arm: (context) =>
      Effect.andThen(
        Effect.tryPromise({
          try: sender.loadProver,
          catch: (error) =>
            isAuthError(error) && error._tag === "ProviderFailed"
              ? error
              : webhookFailed(name, "Unexpected", "cannot be made ready", false),
        }),
        inbox.arm(context),
      ),
    handler: async (request) => {
      const { status, headers, body } = await answer(request);
      return new Response(body, { status, headers });
    },
    listen: (where = {}) => listen(name, answer, trustProxy, where),
  };
}
