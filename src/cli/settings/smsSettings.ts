/**
 * Which text messages count, on the command line: `AUTOSHARES_SMS_…` and `AUTOSHARES_CODE_PATTERN`.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import type { InvalidConfiguration } from "../../AuthError.ts";
import { codePattern } from "./codePattern.ts";
import { listOf } from "./listOf.ts";
import type { Settings } from "./Settings.ts";

/** What all providers of text messages are told. */
export interface SmsSettings {
  readonly from: ReadonlyArray<string> | undefined;
  readonly to: ReadonlyArray<string> | undefined;
  readonly code: { readonly pattern: RegExp } | undefined;
}

/**
 * Reads which messages count.
 *
 * @param settings The settings.
 * @returns Senders, recipients and how a code is found, or `InvalidConfiguration`.
 */
export function smsSettings(settings: Settings): Effect.Effect<SmsSettings, InvalidConfiguration> {
  return Effect.gen(function* () {
    const pattern = yield* codePattern(settings);
    return {
      from: yield* listOf("AUTOSHARES_SMS_FROM", settings),
      to: yield* listOf("AUTOSHARES_SMS_TO", settings),
      code: pattern && { pattern },
    };
  });
}

/**
 * Says which messages count, for people.
 *
 * @param where Where they come in.
 * @param settings Which count.
 * @returns One line.
 */
export function describeSms(where: string, settings: SmsSettings): string {
  const filters = (["from", "to"] as const).flatMap((name) => {
    const items = settings[name];
    return items === undefined ? [] : [`${name} ${items.join(" or ")}`];
  });
  return [where, ...filters].join(", ");
}
