/**
 * Code providers whose failures speak the command line's language.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import type { ProviderFailed } from "../../AuthError.ts";
import type { CodeProvider } from "../../CodeProvider.ts";

/**
 * Words a provider's failures anew.
 *
 * @param provider The provider.
 * @param inVariables Names variables where a failure names options.
 * @returns The same provider otherwise.
 */
export function withFailures(
  { name, arm }: CodeProvider,
  inVariables: (failure: ProviderFailed) => ProviderFailed,
): CodeProvider {
  return {
    name,
    arm: (context) =>
      Effect.map(Effect.mapError(arm(context), inVariables), (armed) => ({
        ...armed,
        next: (challenge) => Effect.mapError(armed.next(challenge), inVariables),
      })),
  };
}
