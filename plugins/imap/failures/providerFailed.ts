/**
 * A mailbox failure as the provider's error.
 *
 * @module
 */
import { ProviderFailed } from "../../../mod.ts";
import type { MailboxFailure } from "./failureReasons.ts";

/**
 * Makes the error.
 *
 * @param failure Why the mailbox cannot be used.
 * @returns The provider's error; its `reason` names the kind.
 */
export function providerFailed({ _tag, problem, retryable }: MailboxFailure): ProviderFailed {
  return new ProviderFailed({ provider: "imap", problem, retryable, reason: { _tag } });
}
