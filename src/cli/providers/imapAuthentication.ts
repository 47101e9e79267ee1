/**
 * How a mailbox's messages must prove their sender, `AUTOSHARES_IMAP_AUTHENTICATION`.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import type { SenderAuthentication } from "../../../plugins/imap.ts";
import type { InvalidConfiguration } from "../../AuthError.ts";
import { invalid } from "../settings/invalid.ts";
import type { Settings } from "../settings/Settings.ts";

const setting = "AUTOSHARES_IMAP_AUTHENTICATION";

/**
 * Reads `dkim`, or `results:` and the name under which the mailbox's server writes its verdict.
 *
 * @param settings The settings.
 * @returns The provider's option, nothing where it is not set, or `InvalidConfiguration`.
 */
export function imapAuthentication(
  settings: Settings,
): Effect.Effect<SenderAuthentication | undefined, InvalidConfiguration> {
  const text = settings.text(setting)?.trim();
  if (text === undefined) return Effect.succeed(undefined);
  if (text.toLowerCase() === "dkim") return Effect.succeed({ dkim: true });
  const [, server] = /^results:\s*([\w-]+(?:\.[\w-]+)*\.?)$/i.exec(text) ?? [];
  return server === undefined
    ? invalid(setting, "is neither dkim nor results:HOST, for example results:mx.google.com")
    : Effect.succeed({ results: server });
}
