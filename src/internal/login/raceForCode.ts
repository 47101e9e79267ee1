/**
 * A race of code providers.
 *
 * @module
 */
import * as Effect from "effect/Effect";
import { ProviderFailed } from "../../AuthError.ts";
import type { VerificationCode } from "../../CodeProvider.ts";

/**
 * Several failures as one, each named.
 *
 * @param provider Name of the provider that unites them.
 * @param failures At least one.
 * @returns The one failure itself, or their union: retryable when one of them is.
 */
export function joinFailures(provider: string, failures: ReadonlyArray<ProviderFailed>): ProviderFailed {
  const [first] = failures;
  if (failures.length === 1 && first !== undefined) return first;
  return new ProviderFailed({
    provider,
    problem: failures.map((failure) => `${failure.provider}: ${failure.problem}`).join("; "),
    retryable: failures.some((failure) => failure.retryable),
  });
}

/**
 * The first code wins and the others are interrupted; a failure counts only when all have failed.
 *
 * @param provider Name of the provider that unites them.
 * @param contenders One effect for each provider.
 * @returns The winner's code, or the joined failures.
 */
export function raceForCode(
  provider: string,
  contenders: ReadonlyArray<Effect.Effect<VerificationCode, ProviderFailed>>,
): Effect.Effect<VerificationCode, ProviderFailed> {
  return Effect.suspend(() => {
    const failures: Array<ProviderFailed> = [];
    const noted = contenders.map((each) =>
      Effect.tapError(each, (failure) => Effect.sync(() => failures.push(failure)))
    );
    return Effect.mapError(Effect.raceAll(noted), () => joinFailures(provider, failures));
  });
}
