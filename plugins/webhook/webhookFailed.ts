/**
 * A webhook's failures.
 *
 * @module
 */
import { ProviderFailed } from "../../mod.ts";

/** What `reason._tag` may be where any webhook cannot listen, or cannot be made ready for requests. */
export type WebhookServerFailureTag =
  | "PackageMissing"
  | "PortTaken"
  | "NotPermitted"
  | "AddressUnavailable"
  | "Unexpected";

/**
 * Makes the error.
 *
 * @param provider The provider's name.
 * @param _tag The kind.
 * @param problem What is wrong, and what mends it.
 * @param retryable Whether time may cure it.
 * @returns The provider's error.
 */
export function webhookFailed(
  provider: string,
  _tag: WebhookServerFailureTag,
  problem: string,
  retryable: boolean,
): ProviderFailed {
  return new ProviderFailed({ provider, problem, retryable, reason: { _tag } });
}

/**
 * Loads a package that only some webhooks need.
 *
 * @param provider The provider's name.
 * @param name The package's name.
 * @param load Imports it.
 * @returns What it gives; rejects with `ProviderFailed` (`PackageMissing`) where it cannot be loaded.
 */
export async function loadPackage<A>(provider: string, name: string, load: () => Promise<A>): Promise<A> {
  try {
    return await load();
  } catch {
    const install = "Deno" in globalThis ? `deno add npm:${name}` : `npm install ${name}`;
    throw webhookFailed(
      provider,
      "PackageMissing",
      `needs the package ${name}: run “${install}”`,
      false,
    );
  }
}
