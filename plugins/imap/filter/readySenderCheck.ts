/**
 * The check of senders, as a provider needs it.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import type { ProviderFailed } from "../../../mod.ts";
import { failure } from "../failures/failureReasons.ts";
import { providerFailed } from "../failures/providerFailed.ts";
import { type SenderAuthentication, type SenderCheck, senderCheck } from "./senderAuthentication.ts";

/**
 * Makes the check that a setting asks for.
 *
 * @param setting The setting.
 * @returns The check; fails with `ProviderFailed` where the setting cannot be used, or its package is missing.
 */
export function readySenderCheck(setting: SenderAuthentication): Effect.Effect<SenderCheck, ProviderFailed> {
  return Effect.mapError(
    senderCheck(setting),
    (problem) => providerFailed(failure("SettingUnusable", `authentication: ${problem}`)),
  );
}
